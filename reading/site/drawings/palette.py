"""The colours of the style sheet, for what is drawn where no style sheet is: each name with a colour."""

from __future__ import annotations

import re
from typing import Literal

Mode = Literal["light", "dark"]

_DECLARED = re.compile(r"(--[\w-]+):\s*([^;{}]+);")
_BOTH = re.compile(r"light-dark\(\s*(?P<light>[^,()]+?)\s*,\s*(?P<dark>[^,()]+?)\s*\)")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")


def palette(css: str, mode: Mode = "light") -> dict[str, str]:
    """The custom properties of a style sheet's first rule, as they are in one mode.

    A property that is named by another one is put in its place.
    """
    rule = css[css.index("{") + 1 : css.index("}")]
    stated = {name: _BOTH.sub(rf"\g<{mode}>", value.strip()) for name, value in _DECLARED.findall(rule)}
    return {name: _VARIABLE.sub(lambda found: stated[found[1]], value) for name, value in stated.items()}


def concrete(text: str, colours: dict[str, str]) -> str:
    """A drawing or a specification with a colour for each `var(--name)`. Raises `KeyError`."""
    return _VARIABLE.sub(lambda found: colours[found[1]], text)
