"""Sphinx's builder of HTML, which also says what it writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from reading.formatting import pluralize
from reading.site.layout import assets

TEMPLATES = Path(__file__).with_name("templates")
"""The folder of the templates of pages."""

SHOWN = 12
"""The pages up to which a build prints their names, and not only how many there are."""


class BookBuilder(StandaloneHTMLBuilder):
    """Writes the site.

    written: the pages that this build writes; each has a source
    places: what the search finds on each page that this build writes
    """

    epilog = ""  # the site is not in its place yet
    search = False  # the book has an index of its own
    written: frozenset[str] = frozenset()

    def init(self) -> None:
        """Start without places."""
        super().init()
        self.places: dict[str, Sequence[tuple[str, ...]]] = {}

    def init_templates(self) -> None:
        """Keep the package's templates compiled: to compile them takes as long as to write some pages."""
        # Sphinx has hashed the settings before: its hash does not depend on where the package lies.
        self.config.templates_path = [str(TEMPLATES)]
        super().init_templates()
        folder = Path(self.doctreedir, "templates")
        folder.mkdir(parents=True, exist_ok=True)
        self.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))

    def prepare_writing(self, docnames: set[str]) -> None:
        """Record the pages."""
        super().prepare_writing(docnames)
        self.written = frozenset(docnames)
        if docnames:
            print_step("writing", docnames)

    def copy_static_files(self) -> None:
        """Write the files of this package, and none of Sphinx, of the theme and of extensions."""
        assets.write_files(Path(self.outdir, "_static"))


def setup(app: Sphinx) -> None:
    """Use this builder."""
    app.add_builder(BookBuilder, override=True)
    app.connect("env-before-read-docs", _print_read)


def print_step(step: str, names: Collection[str], noun: str = "page") -> None:
    """Print what a build does now, and with how many pages, or with which where they are few."""
    listed = f": {', '.join(sorted(names))}" if len(names) <= SHOWN else ""
    print(f"{step} {pluralize(len(names), noun)}{listed}", flush=True)


def _print_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    if docnames:
        print_step("reading", docnames)


def list_written(app: Sphinx) -> frozenset[str]:
    """The pages with a source that a build has written as HTML, or is about to write."""
    return app.builder.written if isinstance(app.builder, BookBuilder) else frozenset()


def is_all_written(app: Sphinx) -> bool:
    """Whether a build writes all pages."""
    return list_written(app) >= app.env.found_docs


def write_texts(app: Sphinx, files: dict[str, str]) -> None:
    """Write texts to files of the site, by their names there."""
    for name, text in files.items():
        Path(app.outdir, name).write_text(text, encoding="utf-8", newline="\n")
