"""Reads the colours of the style sheet, for files in which no style sheet applies."""

from __future__ import annotations

import re
from typing import Literal

Mode = Literal["light", "dark"]

_DECLARATION = re.compile(r"(--[\w-]+):\s*([^;{}]+);")
_LIGHT_DARK = re.compile(r"light-dark\(\s*(?P<light>[^,()]+?)\s*,\s*(?P<dark>[^,()]+?)\s*\)")
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:, #\w+)?\)")


def palette(css: str, mode: Mode = "light") -> dict[str, str]:
    """The custom properties in the first rule of a style sheet, with their values in one mode.

    A `var(--name)` within a value is replaced by the value of that property.
    """
    rule = css[css.index("{") + 1 : css.index("}")]
    values = {
        name: _LIGHT_DARK.sub(rf"\g<{mode}>", value.strip()) for name, value in _DECLARATION.findall(rule)
    }
    return {name: resolve_colours(value, values) for name, value in values.items()}


def resolve_colours(text: str, colours: dict[str, str]) -> str:
    """Replace each `var(--name)` in a text by its colour.

    Raises `KeyError` where a name has no colour.
    """
    return _VARIABLE.sub(lambda match: colours[match[1]], text)
