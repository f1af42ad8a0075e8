"""Puts the charts and the tables of notebooks on their pages: `show(chart, "What it shows")`.

`agrees` compares what a notebook has counted with what the book publishes; `versions` says what it runs with.
"""

from __future__ import annotations

import importlib
from typing import Any

PUBLIC = {
    "agrees": "agreement",
    "show": "shown",
    "versions": "environment",
}
"""The module of each function."""


def __getattr__(name: str) -> Any:
    """Import a function when it is first used. Altair takes a third of a second, and the build needs none."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{PUBLIC[name]}"), name)
