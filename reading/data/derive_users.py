"""Derives which speakers of a reference use a lemma most, and the sentences that a classifier learns from.

A process that counts a text lists its lemmas, and draws its sentences. The draw depends on the name of the
text only. What is compared between texts is compared when all are counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import pandas as pd

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
    texts = [text for text, _, _ in spoken]
    included = {row for row, text in enumerate(texts) if users.includes(text.year)}
    of_pair = {row for row, text in enumerate(texts) if text.speaker in users.pair}
    counts = pd.DataFrame(
        [(row, lemma, count) for row, (_, _, part) in enumerate(spoken) for lemma, count in part.items()],
        columns=["row", "lemma", "count"],
    )
    every = {*known, *counts["lemma"]}
    spellings = {lemma: _choose_spelling(lemma, known, every) for lemma in sorted(every)}
    of_interest = (of_pair & included) | {row for row, text in enumerate(texts) if text.compared}
    listed = {*known, *counts["lemma"][counts["row"].isin(of_interest)]}
    # Two spellings in one text are added up.
    counts["lemma"] = counts["lemma"].map(spellings)
    counts = counts.groupby(["row", "lemma"], as_index=False).agg({"count": "sum"})
    users_of = _find_users(users, spoken, counts[counts["row"].isin(included)])
    return {
        "users": [(lemma, *users_of.get(spellings[lemma], (None, 0.0, 0.0, 0))) for lemma in sorted(listed)],
        "pair-words": sorted(
            (texts[row].name, lemma, count)
            for row, lemma, count in counts[counts["row"].isin(of_pair)].itertuples(index=False)
            if row in included or lemma in known
        ),
        "sentences": [
            (text.name, number, lemmas or None)
            for text, _, part in spoken
            for number, lemmas in part.sentences
        ],
    }


def _choose_spelling(lemma: str, known: Collection[str], every: Collection[str]) -> str:
    """The spelling that both of a lemma are counted under: the document's, or that in -ize."""
    found = [spelling for spelling in (lemma, respell(lemma)) if spelling in every]
    return next((spelling for spelling in found if spelling in known), max(found))


def _find_users(
    users: Users, spoken: Sequence[tuple[Text, int, TextLemmas]], counts: pd.DataFrame
) -> dict[str, tuple[object, ...]]:
    """The other cells of the row of each lemma. `counts` has the texts of the years: row, lemma, count."""
    candidates = find_candidates(users, (text for text, _, _ in spoken))
    speakers = counts["row"].map([text.speaker for text, _, _ in spoken].__getitem__)
    lengths = counts["row"].map([tokens for _, tokens, _ in spoken].__getitem__)
    chances = presence(counts["count"], lengths, users.sample)
    rows = counts.assign(speaker=speakers, presence=chances)[speakers.isin(candidates)]
    found = rows.groupby(["lemma", "speaker"])["presence"].agg(["sum", "size"]).reset_index()
    totals = found["speaker"].map(candidates)
    found["mean"] = (found["sum"] / totals).round(EQUAL)
    found["half"] = 2 * found["size"] >= totals
    users_of: dict[str, tuple[object, ...]] = {}
    for lemma, group in found.groupby("lemma"):
        highest = [*sorted(group["mean"], reverse=True), *[0.0] * (users.most + 1)]
        last, following = np.round(highest[users.most - 1 : users.most + 1], DIGITS).tolist()
        ranked = rank_users(group["speaker"].tolist(), group["mean"].to_numpy(), 2 * users.most + 1)
        users_of[str(lemma)] = ranked or None, last, following, int(group["half"].sum())
    return users_of


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
