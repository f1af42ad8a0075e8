"""Marks the headings of plain text by one rule. Its author corrects what the rule gets wrong.

A heading is a short line that ends no sentence and is set apart: by an underline, a label such as
*Chapter 2*, a number, capitals, or room around it. Headings of one form have one level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from reading.text.repair import join_broken_words

LONGEST, LONGEST_TITLE = 12, 25
"""Words of a heading, and of the title in the first lines."""

SHORTEST_BELOW = 12
"""Words of a paragraph below a heading that only has room around it."""

MIN_LIST = 3
"""Headings of one form in a row from which on they are a list, such as one of contents, and stay text."""

MARGIN = 40
"""Characters from which on a line may be broken at a margin."""

_NUMERAL = r"\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|[a-z])\b"
_NEVER = re.compile(r"(?!)")
_FORMS = {
    "=": _NEVER,
    "part": re.compile(rf"(?:book|part|title|volume){_NUMERAL}", re.IGNORECASE),
    "chapter": re.compile(rf"(?:act|canto|chapter|letter){_NUMERAL}", re.IGNORECASE),
    "article": re.compile(rf"(?:art\.|article){_NUMERAL}", re.IGNORECASE),
    "section": re.compile(rf"(?:scene|sec\.|section){_NUMERAL}", re.IGNORECASE),
    "-": _NEVER,
    "roman": re.compile(r"[IVX]+[.)]\s+(?=[A-Z\"'])|[IVXL]+\.?$"),
    "capitals": re.compile(r"(?=.*[^\W\d_]{3})[^a-z]+$"),
    "letter": re.compile(r"[A-Z][.)]\s+(?=[A-Z])"),
    "number": re.compile(r"\d{1,2}[.):]?\s+(?=[A-Z])"),
    "number.number": re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+(?=[A-Z])"),
    "number.number.number": re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}[.)]?\s+(?=[A-Z])"),
    "room": re.compile(r"[^\W_a-z].*|[\"'\u2018\u201c].*"),
}
"""The forms of headings, the highest first. `=` and `-` are underlines."""

_LABELS = ("part", "chapter", "article", "section")
_OPENING = re.compile(
    r"(?:abstract|acknowledge?ments|afterword|conclusions?|epilogue|foreword|introduction|preamble|preface"
    r"|prologue|summary)\W*|(?:annex|appendix|schedule)\b.*",
    re.IGNORECASE,
)
"""Names of parts that stand beside the highest headings, whatever their form is."""

_UNDERLINE = re.compile(r"([=~^*#-])\1{2,}")
_SENTENCE_END = re.compile(r"[.!?:;,][\"')\]\u2019\u201d]*$")
_STOP = re.compile(r"[.!?:][\"')\]\u2019\u201d]*$")
_SENTENCE_INSIDE = re.compile(r"[a-z]{2}[.!?;] +[A-Z]")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|\(\w{1,4}\)|[-*\u2022])\s")
_SUPERSCRIPT = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")


class _Block(NamedTuple):
    """A heading or a paragraph in one line.

    form: of a heading; empty for a paragraph
    is_alone: whether nothing stands right above or below it
    """

    text: str
    form: str = ""
    is_alone: bool = True


def mark_headings(text: str) -> str:
    """Return plain text as Markdown: its headings marked, each paragraph on one line."""
    lines = list(map(str.strip, join_broken_words(text).split("\n")))
    blocks = list(_list_blocks(lines))
    title = [block for block in blocks[:1] if not block.form and _is_title(block.text)]
    found = _drop_lists(_join_labels(_name_forms(blocks[len(title) :])))
    forms = [form for form in _FORMS if form in {block.form for block in found}]
    written = [f"# {escape_marks(block.text)}" for block in title]
    for block in found:
        level = 1 + len(title) + (forms.index(block.form) if block.form in forms else 0)
        written.append(f"{'#' * min(level, 6)} " * bool(block.form) + escape_marks(block.text))
    return "\n\n".join(written) + "\n"


def escape_marks(text: str) -> str:
    """Escape what Markdown would read as a mark, but not the marks of items and of emphasis."""
    text = re.sub(r"[\\`*<\[\]]|&(?=#?\w+;)|^[#>~|=+]", r"\\\g<0>", text)
    return re.sub(r"^\\\*(?=\s)", "*", text)


def _list_blocks(lines: Sequence[str]) -> Iterator[_Block]:
    """The blocks between blank lines. Underlines and items divide them, and other lines without a margin."""
    groups = [list(group) for is_filled, group in groupby(lines, bool) if is_filled]
    inner = [line for group in groups for line, _ in pairwise(group) if len(line) > MARGIN]
    broken = sum(not _STOP.search(line) for line in inner)
    is_wrapped = len(groups) > 1 and 2 * broken > len(inner)
    for group in groups:
        parts = list(_divide(group, is_wrapped=is_wrapped))
        for text, form in parts:
            if any(map(str.isalpha, text)):
                yield _Block(_SUPERSCRIPT.sub("", text), form, not is_wrapped or len(parts) == 1)


def _divide(group: Sequence[str], *, is_wrapped: bool) -> Iterator[tuple[str, str]]:
    """The texts of a group of lines, each with the form of its underline, which may be empty."""
    taken: list[str] = []
    for line, below in zip(group, [*group[1:], ""], strict=True):
        if not any(map(str.isalnum, line)):
            continue
        underline = _UNDERLINE.fullmatch(below) if len(line.split()) <= LONGEST else None
        before = " ".join(taken)
        is_over = bool(_STOP.search(before)) or (len(before) <= MARGIN and not line[0].islower())
        # A line right above its text, and the next of several labels.
        is_below = _is_loud(before) and (_is_label(line) or not (_is_loud(line) or line[0].islower()))
        is_next = underline or is_below or _ITEM.match(line) or (is_over and not is_wrapped)
        if taken and is_next:
            yield before, ""
            taken = []
        taken.append(line)
        if underline:
            yield " ".join(taken), "=" if underline[1] in "=*#" else "-"
            taken = []
    if taken:
        yield " ".join(taken), ""


def _is_label(text: str) -> bool:
    return any(_FORMS[form].match(text) for form in _LABELS)


def _is_loud(line: str) -> bool:
    """Whether a line is in capitals or is a label, and so needs no room below it."""
    is_short = len(line.split()) <= LONGEST and not _SENTENCE_INSIDE.search(line)
    return is_short and (_is_label(line) or bool(_FORMS["capitals"].match(line)))


def _is_title(text: str) -> bool:
    is_part = _OPENING.fullmatch(text) or _is_label(text)
    return len(text.split()) <= LONGEST_TITLE and not text.endswith((".", ",", ";", ":")) and not is_part


def _name_forms(blocks: Sequence[_Block]) -> list[_Block]:
    below = [*(len(block.text.split()) for block in blocks[1:]), 0][: len(blocks)]
    return [
        block._replace(form=block.form or _find_form(block, size))
        for block, size in zip(blocks, below, strict=True)
    ]


def _find_form(block: _Block, size_below: int) -> str:
    """The form of a block that is a heading, or nothing. `size_below` is in words."""
    text, size = block.text, len(block.text.split())
    if size > LONGEST or _SENTENCE_INSIDE.search(text) or not size_below:
        return ""
    if _OPENING.fullmatch(text):
        return "opening"
    form = next((form for form, pattern in _FORMS.items() if pattern.match(text)), "")
    if form in _LABELS or text.isupper():
        return "" if text.endswith((",", ";")) else form
    if _SENTENCE_END.search(text) and not text.endswith("?"):
        return ""
    return "" if form == "room" and not (block.is_alone and size_below >= SHORTEST_BELOW) else form


def _join_labels(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks, in which a label and the name below it are one heading."""
    joined: list[_Block] = []
    for block in blocks:
        before = joined[-1] if joined else _Block("")
        label = before.text.rstrip(".: ")
        is_label = before.form in _LABELS and _FORMS[before.form].fullmatch(label)
        if is_label and block.form and block.form not in _LABELS:
            joined[-1] = before._replace(text=f"{label}: {block.text}")
        else:
            joined.append(block)
    return joined


def _drop_lists(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks without the forms of headings of one form in a row. The last may begin the text."""
    kept: list[_Block] = []
    for form, run in groupby(blocks, lambda block: block.form):
        group = list(run)
        if form and len(group) >= MIN_LIST:
            is_again = group[-1].text in [block.text for block in group[:-1]]
            group = [block._replace(form="") for block in group[:-1]] + [
                group[-1]._replace(form=form * is_again)
            ]
        kept += group
    return kept
