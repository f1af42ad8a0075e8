"""Gathers what the explorer shows of other texts beside each term of the document."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.data.reference import Reference
from reading.site.frame.assets import JsonObject
from reading.tables import followed_terms, likeness_counts, locations
from reading.text.tokens import slug


def cached_other_texts(book: Book) -> tuple[JsonObject, dict[str, JsonObject], JsonObject]:
    """The same as `list_other_texts`, from the cache of `get_cached`."""
    of_all, followed, uses = get_cached(book, "other texts", list_other_texts)
    return of_all, followed, uses


def list_other_texts(book: Book) -> tuple[JsonObject, dict[str, JsonObject], JsonObject]:
    """Return what the explorer shows of other texts. All three are empty if the book has no reference.

    First, what is shown with any term:

    - reference: the `title` of the reference, the number of `texts` in the comparison set, and their `year`

    Second, of each followed term, by its key in the table `terms`: the name under which it is `followed`, and
    the address of the texts that use it, `listed`. Third, the texts that have a term: `names` has the
    speakers, sorted, and `terms` has for each term the indices of its texts in `names` and its counts there,
    the most first.
    """
    if not book.has_reference:
        return {}, {}, {}
    reference, settings = book.reference, book.reference.settings
    names = reference.comparison["speaker"].map(settings.name_of)
    order = names.str.casefold().argsort(kind="stable")
    counts = likeness_counts.count_terms(book).iloc[order].rename(columns=slug)
    uses = {
        "names": names.iloc[order].tolist(),
        "terms": {str(term): _list_uses(column) for term, column in counts.items()},
    }
    compared = {"title": settings.title, "texts": len(names), "year": settings.comparison.year}
    return {"reference": compared}, _follow_terms(book, reference), uses


def _list_uses(column: pd.Series[int]) -> list[list[int]]:
    """The place and the value of each number above zero, the largest first."""
    rows = ([place, count] for place, count in enumerate(column.tolist()) if count)
    return sorted(rows, key=lambda row: -row[1])


def _follow_terms(book: Book, reference: Reference) -> dict[str, JsonObject]:
    """The followed terms of `list_other_texts`."""
    return {
        slug(lemma): {"followed": name, "listed": locations.texts_location(reference, name).address}
        for lemma, name in followed_terms.find_followed_terms(book, reference).items()
    }
