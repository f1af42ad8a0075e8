"""Renders the HTML of charts and tables from the templates in `html/`."""

from __future__ import annotations

import functools

import jinja2

from reading.formatting import format_cell, format_number, format_small_share


def get_template(name: str) -> jinja2.Template:
    """A template of the pages of the site. It escapes text."""
    return open_templates("reading.site.charts", "html").get_template(name)


@functools.cache
def open_templates(package: str, folder: str) -> jinja2.Environment:
    """The templates in a folder of a package."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package, folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {
        "format_cell": format_cell,
        "format_number": format_number,
        "format_share": format_small_share,
    }
    return environment
