"""Prints what ends a build: one line for a mistake in a book, a traceback for a fault of this package."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO
from unittest.mock import patch

import jupyter_book.sphinx
from sphinx.errors import ConfigError, ExtensionError, SphinxError, ThemeError

import reading
from reading.checks.configuration import check_configuration
from reading.data.contents import CONFIGURATION, find_bibliographies, read_contents
from reading.files.errors import ReadingError, attempt
from reading.site.book import mistakes_error

PACKAGE = Path(reading.__file__).parent

HINT = "the documentation of Jupyter Book and Sphinx lists the settings"

LOG = Path("_build/traceback.txt")
"""The file with the traceback of an error that is told on one line."""


def reports_failures(build: Callable[..., int]) -> Callable[..., int]:
    """Decorate a function that builds the book in a folder and returns the exit status.

    It is called only where the files can be read that Jupyter Book needs to start.
    """

    @functools.wraps(build)
    def build_or_report(root: Path, *args: Any, **options: Any) -> int:
        def handle(app: Any, _: object, error: BaseException, stderr: TextIO = sys.stderr) -> None:
            page = app.env.temp_data.get("docname") if getattr(app, "env", None) else None
            source = Path(app.env.doc2path(page)) if page else root
            print(describe_failure(root, error, source), file=stderr)

        errors = list(check_configuration(root))
        attempt(errors, lambda: read_contents(root), None)
        attempt(errors, lambda: find_bibliographies(root), None)
        if errors:
            handle(None, None, mistakes_error(root, sorted(set(errors))))
            return 1
        # Its own function prints tracebacks and asks to report them to the developers of Sphinx.
        with patch.object(jupyter_book.sphinx, "handle_exception", handle):
            try:
                return build(root, *args, **options)
            except Exception as error:  # Jupyter Book catches none while it reads the configuration
                handle(None, None, error)
                return 1

    return build_or_report


def describe_failure(root: Path, error: BaseException, source: Path) -> str:
    """The text to print for an error that ended a build.

    root: the folder of the book
    source: the page that was being read; the folder of the book where there was none
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
    path, line = next(own, (source, 0))
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
