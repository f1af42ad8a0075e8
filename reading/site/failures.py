"""Prints what ends a build: one line for a mistake in a book, a traceback for a fault of this package."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError, ExtensionError, SphinxError, ThemeError

import reading
from reading.data.contents import CONFIGURATION, find_bibliographies, read_contents
from reading.files.errors import ReadingError, attempt
from reading.site.published import mistakes_error

PACKAGE = Path(reading.__file__).parent

HINT = "the documentation of Jupyter Book and Sphinx lists the settings"

LOG = Path("_build/traceback.txt")
"""The file with the traceback of an error that is told on one line."""


def check_start(root: Path) -> None:
    """Raise `MistakesError` where a file cannot be read that Jupyter Book needs to start."""
    errors: list[ReadingError] = []
    attempt(errors, lambda: read_contents(root), None)
    attempt(errors, lambda: find_bibliographies(root), None)
    if errors:
        raise mistakes_error(root, sorted(set(errors)))


def describe_failure(root: Path, error: Exception, app: Sphinx | None) -> str:
    """The text to print for an error that ended a build.

    root: the folder of the book
    app: Sphinx; None where it has not started
    """
    cause = error.__cause__ if isinstance(error, SphinxError) and error.__cause__ else error
    if isinstance(cause, OSError) and cause.errno == errno.ENOSPC:
        return f"reading build: {cause.strerror}"
    if isinstance(cause, SphinxError):
        if isinstance(cause, (ConfigError, ExtensionError, ThemeError)):
            problem = str(cause).split("\n")[0].rstrip(".")
            return _format(root, ReadingError(root / CONFIGURATION, 0, problem, HINT))
        return f"{cause.category}:\n{cause}"
    text = "".join(traceback.format_exception(cause))
    frames = traceback.extract_tb(cause.__traceback__)
    if frames and Path(frames[-1].filename).is_relative_to(PACKAGE):
        return text
    log = root / LOG
    log.parent.mkdir(exist_ok=True)
    log.write_text(text, encoding="utf-8")
    page = app.env.temp_data.get("docname") if app and app.env else None
    path, line = Path(app.env.doc2path(page)) if app and page else root, 0
    # A mistake in a template of the book has its file.
    file = Path(str(getattr(cause, "filename", "")))
    if root in file.parents:
        path, line = file, getattr(cause, "lineno", 0)
    problem = f"{type(cause).__name__}: {cause}".split("\n")[0]
    return _format(root, ReadingError(path, line, problem, f"its traceback is in {LOG}"))


def _format(root: Path, error: ReadingError) -> str:
    """An error on one line, with its path relative to the folder of the book."""
    path = error.path.relative_to(root) if error.path != root else Path("reading build")
    return str(ReadingError(path, error.line, error.problem, error.hint))
