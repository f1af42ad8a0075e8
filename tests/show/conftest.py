import altair as alt
import pytest

from reading.data.book import Book


@pytest.fixture(autouse=True)
def usual():
    """Let Altair be as it is before a notebook calls `use_theme`."""
    with alt.theme.enable("default"), alt.renderers.enable("default"):
        yield


@pytest.fixture
def here(small_book, monkeypatch):
    """Let the small book be that in the current directory."""
    monkeypatch.setattr(Book, "here", lambda: small_book)
    return small_book
