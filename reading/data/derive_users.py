"""Derives which speakers of a reference use a lemma most, and the sentences that a classifier learns from.

A process that counts a text lists its lemmas, and draws its sentences. The draw depends on the name of the
text only. What is compared between texts is compared when all are counted.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from scipy import sparse

from reading.data.reference import DRAWN, Users
from reading.measures.arrays import Floats
from reading.measures.presence import presence
from reading.text.spelling import match_spellings, respell
from reading.text.tokens import Word

DRAWN_COMPARED = 42
"""How many sentences are drawn from a text of the comparison set: as many as the document has.

From any other text, `reference.DRAWN` are.
"""

ALL = sys.maxsize
"""The draw of all sentences."""

DIGITS = 4
"""Decimals of the presences in the table."""

EQUAL = 9
"""Decimals to which presences are compared: texts that tie differ by errors of rounding."""

Rows = list[tuple[object, ...]]


class Text(NamedTuple):
    """A text: its name, its file, its fields, and whether it is in the comparison set."""

    name: str
    path: Path
    speaker: str
    session: str | None
    year: int
    compared: bool


class TextLemmas(NamedTuple):
    """The content lemmas and phrases of a text. Strings are joined, so that many texts fit into memory.

    lemmas: one a line
    counts: the occurrences of each
    sentences: the numbers of the sentences that were drawn, each with its lemmas that the document has
    """

    lemmas: str
    counts: tuple[int, ...]
    sentences: tuple[tuple[int, str], ...]

    def items(self) -> Iterator[tuple[str, int]]:
        """Each lemma with its occurrences."""
        return zip(self.lemmas.split("\n") if self.counts else (), self.counts, strict=True)


def choose_draws(users: Users | None, texts: Sequence[Text]) -> list[int | None]:
    """How many sentences of each text are drawn; None for a text of which no lemma is needed."""
    if users is None:
        return [None] * len(texts)
    candidates = find_candidates(users, texts)

    def choose(text: Text) -> int | None:
        if users.includes(text.year) and text.speaker in users.pair:
            return ALL
        if users.includes(text.year) and text.speaker in candidates:
            return DRAWN_COMPARED if text.compared else DRAWN
        return 0 if text.compared or text.speaker in users.pair else None

    return list(map(choose, texts))


def find_candidates(users: Users, texts: Iterable[Text]) -> dict[str, int]:
    """The speakers with enough texts in the years, sorted, each with the number of these texts."""
    totals = Counter(text.speaker for text in texts if users.includes(text.year))
    return {speaker: totals[speaker] for speaker in sorted(totals) if totals[speaker] >= users.texts}


def collect_lemmas(
    name: str,
    draws: int | None,
    words: Mapping[Word, int],
    phrases: Mapping[str, int],
    sentences: Sequence[Collection[str]],
    known: Collection[str],
) -> TextLemmas | None:
    """List the lemmas of a text, and draw its sentences. `sentences` has the content lemmas of each."""
    if draws is None:
        return None
    counts = Counter(phrases)
    for word, count in words.items():
        if not word.closed:
            counts[word.lemma] += count
    spellings = match_spellings(counts, known)
    drawn = Random(name).sample(range(len(sentences)), min(draws, len(sentences)))
    lines = []
    for place in sorted(drawn):
        lemmas = {spellings.get(lemma, lemma) for lemma in sentences[place]}
        lines.append((place + 1, " ".join(sorted(lemmas.intersection(known)))))
    return TextLemmas("\n".join(counts), tuple(counts.values()), tuple(lines))


def list_rows(
    users: Users | None,
    known: Collection[str],
    counted: Iterable[tuple[Text, int, TextLemmas | None]],
) -> dict[str, Rows]:
    """The rows of the tables: users, pair-words and sentences. There are none without `users`.

    known: the content lemmas and phrases of the document
    counted: each text, the number of its tokens, and its lemmas
    """
    if users is None:
        return {"users": [], "pair-words": [], "sentences": []}
    spoken = [(text, tokens, part) for text, tokens, part in counted if part]
    keys: dict[str, int] = {}
    spellings: dict[str, int] = {lemma: keys.setdefault(lemma, len(keys)) for lemma in sorted(known)}
    rows, columns, values = array("l"), array("l"), array("l")
    listed = set(known)
    for row, (text, _, part) in enumerate(spoken):
        for lemma, count in part.items():
            if lemma not in spellings:
                spelling = _choose_spelling(lemma, known)
                spellings[lemma] = keys.setdefault(spelling, len(keys))
            rows.append(row)
            columns.append(spellings[lemma])
            values.append(count)
        if text.compared or (text.speaker in users.pair and users.includes(text.year)):
            listed.update(lemma for lemma, _ in part.items())
    # Two spellings in one text are added up.
    counts = sparse.csr_array((values, (rows, columns)), shape=(len(spoken), len(keys))).tocoo()
    names = {column: lemma for lemma, column in sorted(spellings.items())}
    names |= {column: lemma for lemma, column in keys.items() if lemma in spellings}
    return {
        "users": _list_users(
            users, spoken, counts.tocsr(), {lemma: spellings[lemma] for lemma in sorted(listed)}
        ),
        "pair-words": sorted(
            (text.name, names[column], int(count))
            for text, column, count in zip(
                (spoken[row][0] for row in counts.coords[0]), counts.coords[1], counts.data, strict=True
            )
            if text.speaker in users.pair and (users.includes(text.year) or names[column] in known)
        ),
        "sentences": [
            (text.name, number, lemmas or None)
            for text, _, part in spoken
            for number, lemmas in part.sentences
        ],
    }


def _choose_spelling(lemma: str, known: Collection[str]) -> str:
    """The spelling that both of a lemma are counted under: the document's, or that in -ize."""
    other = respell(lemma)
    return lemma if lemma in known else other if other in known else max(lemma, other)


def _list_users(
    users: Users,
    spoken: Sequence[tuple[Text, int, TextLemmas]],
    counts: sparse.csr_array,
    listed: Mapping[str, int],
) -> Rows:
    """A row for each lemma. `listed` has their columns of the counts."""
    candidates = find_candidates(users, (text for text, _, _ in spoken))
    speakers, totals = list(candidates), np.array(list(candidates.values()), dtype=float)[:, None]
    chosen = [
        row
        for row, (text, _, _) in enumerate(spoken)
        if text.speaker in candidates and users.includes(text.year)
    ]
    places = np.array([speakers.index(spoken[row][0].speaker) for row in chosen], dtype=np.int64)
    of_speaker = sparse.csr_array(
        (np.ones(len(chosen)), (places, np.arange(len(chosen)))), shape=(len(speakers), len(chosen))
    )
    columns, inverse = np.unique(np.array(list(listed.values()), dtype=np.int64), return_inverse=True)
    part = counts[chosen][:, columns].tocoo()
    lengths = np.array([spoken[row][1] for row in chosen], dtype=float)
    chances = presence(part.data, lengths[part.coords[0]], users.sample)
    each = sparse.csr_array((chances, part.coords), shape=part.shape)
    having = (of_speaker @ each.astype(bool).astype(float)).toarray()
    means = np.round((of_speaker @ each).toarray() / totals, EQUAL)
    ordered = np.vstack([-np.sort(-means, axis=0), np.zeros((users.most + 1, len(columns)))])
    last, following = ordered[users.most - 1].round(DIGITS), ordered[users.most].round(DIGITS)
    half = (2 * having >= totals).sum(axis=0)
    ranked = [rank_users(speakers, column, 2 * users.most + 1) or None for column in means.T]
    return [
        (lemma, ranked[at], float(last[at]), float(following[at]), int(half[at]))
        for lemma, at in zip(listed, inverse, strict=True)
    ]


def rank_users(speakers: Sequence[str], presences: Floats, last: int) -> str:
    """The speakers by presence, the highest first, down to a rank. Those that tie are joined by `=`.

    The rank of a speaker is the number of those whose presence is at least as high. A speaker without the
    lemma has none.

    >>> rank_users(["a", "b", "c", "d", "e"], np.array([0.5, 0.2, 0.5, 0.0, 0.1]), 3)
    'a=c b'
    """
    order = sorted(map(int, np.flatnonzero(presences)), key=lambda at: (-presences[at], speakers[at]))
    groups, rank = [], 0
    for _, group in groupby(order, key=lambda at: presences[at]):
        tied = [speakers[at] for at in group]
        rank += len(tied)
        if rank > last:
            break
        groups.append("=".join(tied))
    return " ".join(groups)
