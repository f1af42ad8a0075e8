"""Gathers what the explorer shows of each term of a book, as data that JSON can hold.

The numbers are cells of published tables, so the script of the page only adds up counts. Most of the data are
rows of values. Their names would take most of the space, so `COLUMNS` gives them once, and the script reads
each value by its name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.formatting import round_columns
from reading.measures import association, keyness
from reading.measures.incidence import SENTENCE
from reading.site.pages.explorer_forms import cached_forms
from reading.site.pages.other_texts import cached_other_texts
from reading.tables import nearness
from reading.tables.evidence import terms
from reading.text.words import slug

RATE = ["count", "rate", "rate_low", "rate_high"]
DISPERSION = [
    [f"{unit}s", *(f"{prefix}{name}" for name in ("dp", "dp_norm", "juilland_d"))]
    for unit, prefix in (("paragraph", ""), ("sentence", "sentence_"))
]
KEYNESS = ["log_ratio", "log_ratio_low", "log_ratio_high", "g2", "p_adjusted", "p_paragraphs", "verdict"]
COLLOCATE = [
    "other_term",
    "sentences",
    "other_sentences",
    "pmi",
    "npmi",
    "log_dice",
    "t_score",
    "g2",
    "p_adjusted",
]
REFERENCE = ["median", "upper", "texts"]
"""Columns of published tables."""

COLUMNS = {
    "occurrences": ["sentence", "count"],
    "rate": ["count", "rate", "low", "high"],
    "units": ["paragraph", "sentence"],
    "dispersion": ["range", *DISPERSION[0][1:]],
    "keyness": ["log_ratio", "low", "high", *KEYNESS[3:]],
    "collocate_counts": ["all", "tested", "significant"],
    "collocates": ["id", "together", "alone", *COLLOCATE[3:], "steps"],
    "reference": REFERENCE,
}
"""The names of the values in each kind of row, in order. `_list_terms` describes the rows."""

DECIMALS = 5
"""The decimals of numbers that are not counts. The page shows fewer, and rounds them again."""

SHOWN_DECIMALS = dict.fromkeys((name for columns in DISPERSION for name in columns[1:]), 2)
"""The decimals of measures of dispersion, which the page shows as they are. More would weigh a tenth more."""

SHOWN_RATES = {"median": 1, "upper": 1}
"""The decimals of rates in other texts. More, which nobody sees, would make the data a tenth larger."""

ALL_COLLOCATES = 100
"""A term with at most so many collocates has data of all of them."""

STRONGEST = 20
"""A term with more collocates has data of so many of the strongest by each measure."""

MAX_PARAGRAPHS = 24
"""The paragraphs up to which a term is shown by paragraph; where there are more, by section."""

Data = dict[str, Any]

Rows = dict[str, list[list[Any]]]


def explorer_data(book: Book) -> Data:
    """All data that the explorer shows.

    - columns: `COLUMNS`
    - sections: `id`, `title` and `tokens` of each section
    - paragraphs: `id`, `title` and `tokens` of each paragraph; the index of its `section`; and its number of
      `sentences`
    - terms: the data of each content lemma, see `_list_terms`
    - first_term: the `id` of the most frequent ranked term, the first by name among equals
    - unit: the unit of the page's first view, "section" where there are many paragraphs, else "paragraph"
    - q: the largest adjusted p-value of a significant test
    - only_significant: whether the table of pairs is so long that it has only those that pass. Else absent
    - reference, through_time: what is shown of other texts, see `list_other_texts`. Books without a reference
      have none

    None stands for a number that is not finite or that a measure does not define.
    """
    document, frame = book.document, terms(book)
    of_texts, followed, _ = cached_other_texts(book)
    sections = document.sections.rename(columns={"section": "id"})[["id", "title", "tokens"]]
    places = {section: index for index, section in enumerate(sections["id"])}
    paragraphs = document.paragraphs.assign(
        id=document.paragraphs["paragraph"].map(document.short),
        section=document.paragraphs["paragraph"].map(document.section_of).map(places),
    )[["id", "title", "section", "tokens", "sentences"]]
    return {
        "columns": COLUMNS,
        "sections": sections.to_dict("records"),
        "paragraphs": paragraphs.to_dict("records"),
        "terms": [{**data, "followed": followed.get(data["id"])} for data in _list_terms(book, frame)],
        "first_term": find_first_term(frame),
        "unit": "section" if len(paragraphs) > MAX_PARAGRAPHS and len(sections) > 1 else "paragraph",
        "q": keyness.Q,
        **({"only_significant": True} if _has_only_significant(book) else {}),
        **of_texts,
    }


def find_first_term(frame: pd.DataFrame) -> str:
    """The most frequent ranked term of a frame like `terms`. Empty where there is none."""
    ranked = frame[frame["rank"].notna()].sort_values(["rank", "lemma"])["term"]
    return str(ranked.iloc[0]) if len(ranked) else ""


def _list_terms(book: Book, frame: pd.DataFrame) -> Iterator[Data]:
    """The data of each term of a frame like `terms`.

    - id: the anchor of its evidence
    - label, kind, count, ranked: those of the frame
    - forms: what else finds it, with a bar between: other forms of its word, and other names of its actor
    - occurrences: a row for each sentence with the term: the index of the sentence in the document, and the
      count of the term in it
    - rate: a row for the document
    - rates: a row for each section
    - dispersion: a row for each of `units`
    - keyness: a row for each section, without a verdict where the term is not among those tested
    - collocate_counts: the number of words that share at least two sentences with the term; with how many of
      them the pair is tested; and how many share significantly many or few
    - collocates: a row for each of the strongest, in descending order of logDice. The adjusted p-value is
      that of the pair in the family of all pairs of ranked words; pairs that could not pass have none, nor
      have phrases and words that are not ranked. `steps` are the differences between the indices of the
      shared sentences in `occurrences`, the first from -1
    - reference: rates per thousand tokens in other texts, and the number of those that have it; None for a
      phrase that was not counted there. Books without a reference have none

    `explorer_data` adds `followed`, the index of the term in `through_time`; None for other terms.
    """
    occurrences, forms = _list_occurrences(book), cached_forms(book)
    by_section = _complete_sections(book, frame["term"])
    rates, section_rates = _list_rows(frame, RATE), _list_rows(by_section, RATE)
    spread = [_list_rows(round_columns(frame, SHOWN_DECIMALS), columns) for columns in DISPERSION]
    compared = _list_rows(by_section, KEYNESS) if len(book.document.sections) > 1 else {}
    counts, collocates = _list_collocates(tables.pairs(book))
    has_others = nearness.find_reference(book) is not None
    others = _list_rows(round_columns(tables.kind_terms(book), SHOWN_RATES), REFERENCE)
    columns = ["term", "label", "kind", "ranked", "count", "lemma"]
    for term, label, kind, ranked, count, lemma in frame[columns].itertuples(index=False, name=None):
        place_of = {index: place for place, (index, _) in enumerate(occurrences[term])}
        strongest = []
        for other, *values in collocates.get(term, ()):
            shared = [place_of[index] for index, _ in occurrences[other] if index in place_of]
            strongest.append([other, *values, np.diff(shared, prepend=-1).tolist()])
        yield {
            "id": term,
            "label": label,
            "kind": kind,
            "ranked": ranked,
            "count": int(count),
            "forms": "|".join(forms.get(lemma, ())),
            "occurrences": occurrences[term],
            "rate": rates[term][0],
            "rates": section_rates[term],
            "dispersion": [rows[term][0] for rows in spread],
            "keyness": compared.get(term, []),
            "collocate_counts": counts.get(term, [[0, 0, 0]])[0],
            "collocates": strongest,
            **({"reference": others.get(term, [None])[0]} if has_others else {}),
        }


def _list_occurrences(book: Book) -> Rows:
    """The index of each sentence with a term, and how often it has it."""
    sentences = book.document.sentences[SENTENCE].assign(index=range(len(book.document.sentences)))
    rows = book.document.incidence.merge(sentences, on=SENTENCE)
    return _list_rows(rows.assign(term=rows["lemma"].map(slug)), ["index", "count"])


def _complete_sections(book: Book, names: pd.Series[str]) -> pd.DataFrame:
    """The terms by section, with a row for each section and each term that it lacks, too."""
    keys = ["section", "term"]
    index = pd.MultiIndex.from_product([book.document.sections["section"], names], names=keys)
    rows: pd.DataFrame = tables.terms_by_section(book).set_index(keys).reindex(index)
    return rows.fillna({"count": 0, "rate": 0}).reset_index()


def _list_collocates(pairs: pd.DataFrame) -> tuple[Rows, Rows]:
    """The `collocate_counts` of each term, and the rows of its strongest collocates without their `steps`."""
    p, by_term = pairs["p_adjusted"], pairs["term"]
    counted = pd.DataFrame({"term": by_term, "all": 1, "tested": p.notna(), "significant": p <= keyness.Q})
    ranks = pairs.groupby("term")[list(association.NAMES)].rank(method="min", ascending=False)
    is_shown = (by_term.map(by_term.value_counts()) <= ALL_COLLOCATES) | (ranks <= STRONGEST).any(axis=1)
    sums = counted.groupby("term", as_index=False).sum()
    return _list_rows(sums, COLUMNS["collocate_counts"]), _list_rows(pairs[is_shown], COLLOCATE)


def _has_only_significant(book: Book) -> bool:
    pairs = tables.pairs(book)
    return len(pairs) > 0 and bool((pairs["p_adjusted"] <= keyness.Q).all())


def _list_rows(frame: pd.DataFrame, columns: list[str]) -> Rows:
    """The values of some columns, as a list of rows for each term."""
    rows: Rows = {}
    for term, *values in frame[["term", *columns]].itertuples(index=False, name=None):
        rows.setdefault(term, []).append([_to_json(value) for value in values])
    return rows


def _to_json(value: Any) -> str | int | float | None:
    if isinstance(value, str):
        return str(value)
    if value is None or not math.isfinite(value):
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
