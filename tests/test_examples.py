"""The examples in docstrings show what the code returns."""

import doctest
import importlib

import pytest

from tests.conftest import ROOT

ABOUT_A_BOOK = ("_tables", "rows")
"""The ends of names of modules whose examples are about a book: `tests/tables/test_examples.py` runs them."""

MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "reading").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8") and not path.stem.endswith(ABOUT_A_BOOK)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_show_what_the_code_returns(name):
    failed, attempted = doctest.testmod(importlib.import_module(name))
    assert attempted
    assert not failed
