"""The examples in the measures' docstrings."""

import doctest
import importlib
import pkgutil

import pytest

from reading import measures

MODULES = [f"{measures.__name__}.{module.name}" for module in pkgutil.iter_modules(measures.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_what_docstrings_show_is_what_comes_out(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
