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
from typing import Any, NamedTuple

from pybtex.backends.markdown import Backend
from pybtex.database import Entry
from sphinx.application import Sphinx

import reading
from reading.checks.published_files import PublishedFiles
from reading.checks.references import SITE_FILES
from reading.data.cached import COMPUTING
from reading.data.citation import PATH as CITATION
from reading.data.contents import CONTENTS, read_contents
from reading.execution.strip import strip
from reading.files.read import read_json, read_text
from reading.files.write import add_to_zip
from reading.site.builder import list_written
from reading.site.pages.steps import ANSWER, OPEN
from reading.site.published import PublishedBook, published_book
from reading.text.tokens import slug_ascii

ARCHIVE = SITE_FILES[-1]

PACKAGES = (
    *("altair", "lxml", "myst-parser", "nltk", "pandas", "pydantic", "scipy", "simplemma"),
    "vl-convert-python",
)
"""The packages that these rooms use and that no other of them brings. The versions are those of the build."""

LAB = "jupyterlab>=4.2"

TEXTS = Path(__file__).with_name("download")
"""The folder with the texts of the archive."""

ANSWER_FOLD = "<details>\n<summary>Answer</summary>\n\n```python\n{}\n```\n\n</details>"
"""The answer to an exercise, which readers open."""

_ROLE = re.compile(r"\{(?P<name>[\w:]+)\}`(?P<text>[^`]+)`")
_TARGET = re.compile(r"\s*<[^>]*>$")
_LINK = re.compile(
    r"\[(?P<text>[^\]]+)\]\((?!https?:|#)(?P<path>[^)#]+?)\.(?:md|ipynb|html)(?P<anchor>#[^)]*)?\)"
)
_ANCHOR = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
_LIST = re.compile(r"^```\{\w+\}\n```$", re.MULTILINE)
_BOX = re.compile(r"^:::\{admonition\} (?P<title>.+)\n(?P<text>(?s:.*?))\n:::$", re.MULTILINE)


class CitedWork(NamedTuple):
    """A work that notebooks cite: its authors and year, and the whole reference in Markdown."""

    cited: str
    reference: str


def setup(app: Sphinx) -> None:
    """Pack the notebooks when the site is written."""
    app.connect("build-finished", _write_archive)


def _write_archive(app: Sphinx, exception: Exception | None) -> None:
    """Write the archive where the page of a notebook is written."""
    names = [entry.name.removesuffix(".ipynb") for entry in read_contents(Path(app.srcdir))]
    paths = {name: Path(app.env.doc2path(name)) for name in names}
    notebooks = {name: path for name, path in paths.items() if path.suffix == ".ipynb"}
    if exception is not None or list_written(app).isdisjoint(notebooks):
        return
    published = published_book(app)
    titles = {path: app.env.titles[name].astext() for name, path in notebooks.items()}
    folder = slug_ascii(published.metadata.title.partition(":")[0])
    with zipfile.ZipFile(Path(app.outdir, ARCHIVE), "w") as archive:
        for name, content in _list_files(published, titles, list_cited_works(app), app.config.html_baseurl):
            add_to_zip(archive, f"{folder}/{name}", content)


def list_cited_works(app: Sphinx) -> dict[str, CitedWork]:
    """The works of the book's bibliographies, by their keys."""
    domain: Any = app.env.get_domain("cite")
    return {
        each.key: CitedWork(name_authors(each.entry), str(each.formatted_entry.text.render(Backend())))
        for each in domain.citations
    }


def name_authors(entry: Entry) -> str:
    """The family names of at most two authors or editors, and the year."""
    people = entry.persons.get("author") or entry.persons.get("editor", [])
    names = [" ".join(map(str, [*one.rich_prelast_names, *one.rich_last_names])) for one in people]
    named = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return f"{named} {entry.fields.get('year', '')}".strip()


def _list_files(
    published: PublishedBook, titles: Mapping[Path, str], works: Mapping[str, CitedWork], site: str
) -> Iterator[tuple[str, str | bytes]]:
    """The names of the files of the archive, and what they hold.

    titles: the notebooks in the order of the contents, with their titles
    """
    root, book, package = published.book.root, published.metadata, Path(reading.__file__).parent
    python = metadata.metadata("reading")["Requires-Python"]
    notebooks = {path: strip(read_json(path)) for path in titles}
    lessons = [path for path in titles if any(OPEN in _list_tags(cell) for cell in notebooks[path]["cells"])]
    order = [*lessons, *(path for path in titles if path not in lessons)]
    listed = (
        f"{number}. {titles[path]}: `{path.relative_to(root).as_posix()}`"
        for number, path in enumerate(order, 1)
    )
    about = {"title": book.title, "version": book.version, "by": book.by, "first": titles[order[0]]}
    about |= {"lesson": order[0].relative_to(root).as_posix()}
    about |= {"notebooks": "\n".join(listed), "python": python.removeprefix(">=")}
    about |= {"package": reading.__version__}
    for file in sorted(TEXTS.iterdir()):
        yield file.name.removesuffix(".txt"), read_text(file).format(**about)
    yield "requirements-notebooks.txt", "\n".join([*list_requirements(), ".", ""])
    for path, notebook in notebooks.items():
        name = path.relative_to(root).as_posix()
        page = f"{site}{name.removesuffix('.ipynb')}.html" if site else ""
        portable = make_portable(notebook, published.figures, works, site=page)
        yield name, json.dumps(portable, ensure_ascii=False, indent=1) + "\n"
    files = PublishedFiles(root)
    data = [path for path in _walk(root / "data") if not files.find_problem(path)]
    paths = [root / CONTENTS, root / CITATION, *data, package / "LICENSE"]
    paths += [path for room in COMPUTING for path in _walk(package / room)]
    for path in paths:
        name = path.relative_to(package.parent if path.is_relative_to(package) else root).as_posix()
        content = path.read_bytes()
        yield name, link_to_site(content.decode(), site and site + name) if name.endswith(".md") else content


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


def make_portable(
    notebook: dict[str, Any], figures: Mapping[str, object], works: Mapping[str, CitedWork], *, site: str
) -> dict[str, Any]:
    """Return a notebook whose Markdown any program shows. It ends with the references that it cites.

    figures: the figures by their names
    works: the cited works by their keys
    site: the address of the notebook's page; links lose their targets where it is empty
    """
    cited: set[str] = set()

    def write_role(role: re.Match[str]) -> str:
        """The number of a figure, the authors and years of cited works, else the label of the role."""
        if role["name"] == "fig":
            return str(figures[role["text"].strip()])
        if role["name"].startswith("cite"):
            keys = [key.strip() for key in role["text"].split(",")]
            cited.update(keys)
            return f"({'; '.join(works[key].cited for key in keys)})"
        return _TARGET.sub("", role["text"])

    cells = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            source = _ANCHOR.sub("", _BOX.sub(r"**\g<title>**\n\n\g<text>", source))
            source = _LIST.sub("The page on the site has the list.", source)
            cell = {**cell, "source": link_to_site(_ROLE.sub(write_role, source), site)}
        elif ANSWER in _list_tags(cell):
            cell = _make_text(cell["id"], ANSWER_FOLD.format(source))
        cells.append(cell)
    if cited:
        references = sorted(f"- {' '.join(works[key].reference.split())}" for key in cited)
        cells.append(_make_text("references", "\n".join(["## References", "", *references])))
    return {**notebook, "cells": cells}


def link_to_site(text: str, site: str) -> str:
    """Return Markdown with links to the pages of the site in place of its files.

    site: the address of the text's own page or file; links lose their targets where it is empty
    """
    address = site.rpartition("/")[0] + r"/\g<path>.html\g<anchor>"
    return _LINK.sub(r"[\g<text>](" + address + ")" if site else r"\g<text>", text)


def _make_text(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def _list_tags(cell: Mapping[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))
