"""Finds the scripts, style sheets and templates of a site: those of its book, or those of the package."""

from __future__ import annotations

from pathlib import Path

STATIC, TEMPLATES = "_static", "_templates"
"""The folders that hold them."""

_PACKAGE = Path(__file__).parents[1]


def find_appearance(root: Path) -> Path:
    """The folder that holds `STATIC` and `TEMPLATES` for the book in `root`.

    A book that `reading new` has made has none of its own. An installed package holds them; in a clone, they
    lie beside it.
    """
    return next(folder for folder in (root, _PACKAGE, _PACKAGE.parent) if (folder / TEMPLATES).is_dir())
