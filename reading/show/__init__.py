"""Puts the charts and the tables of notebooks on their pages: `show(chart, "What it shows")`.

`agrees` compares what a notebook has counted with what the book publishes, `choose` refuses what is misspelt.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reading.files.errors import choose as choose
    from reading.show.agreement import agrees as agrees
    from reading.show.altair_theme import use_theme as use_theme
    from reading.show.display import show as show

PUBLIC = {
    "agrees": "reading.show.agreement",
    "choose": "reading.files.errors",
    "show": "reading.show.display",
    "use_theme": "reading.show.altair_theme",
}
"""The module of each function."""


def __getattr__(name: str) -> Any:
    """Import a function when it is first used. Altair takes a third of a second, and the build needs none."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r} (there is {', '.join(PUBLIC)})")
    return getattr(importlib.import_module(PUBLIC[name]), name)


def __dir__() -> list[str]:
    """The names that completion offers."""
    return list(PUBLIC)
