"""Runs the notebooks while the book is checked and read, and puts their outputs on their pages.

None runs where the check refuses code of one that would run: a book may be somebody else's.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from reading.cache.processes import start_process
from reading.checks.notebooks import find_refused_code
from reading.data import contents
from reading.execution.run_notebooks import Outputs
from reading.files.errors import ReadingError, ReadingErrors, raise_any
from reading.show.output_types import CHART
from reading.site.builder import print_step
from reading.site.layout import assets
from reading.site.notebook_archive import ARCHIVE
from reading.site.pages.outputs import CHARTS, name_frames
from reading.site.published import mistakes_error

SCRIPT = "_static/notebook.js"
"""The script of the pages of notebooks."""


def setup(app: Sphinx) -> None:
    """Start the notebooks before the book is checked, and show their outputs."""
    app.connect("config-inited", lambda app, _: start_notebooks(app), priority=100)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-before-read-docs", _move_notebooks_last)
    app.connect("source-read", _insert_outputs)
    app.connect("html-page-context", _describe_page)


class Execution:
    """Runs the notebooks whose outputs are not kept, in a process of its own.

    outdated: these notebooks
    """

    def __init__(self, root: Path, notebooks: list[Path]) -> None:
        self.outputs = Outputs(root)
        outdated = self.outputs.list_outdated(notebooks)
        # The check refuses such code, too, and ends the build.
        self.outdated = [] if find_refused_code(outdated) else outdated
        self._wait = start_process(_execute, root, self.outdated) if self.outdated else list

    @functools.cached_property
    def errors(self) -> list[ReadingError]:
        """What failed. The first access waits until all notebooks have run."""
        try:
            return self._wait()
        except EOFError:
            return [ReadingError(self.outdated[0], 0, "the process that runs it has died", "build again")]


@functools.lru_cache(maxsize=1)
def start_notebooks(app: Sphinx) -> Execution:
    """Start the notebooks of a build once. Returns their execution."""
    root = Path(app.srcdir)
    try:
        paths = [contents.find_page_file(root, file.name) for file in contents.read_contents(root)]
    except ReadingErrors as errors:
        raise mistakes_error(root, errors) from None
    notebooks = [path for path in paths if path and path.suffix == ".ipynb"]
    execution = Execution(root, notebooks)
    if execution.outdated:
        print_step("running", [path.stem for path in execution.outdated], "notebook")
    return execution


def _execute(root: Path, paths: list[Path]) -> list[ReadingError]:
    return Outputs(root).execute(paths)


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The pages of notebooks that run."""
    outdated = start_notebooks(app).outdated
    return [name for name in env.found_docs if Path(env.doc2path(name)) in outdated]


def _move_notebooks_last(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have Sphinx read the notebooks last, so that they have time to run."""
    docnames.sort(key=lambda name: _is_notebook(app, name))


def _insert_outputs(app: Sphinx, docname: str, source: list[str]) -> None:
    if _is_notebook(app, docname):
        execution = start_notebooks(app)
        try:
            raise_any(execution.errors)
            notebook = execution.outputs.load(Path(app.env.doc2path(docname)))
        except ReadingErrors as errors:
            raise mistakes_error(Path(app.srcdir), errors) from None
        name_frames(notebook)
        # MyST-NB would copy and write the charts several times, which takes a tenth of a whole build. The
        # renderer finds them by their names in the metadata of the page.
        charts = app.env.metadata[docname][CHARTS] = {}
        outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", ()))
        for data in (output.get("data", {}) for output in outputs):
            if spec := data.get(CHART):
                data[CHART] = spec["usermeta"]["name"]
                charts[data[CHART]] = spec
        source[0] = json.dumps(notebook, ensure_ascii=False)


def _describe_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell the template of a notebook's page where its script and the archive are."""
    if doctree is not None and _is_notebook(app, pagename):
        context["notebook_script"] = assets.find_asset(SCRIPT)
        context["notebook_archive"] = context["pathto"](ARCHIVE, resource=True)


def _is_notebook(app: Sphinx, docname: str) -> bool:
    return Path(app.env.doc2path(docname)).suffix == ".ipynb"
