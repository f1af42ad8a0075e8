"""What the explorer shows of each content lemma of a book, in types that JSON has.

Every number is a measure's, so that a page which shows them has nothing to compute but sums of counts.
Values stand in rows without names, which would be most of the data. `COLUMNS` names them once, and the page
reads every value by its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from reading.analysis import divisions as units
from reading.analysis.counting import counted
from reading.data.book import Book
from reading.evidence import pages, sentences
from reading.measures import association, dispersion, frequency, keyness, resampling
from reading.measures.incidence import SENTENCE
from reading.text.words import fold, pattern

PAGE = "explorer"
"""The page that shows it, below the book's folder and without suffix."""

DECIMALS = 6
"""Of every number that is not a count: many more than are shown, so that rounding twice changes nothing."""

FEW, MOST = 100, 20
"""Collocates up to which all are told of a term; of more, how many of the strongest by each measure."""

RATE = ["count", "rate", "low", "high"]
SPREAD = ["range", "dp", "dp_norm", "juilland_d"]
KEYNESS = ["log_ratio", "low", "high", "lrc", "g2", "p_adjusted", "verdict"]
COLLOCATE = ["together", "alone", "pmi", "npmi", "log_dice", "t_score", "g2", "p_adjusted"]
"""The columns of the measures' frames that are shown: rates, spread, comparison of sections, collocates."""

COLUMNS = {
    "at": ["sentence", "count"],
    "rate": RATE,
    "units": ["paragraph", "sentence"],
    "spread": SPREAD,
    "keyness": KEYNESS,
    "beside": ["words", "told"],
    "collocates": ["id", *COLLOCATE, "steps"],
}
"""The names of the values in each kind of row, in their order. See `_Terms.term` for the rows."""

Told = dict[str, Any]

Rows = dict[str, list[list[Any]]]
"""By lemma."""


def explored(book: Book) -> Told:
    """What the explorer shows.

    - columns: the names of the values in the rows of a term, `COLUMNS`
    - sections, paragraphs: their `id`, `title` and `tokens`; a paragraph with the place of its `section`, its
      number of `sentences`, and the `page` that retells it, below the book's folder and without suffix
    - terms: each content lemma, as in `evidence.terms`; see `_Terms.term`
    - opening: the `id` of the most frequent term of the ranking, equals by name
    - unit: by what parts it shows terms before anybody chooses, paragraphs or, where these are many, sections
    - evidence: the pages that terms have their evidence on, named like those of paragraphs
    - least, q: a term of fewer occurrences is too rare to be tested; a test is positive up to this p-value

    None stands for what is no finite number: the end of an interval that has none, a measure of nothing.
    """
    document = book.document
    places = {section: place for place, section in enumerate(document.sections["section"])}
    sizes = document.sections[["section", "title", "tokens"]]
    sections = [{"id": id_, "title": title, "tokens": int(size)} for id_, title, size in sizes.to_numpy()]
    paragraphs = [
        {
            "id": document.short[paragraph],
            "title": title,
            "section": places[document.section_of[paragraph]],
            "tokens": int(tokens),
            "sentences": int(number),
            "page": book.page_of(paragraph),
        }
        for paragraph, title, tokens, number in document.paragraphs[
            ["paragraph", "title", "tokens", "sentences"]
        ].to_numpy()
    ]
    terms = _Terms(book)
    told = [terms.term(row) for row in sentences.terms(book).itertuples()]
    return {
        "columns": COLUMNS,
        "sections": sections,
        "paragraphs": paragraphs,
        "terms": told,
        "opening": terms.opening,
        "unit": "section" if len(paragraphs) > units.MOST and len(sections) > 1 else "paragraph",
        "evidence": terms.pages,
        "least": keyness.LEAST,
        "q": keyness.Q,
    }


class _Terms:
    """Every measure of every content lemma of a book."""

    def __init__(self, book: Book) -> None:
        document = book.document
        self._incidence, self._sentences = document.incidence, document.sentences
        self._words = counted(book)
        self._parts = {fold(phrase): list(pattern(phrase)) for phrase in book.lexicon.phrases}
        places = self._sentences[SENTENCE].assign(place=range(len(self._sentences)))
        self._at = _by_lemma(self._incidence.merge(places, on=SENTENCE), ["place", "count"])
        spread = [(document.paragraphs, SENTENCE[:1]), (self._sentences, SENTENCE)]
        self._spread = [
            _by_lemma(dispersion.dispersion(self._incidence, units, unit=columns), SPREAD)
            for units, columns in spread
        ]
        rates = resampling.bootstrap_rates(self._incidence, self._sentences)
        by_section = resampling.bootstrap_rates(self._incidence, self._sentences, by="section")
        self._rate, self._rates = _by_lemma(rates, RATE), _by_lemma(by_section, RATE)
        self._compared = _by_lemma(self._keyness(), KEYNESS)
        most = frequency.counts(self._words, ["lemma"]).sort_values(
            ["count", "lemma"], ascending=[False, True]
        )
        self._places = pages.places(book)
        self.pages = self._places.pages("terms")
        self.opening = sentences.anchor(most["lemma"].iloc[0]) if len(most) else ""

    def term(self, row: Any) -> Told:
        """What is told of a term.

        - id: the anchor of its evidence, page: the place of the page of that among `evidence`
        - label, kind, count, ranked: as in `evidence.terms`
        - at: a row for each sentence that holds it, with the place of the sentence among all
        - rate: a row for the document, rates: a row for each section
        - spread: a row for each of `units`
        - keyness: a row for each section; without a verdict where the term is not among those tested
        - beside: how many words share two sentences with it, and how many of them do so beyond chance
        - collocates: a row for each of the strongest, by falling logDice; `steps` lead from one shared
          sentence to the next among those of `at`, the first from before them
        """
        lemma = row.lemma
        # Collocates share two sentences or more, so that most terms have none.
        around = self._collocates(lemma) if row.sentences > 1 else None
        here = {at: place for place, (at, _) in enumerate(self._at[lemma])}
        return {
            "id": sentences.anchor(lemma),
            "label": row.label,
            "kind": row.kind,
            "ranked": bool(row.ranked),
            "count": int(row.count),
            "page": self.pages.index(self._places.term(lemma).page),
            "at": self._at[lemma],
            "rate": self._rate[lemma][0],
            "rates": self._rates[lemma],
            "spread": [found[lemma][0] for found in self._spread],
            "keyness": self._compared.get(lemma, []),
            "beside": [0, 0]
            if around is None
            else [len(around), int((around["p_adjusted"] <= keyness.Q).sum())],
            "collocates": [] if around is None else list(self._strongest(around, here)),
        }

    def _strongest(self, around: pd.DataFrame, here: dict[int, int]) -> Iterator[list[Any]]:
        """The collocates that are told of, of a term with its sentences by their places."""
        if len(around) > FEW:
            strongest = [around.nlargest(MOST, measure, keep="all").index for measure in association.NAMES]
            around = around.loc[sorted(set().union(*strongest))]
        told = _by_lemma(around, COLLOCATE)
        for lemma, (row,) in told.items():
            shared = [here[at] for at, _ in self._at[lemma] if at in here]
            yield [sentences.anchor(lemma), *row, np.diff(shared, prepend=-1).tolist()]

    def _keyness(self) -> pd.DataFrame:
        """All lemmas compared; p-values are those of the ranked words, which are one family of tests."""
        every = keyness.keyness(self._incidence, self._sentences, permutations=1)
        tested = keyness.keyness(self._words, self._sentences)[["section", "lemma", "p_adjusted", "verdict"]]
        compared = every.drop(columns=["p", "p_adjusted", "verdict"]).merge(tested, how="left")
        rare = compared["count"] + compared["elsewhere"] < keyness.LEAST
        return compared.assign(verdict=compared["verdict"].mask(rare, str(keyness.Verdict.TOO_RARE)))

    def _collocates(self, node: str) -> pd.DataFrame:
        """The ranked words around a lemma; a phrase is not told of its own words."""
        words = self._words[["lemma", *SENTENCE, "count"]]
        if node not in set(words["lemma"]):
            others = words[~words["lemma"].isin(self._parts.get(node, []))]
            own = self._incidence[self._incidence["lemma"] == node]
            words = pd.concat([others, own[words.columns]])
        return association.collocates(words, node, sentences=self._sentences)


def _by_lemma(frame: pd.DataFrame, columns: list[str]) -> Rows:
    """The rows of each lemma, of each row what the columns tell."""
    found: Rows = {}
    for lemma, *told in frame[["lemma", *columns]].itertuples(index=False, name=None):
        found.setdefault(lemma, []).append([_plain(value) for value in told])
    return found


def _plain(value: Any) -> str | int | float | None:
    if isinstance(value, str):
        return str(value)
    if value is None or not math.isfinite(value):
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
