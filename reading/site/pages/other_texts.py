"""Gathers what the explorer shows of other texts beside each term of the document."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.data.reference import Reference
from reading.tables import followed_terms as history
from reading.tables import nearness as likeness
from reading.text.tokens import slug
from reading.text.wildcards import WILDCARD

Data = dict[str, Any]


def cached_other_texts(book: Book) -> tuple[Data, dict[str, Data], Data]:
    """The same as `list_other_texts`, from the cache of `get_cached`."""
    of_all, followed, uses = get_cached(book, "other texts", list_other_texts)
    return of_all, followed, uses


def list_other_texts(book: Book) -> tuple[Data, dict[str, Data], Data]:
    """Return what the explorer shows of other texts. All three are empty if the book has no reference.

    First, what is shown with any term:

    - reference: the `title` of the reference, the number of `texts` in the comparison set, and their `year`
    - through_time: the `title` of the reference, its `years` and the number of texts of each in `all_texts`.
      It is absent if no term of the document is followed, or only in one year

    Second, of each followed term, by its key in the table `terms`: its `name`, the number of `texts` that
    have it in each year, and what is `counted` together under it (empty if that is one lemma). Third, the
    texts that have a term: `names` has the speakers, sorted, and `terms` has for each term the indices of its
    texts in `names` and its counts there, the most first.
    """
    if not book.references:
        return {}, {}, {}
    reference = book.reference
    speakers = reference.comparison["speaker"]
    names = [reference.settings.name_of(speaker) for speaker in speakers]
    for_all: Data = {
        "reference": {
            "title": reference.settings.title,
            "texts": len(names),
            "year": reference.settings.comparison.year,
        }
    }
    order = sorted(range(len(names)), key=lambda index: names[index].casefold())
    counts = likeness.count_terms(book, reference).iloc[order].rename(columns=slug)
    uses = {
        "names": [names[index] for index in order],
        "terms": {str(term): _list_uses(column) for term, column in counts.items()},
    }
    of_terms: dict[str, Data] = {}
    if reference.years["year"].nunique() > 1:
        through_time, histories = _follow_terms(reference)
        of_lemmas = history.find_followed_terms(book, reference)
        of_terms = {slug(lemma): histories[name] for lemma, name in of_lemmas.items()}
        if of_terms:
            for_all["through_time"] = through_time
    return for_all, of_terms, uses


def _list_uses(column: pd.Series[int]) -> list[list[int]]:
    """The place and the value of each number above zero, the largest first."""
    rows = ([place, count] for place, count in enumerate(column.tolist()) if count)
    return sorted(rows, key=lambda row: -row[1])


def _follow_terms(reference: Reference) -> tuple[Data, dict[str, Data]]:
    """Return `through_time` of `list_other_texts`, and what it says of each followed term, by its name."""
    texts = {name: rows["texts"].tolist() for name, rows in reference.years.groupby("term")}
    years = reference.years.drop_duplicates("year")
    through_time = {
        "title": reference.settings.title,
        "years": years["year"].tolist(),
        "all_texts": years["all_texts"].tolist(),
    }
    of_terms = {
        term.name: {
            "name": term.name,
            "counted": list(term.terms) if len(term.terms) > 1 or WILDCARD in term.terms[0] else [],
            "texts": texts[term.name],
        }
        for term in reference.settings.terms
        if term.name in texts
    }
    return through_time, of_terms
