"""Computes the figures of inferential claims from codes, so that they can be computed from other codes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.claims import COMPARISONS, Claim, Comparison, is_number
from reading.files.errors import single_error
from reading.measures import keyness
from reading.measures.arrays import Floats, Integers
from reading.measures.fragility import Flags, adjust_families
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import clopper_pearson
from reading.tables import actor_counts, agency_counts, theme_counts
from reading.tables.actor_counts import Naming
from reading.tables.counting import ALL_CHOICES, BOOK_CHOICES, Choices, StopList, count_words
from reading.tables.figures import Figures

PLACES = {
    "themes": "document",
    "themes-by-section": "section",
    "agency-by-section": "section",
    "actors-by-section": "section",
    "agency-elsewhere": "section",
    "themes-by-paragraph": "paragraph",
    "actor-themes": "actor",
}
"""The tables whose figures are computed here, and what their first key names."""

TOLD_APART = {"coding", "agency", "naming", "keyness-tests"}
"""The tables that count the codes by which the sections can be told apart."""

LEAST = 2
"""Sentences that a word is in at least. One of fewer cannot pass, even after as many changes are tried."""

ALL_RULES = "all other rules at once"
"""What readers call the choice that has the codes of all doubts."""

Codes = pd.DataFrame
"""A row for each sentence, a column for each code: whether the sentence has it."""


@dataclass(frozen=True)
class Coded:
    """The codes of all sentences, and what else they could be.

    kind: what a code is: `theme`, `feature`, `actor` or `term`
    held: the codes that the book goes by
    choices: the codes under each of the book's choices, by its name for readers; its own choice is the first
    doubts: the choices that are another reading of the same sentences: passes and rules
    rates: the share of sentences on which two passes differ over each code, and the high end of its interval;
        None where nobody coded
    """

    kind: str
    held: Codes
    choices: Mapping[str, Codes]
    doubts: frozenset[str] = frozenset()
    rates: tuple[Floats, Floats] | None = None


def _mark(book: Book, rows: pd.DataFrame, column: str, codes: Iterable[str] | None = None) -> Codes:
    """The codes of a frame with a row for each code of a sentence."""
    sentences = book.document.sentences
    counts, names = matrix(rows.rename(columns={column: "lemma"}).assign(count=1), sentences, SENTENCE)
    index = pd.MultiIndex.from_frame(sentences[["section", *SENTENCE]])
    frame = pd.DataFrame(counts > 0, index, names)
    return frame if codes is None else frame.reindex(columns=list(codes), fill_value=False)


def _list_themes(book: Book) -> Coded:
    codes = list(theme_counts.labels(book))
    every = {
        name: _mark(book, theme_counts.sentence_themes(book, source)[[*SENTENCE, "theme"]], "theme", codes)
        for source, name in theme_counts.sources(book).items()
    }
    names = [
        [f"themes.{code}.{column}" for code in codes] for column in ("differing", "differing-share-high")
    ]
    rates = _read_rates(book, names, len(book.document.sentences))
    passes = frozenset(f"pass {coder}" for coder in book.coding.passes)
    return Coded("theme", every[theme_counts.CONSENSUS], every, passes & set(every), rates)


def _list_agency(book: Book) -> Coded:
    rule, clauses = agency_counts.require_rule(book), agency_counts.clauses(book)
    labels = {doubt.id: doubt.says for doubt in rule.doubts} | agency_counts.OF_MODALS
    changed = {labels.get(name, ALL_RULES): rows for name, rows in agency_counts.recode(book).items()}
    for coder, coded in book.agency.passes.items():
        others = clauses.drop(columns=["subject", "process"])
        changed[f"pass {coder}"] = others.merge(coded, on=SENTENCE)
    every = {"the rule": clauses, **changed}
    held = {
        name: _mark(book, agency_counts.answer(rule, rows), "feature", agency_counts.FEATURES)
        for name, rows in every.items()
    }
    names = [
        [f"agency-coding.{code}.{column}" for code in ("subject", "process")]
        for column in ("differing", "differing-share-high")
    ]
    if rates := _read_rates(book, names, len(clauses)):
        # A program counts modal verbs: no pass can differ over them.
        rates = np.append(rates[0], 0), np.append(rates[1], 0)
    return Coded("feature", held["the rule"], held, frozenset(changed), rates)


def _read_rates(book: Book, names: list[list[str]], number: int) -> tuple[Floats, Floats] | None:
    """The shares of sentences on which passes differ, and their high ends. None where there are no two."""
    figures = Figures(book)
    if any(name not in figures for part in names for name in part):
        return None
    differing, high = (np.array([figures[name].value for name in part], float) for part in names)
    return differing / number, high


def _list_names(book: Book) -> Coded:
    mentions = actor_counts.mentions(book)
    ways = {
        "all names": [],
        "metonyms left out": [Naming.METONYM],
        "compounds left out": [Naming.COMPOUND],
        "metonyms and compounds left out": [Naming.METONYM, Naming.COMPOUND],
    }
    kept = {name: mentions[~mentions["naming"].isin(left_out)] for name, left_out in ways.items()}
    codes = sorted(mentions["actor"].unique())
    held = {
        name: _mark(book, rows[[*SENTENCE, "actor"]].drop_duplicates(), "actor", codes)
        for name, rows in kept.items()
    }
    return Coded("actor", held["all names"], held)


def _list_words(book: Book) -> Coded:
    held = {}
    for choices in ALL_CHOICES:
        words = _mark(book, count_words(book, choices)[[*SENTENCE, "lemma"]], "lemma")
        held[_name_choices(choices)] = words.loc[:, words.sum() >= LEAST]
    return Coded("term", held[_name_choices(BOOK_CHOICES)], held)


def _name_choices(choices: Choices) -> str:
    """What readers call a combination of choices."""
    stop_list = {StopList.NONE: "no stop list", StopList.LONG: "a long stop list"}.get(choices.stop_list, "")
    named = [stop_list, "phrases joined" * choices.join_phrases, "metonyms folded" * choices.fold_metonyms]
    return " and ".join(filter(None, named)) or "the book's"


CODED: Mapping[str, Callable[[Book], Coded]] = {
    "themes": _list_themes,
    "agency": _list_agency,
    "names": _list_names,
    "words": _list_words,
}
"""What claims rest on, by its name in `data/claims.yml`."""


@functools.lru_cache(maxsize=8)
def list_codes(book: Book, name: str) -> Coded:
    """Return the codes of a name of `CODED`."""
    return CODED[name](book)


@dataclass
class Inference:
    """The comparisons of a claim that infer, as a function of counts.

    Sentences that no figure of the claim tells apart are one group. Other figures, such as those of speeches,
    stay as they are.
    """

    book: Book
    claim: Claim
    held: Codes
    counts: Integers = field(init=False)
    sizes: Integers = field(init=False)
    groups: Integers = field(init=False)

    def __post_init__(self) -> None:
        """Find the groups, and count the codes in each."""
        self._places: dict[tuple[str, str], Flags] = {}
        self._sections = tuple(dict.fromkeys(self.held.index.get_level_values("section")))
        for section in self._sections:
            self._add_place("section", section)
        for comparison in self.claim.inferred:
            for side in (comparison.left, comparison.right):
                kind, key = _name_place(side)
                if kind and (kind != "section" or key in self._sections):
                    self._add_place(kind, key)
                if side.startswith("agency-elsewhere") and key in self._sections:
                    self._add_place("named", key)
        inside = np.column_stack(list(self._places.values()))
        patterns, groups = np.unique(inside, axis=0, return_inverse=True)
        self.groups = groups.reshape(-1)
        self._members = dict(zip(self._places, patterns.T, strict=True))
        members = np.arange(len(patterns))[:, np.newaxis] == self.groups
        self.sizes = members.sum(axis=1)
        self.counts = members.astype(int) @ self.held.to_numpy(int)

    def holds(self, counts: Integers) -> Flags:
        """Whether the claim holds in each of several states, see `measures.fragility`."""
        true = np.ones(len(counts), bool)
        for comparison in self.claim.inferred:
            true &= self._compare(comparison, counts)
        return true

    def _add_place(self, kind: str, key: str) -> None:
        place = _find_place(self.book, kind, key)
        self._places[kind, key] = place.reindex(self.held.index).to_numpy()

    def _compare(self, comparison: Comparison, counts: Integers) -> Flags:
        sides = (comparison.left, comparison.right)
        left, right = (self._compute(side, counts, comparison.line) for side in sides)
        # An invalid number makes a comparison false.
        with np.errstate(invalid="ignore"):
            return np.asarray(COMPARISONS[comparison.sign](left, right))

    def _compute(self, side: str, counts: Integers, line: int) -> Any:
        """A side of a comparison: a number, or an array of one for each state."""
        table, column = side.partition(".")[0], side.rpartition(".")[2]
        if table in TOLD_APART and column == "told-apart":
            return (self._adjust(counts) <= keyness.Q).sum(axis=1)
        place = _name_place(side)
        if place not in self._places:
            return float(side if is_number(side) else Figures(self.book)[side].value)
        if table == "agency-elsewhere":
            return self._compute_end(place[1], column, counts)
        code = self.held.columns.get_loc(side.split(".")[-2])
        hits, of = self._count(place, counts)
        if column == "p-adjusted":
            return self._adjust(counts)[:, code]
        if column not in ("sentences", "share"):
            hint = "leave `rests` out, or compare sentences, share, p-adjusted or told-apart"
            raise single_error(self.claim.path, line, f"{side} is not computed from other codes", hint)
        # Without any sentence there is no share.
        return hits[:, code] if column == "sentences" else hits[:, code] / (of or np.nan)

    def _count(self, place: tuple[str, str], counts: Integers) -> tuple[Integers, int]:
        """The cases with each code in a place, and all of its cases."""
        members = self._members[place]
        return counts[:, members].sum(axis=1), int(self.sizes[members].sum())

    def _adjust(self, counts: Integers) -> Floats:
        (first, one), (second, other) = (self._count(("section", name), counts) for name in self._sections)
        return adjust_families(first, second, (one, other), q=keyness.Q)

    def _compute_end(self, section: str, column: str, counts: Integers) -> Floats:
        """An end of an interval of `agency-elsewhere`. A sentence with the subject counts as naming it."""
        (hits, of), (inside, named) = (self._count((kind, section), counts) for kind in ("section", "named"))
        subject, modality = map(self.held.columns.get_loc, ("subject", "modality"))
        if column.startswith("modal"):
            hit, total = hits[:, modality], np.full(len(hits), of)
        else:
            hit, total = hits[:, subject], named + hits[:, subject] - inside[:, subject]
        varies = (hit > 0) & (hit < total)
        effect = np.where(varies, total / np.maximum(total - 1, 1), 1)
        ends = clopper_pearson(hit / effect, total / effect)
        return np.asarray(ends[column.endswith("high")])


@functools.lru_cache(maxsize=64)
def _find_place(book: Book, kind: str, key: str) -> pd.Series:
    """Whether each sentence is in a place."""
    index = pd.MultiIndex.from_frame(book.document.sentences[["section", *SENTENCE]])
    sections = index.get_level_values("section")
    if kind == "document":
        inside = np.ones(len(index), bool)
    elif kind == "section":
        inside = sections == key
    elif kind == "paragraph":
        inside = index.get_level_values("paragraph").map(book.document.short) == key
    else:
        asked = (key,) if kind == "actor" else agency_counts.require_rule(book).contrasts.named
        mentions = actor_counts.incidence(book)
        named = pd.MultiIndex.from_frame(mentions.loc[mentions["lemma"].isin(asked), SENTENCE])
        inside = index.droplevel("section").isin(named) & ((kind == "actor") | (sections == key))
    return pd.Series(inside, index)


def _name_place(side: str) -> tuple[str, str]:
    """The kind and the key of the place that a figure is about; two empty strings for any other."""
    table, *keys = side.split(".")
    kind = PLACES.get(table, "")
    return kind, keys[0] if kind not in ("", "document") else ""
