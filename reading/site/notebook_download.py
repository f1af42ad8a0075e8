"""Makes of an executed notebook one that can be read and run outside the site: roles become plain text."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

_ROLE = re.compile(r"\{(?P<name>[\w:]+)\}`(?P<text>[^`]+)`")
_TARGET = re.compile(r"\s*<[^>]*>$")
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?!https?:|#)(?P<path>[^)#]+?)\.(?:md|ipynb)(?P<anchor>#[^)]*)?\)")
_KEY = re.compile(r"(?P<name>[^\W\d]+)(?P<year>\d+\w*)")


def make_portable(
    notebook: dict[str, Any], figures: Callable[[str], str], *, site: str, setup: str
) -> dict[str, Any]:
    """Return a notebook whose Markdown any program shows, with a first cell that says how to run it.

    figures: the text of a figure, by its name
    site: the address of the notebook's page; links lose their targets where it is empty
    setup: the text of the first cell
    """
    portable = copy.deepcopy(notebook)
    for cell in portable["cells"]:
        if cell["cell_type"] == "markdown":
            text = _ROLE.sub(
                lambda role: _write_role(role["name"], role["text"], figures), _join(cell["source"])
            )
            cell["source"] = _LINK.sub(lambda link: _write_link(link, site), text)
    first = {"cell_type": "markdown", "id": "set-up", "metadata": {}, "source": setup}
    portable["cells"].insert(0, first)
    return portable


def _join(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _write_role(name: str, text: str, figures: Callable[[str], str]) -> str:
    """The plain text of a role: the number of a figure, the names and years of sources, else its label."""
    if name == "fig":
        return figures(text.strip())
    if name.startswith("cite"):
        sources = ", ".join(_KEY.sub(_write_key, key.strip()) for key in text.split(","))
        return f"({sources})"
    return _TARGET.sub("", text)


def _write_key(key: re.Match[str]) -> str:
    """The name and the year of a source, from a key such as `cohen1960`."""
    return f"{key['name'].capitalize()} {key['year']}"


def _write_link(link: re.Match[str], site: str) -> str:
    """A link to a page of the site, or its text alone where the address of the site is not known."""
    if not site:
        return link["text"]
    return f"[{link['text']}]({site.rpartition('/')[0]}/{link['path']}.html{link['anchor'] or ''})"
