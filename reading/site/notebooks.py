"""Runs the notebooks before Sphinx reads the book, and puts their outputs on their pages.

The check comes first, so no notebook runs with code that it refuses: a book may be somebody else's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import reading
from reading.data import contents
from reading.execution.run import Outputs
from reading.files.errors import ReadingErrors
from reading.files.read import read_json
from reading.site.book import mistakes_error, published_book
from reading.site.documentation import TABLES_TITLE, list_documentation
from reading.site.frame import assets
from reading.site.frame.contribute import repository
from reading.site.notebook_archive import ARCHIVE
from reading.site.pages.outputs import fold_code, take_specs
from reading.site.pages.shown import show_all
from reading.tables.evidence import TABLES

_ATTRIBUTE = "_reading_outputs"

SCRIPT = "_static/notebook.js"
"""The script of the pages of notebooks."""


def setup(app: Sphinx) -> None:
    """Run the notebooks when the book has passed its check, and show their outputs."""
    app.connect("config-inited", _execute, priority=600)
    app.connect("source-read", _insert_outputs)
    app.connect("html-page-context", _describe_page)


def _execute(app: Sphinx, config: object) -> None:
    root = Path(app.srcdir)
    outputs = Outputs(root)
    paths = [contents.find_source(root, file.name) for file in contents.read_contents(root)]
    errors = outputs.execute([path for path in paths if path and path.suffix == ".ipynb"])
    if errors:
        raise mistakes_error(root, errors)
    setattr(app, _ATTRIBUTE, outputs)


def _insert_outputs(app: Sphinx, docname: str, source: list[str]) -> None:
    if _is_notebook(app, docname):
        outputs: Outputs = getattr(app, _ATTRIBUTE)
        try:
            notebook = outputs.load(Path(app.env.doc2path(docname)))
        except ReadingErrors as errors:
            raise mistakes_error(Path(app.srcdir), errors) from None
        fold_code(notebook)
        take_specs(app, notebook)
        source[0] = json.dumps(notebook, ensure_ascii=False)
        show_all(app.env)


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell the template of a notebook's page where its script, the archive and the documentation are."""
    if doctree is not None and _is_notebook(app, pagename):
        script = (Path(app.confdir) / SCRIPT).read_bytes()
        context["notebook_script"] = assets.versioned(SCRIPT, script)
        context["notebook_archive"] = context["pathto"](ARCHIVE, resource=True)
        context["documentation"] = _list_documentation(app, pagename)


def _list_documentation(app: Sphinx, page: str) -> dict[str, dict[str, str]]:
    """The documentation of what the code of a page uses."""
    cells = read_json(Path(app.env.doc2path(page)))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    tables = app.builder.get_relative_uri(page, TABLES) if TABLES in app.env.found_docs else ""
    found, package = repository(app), Path(reading.__file__).parent
    is_here = found and package.is_relative_to(app.srcdir)
    listed = list_documentation(code, tables, found.file_url(package.name) if found and is_here else "")
    if TABLES_TITLE in listed:
        # The page of tables has those with rows.
        book, published = published_book(app).book, published_book(app).figures.tables
        rows = {name: len(published[name].read(book)) for name in listed[TABLES_TITLE]}
        listed[TABLES_TITLE] = {name: url for name, url in listed[TABLES_TITLE].items() if rows[name]}
    return listed


def _is_notebook(app: Sphinx, docname: str) -> bool:
    return Path(app.env.doc2path(docname)).suffix == ".ipynb"
