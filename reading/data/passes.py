"""Reads passes of coding: CSV files that say in every row who coded, how and by which version."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import AfterValidator, Field, create_model

from reading.files.errors import ReadingError, attempt, find_repeated, raise_any, single_error
from reading.files.models import NonEmptyStr, StrictModel, check_date
from reading.files.read import read_table

Kind = Literal["model", "person"]
"""Who codes: a language model or a person."""

Basis = Literal["document", "retelling", "text"]
"""What a coder reads: the document, its retelling in the chapters, or sentences of another text."""

Version = Annotated[int, Field(ge=1)]
"""The version of a codebook or of a rule: 1, 2, 3, ... It rises when sentences have to be coded again."""


def _check_past(date: str) -> str:
    # Somewhere it is tomorrow already.
    if datetime.date.fromisoformat(date) > datetime.date.today() + datetime.timedelta(days=1):
        raise ValueError("the day of a pass cannot be in the future")
    return date


class PassRow(StrictModel):
    """The columns that every pass has after those of what is coded. The last two may be absent."""

    coder: NonEmptyStr
    kind: Kind
    date: Annotated[str, AfterValidator(check_date), AfterValidator(_check_past)]
    basis: Basis
    codebook: Version
    unsure: str = ""
    note: str = ""


def pass_row(**columns: Any) -> type[StrictModel]:
    """The row of a pass: the columns of what is coded, and then those of who coded it."""
    fields: dict[str, Any] = {name: (kind, ...) for name, kind in columns.items()}
    fields |= {name: (info.annotation, info) for name, info in PassRow.model_fields.items()}
    return create_model("Row", __base__=StrictModel, **fields)


METADATA = ("coder", "kind", "date", "basis", "codebook")
"""The columns that are equal in all rows of a pass."""

OPTIONAL = ("unsure", "note")

FEW = 20
"""Rows up to which two people may agree on all codes. A longer pass with the same codes is a copy.

Runs of one model may agree on everything.
"""


@dataclass(frozen=True)
class Coder:
    """Who made a pass, and how.

    name: what the coder is called, such as "model run A"
    kind: a language model or a person
    date: the day of the pass, as YYYY-MM-DD
    basis: what was read: the document, its retelling, or sentences of other texts
    codebook: the version of the codebook, or of the rule, that the pass goes by
    """

    name: str
    kind: Kind
    date: str
    basis: Basis
    codebook: int


def name_coders(coders: Mapping[str, Coder]) -> str:
    """Who made the passes of a book, in words, such as "A language model and a person". Empty if nobody did.

    Runs of models count as one model, since the passes do not say which model they are of.
    """
    people = len({coder.name for coder in coders.values() if coder.kind == "person"})
    names = ["a language model"] if any(coder.kind == "model" for coder in coders.values()) else []
    names += ["a person" if people == 1 else "people"] if people else []
    text = " and ".join(names)
    return f"{text[:1].upper()}{text[1:]}"


@dataclass(frozen=True, eq=False)
class Coded:
    """What was coded by a rule.

    passes: by coder (`a` of `pass-a.csv`), a frame of what is coded, with a row for each unit
    coders: who made each pass, by the same ids
    decisions: what holds where the leading passes differ
    """

    passes: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    coders: Mapping[str, Coder] = field(default_factory=dict)
    decisions: Sequence[Any] = ()

    @property
    def leading_passes(self) -> dict[str, pd.DataFrame]:
        """The passes that a book goes by: the models' where a model coded, else the people's.

        So a pass that a person adds is compared with the numbers of the book, and moves none of them.
        """
        by_model = {name: rows for name, rows in self.passes.items() if self.coders[name].kind == "model"}
        return by_model or dict(self.passes)


def select_longest(passes: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The passes that no other one has more sentences than: an unfinished one is left out."""
    longest = max(map(len, passes.values()), default=0)
    return {name: rows for name, rows in passes.items() if len(rows) == longest}


def read_pass(path: Path, row: type[StrictModel], version: int | None) -> tuple[pd.DataFrame, Coder]:
    """Read a pass: the frame of what is coded, in the columns of `row` before its metadata, and its coder.

    Row i of the frame is the file's line i + 2. `version` is that of the codebook or of the rule; None if not
    known.

    Raises `ReadingErrors` where a column, a kind, a basis or a date is wrong, where the rows do not agree who
    coded, where there is no row, and where the pass goes by another version.
    """
    rows = read_table(path, row)
    if rows.empty:
        raise single_error(path, 0, "the pass has no row", "code something, or remove the file")
    raise_any(list(_check_metadata(path, rows)))
    if version not in (None, rows["codebook"][0]):
        problem = f"the pass goes by version {rows['codebook'][0]}, as its column `codebook` says"
        hint = f"expected {version}, the version in use: code the sentences again by it"
        raise single_error(path, 2, problem, hint)
    name, *rest = rows[list(METADATA)].iloc[0].tolist()
    return rows.drop(columns=[*METADATA, *OPTIONAL]), Coder(name, *rest)


def read_passes(
    folder: Path,
    prefix: str,
    row: type[StrictModel],
    version: int | None,
    check: Callable[[Path, pd.DataFrame, Coder], Iterable[ReadingError]],
) -> tuple[dict[str, pd.DataFrame], dict[str, Coder]]:
    """Read the passes of a folder, and who made each, by coder.

    prefix: begins the names of their files: `pass-`
    row, version: see `read_pass`
    check: finds the mistakes in what is coded

    Raises `ReadingErrors` with the mistakes of all passes.
    """
    errors: list[ReadingError] = []
    passes, coders = {}, {}
    for path in sorted(folder.glob(f"{prefix}*.csv")):
        read = attempt(errors, partial(read_pass, path, row, version), None)
        if read is not None:
            errors += check(path, *read)
            name = path.stem.removeprefix(prefix)
            passes[name], coders[name] = read
    same = (
        (
            (rows.to_csv(), "" if len(rows) > FEW and coders[name].kind == "person" else coders[name].name),
            name,
        )
        for name, rows in passes.items()
    )
    for _, name, first in find_repeated(same):
        hint = "remove it, or put in what its coder has coded"
        problem = f"the pass has the codes of {prefix}{first}.csv"
        errors.append(ReadingError(folder / f"{prefix}{name}.csv", 0, problem, hint))
    raise_any(errors)
    return passes, coders


def _check_metadata(path: Path, rows: pd.DataFrame) -> Iterator[ReadingError]:
    """An error for the first row of each column that differs from the first row of the file."""
    for column in METADATA:
        first: Any = rows[column].iloc[0]
        differing = rows.index[rows[column] != first]
        if len(differing):
            problem = f"{column}: {rows[column][differing[0]]}, but {first} in line 2"
            yield ReadingError(path, int(differing[0]) + 2, problem, "all rows of a pass agree")
