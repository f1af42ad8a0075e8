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
    """A cell as a reader sees it: yes or no, three significant digits of what is no whole number."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.3g}" if isinstance(cell, float) else cell
