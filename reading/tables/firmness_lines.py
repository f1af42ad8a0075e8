"""Says in one line what would overturn a claim, from its row of the table `firmness`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.claims import Claim
from reading.formatting import format_share, per_cent
from reading.measures.fragility import MOST_FLIPS
from reading.tables.firmness_counts import ALL_RULES
from reading.tables.firmness_tables import MOST, firmness
from reading.tables.labels import label_key

Sentence = tuple[str, int]
"""The short name of a paragraph, and the number of a sentence in it."""

CHANGED = {
    "names": ("mention of an actor is added or removed", "mentions of an actor are added or removed"),
    "words": ("occurrence of a word is added or removed", "occurrences of a word are added or removed"),
}
"""What would have to change, once and more often, by what a claim counts."""

CODED = ("sentence is coded otherwise", "sentences are coded otherwise")
SEVERAL = ("code changes", "codes change")
"""The same for a claim that rests on codes, where one code makes it fall and where several do."""

DOUBTED = "Check first, since a pass or another rule differs"
"""What stands before the sentences whose code is in doubt."""

MODAL = "modal verb"
"""What a label of the modal verbs holds. Nobody codes them, so no trial changes them."""

NAMED = 2
"""The codes that a line names at most."""


def describe_firmness(book: Book, claim: Claim) -> list[str | Sentence]:
    """Return the line on a claim that rests on something: text, and sentences to link."""
    assert claim.rests is not None
    rows: Any = firmness(book).set_index("claim").to_dict("index")
    row = rows[claim.key]
    falls = f"{row['label']}. {_say_flips(row, claim.rests.codes)}{_say_others(book, row)}."
    line: list[str | Sentence] = [falls + _say_trials(row)]
    start = f" {'These sentences' if row['ways'] == 1 else DOUBTED}: "
    for name in row["doubts"].split():
        paragraph, _, number = name.partition("#")
        line += [start, (paragraph, int(number))]
        start = "; "
    return [*line, "."] if len(line) > 1 else line


def _say_flips(row: Mapping[str, Any], codes: str) -> str:
    """How many codes would have to change."""
    number, by = row["flips"], row["falls_by"].split(", ")
    one, many = CHANGED.get(codes, CODED if len(by) == 1 else SEVERAL)
    if pd.isna(number):
        return f"It does not fall if {MOST.get(codes, MOST_FLIPS)} {many}"
    named = f" ({_join(by)})" if len(by) <= NAMED else ""
    these = "all these " if row["ways"] == 1 and number > 1 else ""
    return f"It falls if {f'one {one}' if number == 1 else f'{these}{number:.0f} {many}'}{named}"


def _say_others(book: Book, row: Mapping[str, Any]) -> str:
    """Under which other rules, and without which paragraphs, a claim falls."""
    rules = row["falls_under"].split("; ")
    rules = [rule for rule in rules if rule != ALL_RULES] or rules
    under = f", or under {'another rule' if len(rules) == 1 else 'other rules'} ({'; '.join(rules)})"
    titles = [label_key(book, "paragraph", name) for name in row["falls_without"].split()]
    without = f", or without the paragraph {_join(titles)}" if titles else ""
    return f"{under}{without}" if row["falls_under"] else f"{without}. No other rule undoes it"


def _say_trials(row: Mapping[str, Any]) -> str:
    """In how many simulated codings a claim stands. Empty where nobody coded."""
    if pd.isna(row["survival_high"]):
        return ""
    most, held = format_share(row["errors_high"]), per_cent(row["survival_high"])
    counted = " The trials leave modal verbs as they are: a program counts them." * (MODAL in row["falls_by"])
    errors = f"the most errors that two passes leave likely (up to {most})"
    return f" With {errors}, it stands in {held:.0f} of 100 trials.{counted}"


def _join(names: Iterable[str]) -> str:
    return ", ".join(f"\u201c{name}\u201d" for name in names)
