"""Executes outdated notebooks while Sphinx reads the other pages, and puts their outputs on their pages.

No notebook is executed while the check refuses code of an outdated one: a book may be somebody else's.

A build with the setting `LAST_OUTPUTS` executes no notebook. Where the last outputs of one are outdated, its
page shows them and says so.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

import reading
from reading.checks.notebooks import find_refused_code
from reading.data import contents
from reading.execution.run import BackgroundExecution, execute, hash_stored_run, load_executed
from reading.files.errors import ReadingError, ReadingErrors, attempt
from reading.files.read import read_json
from reading.site.book import mistakes_error, published_book
from reading.site.documentation import TABLES_TITLE, list_documentation
from reading.site.frame import assets
from reading.site.frame.contribute import repository
from reading.site.notebook_archive import ARCHIVE
from reading.site.pages.outputs import fold_code, take_specs
from reading.tables.evidence import TABLES
from reading.text.words import load_lemmas

logger = logging.getLogger(__name__)

_ATTRIBUTE = "_reading_execution"
_RUN = "reading_run"
"""The metadata of a page that holds the hash of the run which it shows."""

SCRIPT = "_static/notebook.js"
"""The script of the pages of notebooks."""

LAST_OUTPUTS = "reading_last_outputs"
"""The setting of a build that shows the last outputs of notebooks. It is for previews only."""

LIBRARIES = ("altair", "nltk", "scipy.stats")
"""What figures, charts and notebooks import only where they are computed anew. All processes need them."""

_OUTDATED = "outdated"
"""What stands in place of the hash of a run on a page whose outputs are outdated."""


def setup(app: Sphinx) -> None:
    """Start the execution before the book is read, and show its outputs.

    Values of the book that are cached earlier would escape the record of a notebook's dependencies.
    """
    app.add_config_value(LAST_OUTPUTS, False, "")
    app.connect("config-inited", _start_execution, priority=100)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-before-read-docs", _move_notebooks_last)
    app.connect("source-read", _insert_outputs)
    app.connect("html-page-context", _describe_page)


def is_executing(app: Sphinx) -> bool:
    """Whether this build executes notebooks."""
    return hasattr(app, _ATTRIBUTE)


def find_outdated(root: Path) -> list[Path]:
    """The notebooks of a book that have to be executed again. Raises `ReadingErrors`."""
    return _select_outdated(root, _find_notebooks(root))


def execute_outdated(root: Path, report: Callable[[str], None]) -> str:
    """Execute the outdated notebooks of a book. Returns the lines of its errors."""
    notebooks = _find_notebooks(root)
    errors = find_refused_code(notebooks) or execute(root, notebooks, report=report)
    return str(mistakes_error(root, errors))


def _select_outdated(root: Path, notebooks: list[Path]) -> list[Path]:
    return [path for path in notebooks if not hash_stored_run(root, path)]


def _find_notebooks(root: Path) -> list[Path]:
    paths = [contents.find_source(root, file.name) for file in contents.read_contents(root)]
    return [path for path in paths if path and path.suffix == ".ipynb"]


def _start_execution(app: Sphinx, config: object) -> None:
    root = Path(app.srcdir)
    try:
        notebooks = _find_notebooks(root)
    except ReadingErrors as errors:
        raise mistakes_error(root, errors) from None
    if not app.config[LAST_OUTPUTS]:
        outdated = attempt([], lambda: _select_outdated(root, notebooks), [])
        # The check follows, and ends the build with all mistakes, those of notebooks among them.
        if outdated and not find_refused_code(outdated):
            for name in LIBRARIES:
                importlib.import_module(name)
            load_lemmas()
            setattr(app, _ATTRIBUTE, BackgroundExecution(root, outdated, logger.info))


def _move_notebooks_last(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have Sphinx read the notebooks last, so that they have time to run."""
    docnames.sort(key=lambda name: _is_notebook(app, name))


def _insert_outputs(app: Sphinx, docname: str, source: list[str]) -> None:
    if _is_notebook(app, docname):
        execution: BackgroundExecution | None = getattr(app, _ATTRIBUTE, None)
        if execution and execution.errors:
            raise mistakes_error(Path(app.srcdir), execution.errors)
        notebook = _load_executed(app, docname)
        fold_code(notebook)
        take_specs(app, notebook)
        source[0] = json.dumps(notebook, ensure_ascii=False)
        app.env.metadata[docname][_RUN] = _hash_run(app, docname)


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The notebooks that have no stored run, or whose pages show another run than the stored one."""
    notebooks = [name for name in env.found_docs if _is_notebook(app, name)]
    return [name for name in notebooks if env.metadata[name].get(_RUN) != (_hash_run(app, name) or None)]


def _hash_run(app: Sphinx, docname: str) -> str:
    digest = hash_stored_run(Path(app.srcdir), Path(app.env.doc2path(docname)))
    return digest or (_OUTDATED if app.config[LAST_OUTPUTS] else "")


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell the template of a notebook's page where its script, the archive and the documentation are."""
    if doctree is not None and _is_notebook(app, pagename):
        script = (Path(app.confdir) / SCRIPT).read_bytes()
        context["notebook_script"] = assets.versioned(SCRIPT, script)
        context["notebook_archive"] = context["pathto"](ARCHIVE, resource=True)
        context["documentation"] = _list_documentation(app, pagename)
        context["outdated_outputs"] = app.env.metadata[pagename][_RUN] == _OUTDATED


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


def _load_executed(app: Sphinx, docname: str) -> dict[str, Any]:
    """The notebook with the outputs of its stored run."""
    root, path = Path(app.srcdir), Path(app.env.doc2path(docname))
    notebook = load_executed(root, path, allow_outdated=app.config[LAST_OUTPUTS])
    if notebook is None:
        problem = "a file that the notebook depends on changed during the build"
        raise mistakes_error(root, [ReadingError(path, 0, problem, "build again")])
    return notebook


def _is_notebook(app: Sphinx, docname: str) -> bool:
    return Path(app.env.doc2path(docname)).suffix == ".ipynb"
