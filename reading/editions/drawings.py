"""Adapts the drawings of the site to readers that do not know CSS variables.

Each attribute gets the light colour. A class names the colour, so that a style sheet can replace it in dark
mode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"

PAINTS = ("fill", "stroke")
"""The attributes with colours."""

_VARIABLE = re.compile(r"var\(--([\w-]+)(?:, #\w+)?\)")


def paint(drawing: Any, colours: Mapping[str, str]) -> None:
    """Replace each `var(--name)` of a drawing by its colour, and name the colour in the class.

    `colours` has the colours by the names of their variables, such as `--ink`.
    """
    for element in drawing.iter():
        for attribute in PAINTS:
            if found := _VARIABLE.fullmatch(element.get(attribute, "")):
                element.set(attribute, colours[f"--{found[1]}"])
                add_class(element, f"{attribute}-{found[1]}")


def add_class(element: Any, name: str) -> None:
    """Add a class to an element."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def colour_rules(colours: Mapping[str, str]) -> str:
    """The rules of CSS that give the painted classes other colours."""
    return "\n".join(
        f".{attribute}-{name.removeprefix('--')} {{ {attribute}: {value}; }}"
        for name, value in colours.items()
        if value.startswith("#")
        for attribute in PAINTS
    )


def unlink(link: Any) -> None:
    """Make a link in a drawing a group."""
    link.tag = f"{SVG}g"
    for name in ("href", "aria-label"):
        link.attrib.pop(name, None)


def set_role(drawing: Any) -> None:
    """Make a drawing without links one picture."""
    if drawing.find(f".//{SVG}a") is None:
        drawing.set("role", "img")
