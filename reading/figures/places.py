"""Figures of the places on the map: how often each is named."""

from __future__ import annotations

from collections.abc import Iterator

from reading.data.book import Book
from reading.figures.figure import INCIDENCE, Figure, Subject
from reading.tables.place_counts import count_places


def places(book: Book) -> Iterator[Figure]:
    """How often the document names each place of the map."""
    for place, count in count_places(book).groupby("place", sort=False)["count"].sum().items():
        entry = book.places.places[str(place)]
        definition = f"mentions of {entry.title} as a place in the document: {', '.join(entry.names)}"
        yield Figure(Subject("place", str(place)), "mentions", int(count), "mentions", definition, INCIDENCE)
