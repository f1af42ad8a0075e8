import pytest

from reading.data.book import Book


@pytest.fixture
def here(small_book, monkeypatch):
    """Let the small book be that in the current directory."""
    monkeypatch.setattr(Book, "here", lambda: small_book)
    return small_book
