"""The charts: one function each, which takes a book, a title and its claim and returns an `altair.Chart`."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """Import all charts when one is first used, and return it. Altair takes a third of a second."""
    if name.startswith("__"):
        raise AttributeError(name)
    import reading.charts.all_charts as all_charts  # `from ... import` would ask this function first

    return getattr(all_charts, name)
