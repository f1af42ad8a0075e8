"""A book's notebooks are executed while its pages are read; their pages show, and offer, what came out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

from reading.charts import SITE
from reading.data import contents
from reading.execution.run import BackgroundExecution, hash_stored_run, load_executed
from reading.files.errors import ReadingError, ReadingErrors
from reading.site.drawings.palette import resolve_colours
from reading.site.drawings.pool import drawing_pool

logger = logging.getLogger(__name__)

_KEPT = "_reading_executed"
_SHOWN = "reading_run"

DOWNLOADS = "_downloads"


def setup(app: Sphinx) -> None:
    """Have a build's notebooks executed, before anything of the book is read, which would be remembered."""
    app.connect("config-inited", _start, priority=100)
    app.connect("env-get-outdated", _ran_since)
    app.connect("env-before-read-docs", _last)
    app.connect("source-read", _fill)
    app.connect("html-page-context", _offer)


class MistakesError(SphinxError):
    """What ends a build by the mistakes of a book's files, each on a line of its own."""

    category = "The book has mistakes"


def refused(root: Path, errors: ReadingErrors | list[ReadingError]) -> MistakesError:
    """The same, with paths as seen from the book's folder."""
    told: Any = errors.exceptions if isinstance(errors, ReadingErrors) else errors
    near = [
        ReadingError(error.path.relative_to(root), error.line, error.problem, error.hint) for error in told
    ]
    return MistakesError("\n".join(map(str, near)))


def _start(app: Sphinx, config: object) -> None:
    root = Path(app.srcdir)
    try:
        paths = [contents.located(root, file.name) for file in contents.listed(root)]
    except ReadingErrors as errors:
        raise refused(root, errors) from None
    setattr(
        app,
        _KEPT,
        BackgroundExecution(root, [path for path in paths if path and path.suffix == ".ipynb"], logger.info),
    )


def _last(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have notebooks read last: until then they have time to run."""
    docnames.sort(key=lambda name: _is_notebook(app, name))


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    if _is_notebook(app, docname):
        if errors := getattr(app, _KEPT).errors:
            raise refused(Path(app.srcdir), errors)
        source[0] = _outcome(app, docname)
        app.env.metadata[docname][_SHOWN] = _stamp(app, docname)


def _ran_since(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Notebooks whose pages show another run than the last, or that have yet to run."""
    notebooks = [name for name in env.found_docs if _is_notebook(app, name)]
    return [name for name in notebooks if env.metadata[name].get(_SHOWN) != (_stamp(app, name) or None)]


def _stamp(app: Sphinx, docname: str) -> str:
    return hash_stored_run(Path(app.srcdir), Path(app.env.doc2path(docname)))


def _offer(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Lay the executed notebook beside the pages, in colours of its own, and tell the template where."""
    if doctree is not None and _is_notebook(app, pagename):
        name = f"{DOWNLOADS}/{pagename}.ipynb"
        path = Path(app.outdir) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = resolve_colours(_outcome(app, pagename), drawing_pool(app).writer.colours)
        path.write_text(text.replace(SITE, app.config.html_baseurl), encoding="utf-8", newline="\n")
        context["executed_notebook"] = context["pathto"](name, resource=True)


def _outcome(app: Sphinx, docname: str) -> str:
    path = Path(app.env.doc2path(docname))
    notebook = load_executed(Path(app.srcdir), path)
    if notebook is None:
        raise refused(Path(app.srcdir), [ReadingError(path, 0, "an input changed while the book was built")])
    return json.dumps(notebook, ensure_ascii=False) + "\n"


def _is_notebook(app: Sphinx, docname: str) -> bool:
    return Path(app.env.doc2path(docname)).suffix == ".ipynb"
