"""Actors: every name counts once, and a book may have none."""

from dataclasses import replace

import pytest

from reading.data.book import Book
from reading.data.lexicon import Actor
from reading.tables import actor_counts as actors
from reading.tables import actor_tables
from tests.data.tables import with_parts

pytestmark = pytest.mark.usefixtures("uncached")


def test_phrase_counts_before_a_word_in_it_that_names_another_actor(small_root):
    book = Book.load(small_root)
    shipping = (
        Actor("shippers", "Shippers", "group", metonyms=("free trade",)),
        Actor("dealers", "Dealers", "group", metonyms=("trade",)),
    )
    small = with_parts(book, lexicon=replace(book.lexicon, actors=shipping))
    found = actors.mentions(small).groupby("actor")["count"].sum()
    words = book.document.incidence.groupby("lemma")["count"].sum()
    assert found["shippers"] == words["free trade"] == 1
    assert found["dealers"] == words["trade"] - 1 == 2


def test_compound_of_several_words_takes_its_words_with_it(small_root):
    book = Book.load(small_root)
    shipping = (Actor("shippers", "Shippers", "group"), Actor("dealers", "trade", "group"))
    compounds = {"Free trade": ("shippers", "dealers")}
    small = with_parts(book, lexicon=replace(book.lexicon, actors=shipping, compounds=compounds))
    found = actors.mentions(small).groupby("actor")["count"].sum()
    assert (found["shippers"], found["dealers"]) == (1, 3)


def test_book_without_actors_in_its_lexicon_has_no_mentions(small_root):
    book = Book.load(small_root)
    nobody = with_parts(book, lexicon=replace(book.lexicon, actors=()), claims=())
    for frame in (
        actors.mentions,
        actor_tables.actors,
        actor_tables.actors_by_section,
        actor_tables.actors_by_paragraph,
    ):
        assert frame(nobody).empty, frame
