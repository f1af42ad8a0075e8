"""The book's style sheets go in, one that every page loads comes out; scripts go in, lighter ones come out.

What no page loads is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from pathlib import Path

import rjsmin
from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES
from sphinx.application import Sphinx

SHEETS = ("page.css", "book.css")
"""What `_static` holds, in the order in which it counts."""

SHEET = "_static/site.css"
SCRIPT = "_static/book.js"
SCRIPTS = ("book.js", "charts.js", "explorer.js", "search.js")
"""What the book's pages run, apart from what the build makes."""

CODE = ("a11y-high-contrast-light", "a11y-high-contrast-dark")
"""The Pygments styles of code, light and dark: both are of sufficient contrast."""

UNUSED = (
    "*.map",
    "*.png",
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

_AIR = re.compile(r"/\*.*?\*/|^[ \t]+|\n(?=\n)", re.DOTALL | re.MULTILINE)


def setup(app: Sphinx) -> None:
    """Name the one sheet and the script to the pages, and write the sheet."""
    app.connect("builder-inited", _name)
    # After the theme, which writes a sheet of its own at the end.
    app.connect("build-finished", _write, priority=900)


def sheet(folder: Path) -> str:
    """The style sheets in a folder as one, comments and indentation left out, with the colours of code."""
    texts = [(folder / name).read_text(encoding="utf-8") for name in SHEETS]
    return _AIR.sub("", "\n".join([*texts, code_colours(*CODE)]))


def code_colours(light: str, dark: str) -> str:
    """The rules that colour code by two Pygments styles, one for light pages and one for dark."""
    styles = [dict(get_style_by_name(name)) for name in (light, dark)]
    classes: dict[str, list[str]] = defaultdict(list)
    for token, name in STANDARD_TYPES.items():
        colours = [style[token]["color"] for style in styles]
        if name and all(colours):
            classes["light-dark(#{}, #{})".format(*colours)].append(f".{name}")
    return "\n".join(
        f".highlight :is({', '.join(names)}) {{ color: {colour}; }}" for colour, names in classes.items()
    )


def _name(app: Sphinx) -> None:
    folder = Path(app.confdir) / "_static"
    script = (folder / Path(SCRIPT).name).read_bytes()
    app.config.html_context["style_sheet"] = versioned(SHEET, sheet(folder).encode())
    app.config.html_context["script"] = versioned(SCRIPT, script)


def versioned(path: str, content: bytes) -> str:
    """An address that changes with what it leads to, so that no browser keeps an old one."""
    return f"{path}?v={hashlib.sha256(content).hexdigest()[:8]}"


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    for path in {path for pattern in UNUSED for path in folder.glob(pattern)}:
        path.unlink()
    for emptied in ("scripts", "styles"):
        if (folder / emptied).is_dir():
            (folder / emptied).rmdir()
    own = Path(app.confdir) / "_static"
    (Path(app.outdir) / SHEET).write_text(sheet(own), encoding="utf-8", newline="\n")
    for name in SCRIPTS:
        text = rjsmin.jsmin((own / name).read_text(encoding="utf-8"))
        (folder / name).write_text(f"{text}\n", encoding="utf-8", newline="\n")
