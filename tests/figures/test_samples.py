"""The figures of the lexicons in sentences of other texts."""

from dataclasses import replace

import pytest

from reading.data.book import Book
from reading.data.coding import NO_CODING
from reading.figures import is_fed_by
from reading.figures.samples import samples


@pytest.fixture(scope="module")
def small_book(derived_small_book):
    return Book.load(derived_small_book)


def measure(book):
    return {figure.name: figure.value for figure in samples(book)}


def test_each_use_has_figures_and_only_held_out_sentences_have_them_by_theme(small_book):
    found = measure(small_book)
    assert found["held-out.sentences"] == found["held-out.texts"] == found["held-out.codes"] == 2
    assert (found["development.sentences"], found["development.texts"]) == (2, 1)
    # Of 8 codes of the 4 pairs of a sentence and a theme, 5 are yes, and the passes differ on 1 pair.
    assert found["held-out.alpha"] == pytest.approx(1 - (1 / 4) / (2 * 5 * 3 / (8 * 7)))
    assert (found["held-out.works.lexicon.precision"], found["held-out.works.general.precision"]) == (0.5, 1)
    assert found["held-out.lexicon.macro-f1"] == pytest.approx((1 + 2 / 3) / 2)
    assert (found["held-out.lexicon.false-alarms"], found["held-out.general.false-alarms"]) == (1, 0)
    assert "development.lexicon.macro-f1" in found
    assert not [name for name in found if name.startswith(("development.works", "development.commerce"))]


def test_all_figures_of_samples_are_left_out_where_samples_or_codings_cannot_be_read(small_book):
    assert all(is_fed_by(name, [part]) for name in measure(small_book) for part in ("samples", "coding"))
    assert measure(replace(small_book, samples={})) == {}
    assert measure(replace(small_book, coding=NO_CODING)) == {}


def test_a_lexicon_that_the_book_does_not_have_has_no_figures(small_book):
    book = replace(small_book, lexicon=replace(small_book.lexicon, general=(), general_phrases=()))
    expected = {name for name in measure(small_book) if ".general." not in name}
    assert measure(book).keys() == expected
