"""Records which values of the book each page shows: figures, charts, and places in the evidence.

After a change of data or code from which values are computed, a build reads only the pages of which a value
is another one, or cannot be found any more.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from reading.cache.dependencies import hash_texts
from reading.site.builder import open_record

_SHOWN = "reading_shown_values"
"""The metadata of a page that holds a hash of each value, by the function that finds it and its arguments."""

_Value = TypeVar("_Value")


def setup(app: Sphinx) -> None:
    """Tell Sphinx which pages show values that have changed."""
    app.connect("env-get-outdated", _find_outdated)


def show(env: BuildEnvironment, find: Callable[..., _Value], *arguments: Any) -> _Value:
    """Find a value, and record that the page which Sphinx is reading shows it.

    find : a function of a module, which is called with the application and the arguments. Its result has to
        depend on nothing else that can change without a change of the page or of what all pages depend on.
    """
    value = find(env.app, *arguments)
    env.metadata[env.docname].setdefault(_SHOWN, {})[find, arguments] = _hash_value(value)
    return value


def show_all(env: BuildEnvironment) -> None:
    """Record that the page which Sphinx is reading may show anything of the book."""
    show(env, _find_all)


def _find_all(app: Sphinx) -> str:
    return open_record(app).values


def _hash_value(value: object) -> str:
    return hash_texts(repr(value))


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> Iterator[str]:
    """The pages of which a value has changed."""
    if not open_record(app).has_other_values:
        return

    @functools.cache
    def hash_now(find: Callable[..., object], arguments: tuple[Any, ...]) -> str:
        try:
            return _hash_value(find(app, *arguments))
        except Exception:  # reading the page reports it
            return ""

    for page in sorted(env.found_docs):
        shown = env.metadata[page].get(_SHOWN, {})
        if any(hash_now(*found) != before for found, before in shown.items()):
            yield page
