"""Tables of books that tests change in memory are computed: the cache knows the files of a book alone."""

import pytest


@pytest.fixture
def uncached(monkeypatch):
    monkeypatch.setattr("reading.tables.table.get_cached", lambda book, _, compute, **__: compute(book))
