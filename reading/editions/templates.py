"""Renders the pages, the package file and the style sheets of the editions from `templates/`."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import jinja2

from reading.formatting import format_date


def render(name: str, **parts: Any) -> str:
    """Render a template. Text is escaped, except in a style sheet."""
    return _environment().get_template(name).render(parts)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reading.editions", "templates"),
        autoescape=lambda name: name is not None and not name.endswith(".css"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"date": format_date, "listed": _join}
    return environment


def _join(names: Sequence[str]) -> str:
    """Names with quotation marks, with commas and an 'and' between them."""
    *others, last = (f"“{name}”" for name in names)
    return f"{', '.join(others)} and {last}" if others else last
