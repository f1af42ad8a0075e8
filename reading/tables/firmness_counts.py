"""Computes the figures of inferential claims from codes, so that they can be computed from other codes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.claims import COMPARISONS, Claim, is_number
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

ACTOR_THEMES, BY_PARAGRAPH, ELSEWHERE = "actor-themes", "themes-by-paragraph", "agency-elsewhere"

BY_SECTION = {"themes-by-section", "agency-by-section", "actors-by-section", ELSEWHERE}
"""The tables whose figures of sections are computed here, as those of actors and of paragraphs are."""

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
    rows = rows[[*SENTENCE, column]].set_axis([*SENTENCE, "lemma"], axis=1).assign(count=1)
    counts, names = matrix(rows, sentences, SENTENCE)
    index = pd.MultiIndex.from_frame(sentences[["section", *SENTENCE]])
    frame = pd.DataFrame(counts > 0, index, names)
    return frame if codes is None else frame.reindex(columns=list(codes), fill_value=False)


def _list_themes(book: Book) -> Coded:
    given, leading = book.coding.codes, book.coding.leading
    codes = [theme for theme, coders in leading.items() if len(coders) > 1] or list(theme_counts.labels(book))
    passes = {
        f"pass {coder}": _mark(book, given[given["code"] & (given["coder"] == coder)], "theme", codes)
        for coder, rows in book.coding.passes.items()
        if len(rows) == len(book.document.sentences)
    }
    held = _mark(book, theme_counts.sentence_themes(book), "theme", codes)
    rates = _read_rates(book, "themes", codes)
    return Coded("theme", held, {"consensus": held, **passes}, frozenset(passes), rates)


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
    if rates := _read_rates(book, "agency-coding", [agency_counts.SUBJECT, agency_counts.PROCESS]):
        # A program counts modal verbs: no pass can differ over them.
        rates = np.append(rates[0], 0), np.append(rates[1], 0)
    return Coded("feature", held["the rule"], held, frozenset(changed), rates)


def _read_rates(book: Book, table: str, codes: list[str]) -> tuple[Floats, Floats] | None:
    """The shares of sentences on which passes differ, and their high ends. None where there are no two."""
    frame = Figures(book).tables[table](book)
    rows = frame.set_index(frame.columns[0]).reindex(codes)
    if rows["differing"].isna().any():
        return None
    differing, high = (rows[name].to_numpy(float) for name in ("differing", "differing_share_high"))
    return differing / len(book.document.sentences), high


def _list_names(book: Book) -> Coded:
    mentions = actor_counts.mentions(book)
    ways = {
        "all names": [],
        "metonyms left out": [Naming.METONYM],
        "compounds left out": [Naming.COMPOUND],
        "metonyms and compounds left out": [Naming.METONYM, Naming.COMPOUND],
    }
    codes = sorted(mentions["actor"].unique())
    held = {
        name: _mark(book, mentions[~mentions["naming"].isin(left_out)], "actor", codes)
        for name, left_out in ways.items()
    }
    return Coded("actor", held["all names"], held)


def _list_words(book: Book) -> Coded:
    held = {}
    for choices in ALL_CHOICES:
        words = _mark(book, count_words(book, choices), "lemma")
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


class Inference:
    """The comparisons of a claim that infer, as a function of counts.

    Sentences that no figure of the claim tells apart are one group. Other figures, such as those of speeches,
    stay as they are.

    counts, sizes: the cases with each code (column) in each group (row), and the sentences of each group
    groups: the group of each sentence
    """

    def __init__(self, book: Book, claim: Claim, held: Codes) -> None:
        """Find the groups, and count the codes in each."""
        self._book, self._claim, self._codes = book, claim, held.columns
        places = held.index.to_frame(index=False)
        sentences, marks = pd.MultiIndex.from_frame(places[SENTENCE]), places[["section"]]
        for side in (side for one in claim.inferred for side in (one.left, one.right)):
            table, place, *_ = [*side.split("."), ""]
            if table == ACTOR_THEMES:
                marks[place] = _name_any(book, sentences, [place])
            elif table == BY_PARAGRAPH:
                marks[place] = places["paragraph"].map(book.document.short) == place
            elif table == ELSEWHERE:
                marks["named"] = _name_any(book, sentences, agency_counts.require_rule(book).contrasts.named)
        self._places = marks.drop_duplicates(ignore_index=True)
        self._sections = self._places["section"].unique().tolist()
        self.groups = np.asarray(marks.groupby(list(marks), sort=False).ngroup(), np.int_)
        members = np.arange(len(self._places))[:, np.newaxis] == self.groups
        self.sizes = members.sum(axis=1)
        self.counts = members.astype(int) @ held.to_numpy(int)

    def holds(self, counts: Integers) -> Flags:
        """Whether the claim holds in each of several states, see `measures.fragility`."""
        true = np.ones(len(counts), bool)
        for comparison in self._claim.inferred:
            sides = (comparison.left, comparison.right)
            left, right = (self._compute(side, counts, comparison.line) for side in sides)
            # An invalid number makes a comparison false.
            with np.errstate(invalid="ignore"):
                true &= COMPARISONS[comparison.sign](left, right)
        return true

    def _compute(self, side: str, counts: Integers, line: int) -> Any:
        """A side of a comparison: a number, or an array of one for each state."""
        (table, place, *_), column = [*side.split("."), ""], side.rpartition(".")[2]
        if table in TOLD_APART and column == "told-apart":
            return (self._adjust(counts) <= keyness.Q).sum(axis=1)
        if table in (ACTOR_THEMES, BY_PARAGRAPH) and place in self._places:
            inside = self._places[place].to_numpy()
        elif table in BY_SECTION and place in self._sections:
            inside = (self._places["section"] == place).to_numpy()
        else:
            if is_number(side):
                return float(side)
            # The check reports what is no figure.
            figure = Figures(self._book).get(side)
            return float(figure.value) if figure else np.nan
        hits, of = self._count(inside, counts)
        if table == ELSEWHERE:
            return self._compute_end(inside, column, counts)
        code = self._codes.get_loc(side.split(".")[-2])
        if column == "p-adjusted":
            return self._adjust(counts)[:, code]
        if column not in ("sentences", "share"):
            hint = "leave `rests` out, or compare sentences, share, p-adjusted or told-apart"
            raise single_error(self._claim.path, line, f"{side} is not computed from other codes", hint)
        # Without any sentence there is no share.
        return hits[:, code] if column == "sentences" else hits[:, code] / (of or np.nan)

    def _count(self, inside: Flags, counts: Integers) -> tuple[Integers, int]:
        """The cases with each code in some of the groups, and all of their cases."""
        return counts[:, inside].sum(axis=1), int(self.sizes[inside].sum())

    def _adjust(self, counts: Integers) -> Floats:
        is_first = (self._places["section"] == self._sections[0]).to_numpy()
        (first, one), (second, other) = (self._count(inside, counts) for inside in (is_first, ~is_first))
        return adjust_families(first, second, (one, other), q=keyness.Q)

    def _compute_end(self, inside: Flags, column: str, counts: Integers) -> Floats:
        """An end of an interval of `agency-elsewhere`. A sentence with the subject counts as naming it."""
        hits, of = self._count(inside, counts)
        others, _ = self._count(inside & ~self._places["named"].to_numpy(bool), counts)
        subject, modality = map(self._codes.get_loc, ("subject", "modality"))
        if column.startswith("modal"):
            hit, total = hits[:, modality], np.full(len(hits), of)
        else:
            named = self.sizes[inside & self._places["named"].to_numpy(bool)].sum()
            hit, total = hits[:, subject], named + others[:, subject]
        varies = (hit > 0) & (hit < total)
        effect = np.where(varies, total / np.maximum(total - 1, 1), 1)
        ends = clopper_pearson(hit / effect, total / effect)
        return np.asarray(ends[column.endswith("high")])


def _name_any(book: Book, sentences: pd.MultiIndex, actors: Sequence[str]) -> Flags:
    """Whether each sentence names any of some actors."""
    mentions = actor_counts.mentions(book)
    found: Flags = sentences.isin(
        pd.MultiIndex.from_frame(mentions.loc[mentions["actor"].isin(actors), SENTENCE])
    )
    return found
