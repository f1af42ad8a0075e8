"""The HTML of charts and tables, from the templates in `html/`."""

from __future__ import annotations

import functools
from typing import Any

import jinja2

from reading.formatting import format_p, format_significant, is_p_value


def render(name: str, **parts: Any) -> str:
    """Fill a template in; all that is text is escaped."""
    return _template(name).render(parts)


@functools.cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reading.site.drawings", "html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["shown"] = _shown
    return environment.get_template(name)


def _shown(cell: object, heading: str) -> object:
    """A cell of a column as a reader sees it: yes or no, a p-value, three digits of any other number."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, float):
        return cell
    return format_p(cell) if is_p_value(heading) else format_significant(cell)
