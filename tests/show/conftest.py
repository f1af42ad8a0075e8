import pytest

from reading.data.book import Book


@pytest.fixture(scope="session")
def small_book(derived_small_book):
    """The small book of the catalogue of mistakes."""
    return Book.load(derived_small_book)


@pytest.fixture
def here(small_book, monkeypatch):
    """Let the small book be that in the current directory."""
    monkeypatch.setattr(Book, "here", lambda: small_book)
    return small_book
