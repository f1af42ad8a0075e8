"""Derives how much of each text of a reference is of words that a speaker uses most, and of which names.

A process that counts a text lists its lemmas, and finds the passage that is most like the document. What is
compared between texts is compared when all are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from reading.data.names import NAME, WORD
from reading.data.reference import LAST, Users
from reading.measures.heaviest_users import EQUAL, count_by_rank, rank_among
from reading.measures.passages import find_passage
from reading.measures.presence import presence
from reading.text.spelling import respell

Lemmas = list[tuple[str, int, int]]
"""The content lemmas and phrases of a text, each with its count there, and that in its passage."""


class Text(NamedTuple):
    """A text: its name, its file, its fields, and whether it is in the comparison set."""

    name: str
    path: Path
    speaker: str
    session: str | None
    year: int
    compared: bool


def find_candidates(users: Users, texts: Iterable[Text]) -> dict[str, int]:
    """The speakers with enough texts in the years, sorted, each with the number of these texts."""
    totals = Counter(text.speaker for text in texts if users.includes(text.year))
    return {speaker: totals[speaker] for speaker in sorted(totals) if totals[speaker] >= users.texts}


def choose_texts(users: Users, texts: Sequence[Text]) -> list[bool]:
    """Whether the lemmas of each text are needed."""
    candidates = find_candidates(users, texts)
    return [users.includes(text.year) and text.speaker in candidates for text in texts]


def collect_lemmas(
    sentences: Sequence[tuple[int, Sequence[str]]], known: Mapping[str, int], length: int
) -> Lemmas:
    """List the lemmas of a text, of which `sentences` has the number of words and the lemmas of each.

    known, length: how often the document has each lemma, and the words of the passage, see `find_passage`
    """
    spelled = [(words, [_spell(lemma, known) for lemma in lemmas]) for words, lemmas in sentences]
    start, end = find_passage([(words, Counter(lemmas)) for words, lemmas in spelled], known, length)
    parts = ((lemma for _, lemmas in part for lemma in lemmas) for part in (spelled, spelled[start:end]))
    counts, passage = map(Counter, parts)
    return [(lemma, count, passage[lemma]) for lemma, count in counts.items()]


def _spell(lemma: str, known: Collection[str]) -> str:
    """The spelling that both of a lemma are counted under: the document's, or that in -ize."""
    return max(lemma, respell(lemma), key=lambda spelling: (spelling in known, spelling))


def list_rows(
    users: Users,
    known: Collection[str],
    kind_of: Callable[[str], str | None],
    spoken: Sequence[tuple[Text, int, Lemmas]],
) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables: document-words, ranks and uses.

    known: the document's words and its names of others
    kind_of: the kind of a lemma, see `names.Names.kind_elsewhere`
    spoken: each text that is compared, the number of its tokens, and its lemmas
    """
    rows: dict[str, list[tuple[object, ...]]] = {"document-words": [], "ranks": [], "uses": []}
    totals = find_candidates(users, (text for text, _, _ in spoken))
    found = [[(text.name, text.speaker, words, *each) for each in lemmas] for text, words, lemmas in spoken]
    counts = pd.DataFrame(chain(*found), columns=["text", "speaker", "tokens", "lemma", "count", "passage"])
    counts["present"] = presence(counts["count"], counts["tokens"], users.sample)
    counts["kind"] = counts["lemma"].map({lemma: kind_of(lemma) for lemma in counts["lemma"].unique()})
    number, speakers = np.array(list(totals.values())), list(totals)
    sums = counts.pivot_table("present", "lemma", "speaker", aggfunc="sum", fill_value=0)
    sums = sums.reindex(columns=speakers, fill_value=0)
    numbers = {lemma: number for number, lemma in enumerate(sorted(known), 1)}
    by_text = dict(tuple(counts.groupby("text")))
    for text, _, _ in spoken:
        held = by_text.get(text.name, counts[:0])
        here, own = sums.loc[held["lemma"]].to_numpy(), speakers.index(text.speaker)
        means = (here / number).round(EQUAL)
        without = ((here[:, own] - held["present"]) / max(number[own] - 1, 1)).round(EQUAL)
        # What a speaker uses more than any other does is its own name. A text's speaker is no candidate.
        itself, means[:, own] = means[:, own].copy(), -1
        is_own = (held["kind"] == NAME) & (itself > means.max(axis=1))
        words, ranks = held["count"] * (held["kind"] == WORD), rank_among(without.to_numpy(), means)
        shared = held.assign(of=held["lemma"].map(numbers)).dropna(subset="of").sort_values("of")
        listed = shared["of"].astype(int).astype(str) + ":" + shared["count"].astype(str)
        joined = " ".join(listed).replace(":1 ", " ").removesuffix(":1") or None
        rows["document-words"].append(
            (text.name, int(words.sum()), int(words @ (ranks < users.most)), joined)
        )
        for kind, shown in users.shown.items():
            chosen = (held["kind"] == kind) & ~is_own
            part, others = held[chosen], means[chosen]
            for user in shown:
                mine = without[chosen] if user == text.speaker else others[:, speakers.index(user)]
                ranks = rank_among(np.asarray(mine), others) + (user == text.speaker)
                row_of: list[object] = [text.name, kind, user]
                for name in ("count", "passage"):
                    near = " ".join(map(str, count_by_rank(part[name].to_numpy(), ranks, LAST)))
                    row_of += [int(part[name].sum()), near or None]
                rows["ranks"].append(tuple(row_of))
            if text.compared:
                ranked = np.array([rank_among(presences, others) for presences in others.T])
                used = " ".join(map(str, (ranked <= users.most) @ part["count"].to_numpy()))
                rows["uses"].append((text.name, kind, int(part["count"].sum()), used))
    return {name: sorted(listed, key=lambda row: row[:3]) for name, listed in rows.items()}
