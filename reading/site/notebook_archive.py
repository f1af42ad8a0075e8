"""Packs the notebooks with the data and the modules that they need, so that readers run them in Jupyter.

Whoever unpacks the file finds a book that is just large enough for its notebooks. The prose of a notebook is
plain Markdown there: numbers take the place of their roles.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import reading
from reading.checks.references import SITE_FILES
from reading.data.cached import COMPUTING
from reading.data.citation import PATH as CITATION
from reading.data.contents import CONTENTS
from reading.execution.strip import strip
from reading.files.read import read_json
from reading.files.write import add_to_zip
from reading.site.book import PublishedBook, published_book
from reading.site.builder import list_written
from reading.text.tokens import slug_ascii

ARCHIVE = SITE_FILES[-1]

PACKAGES = (
    *("altair", "lxml", "myst-parser", "nltk", "pandas", "pydantic", "scipy", "simplemma", "stopwordsiso"),
    "vl-convert-python",
)
"""The packages that these rooms use and that no other of them brings. The versions are those of the build."""

LAB = "jupyterlab>=4.2"

PROJECT = """\
# `pip install .` installs the package of the notebooks.
[build-system]
requires = ["flit_core>=3.11,<5"]
build-backend = "flit_core.buildapi"

[project]
name = "reading"
version = "{version}"
description = "What the notebooks of a book import."
requires-python = "{python}"
license-files = ["reading/LICENSE"]
"""

README = """\
# The notebooks of “{title}”

Version {version}, by {by}.

`notebooks/` computes everything anew from `data/`, with the Python package in `reading/`. In this folder,
install what the notebooks need (Python {python} or newer, best in an environment of its own), and open them:

    python -m pip install -r requirements-notebooks.txt
    jupyter lab notebooks

`agrees` in a cell compares what the cell has computed with what the book publishes, and stops where they
differ. The licences are in `CITATION.cff` and `reading/LICENSE`.
"""

_ROLE = re.compile(r"\{(?P<name>[\w:]+)\}`(?P<text>[^`]+)`")
_TARGET = re.compile(r"\s*<[^>]*>$")
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?!https?:|#)(?P<path>[^)#]+?)\.(?:md|ipynb)(?P<anchor>#[^)]*)?\)")
_KEY = re.compile(r"(?P<name>[^\W\d]+)(?P<year>\d+\w*)")


def setup(app: Sphinx) -> None:
    """Pack the notebooks when the site is written."""
    app.connect("build-finished", _write_archive)


def _write_archive(app: Sphinx, exception: Exception | None) -> None:
    """Write the archive where the page of a notebook is written."""
    paths = {name: Path(app.env.doc2path(name)) for name in sorted(app.env.found_docs)}
    notebooks = {name: path for name, path in paths.items() if path.suffix == ".ipynb"}
    if exception is not None or list_written(app).isdisjoint(notebooks):
        return
    published = published_book(app)
    folder = slug_ascii(published.metadata.title.partition(":")[0])
    with zipfile.ZipFile(Path(app.outdir, ARCHIVE), "w") as archive:
        for name, content in _list_files(published, list(notebooks.values()), app.config.html_baseurl):
            add_to_zip(archive, f"{folder}/{name}", content)


def _list_files(
    published: PublishedBook, notebooks: list[Path], site: str
) -> Iterator[tuple[str, str | bytes]]:
    """The names of the files of the archive, and what they hold."""
    root, book, package = published.book.root, published.metadata, Path(reading.__file__).parent
    python = metadata.metadata("reading")["Requires-Python"]
    about = {"title": book.title, "version": book.version, "by": book.by}
    yield "README.md", README.format(**about, python=python.removeprefix(">="))
    yield "pyproject.toml", PROJECT.format(version=reading.__version__, python=python)
    yield "requirements-notebooks.txt", "\n".join([*list_requirements(), ".", ""])
    for path in notebooks:
        name = path.relative_to(root).as_posix()
        page = f"{site}{name.removesuffix('.ipynb')}.html" if site else ""
        notebook = make_portable(strip(read_json(path)), published.figures, site=page)
        yield name, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    paths = [root / CONTENTS, root / CITATION, *_walk(root / "data"), package / "LICENSE"]
    paths += [path for room in COMPUTING for path in _walk(package / room)]
    for path in paths:
        start = package.parent if path.is_relative_to(package) else root
        yield path.relative_to(start).as_posix(), path.read_bytes()


def list_requirements() -> list[str]:
    """What the notebooks need besides the package, as pip reads it."""
    return [*(f"{name}=={metadata.version(name)}" for name in PACKAGES), LAB]


def _walk(path: Path) -> list[Path]:
    """The files below a folder, or the file itself, sorted. What programs leave there is not among them."""
    left = ("__pycache__", ".")
    return [
        file
        for file in sorted(path.rglob("*") if path.is_dir() else [path])
        if file.is_file() and not any(part.startswith(left) for part in file.relative_to(path.parent).parts)
    ]


def make_portable(notebook: dict[str, Any], figures: Mapping[str, object], *, site: str) -> dict[str, Any]:
    """Return a notebook whose Markdown any program shows.

    figures: the figures by their names
    site: the address of the notebook's page; links lose their targets where it is empty
    """

    def write_role(role: re.Match[str]) -> str:
        """The number of a figure, the names and years of sources, else the label of the role."""
        if role["name"] == "fig":
            return str(figures[role["text"].strip()])
        if role["name"].startswith("cite"):
            sources = ", ".join(_KEY.sub(_write_key, key.strip()) for key in role["text"].split(","))
            return f"({sources})"
        return _TARGET.sub("", role["text"])

    def write_link(link: re.Match[str]) -> str:
        address = f"{site.rpartition('/')[0]}/{link['path']}.html{link['anchor'] or ''}"
        return f"[{link['text']}]({address})" if site else link["text"]

    cells = [dict(cell) for cell in notebook["cells"]]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            cell["source"] = _LINK.sub(write_link, _ROLE.sub(write_role, "".join(cell["source"])))
    return {**notebook, "cells": cells}


def _write_key(key: re.Match[str]) -> str:
    """The name and the year of a source, from a key such as `cohen1960`."""
    return f"{key['name'].capitalize()} {key['year']}"
