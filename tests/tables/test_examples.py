"""The examples in the docstrings of tables show rows of the small book, since the package knows no other."""

import doctest

import pandas as pd
import pytest

from reading import tables
from reading.data.book import Book

NAMES = [*tables.PUBLISHED, *tables.ROWS]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "stop_words"])
def test_the_example_shows_rows_of_the_table(name, small_book, monkeypatch):
    monkeypatch.setattr(Book, "here", lambda: small_book)
    frame = getattr(tables, name)
    parsed = doctest.DocTestParser().get_doctest(frame.__doc__, {name: frame}, name, None, None)
    assert parsed.examples
    with pd.option_context("display.width", 104, "display.max_columns", None):
        found = doctest.DocTestRunner(verbose=False).run(parsed)
    assert found.failed == 0


def test_a_module_has_no_other_attribute():
    with pytest.raises(AttributeError, match="no attribute 'wrods'"):
        tables.wrods  # noqa: B018


def test_stop_words_are_lemmas_that_rankings_leave_out(book):
    assert set(tables.stop_words(book=book)) == set(book.lexicon.stopwords)
