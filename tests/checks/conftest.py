"""What the tests of the check, which check a small book hundreds of times, compute once."""

import functools

import pytest

from reading import cli
from reading.cache.results import ResultCache
from reading.checks import run
from reading.data import cached

UNCHANGING = (
    (cached, "_hash_code"),
    (cached, "hash_environment"),
    (run, "hash_environment"),
    (cli, "_build_parser"),
)
"""The functions that depend on the code alone, with their modules."""


@pytest.fixture(scope="module", autouse=True)
def _computed_once():
    with pytest.MonkeyPatch.context() as patch:
        for module, name in UNCHANGING:
            patch.setattr(module, name, functools.cache(getattr(module, name)))
        # Each result of hundreds of books would be looked at again for each book.
        patch.setattr(ResultCache, "prune", lambda _: None)
        yield
