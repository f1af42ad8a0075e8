"""Computes tables, charts, lists of texts and the data of the explorer in a second process.

The build then finds them in the cache of the book. This is done in previews, and where notebooks are
outdated: what they depend on has then changed for figures and charts, too.
"""

from __future__ import annotations

import contextlib
import signal
from pathlib import Path

from sphinx.application import Sphinx

from reading.cache.processes import CONTEXT, ignore_fork_warning
from reading.data import contents
from reading.data.book import Book
from reading.files.errors import ReadingErrors
from reading.files.markdown import parse_page
from reading.files.read import read_text
from reading.show.plain_titles import PLAIN_TITLES
from reading.site.notebooks import LAST_OUTPUTS, is_executing
from reading.site.pages.charts import cached_spec
from reading.site.pages.explorer_data import explorer_data
from reading.site.pages.texts_data import cached_texts
from reading.tables.figures import Figures


def setup(app: Sphinx) -> None:
    """Start the process before the book is read, and after the notebooks."""
    app.connect("config-inited", _start, priority=100)


def _start(app: Sphinx, config: object) -> None:
    if app.config[LAST_OUTPUTS] or is_executing(app):
        with ignore_fork_warning():
            CONTEXT.Process(target=_run, args=(Path(app.srcdir),), daemon=True).start()


def _run(root: Path) -> None:
    # A preview handles this signal as Ctrl-C, which would print a traceback when the build ends first.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    precompute(root)


def precompute(root: Path) -> None:
    """Cache the tables of a book, its charts, its texts and its explorer.

    Tables and pages are in the reverse of the order in which the build needs them, so that the two processes
    meet half way. What has mistakes is left out: the build reports them.
    """
    with contextlib.suppress(ReadingErrors):
        book, extensions = Book.on_demand(root), contents.read_extensions(root)
        for table in reversed(Figures(book).tables.values()):
            table(book)
        if book.references:
            cached_texts(book)
        for name in sorted((file.name for file in contents.read_contents(root)), reverse=True):
            path = contents.find_source(root, name)
            if path is None or path.suffix != ".md":
                continue
            for directive in parse_page(read_text(path), extensions).directives:
                with contextlib.suppress(ReadingErrors, ValueError, TypeError):
                    if directive.name == "chart" and directive.argument in PLAIN_TITLES:
                        options = (directive.options.get(option, "") for option in ("title", "claim"))
                        cached_spec(book, directive.argument, name, *options)
                    elif directive.name == "explorer":
                        explorer_data(book)
