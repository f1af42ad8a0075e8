"""What the tests of the check, which check a small book hundreds of times, compute once."""

import functools
from pathlib import Path

import pytest

from reading.cache.results import ResultCache
from reading.checks.known import CheckedBook, CheckedPage
from reading.data import cached
from reading.files.markdown import parse_page

UNCHANGING = ("_hash_code", "hash_environment")
"""The functions of `cached` that depend on the code alone."""


def known_page(text, root=Path("book"), name="page.md"):
    """A page of a book of which nothing else is known."""
    known = CheckedBook(root, listed=[])
    known.pages.append(CheckedPage(root / name, parse_page(text), book=known))
    return known.pages[0]


@pytest.fixture(scope="module", autouse=True)
def _computed_once():
    with pytest.MonkeyPatch.context() as patch:
        for name in UNCHANGING:
            patch.setattr(cached, name, functools.cache(getattr(cached, name)))
        # Looking for old results takes longer than computing new ones where there are hundreds.
        patch.setattr(ResultCache, "_prune", lambda _: None)
        yield
