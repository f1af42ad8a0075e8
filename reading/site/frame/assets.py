"""Puts the style sheets and the scripts together that pages load."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pygments.styles import get_style_by_name
from pygments.token import STANDARD_TYPES
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from reading.files.appearance import STATIC, TEMPLATES, find_appearance

SHEETS = ("page.css", "book.css")
"""The style sheets in `_static`, in the order of the cascade."""

SHEET, FAVICON = "_static/site.css", "_static/favicon.svg"
SCRIPT = "_static/book.js"
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
"""The files in `_static` of which a script is made, where it is not the file of its name."""

CODE = ("a11y-high-contrast-light", "a11y-high-contrast-dark")
"""The Pygments styles of code, light and dark. Both have sufficient contrast."""

JsonObject = dict[str, Any]
"""What scripts and templates get: an object of JSON."""

_COMMENT = re.compile(r"^ *(?:/\*(?:(?!\*/).)*\*/|//.*?)$\n", re.DOTALL | re.MULTILINE)
"""A comment on lines of its own. Comments would be an eighth of a first visit of the explorer."""


def setup(app: Sphinx) -> None:
    """Find templates and icon, and tell the templates the addresses of the style sheet and the script."""
    app.connect("config-inited", _find_templates)
    app.connect("builder-inited", _set_addresses)


def bundle_sheets(folder: Path) -> str:
    """The style sheets of a folder as one, and the colours of code."""
    return "\n".join([*(read_source(folder / name) for name in SHEETS), code_colours(*CODE)])


def read_source(file: Path) -> str:
    """A style sheet or script as it is published: without comments on lines of their own."""
    text = _COMMENT.sub("", file.read_text(encoding="utf-8"))
    return f"{SearchEnglish.js_stemmer_code};\n{text}" if file.name == WORDS else text


def read_script(root: Path, path: str) -> str:
    """The script of a book with a path, put together of its files."""
    folder, name = (find_appearance(root) / path).parent, Path(path).name
    files = [file for pattern in PARTS.get(name, (name,)) for file in sorted(folder.glob(pattern))]
    return "\n".join(map(read_source, files))


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


def find_script(app: Sphinx, path: str) -> str:
    """The address of a script of the book with a path."""
    return versioned(path, read_script(Path(app.confdir), path))


def find_sheet(app: Sphinx, path: str) -> str:
    """The address of a style sheet of the book with a path, which only some pages load."""
    return versioned(path, read_source(find_appearance(Path(app.confdir)) / path))


def _find_templates(app: Sphinx, config: Any) -> None:
    """Take the templates and the icon of the package, where the book has none of its own."""
    folder = find_appearance(Path(app.confdir))
    if folder != Path(app.confdir):
        config.templates_path = [str(folder / TEMPLATES)]
        config.html_favicon = str(folder / FAVICON)


def _set_addresses(app: Sphinx) -> None:
    sheets = bundle_sheets(find_appearance(Path(app.confdir)) / STATIC)
    app.config.html_context |= {"style_sheet": versioned(SHEET, sheets), "script": find_script(app, SCRIPT)}


def write_files(source: Path, files: Iterable[Path], target: Path) -> None:
    """Write what pages load.

    source: the folder `_static` of a book or of the package; scripts and sheets are put together
    files: those of its files that the site publishes
    """
    names = {name for names in PARTS.values() for name in names} - {*PARTS}
    parts = {path for name in names for path in source.glob(name)} | {source / name for name in SHEETS}
    for path in sorted({*files} - parts):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".js":
            _write(place, read_script(source.parent, path.relative_to(source.parent).as_posix()))
        elif path.suffix == ".css":
            _write(place, read_source(path))
        else:
            shutil.copyfile(path, place)
    _write(target.parent / SHEET, bundle_sheets(source))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
