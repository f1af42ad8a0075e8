"""The site's style sheets go in, one that every page loads comes out; what no page loads is left out."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES
from sphinx.application import Sphinx

SHEETS = ("page.css", "book.css")
"""What `_static` holds, in the order in which it counts."""

SHEET = "_static/site.css"

CODE = ("a11y-high-contrast-light", "a11y-high-contrast-dark")
"""The Pygments styles of code, light and dark: both are of sufficient contrast."""

UNUSED = (
    "*.png",
    "*.map",
    "basic.css",
    "debug.css",
    "doctools.js",
    "documentation_options.js",
    "mystnb.*.css",
    "pygments.css",
    "scripts/*",
    "skeleton.css",
    "sphinx_highlight.js",
    "styles/*",
    *SHEETS,
)
"""What Sphinx, the theme and MyST-NB bring, and no page asks for."""


def setup(app: Sphinx) -> None:
    """Link and write the one sheet."""
    app.connect("builder-inited", _bundle)
    app.connect("html-page-context", _link)
    # After the theme, which writes a sheet of its own at the end.
    app.connect("build-finished", _write, priority=900)


def code_colours(light: str, dark: str) -> str:
    """The rules that colour code by two Pygments styles, one for light pages and one for dark."""
    styles = [dict(get_style_by_name(name)) for name in (light, dark)]
    rules: dict[str, list[str]] = defaultdict(list)
    for token, name in STANDARD_TYPES.items():
        colours = [style[token]["color"] for style in styles]
        if name and all(colours):
            rules["light-dark(#{}, #{})".format(*colours)].append(f".{name}")
    return "\n".join(
        f".highlight :is({', '.join(names)}) {{ color: {colour}; }}" for colour, names in rules.items()
    )


def _bundle(app: Sphinx) -> None:
    folder = Path(app.confdir) / "_static"
    texts = [(folder / name).read_text(encoding="utf-8") for name in SHEETS]
    colours = code_colours(*CODE)
    text = re.sub(
        r"/\*.*?\*/|^[ \t]+|\n(?=\n)", "", "\n".join([*texts, colours]), flags=re.DOTALL | re.MULTILINE
    )
    app.reading_sheet = text  # type: ignore[attr-defined]


def _versioned(path: str, content: bytes) -> str:
    """An address that changes with what it leads to, so that no browser keeps an old one."""
    return f"{path}?v={hashlib.sha256(content).hexdigest()[:8]}"


def _link(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    sheet: str = app.reading_sheet  # type: ignore[attr-defined]
    script = Path(app.confdir) / "_static" / "book.js"
    context["style_sheet"] = context["pathto"](_versioned(SHEET, sheet.encode()), 1)
    context["script"] = context["pathto"](_versioned("_static/book.js", script.read_bytes()), 1)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    for path in {path for pattern in UNUSED for path in folder.glob(pattern)}:
        path.unlink()
    for name in ("scripts", "styles"):
        if (folder / name).is_dir():
            (folder / name).rmdir()
    (Path(app.outdir) / SHEET).write_text(app.reading_sheet, encoding="utf-8", newline="\n")  # type: ignore[attr-defined]
