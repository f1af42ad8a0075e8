"""Finds the sentences whose words are not those that the tables of a book count, and codes given to these.

A sentence counts as changed where its number of tokens or its content words differ. A function word that
takes the place of another one is not seen: the tables have no function words by sentence.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reading.data import coding, stances
from reading.files.errors import ReadingError
from reading.files.read import read_text
from reading.formatting import pluralize

Place = tuple[str, int]
"""The id of a paragraph, and the number of a sentence in it, from 1."""

SHOWN = 3
"""How many places a message names."""


class Words(NamedTuple):
    """What the tables keep of a sentence: its number of tokens, and its content words with their counts.

    The number is None where it is not known.
    """

    tokens: int | None
    content: frozenset[tuple[str, str]]


def read_words(incidence: Iterable[str], tokens: Mapping[str, Sequence[int]]) -> dict[Place, Words]:
    """The words of each sentence, from the lines of the table `incidence` without its header.

    `tokens` has the number of tokens of each sentence, by paragraph.
    """
    content: dict[Place, set[tuple[str, str]]] = defaultdict(set)
    for paragraph, number, kind, lemma, count in csv.reader(incidence):
        if kind == "word":
            content[paragraph, int(number)].add((lemma, count))
    sizes = {
        (paragraph, number): size for paragraph, row in tokens.items() for number, size in enumerate(row, 1)
    }
    return {place: Words(sizes.get(place), frozenset(content[place])) for place in {*sizes, *content}}


def find_changed(before: Mapping[Place, Words], after: Mapping[Place, Words]) -> list[Place]:
    """The sentences whose words have changed, in the order of the former text."""
    return [place for place, words in before.items() if not _is_same(words, after.get(place))]


def _is_same(one: Words, other: Words | None) -> bool:
    return other is not None and one.content == other.content and (one.tokens or other.tokens) == other.tokens


def name_places(places: Sequence[Place]) -> str:
    """The first places of a list, and how many more there are: `a/b#1, a/b#2 and 3 more`."""
    named = ", ".join(f"{paragraph}#{number}" for paragraph, number in places[:SHOWN])
    return f"{named} and {len(places) - SHOWN} more" if len(places) > SHOWN else named


def find_codes(
    root: Path, before: Mapping[Place, Words], after: Mapping[Place, Words]
) -> Iterator[ReadingError]:
    """Yield an error for each pass of the book at `root` that codes sentences whose words have changed."""
    changed = set(find_changed(before, after))
    folder = root / coding.FOLDER
    for path in sorted({*folder.glob(coding.PASSES), *folder.glob(stances.PASSES)}):
        lines = {place: line for line, place in _read_places(path) if place in changed}
        if lines:
            yield ReadingError(path, next(iter(lines.values())), *_describe(list(lines), before, after))


def _read_places(path: Path) -> Iterator[tuple[int, Place]]:
    """Yield the line and the sentence of each row of a pass. The check reports a row without a sentence."""
    for line, row in enumerate(csv.DictReader(read_text(path).splitlines()), 2):
        paragraph, number = row.get("paragraph"), row.get("sentence") or ""
        if paragraph and number.isdecimal():
            yield line, (paragraph, int(number))


def _describe(
    places: Sequence[Place], before: Mapping[Place, Words], after: Mapping[Place, Words]
) -> tuple[str, str]:
    """The problem and the hint for the changed sentences of a pass."""
    problem = f"{pluralize(len(places), 'sentence')} that the pass codes changed: {name_places(places)}"
    for place in places:
        paragraph, number = place
        moved = [
            other
            for (part, other), words in after.items()
            if part == paragraph and other != number and before[place].content == words.content
        ]
        if len(moved) == 1 and before[place].content:
            problem += f"; the sentence that was {paragraph}#{number} is now #{moved[0]}"
            break
    hint = (
        "correct the numbers of sentences that moved, and remove the rows of those with other words, to code "
        "them again; if the codes still hold, derive with --keep-codes"
    )
    return problem, hint
