"""What the tests of the check, which check a small book hundreds of times, compute once."""

import functools
import pickle
from pathlib import Path

import pytest

from reading import cli
from reading.cache.results import ResultCache
from reading.checks.known import KnownBook, KnownPage
from reading.data import cached, coding, document, lexicon, samples, stances
from reading.files.markdown import parse_page

UNCHANGING = (
    (cached, "_hash_code"),
    (cached, "hash_environment"),
    (cli, "_build_parser"),
)
"""The functions that depend on the code alone, with their modules."""


def known_page(text, root=Path("book"), name="page.md"):
    """A page of a book of which nothing else is known."""
    known = KnownBook(root, listed=[])
    known.pages.append(KnownPage(root / name, parse_page(text), book=known))
    return known.pages[0]


@pytest.fixture(scope="module", autouse=True)
def _computed_once():
    with pytest.MonkeyPatch.context() as patch:
        for module, name in UNCHANGING:
            patch.setattr(module, name, functools.cache(getattr(module, name)))
        for part in (coding, document, lexicon, samples, stances):
            patch.setattr(part, "load", cache_by_files(part.load))
        # Looking for old results takes longer than computing new ones where there are hundreds.
        patch.setattr(ResultCache, "_prune", lambda _: None)
        yield


def cache_by_files(load):
    """Make a function that reads a folder return what it returned for the same files and arguments."""
    results = {}

    def load_once(folder, *arguments, **options):
        files = [(path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
        key = pickle.dumps((files, arguments, options))
        if key not in results:
            results[key] = load(folder, *arguments, **options)
        return results[key]

    return load_once
