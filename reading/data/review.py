"""Reads the ledger of checks, `data/review.yml`: what people have checked, and the hash of what they saw.

A check holds as long as the hash of what it is about is the same. It lapses when the words or numbers change.

`what` names one of these:

- `section/paragraph#3`: the retelling of a sentence
- `section/paragraph`: all retellings of a chapter
- `section/paragraph#paragraph_terms`: a chart of a chapter
- `top_terms`: a chart of the whole document
- `document.tokens`: a figure of the registry
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from reading.files.models import NonEmptyStr, StrictModel, check_date
from reading.files.read import read_model

PATH = Path("data/review.yml")

PAGE = "about/check"
"""The page with the form, relative to the book's folder and without suffix."""

Verdict = Literal["right", "wrong", "unsure"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

ORCID_ADDRESS = "https://orcid.org/"

MAX_NAME, MAX_COMMENT = 80, 600
"""Characters of a name, and of a comment."""

_ORCID = re.compile(r"(\d{4}-){3}\d{3}[\dX]")
_HASH = re.compile(r"[0-9a-f]{10}")


# Hashes -----------------------------------------------------------------------------------------------------
# The files of contributors hold these hashes: a change here would let every check lapse.


def hash_retelling(texts: Sequence[str]) -> str:
    """The hash of a sentence's retelling: of the texts of `Book.retellings`, in the order of the chapter."""
    return _hash_text("\n".join(texts))


def hash_chapter(retellings: Mapping[int, Sequence[str]]) -> str:
    """The hash of the retellings of a chapter, by sentence."""
    return _hash_text(
        "\n".join(f"{number} {text}" for number in sorted(retellings) for text in retellings[number])
    )


def hash_figure(name: str, shown: str) -> str:
    """The hash of a figure: of its name and of its value as pages show it."""
    return _hash_text(f"{name} {shown}")


def hash_table(table: Mapping[str, Any]) -> str:
    """The hash of the table of a chart: of its columns and its rows, numbers to nine digits."""
    rows = [
        [f"{cell:.9g}" if isinstance(cell, float) else str(cell) for cell in row] for row in table["rows"]
    ]
    return _hash_text(json.dumps([list(table["columns"]), rows], ensure_ascii=False))


def is_hash(text: str) -> bool:
    """Whether a text is a hash that this module can have made. With a slip of the pen it is none."""
    return bool(_HASH.fullmatch(text)) and text[8:] == _digest(text[:8], 2)


def _hash_text(text: str) -> str:
    """Eight digits of the SHA-256 of a text, and two of theirs."""
    digits = _digest(text, 8)
    return digits + _digest(digits, 2)


def _digest(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


# The file ---------------------------------------------------------------------------------------------------


class Target(NamedTuple):
    """What a check is about. The parts that it does not need are empty or 0.

    paragraph, sentence: the paragraph, and the number of the sentence if it is one retelling
    chart, figure: the name of a chart or of a figure
    """

    paragraph: str = ""
    sentence: int = 0
    chart: str = ""
    figure: str = ""


def parse_target(what: str) -> Target:
    """Split what a check is about into its parts. Whether it exists is left to the check of the book."""
    if "." in what:
        return Target(figure=what)
    if "/" in what:
        paragraph, _, part = what.partition("#")
        return (
            Target(paragraph, int(part))
            if re.fullmatch("[1-9][0-9]{0,5}", part)
            else Target(paragraph, chart=part)
        )
    return Target(chart=what)


def _check_orcid(text: str) -> str:
    """The ORCID iD in a text or an address. Raises `ValueError` where its check digit is wrong.

    https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier
    """
    orcid = text.strip().removeprefix(ORCID_ADDRESS)
    if not _ORCID.fullmatch(orcid):
        raise ValueError("write four groups of four digits, as in 0000-0002-1825-0097")
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[-1]:
        raise ValueError("its last digit does not fit the others; copy it again")
    return orcid


def _check_day(text: str) -> str:
    if check_date(text) > datetime.date.today().isoformat():
        raise ValueError("the date is in the future")
    return text


def _check_hash(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("write it in quotes")
    if not is_hash(value):
        raise ValueError(
            "it fits nothing that the book ever showed; copy the lines from the form, or from `reading seen`"
        )
    return value


def _check_name(text: str) -> str:
    # Names in some scripts need a joiner or a non-joiner.
    if not text.translate({0x200C: "", 0x200D: ""}).isprintable():
        raise ValueError("it has characters that are not visible")
    return text


def _to_text(value: Any) -> Any:
    """Undo the type that YAML gives to dates."""
    return value.isoformat() if type(value) is datetime.date else value


class Check(StrictModel):
    """A check by a person.

    who: the name or the handle of the person
    orcid: the person's ORCID iD; may be empty
    what: what was checked, as the module says
    when: the day, as YYYY-MM-DD
    seen: the hash of what the person saw
    comment: in the person's own words; may be empty
    """

    who: Annotated[NonEmptyStr, StringConstraints(max_length=MAX_NAME), AfterValidator(_check_name)]
    orcid: Annotated[str, AfterValidator(_check_orcid)] = ""
    what: NonEmptyStr
    when: Annotated[str, BeforeValidator(_to_text), AfterValidator(_check_day)]
    verdict: Verdict
    seen: Annotated[str, BeforeValidator(_check_hash)]
    comment: Annotated[str, StringConstraints(max_length=MAX_COMMENT)] = ""

    @property
    def person(self) -> str:
        """What tells one person from others: the ORCID iD, else the name."""
        return self.orcid or self.who.casefold()

    @property
    def target(self) -> Target:
        """What was checked, in its parts."""
        return parse_target(self.what)


class _Ledger(StrictModel):
    checks: Annotated[tuple[Check, ...], BeforeValidator(lambda checks: () if checks is None else checks)]


def read(root: Path) -> tuple[Check, ...]:
    """Read the checks of the book in a folder, in the file's order. A book without the file has none.

    Raises `ReadingErrors` with all mistakes.
    """
    path = root / PATH
    return read_model(path, _Ledger).checks if path.exists() else ()


def format_check(what: str, seen: str, *, when: str, who: str = "", verdict: str = "") -> str:
    """The lines of a check to fill in, as the file has them."""
    entry = {"who": who, "what": what, "when": when, "verdict": verdict, "seen": seen}
    # JSON strings are YAML, whatever they hold.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    return "  - " + "\n    ".join(lines) + "\n"
