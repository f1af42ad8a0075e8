"""Gathers what the explorer shows of each term of a book, as data that JSON can hold.

Counts, the Log Ratio and logDice are cells of published tables, under the names of their columns. The script
of the page adds up counts, and divides them by tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.data.cached import get_cached
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.site.layout.assets import JsonObject
from reading.site.pages.explorer_forms import list_forms
from reading.site.pages.sentences_data import list_paragraphs, list_sentence_texts
from reading.tables import locations
from reading.tables.locations import terms
from reading.tables.term_tables import MAX_PAIRS
from reading.text.tokens import slug

OWN = ("label", "kind", "ranked", "count")
"""What is shown of the table of terms."""

DECIMALS = 5
"""The decimals of numbers that are not counts. The page shows fewer, and rounds them again."""

MAX_PARAGRAPHS = 24
"""The paragraphs up to which a term is shown by paragraph; where there are more, by section."""

Rows = dict[str, list[JsonObject]]


def explorer_data(book: Book) -> JsonObject:
    """All data that the explorer shows.

    - sections: `id` and `title` of each section
    - paragraphs: see `list_paragraphs`
    - texts: see `list_sentence_texts`
    - articles: the address of each sentence in the published text, or empty
    - terms: the data of each content lemma, see `_list_terms`
    - first_term: the `id` of the most frequent ranked term, the first by name among equals
    - by_paragraph: whether the page shows paragraphs; where there are many, it shows sections
    - lists_all_pairs: whether the table of pairs has all of them; of a long document those that share most
    """
    frame, paragraphs = terms(book), [*list_paragraphs(book).values()]
    titles, places = book.document.titles, iterate_rows(book.document.sentences[SENTENCE])
    return {
        "sections": [{"id": section, "title": title} for section, title in titles.items()],
        "paragraphs": paragraphs,
        "texts": list_sentence_texts(book),
        "articles": [locations.in_article(book, *place) for place in places],
        "terms": list(_list_terms(book, frame)),
        "first_term": find_first_term(frame),
        "by_paragraph": len(paragraphs) <= MAX_PARAGRAPHS or len(titles) == 1,
        "lists_all_pairs": len(tables.pairs(book)) < MAX_PAIRS,
    }


def find_first_term(frame: pd.DataFrame) -> str:
    """The most frequent ranked term of a frame like `terms`. Empty where there is none."""
    ranked = frame[frame["rank"].notna()].sort_values(["rank", "lemma"])["term"]
    return str(ranked.iloc[0]) if len(ranked) else ""


def _list_terms(book: Book, frame: pd.DataFrame) -> Iterator[JsonObject]:
    """The data of each term of a frame like `terms`.

    - id: the anchor of its evidence
    - forms: what else finds it: other forms of its word, and other names of its actor
    - the columns of `OWN`
    - log_ratio: of the first section against the second; None unless the document has two
    - occurrences: for each sentence with the term, its index in the document, `sentence`, and the `count`
    - collocates: in descending order of logDice, the `id`, `log_dice` and the sentences that it shares,
      `shared`
    """
    own, occurrences = _list_rows(frame, *OWN), _list_occurrences(book)
    ratios, forms = _list_log_ratios(book), get_cached(book, "forms", list_forms)
    pairs = tables.pairs(book).sort_values(["log_dice", "sentences"], ascending=False, kind="stable")
    collocates = _list_rows(pairs.rename(columns={"other_term": "id"}), "id", "log_dice")
    for term, lemma in zip(frame["term"], frame["lemma"], strict=True):
        here = {row["sentence"] for row in occurrences[term]}
        yield {
            "id": term,
            "forms": forms.get(lemma, []),
            **own[term][0],
            "log_ratio": ratios.get(term),
            "occurrences": occurrences[term],
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


def _list_log_ratios(book: Book) -> dict[str, Any]:
    """The Log Ratio of each term in the first of two sections."""
    if len(book.document.titles) != 2:
        return {}
    by_section = tables.terms_by_section(book)
    here = by_section[by_section["section"] == next(iter(book.document.titles))]
    return {term: _to_json(value) for term, value in zip(here["term"], here["log_ratio"], strict=True)}


def _list_rows(frame: pd.DataFrame, *columns: str) -> Rows:
    """The values of some columns, a list of rows for each term."""
    rows: Rows = {}
    for term, *values in frame[["term", *columns]].itertuples(index=False, name=None):
        rows.setdefault(term, []).append(dict(zip(columns, map(_to_json, values), strict=True)))
    return rows


def _to_json(value: Any) -> str | int | float:
    if isinstance(value, str):
        return str(value)
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
