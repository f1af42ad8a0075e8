"""The HTML of charts and tables, from the templates in `html/`."""

from __future__ import annotations

import functools
from typing import Any

import jinja2


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


def _shown(cell: object) -> object:
    """A cell as a reader sees it: yes or no, three significant digits of what is no whole number.

    From a thousand on all digits before the point are written, since three would take an exponent.
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, float):
        return cell
    return f"{cell:.0f}" if abs(cell) >= 1000 else f"{cell:.3g}"
