"""Says in one line what would overturn a claim, from its row of the table `firmness`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.claims import Claim
from reading.formatting import format_number, per_cent
from reading.measures.fragility import MOST_FLIPS
from reading.tables.firmness_tables import MOST, firmness
from reading.tables.labels import label_key

Sentence = tuple[str, int]
"""The short name of a paragraph, and the number of a sentence in it."""

CHANGED = {
    "themes": ("code changes", "codes change"),
    "agency": ("code changes", "codes change"),
    "names": ("mention of an actor is added or removed", "mentions of an actor are added or removed"),
    "words": ("occurrence of a word is added or removed", "occurrences of a word are added or removed"),
}
"""What would have to change, once and more often, by what a claim rests on."""

STAYS = {"test": "Its test stays true", "interval": "Its comparison stays true", "counts": "Stays true"}
"""How a line begins, by how a claim infers. What a text plainly counts may stand beside a test."""

NAMED = 2
"""The codes that a line names at most."""


def describe_firmness(book: Book, claim: Claim) -> list[str | Sentence]:
    """Return the line on a claim that rests on something: text, and sentences to link."""
    assert claim.rests is not None
    rows: Any = firmness(book).set_index("claim").to_dict("index")
    row = rows[claim.key]
    line: list[str | Sentence] = [f"{STAYS[claim.rests.by]} {' and '.join(_list_kept(row))}; "]
    titles = {name: label_key(book, "paragraph", name) for name in row["falls_without"].split()}
    if titles:
        line.append(f"falls without the paragraph {_join(titles.values())}; ")
    line.append(_say_flips(row, claim.rests.codes))
    for place, sentence in enumerate(row["doubts"].split()):
        paragraph, _, number = sentence.partition("#")
        start = ": " if row["ways"] == 1 else "; in doubt: "
        line += [start if place == 0 else "; ", (paragraph, int(number))]
    return [*line, "."]


def _list_kept(row: Mapping[str, Any]) -> Iterator[str]:
    """Under which choices and errors a claim stays true."""
    every, held = row["choices"], row["choices_held"]
    failing = f" (not under: {row['falls_under']})" if held < every else ""
    yield f"under {'all' if held == every else f'{held} of'} {every} choices{failing}"
    # Where it stays true with the observed errors in every coding, the most errors say more.
    for column, errors in (
        ("survival", "two passes showed"),
        ("survival_high", "the agreement of two passes allows"),
    ):
        if pd.notna(row[column]) and (per_cent(row[column]) < 100 or column == "survival_high"):
            yield f"in {per_cent(row[column]):.0f} of 100 codings with as many errors as {errors}"
            return


def _say_flips(row: Mapping[str, Any], codes: str) -> str:
    """How many codes would have to change."""
    one, many = CHANGED[codes]
    number, by = row["flips"], row["falls_by"].split(", ")
    if pd.isna(number):
        return f"does not fall if {MOST.get(codes, MOST_FLIPS)} {many}"
    what = f"one {one}" if number == 1 else f"{number} {many}"
    named = f" ({_join(by)})" if len(by) <= NAMED else ""
    ways = "one way" if row["ways"] == 1 else f"{format_number(row['ways'])} ways"
    return f"falls if {what}{named}, in {ways}"


def _join(names: Iterable[str]) -> str:
    return ", ".join(f"\u201c{name}\u201d" for name in names)
