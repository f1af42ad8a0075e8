"""Puts the style sheets and the scripts together that pages load."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

STATIC = Path(__file__).parents[1] / "static"
"""The folder of scripts and style sheets, which the site has in `_static`."""

SHEETS = ("page.css", "book.css")
"""The style sheets that all pages load, in the order of the cascade."""

SHEET, SCRIPT = "_static/site.css", "_static/book.js"
FAVICON = "favicon.svg"
COPY, PAGE = "kept_copy.js", "page_tools.js"
COPY_TOOLS, NUMBERS = "copy_tools.js", "format_number.js"
WORDS = "words.js"
"""The last of these gets the stemmer of Sphinx."""

PARTS = {
    "coding.js": (COPY, NUMBERS, PAGE, "coding_*.js", "coding.js"),
    "explorer.js": (NUMBERS, PAGE, WORDS, "explorer_*.js", "explorer.js"),
    "own_copy.js": (COPY, PAGE, COPY_TOOLS, "own_copy.js"),
    "recoding.js": (PAGE, "recoding.js"),
    "search.js": (PAGE, WORDS, "search.js"),
}
"""The files of which a script is made, where it is not the file of its name."""

CODE = ("a11y-high-contrast-light", "a11y-high-contrast-dark")
"""The Pygments styles of code, light and dark. Both have sufficient contrast."""

JsonObject = dict[str, Any]
"""What scripts and templates get: an object of JSON."""

_COMMENT = re.compile(r"^ *(?:/\*(?:(?!\*/).)*\*/|//.*?)$\n", re.DOTALL | re.MULTILINE)
"""A comment on lines of its own. Comments would be an eighth of a first visit of the explorer."""


def setup(app: Sphinx) -> None:
    """Tell the templates the addresses of the style sheet, the script and the icon."""
    app.connect("builder-inited", _set_addresses)


def bundle_sheets() -> str:
    """The style sheets of all pages as one, and the colours of code."""
    return "\n".join([*(_read_static(STATIC / name) for name in SHEETS), code_colours(*CODE)])


def read_asset(path: str) -> str:
    """A style sheet or a script with a path on the site, put together of its files."""
    name = Path(path).name
    files = [file for pattern in PARTS.get(name, (name,)) for file in sorted(STATIC.glob(pattern))]
    return "\n".join(map(_read_static, files))


def _read_static(file: Path) -> str:
    """A file as it is published: without comments on lines of their own."""
    text = _COMMENT.sub("", file.read_text(encoding="utf-8"))
    return f"{SearchEnglish.js_stemmer_code};\n{text}" if file.name == WORDS else text


def code_colours(light: str, dark: str) -> str:
    """The CSS rules that colour code by one Pygments style on light pages and by another on dark ones."""
    styles = [dict(get_style_by_name(name)) for name in (light, dark)]
    classes: dict[str, list[str]] = defaultdict(list)
    for token, name in STANDARD_TYPES.items():
        colours = [style[token]["color"] for style in styles]
        if name and all(colours):
            classes["light-dark(#{}, #{})".format(*colours)].append(f".{name}")
    return "\n".join(
        f".highlight :is({', '.join(names)}) {{ color: {colour}; }}" for colour, names in classes.items()
    )


def to_json(data: Any) -> str:
    """The JSON of data as scripts hold it, without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def versioned(path: str, content: str) -> str:
    """An address with a hash of the content, so that browsers do not use an old copy from their cache."""
    return f"{path}?v={hashlib.sha256(content.encode()).hexdigest()[:8]}"


def find_asset(path: str) -> str:
    """The address of a style sheet or a script with a path on the site."""
    return versioned(path, read_asset(path))


def _set_addresses(app: Sphinx) -> None:
    sheet = versioned(SHEET, bundle_sheets())
    app.config.html_context |= {"style_sheet": sheet, "script": find_asset(SCRIPT), "favicon_url": FAVICON}


def write_files(folder: Path) -> None:
    """Write what pages load into a folder."""
    parts = {name for names in PARTS.values() for name in names} - {*PARTS}
    inner = {path for name in (*parts, *SHEETS) for path in STATIC.glob(name)}
    texts = {
        path.name: read_asset(path.name) for path in {*STATIC.glob("*.js"), *STATIC.glob("*.css")} - inner
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**texts, Path(SHEET).name: bundle_sheets()}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(STATIC / FAVICON, folder / FAVICON)
