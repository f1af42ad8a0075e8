"""Prints what ends a build: one line for a mistake in a book, a traceback for a fault of this package."""

from __future__ import annotations

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


def describe_failure(root: Path, error: BaseException, app: Sphinx | None) -> str:
    """The text to print for an error that ended a build.

    root: the folder of the book
    app: Sphinx; None where it has not started
    """
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    cause = error.__cause__ or error
    if isinstance(cause, SphinxError):
        if isinstance(cause, (ConfigError, ExtensionError, ThemeError)):
            problem = str(cause).split("\n")[0].rstrip(".")
            return _format(root, ReadingError(root / CONFIGURATION, 0, problem, HINT))
        return f"{cause.category}:\n{cause}"
    frames = [
        (Path(frame.filename), frame.lineno or 0) for frame in traceback.extract_tb(cause.__traceback__)
    ]
    if frames and frames[-1][0].is_relative_to(PACKAGE):
        return "".join(traceback.format_exception(cause))
    problem = f"{type(cause).__name__}: {cause}".split("\n")[0]
    log = root / LOG
    log.parent.mkdir(exist_ok=True)
    log.write_text("".join(traceback.format_exception(cause)), encoding="utf-8")
    hint = f"its traceback is in {LOG}"
    # Templates and notebooks of the book have frames of their own.
    own = (frame for frame in reversed(frames) if _is_in_book(root, frame[0]))
    page = app.env.temp_data.get("docname") if app and app.env else None
    path, line = next(own, (Path(app.env.doc2path(page)) if app and page else root, 0))
    if isinstance(name := getattr(cause, "filename", None), str) and _is_in_book(root, Path(name)):
        path, line = Path(name), getattr(cause, "lineno", 0)
    return _format(root, ReadingError(path, line, problem, hint))


def _is_in_book(root: Path, path: Path) -> bool:
    """Whether a file belongs to the book, and neither to an environment in its folder nor to this package."""
    inside = path.relative_to(root) if path.is_relative_to(root) else None
    return (
        inside is not None
        and not inside.parts[0].startswith((".", "_build"))
        and not path.is_relative_to(PACKAGE)
    )


def _format(root: Path, error: ReadingError) -> str:
    """An error on one line, with its path relative to the folder of the book."""
    path = error.path.relative_to(root) if error.path != root else Path("reading build")
    return str(ReadingError(path, error.line, error.problem, error.hint))
