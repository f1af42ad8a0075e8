"""Caches for the tests of the check, which check a small book hundreds of times with one mistake in it.

Most mistakes leave alone what takes longest to compute. It is computed once for each state of the data that
it depends on, and so still computed for every mistake that changes the data.
"""

import functools
import pickle
from dataclasses import fields

import pytest

from reading import cli, figures
from reading.cache.results import ResultCache
from reading.checks import reasons, run
from reading.data import cached, document, passes, reference, samples, stances
from reading.figures import history, likeness, robustness, terms, uncertainty

THEMES = {"themes", "frozen", "reasons", "general", "general_phrases", "codebook", "passes", "decisions"}
THEMES |= {"samples"}
"""The fields of a lexicon and of a coding that are about themes, and the samples."""

WITHOUT_THEMES = (
    (terms, "terms"),
    (uncertainty, "intervals"),
    (uncertainty, "spread"),
    (uncertainty, "comparisons"),
    (uncertainty, "against_english"),
    (uncertainty, "collocations"),
    (robustness, "robustness"),
    (history, "histories"),
    (likeness, "ranks"),
    (likeness, "key_terms"),
)
"""The functions whose figures depend neither on themes nor on codings, with their modules."""

UNCHANGING = (
    (cached, "_hash_code"),
    (cached, "hash_environment"),
    (run, "hash_environment"),
    (cli, "_build_parser"),
)
"""The functions that depend on the code alone, with their modules."""

READERS = (
    (document, "read_table"),
    (passes, "read_table"),
    (reference, "read_table"),
    (reference, "_read_frame"),
    (samples, "read_table"),
    (stances, "read_table"),
)
"""The functions that read and validate a table, with their modules."""


@pytest.fixture(scope="module", autouse=True)
def _cached_work():
    with pytest.MonkeyPatch.context() as patch:
        for module, name in UNCHANGING:
            patch.setattr(module, name, functools.cache(getattr(module, name)))
        for module, name in READERS:
            cache_by_file(patch, module, name)
        # Each result of hundreds of books would be looked at again for each book.
        patch.setattr(ResultCache, "prune", lambda _: None)
        # Neither figures nor terms depend on the reasons that people give.
        cache_by_content(patch, figures, "_measure", ignored={"reasons"})
        for module, name in WITHOUT_THEMES:
            cache_by_content(patch, module, name, ignored=THEMES, convert=list)
        cache_by_content(patch, reasons, "_find_first_terms", ignored={"reasons"})
        cache_by_content(patch, reasons, "_find_disagreements", convert=list)
        yield


def cache_by_content(patch, module, name, *, ignored=frozenset(), convert=lambda result: result):
    """Make a function of a book, and of hashable arguments, return what it returned for an equal book."""
    function, results = getattr(module, name), {}

    def cached(book, *arguments):
        key = arguments, content_of(book, ignored)
        if key not in results:
            results[key] = convert(function(book, *arguments))
        return results[key]

    patch.setattr(module, name, cached)


def cache_by_file(patch, module, name):
    """Make a function of a path, and of hashable arguments, return what it returned for an equal file."""
    function, results = getattr(module, name), {}

    def read(path, *arguments):
        key = path, path.exists() and path.read_bytes(), arguments
        if key not in results:
            results[key] = function(path, *arguments)
        return results[key].copy()

    patch.setattr(module, name, read)


def content_of(book, ignored):
    """All that was read of a book's data, but for some fields."""
    parts = (book.document, book.lexicon, book.coding, book.stances)
    values = [(field.name, getattr(part, field.name)) for part in parts for field in fields(part)]
    samples = [[getattr(part, field.name) for field in fields(part)] for part in book.samples.values()]
    values.append(("samples", samples))
    return pickle.dumps([(name, value) for name, value in values if name not in ignored])
