"""Gathers what the explorer shows of each term of a book, as data that JSON can hold.

The numbers are cells of published tables, under the names of their columns. The script of the page only adds
up counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.data.cached import get_cached
from reading.formatting import round_columns
from reading.measures import association, keyness
from reading.measures.incidence import SENTENCE
from reading.site.frame.assets import JsonObject
from reading.site.pages.explorer_forms import list_forms
from reading.site.pages.sentences_data import list_paragraphs, list_sentence_texts
from reading.tables.locations import terms
from reading.text.tokens import slug

RATE = ("count", "rate", "rate_low", "rate_high")

SPREAD = ("dp", "dp_norm", "juilland_d", "sentence_dp", "sentence_dp_norm", "sentence_juilland_d")
"""The measures of dispersion over paragraphs and over sentences."""

OWN = ("label", "kind", "ranked", *RATE, "paragraphs", "sentences", *SPREAD)
"""What is shown of the table of terms."""

COMPARED = ("log_ratio", "log_ratio_low", "log_ratio_high", "g2", "p_adjusted", "p_paragraphs", "verdict")
"""What is shown of the comparison of a section with the rest."""

COUNTED = ("collocates_all", "collocates_tested", "collocates_significant")
"""The number of words that share at least two sentences with a term; with how many of them the pair is
tested; and how many share significantly many or few."""

DECIMALS = 5
"""The decimals of numbers that are not counts. The page shows fewer, and rounds them again."""

SHOWN_DECIMALS = dict.fromkeys(SPREAD, 2)
"""The decimals of numbers that the page shows as they are. More would weigh a tenth more."""

ALL_COLLOCATES = 100
"""A term with at most so many collocates has data of all of them."""

STRONGEST = 20
"""A term with more collocates has data of so many of the strongest by each measure."""

MAX_PARAGRAPHS = 24
"""The paragraphs up to which a term is shown by paragraph; where there are more, by section."""

Rows = dict[str, list[JsonObject]]


def explorer_data(book: Book) -> JsonObject:
    """All data that the explorer shows.

    - sections: `id` and `title` of each section
    - paragraphs: see `list_paragraphs`
    - texts: see `list_sentence_texts`
    - terms: the data of each content lemma, see `_list_terms`
    - first_term: the `id` of the most frequent ranked term, the first by name among equals
    - unit: the unit of the page's first view, "section" where there are many paragraphs, else "paragraph"
    - q: the largest adjusted p-value of a significant test
    - only_significant: whether the table of pairs is so long that it has only those that pass

    None stands for a number that is not finite or that a measure does not define.
    """
    frame, paragraphs = terms(book), [*list_paragraphs(book).values()]
    titles, significant = book.document.titles, tables.pairs(book)["p_adjusted"] <= keyness.Q
    return {
        "sections": [{"id": section, "title": title} for section, title in titles.items()],
        "paragraphs": paragraphs,
        "texts": list_sentence_texts(book),
        "terms": list(_list_terms(book, frame)),
        "first_term": find_first_term(frame),
        "unit": "section" if len(paragraphs) > MAX_PARAGRAPHS and len(titles) > 1 else "paragraph",
        "q": keyness.Q,
        "only_significant": len(significant) > 0 and bool(significant.all()),
    }


def find_first_term(frame: pd.DataFrame) -> str:
    """The most frequent ranked term of a frame like `terms`. Empty where there is none."""
    ranked = frame[frame["rank"].notna()].sort_values(["rank", "lemma"])["term"]
    return str(ranked.iloc[0]) if len(ranked) else ""


def _list_terms(book: Book, frame: pd.DataFrame) -> Iterator[JsonObject]:
    """The data of each term of a frame like `terms`.

    - id: the anchor of its evidence
    - forms: what else finds it: other forms of its word, and other names of its actor
    - the columns of `OWN` and `COUNTED`
    - occurrences: for each sentence with the term, its index in the document, `sentence`, and the `count`
    - sections: for each section the columns of `RATE` and `COMPARED`. The verdict is None where the term is
      not among those tested
    - collocates: of each of the strongest, in descending order of logDice, its `id`, the measures of
      `association.NAMES`, and the sentences that it shares, `shared`. The adjusted p-value is that of the
      pair in the family of all pairs of ranked words; pairs that could not pass have none, nor have phrases
      and words that are not ranked
    """
    pairs = tables.pairs(book)
    counts = frame.merge(_count_collocates(pairs), how="left", on="term").fillna(dict.fromkeys(COUNTED, 0))
    own = _list_rows(round_columns(counts, SHOWN_DECIMALS), *OWN, *COUNTED)
    occurrences, forms = _list_occurrences(book), get_cached(book, "forms", list_forms)
    sections = _list_rows(_complete_sections(book, frame["term"]), *RATE, *COMPARED)
    collocates = _list_rows(_select_strongest(pairs), "id", "p_adjusted", *association.NAMES)
    for term, lemma in zip(frame["term"], frame["lemma"], strict=True):
        here = {row["sentence"] for row in occurrences[term]}
        yield {
            "id": term,
            "forms": forms.get(lemma, []),
            **own[term][0],
            "occurrences": occurrences[term],
            "sections": sections[term],
            "collocates": [
                {
                    **row,
                    "shared": [one["sentence"] for one in occurrences[row["id"]] if one["sentence"] in here],
                }
                for row in collocates.get(term, ())
            ],
        }


def _list_occurrences(book: Book) -> Rows:
    """The index of each sentence with a term, and how often it has it."""
    sentences = book.document.sentences[SENTENCE].assign(index=range(len(book.document.sentences)))
    rows = book.document.incidence.merge(sentences, on=SENTENCE)
    return _list_rows(rows.assign(term=rows["lemma"].map(slug), sentence=rows["index"]), "sentence", "count")


def _complete_sections(book: Book, names: pd.Series[str]) -> pd.DataFrame:
    """The terms by section, with a row for each section and each term that it lacks, too."""
    keys = ["section", "term"]
    index = pd.MultiIndex.from_product([book.document.titles, names], names=keys)
    rows: pd.DataFrame = tables.terms_by_section(book).set_index(keys).reindex(index)
    return rows.fillna({"count": 0, "rate": 0}).reset_index()


def _count_collocates(pairs: pd.DataFrame) -> pd.DataFrame:
    """The columns of `COUNTED` for each term that has a collocate."""
    p = pairs["p_adjusted"]
    significant = p <= keyness.Q
    counted = pairs[["term"]].assign(
        collocates_all=1, collocates_tested=p.notna(), collocates_significant=significant
    )
    return counted.groupby("term", as_index=False).sum()


def _select_strongest(pairs: pd.DataFrame) -> pd.DataFrame:
    """The rows of the collocates of each term that are shown, with the `id` of the collocate."""
    by_term = pairs["term"]
    ranks = pairs.groupby("term")[list(association.NAMES)].rank(method="min", ascending=False)
    is_shown = (by_term.map(by_term.value_counts()) <= ALL_COLLOCATES) | (ranks <= STRONGEST).any(axis=1)
    return pairs[is_shown].rename(columns={"other_term": "id"})


def _list_rows(frame: pd.DataFrame, *columns: str) -> Rows:
    """The values of some columns, a list of rows for each term."""
    rows: Rows = {}
    for term, *values in frame[["term", *columns]].itertuples(index=False, name=None):
        rows.setdefault(term, []).append(dict(zip(columns, map(_to_json, values), strict=True)))
    return rows


def _to_json(value: Any) -> str | int | float | None:
    if isinstance(value, str):
        return str(value)
    if pd.isna(value) or not math.isfinite(value):
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
