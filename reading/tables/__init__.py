"""The book as tidy frames: `tables.words()` is a frame of the book in the current directory.

Published tables are the files of the site's data package, and each of their cells is a figure:
`terms.china.count` is the column `count` of the row `china` of `terms`.

The examples in docstrings show rows of a small text that was made up for them.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from types import FunctionType
from typing import Any

from reading.files.errors import suggest_or_list

_MODULES = (
    *("document_tables", "term_tables", "theme_tables", "lexicon_tables"),
    *("actor_tables", "voice_tables", "deal_tables", "history_tables"),
)
"""The modules of published tables, in the order in which these are listed."""


def __getattr__(name: str) -> Any:
    """A table or a frame of rows by its name; `PUBLISHED` and `ROWS` hold all of them by their names."""
    # Python asks for modules, too, before it imports them.
    found = {} if name.startswith("_") or find_spec(f"{__name__}.{name}") else _collect()
    if name not in found:
        hint = suggest_or_list(name, found)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r} ({hint})")
    return found[name]


def __dir__() -> list[str]:
    return sorted(_collect())


@functools.cache
def _collect() -> dict[str, Any]:
    """All published tables, and the rows that they are counted from, in the order of their modules."""
    from reading.tables.table import Table

    published = {name: value for module in _MODULES for name, value in _list_own(module, Table)}
    rows = dict(_list_own("rows", FunctionType))
    return {"PUBLISHED": published, "ROWS": rows, **published, **rows}


def _list_own(module: str, type_: type) -> Iterator[tuple[str, Any]]:
    """The public values of a type that a module declares, by their names."""
    own = importlib.import_module(f"{__name__}.{module}")
    for name, value in vars(own).items():
        if isinstance(value, type_) and value.__module__ == own.__name__ and not name.startswith("_"):
            yield name, value
