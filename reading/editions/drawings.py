"""Adapts the drawings of the site to readers that do not know CSS variables.

Each attribute gets the light colour. A class names the colour, so that a style sheet can replace it in dark
mode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reading.show.svg import SVG
from reading.show.theme import COLOUR

PAINTS = ("fill", "stroke")
"""The attributes with colours."""

_DARK = re.compile(r"--([\w-]+): light-dark\(#\w+, (#\w+)\);")


def paint(drawing: Any) -> None:
    """Replace each colour of a drawing by its value in the light mode, and name it in the class."""
    for element in drawing.iter():
        for attribute in PAINTS:
            if found := COLOUR.fullmatch(element.get(attribute, "")):
                element.set(attribute, found[2])
                add_class(element, f"{attribute}-{found[1]}")


def add_class(element: Any, name: str) -> None:
    """Add a class to an element."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def read_dark_colours(css: str) -> dict[str, str]:
    """The dark colours in the first rule of a style sheet, by their names."""
    return dict(_DARK.findall(css[: css.index("}")]))


def colour_rules(colours: Mapping[str, str]) -> str:
    """The rules of CSS that give the painted classes other colours."""
    return "\n".join(
        f".{attribute}-{name} {{ {attribute}: {value}; }}"
        for name, value in colours.items()
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
