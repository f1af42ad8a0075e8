"""Computes what the explorer shows of each content lemma of a book, as data that JSON can hold.

Every number comes from a function of `reading.measures`, so the script of the page only adds up counts.
Most of the data are rows of values. Their names would take most of the space, so `COLUMNS` gives them once,
and the script reads each value by its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from reading.charts import divisions
from reading.data.book import Book
from reading.data.cached import ABOVE_TABLES, THEMES, TIMELINE, get_cached
from reading.formatting import round_columns
from reading.measures import association, dispersion, frequency, keyness
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import rates_with_intervals
from reading.site.pages.other_texts import REFERENCE, list_other_texts
from reading.tables import evidence
from reading.tables.counting import count_words
from reading.text import words
from reading.text.phrases import pattern
from reading.text.words import fold

DECIMALS = 5
"""The decimals of numbers that are not counts. The page shows fewer, and rounds them again."""

SHOWN_DECIMALS = 2
"""The decimals of measures of dispersion, which the page shows as they are. More would weigh a tenth more."""

ALL_COLLOCATES = 100
"""A term with at most so many collocates has data of all of them."""

STRONGEST = 20
"""A term with more collocates has data of so many of the strongest by each measure."""

RATE = ["count", "rate", "low", "high"]
DISPERSION = ["range", "dp", "dp_norm", "juilland_d"]
KEYNESS = ["log_ratio", "low", "high", "g2", "p_adjusted", "p_paragraphs", "verdict"]
COLLOCATE = ["together", "alone", "pmi", "npmi", "log_dice", "t_score", "g2", "p_adjusted"]
"""The columns of the data frames of rates, dispersion, keyness and collocates that the explorer shows."""

ABBREVIATIONS = {
    "dprk": ("north korea",),
    "eu": ("european union",),
    "rok": ("south korea",),
    "uk": ("united kingdom", "britain"),
    "un": ("united nations",),
    "us": ("united states", "america"),
    "usa": ("united states", "us", "america"),
}
"""What readers type for names that a document may spell out."""

COLUMNS = {
    "occurrences": ["sentence", "count"],
    "rate": RATE,
    "units": ["paragraph", "sentence"],
    "dispersion": DISPERSION,
    "keyness": KEYNESS,
    "collocate_counts": ["all", "tested", "significant"],
    "collocates": ["id", *COLLOCATE, "steps"],
    "reference": REFERENCE,
}
"""The names of the values in each kind of row, in order. `_TermMeasures.term_data` describes the rows."""

BESIDE = ("data/coding/", THEMES, TIMELINE, *ABOVE_TABLES)
"""The beginnings of the names of files on which the data do not depend."""

Data = dict[str, Any]

RowsByLemma = dict[str, list[list[Any]]]


def cached_explorer(book: Book) -> Data:
    """The same as `explorer_data`, from the cache of `get_cached`."""
    data: Data = get_cached(book, "explorer", explorer_data, without=BESIDE)
    return data


def explorer_data(book: Book) -> Data:
    """All data that the explorer shows.

    - columns: `COLUMNS`
    - sections: `id`, `title` and `tokens` of each section
    - paragraphs: `id`, `title` and `tokens` of each paragraph; the index of its `section`; and its number of
      `sentences`
    - terms: the data of each content lemma, see `_TermMeasures.term_data`
    - first_term: the `id` of the most frequent ranked term, the first by name among equals
    - unit: the unit of the page's first view, "section" where there are many paragraphs, else "paragraph"
    - evidence: the pages with the evidence of terms, relative to the book's folder and without suffix
    - q: the largest adjusted p-value of a significant test
    - reference, through_time: what is shown of other texts, see `list_other_texts`. Books without a reference
      have none

    None stands for a number that is not finite or that a measure does not define.
    """
    document = book.document
    section_index = {section: index for index, section in enumerate(document.sections["section"])}
    sizes = document.sections[["section", "title", "tokens"]]
    sections = [{"id": id_, "title": title, "tokens": int(size)} for id_, title, size in sizes.to_numpy()]
    paragraphs = [
        {
            "id": document.short[paragraph],
            "title": title,
            "section": section_index[document.section_of[paragraph]],
            "tokens": int(tokens),
            "sentences": int(number),
        }
        for paragraph, title, tokens, number in document.paragraphs[
            ["paragraph", "title", "tokens", "sentences"]
        ].to_numpy()
    ]
    measures = _TermMeasures(book)
    of_texts, of_terms = list_other_texts(book)
    term_data = [
        measures.term_data(row) | _convert_rates(of_terms.get(str(row.lemma), {}))
        for row in evidence.terms(book).itertuples()
    ]
    return {
        "columns": COLUMNS,
        "sections": sections,
        "paragraphs": paragraphs,
        "terms": term_data,
        "first_term": measures.first_term,
        "unit": "section" if len(paragraphs) > divisions.MAX_DIVISIONS and len(sections) > 1 else "paragraph",
        "evidence": [evidence.EVIDENCE],
        "q": keyness.Q,
        **of_texts,
    }


def _convert_rates(data: Data) -> Data:
    """What `list_other_texts` returns for a lemma, as JSON holds it."""
    row = data.get("reference")
    return data | {"reference": [_to_json(value) for value in row]} if row else data


def list_forms(book: Book) -> dict[str, set[str]]:
    """What readers may type for each lemma beside itself: forms of a word, abbreviations, names of an actor.

    A name that the document does not use stands for the most frequent name that it does use.
    """
    incidence, vocabulary = book.document.incidence, book.document.vocabulary
    counts = incidence.groupby("lemma")["count"].sum()
    forms = words.list_forms(counts.index)
    for token, lemma in vocabulary[["token", "lemma"]].itertuples(index=False):
        if lemma in forms and token != lemma:
            forms[lemma].add(token)
    for actor in book.lexicon.actors:
        names = [fold(name) for name in actor.names]
        used = [name for name in names if name in counts]
        if used:
            forms[max(used, key=lambda name: counts[name])].update(set(names) - set(used))
    for abbreviation, full_names in ABBREVIATIONS.items():
        used = [name for name in full_names if name in counts]
        if used and abbreviation not in counts:
            forms[used[0]].add(abbreviation)
    return forms


class _TermMeasures:
    """All measures of the content lemmas of a book.

    first_term: the `id` of the most frequent ranked term
    """

    def __init__(self, book: Book) -> None:
        document = book.document
        self._incidence, self._sentences = document.incidence, document.sentences
        self._words = count_words(book)
        self._words_of = {fold(phrase): list(pattern(phrase)) for phrase in book.lexicon.phrases}
        indices = self._sentences[SENTENCE].assign(index=range(len(self._sentences)))
        self._occurrences = _rows_by_lemma(self._incidence.merge(indices, on=SENTENCE), ["index", "count"])
        units = [(document.paragraphs, SENTENCE[:1]), (self._sentences, SENTENCE)]
        self._dispersion = [
            _rows_by_lemma(
                round_columns(
                    dispersion.dispersion(self._incidence, frame, unit=columns),
                    dict.fromkeys(DISPERSION, SHOWN_DECIMALS),
                ),
                DISPERSION,
            )
            for frame, columns in units
        ]
        rates = rates_with_intervals(self._incidence, self._sentences)
        section_rates = rates_with_intervals(self._incidence, self._sentences, by="section")
        self._rate, self._section_rates = _rows_by_lemma(rates, RATE), _rows_by_lemma(section_rates, RATE)
        self._keyness = _rows_by_lemma(self._compare_sections(), KEYNESS)
        self._collocates = dict(iter(self._find_collocates().groupby("of")))
        ranking = frequency.counts(self._words, ["lemma"]).sort_values(
            ["count", "lemma"], ascending=[False, True]
        )
        self._forms = list_forms(book)
        self.first_term = evidence.term(ranking["lemma"].iloc[0]).anchor if len(ranking) else ""

    def term_data(self, row: Any) -> Data:
        """The data of a term, from its row in `reading.tables.evidence.terms`.

        - id: the anchor of its evidence
        - page: the index of the page of its evidence in `evidence`
        - label, kind, count, ranked: those of the row
        - forms: what else finds it, with a bar between: other forms of its word, and other names of its actor
        - occurrences: a row for each sentence with the term: the index of the sentence in the document, and
          the count of the term in it
        - rate: a row for the document
        - rates: a row for each section
        - dispersion: a row for each of `units`
        - keyness: a row for each section, without a verdict where the term is not among those tested
        - collocate_counts: the number of words that share at least two sentences with the term; with how many
          of them the pair is tested; and how many share significantly many or few
        - collocates: a row for each of the strongest, in descending order of logDice. The adjusted p-value
          is that of the pair in the family of all pairs of ranked words; pairs that could not pass have
          none, nor have phrases and words that are not ranked. `steps` are the
          differences between the indices of the shared sentences in `occurrences`, the first from -1

        `explorer_data` adds what `list_other_texts` returns for the term.
        """
        lemma = row.lemma
        collocates = self._collocates.get(lemma)
        return {
            "id": evidence.term(lemma).anchor,
            "label": row.label,
            "kind": row.kind,
            "ranked": bool(row.ranked),
            "count": int(row.count),
            "forms": "|".join(sorted(self._forms.get(lemma, ()))),
            "page": 0,
            "occurrences": self._occurrences[lemma],
            "rate": self._rate[lemma][0],
            "rates": self._section_rates[lemma],
            "dispersion": [rows[lemma][0] for rows in self._dispersion],
            "keyness": self._keyness.get(lemma, []),
            "collocate_counts": [0, 0, 0]
            if collocates is None
            else [
                len(collocates),
                int(collocates["p_adjusted"].notna().sum()),
                int((collocates["p_adjusted"] <= keyness.Q).sum()),
            ],
            "collocates": [] if collocates is None else list(self._strongest(lemma, collocates)),
        }

    def _strongest(self, node: str, collocates: pd.DataFrame) -> Iterator[list[Any]]:
        """Yield the row of each collocate that the explorer shows of a term."""
        if len(collocates) > ALL_COLLOCATES:
            strongest = [
                collocates.nlargest(STRONGEST, measure, keep="all").index for measure in association.NAMES
            ]
            collocates = collocates.loc[sorted(set().union(*strongest))]
        place_of = {index: place for place, (index, _) in enumerate(self._occurrences[node])}
        for lemma, (values,) in _rows_by_lemma(collocates, COLLOCATE).items():
            shared = [place_of[index] for index, _ in self._occurrences[lemma] if index in place_of]
            yield [evidence.term(lemma).anchor, *values, np.diff(shared, prepend=-1).tolist()]

    def _compare_sections(self) -> pd.DataFrame:
        """The keyness of all lemmas. Only the ranked words are tested, as one family."""
        outcome = ["p_adjusted", "p_paragraphs", "verdict"]
        all_lemmas = keyness.keyness(self._incidence, self._sentences, shuffle=False).drop(columns=outcome)
        tested = keyness.keyness(self._words, self._sentences)[["section", "lemma", *outcome]]
        return all_lemmas.merge(tested, how="left")

    def _find_collocates(self) -> pd.DataFrame:
        """The ranked words near each lemma; the words of a phrase are not collocates of the phrase."""
        words, sentences = self._words, self._sentences
        others = self._incidence[~self._incidence["lemma"].isin(words["lemma"])]
        found = association.collocates(words, pd.concat([words, others]), sentences=sentences)
        inside = [(phrase, word) for phrase, words in self._words_of.items() for word in words]
        in_phrase = pd.MultiIndex.from_frame(found[["of", "lemma"]]).isin(inside)
        pairs = association.pairs(words, sentences=sentences, min_together=2)
        return association.add_p_values(found[~in_phrase], pairs)


def _rows_by_lemma(frame: pd.DataFrame, columns: list[str]) -> RowsByLemma:
    """The values of some columns, as a list of rows for each lemma."""
    rows: RowsByLemma = {}
    for lemma, *values in frame[["lemma", *columns]].itertuples(index=False, name=None):
        rows.setdefault(lemma, []).append([_to_json(value) for value in values])
    return rows


def _to_json(value: Any) -> str | int | float | None:
    if isinstance(value, str):
        return str(value)
    if value is None or not math.isfinite(value):
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
