"""Compares how often a name is counted as a term, as a place of the map, and as an actor."""

from __future__ import annotations

from typing import NamedTuple

from reading.data.book import Book
from reading.evidence.sentences import terms
from reading.measures.frames import iterate_rows
from reading.tables.actor_counts import count_mentions
from reading.tables.place_counts import count_places
from reading.text.words import fold


class SameName(NamedTuple):
    """How often a name is counted, which is a term and an actor.

    name: as charts write it
    others: the other names of the place of this name; empty if it has none, or the map has no such place
    """

    name: str
    as_term: int
    as_place: int
    as_actor: int
    others: tuple[str, ...]


def compare_counts(book: Book) -> dict[str, SameName]:
    """The names that are counted differently as a term and as an actor, by their folded forms."""
    of_terms = {fold(row.label): row.count for row in iterate_rows(terms(book))}
    of_places = count_places(book).groupby("place")["count"].sum()
    places = {fold(place.title): (key, place) for key, place in book.places.places.items()}
    compared = {}
    for actor in iterate_rows(count_mentions(book)):
        name = fold(actor.label)
        if not actor.mentions or of_terms.get(name, actor.mentions) == actor.mentions:
            continue
        key, place = places.get(name, ("", None))
        others = tuple(other for other in place.names if fold(other) != name) if place else ()
        as_place = int(of_places.get(key, 0))
        compared[name] = SameName(actor.label, of_terms[name], as_place, actor.mentions, others)
    return compared
