"""The directive `{evidence}`, which shows the entries of a part of the evidence.

An entry shows the sentences that contain a term or name an actor, or the terms of a sentence. The page shows
the retellings of all chapters, so it is read again when one changes.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from reading.cache.dependencies import hash_texts
from reading.data.book import Book
from reading.files.errors import suggest
from reading.site.pages.entries import EntryWriter
from reading.site.published import published_book
from reading.tables.locations import PARTS

_RETELLINGS = "reading_retellings"
"""The metadata of a page that holds the hash of the retellings which it shows."""


def setup(app: Sphinx) -> None:
    """Add the directive, and tell Sphinx when its page is outdated."""
    app.add_directive("evidence", EvidenceDirective)
    app.connect("env-get-outdated", _find_outdated)


class EvidenceDirective(SphinxDirective):
    """Shows the entries of a part of the evidence: `terms`, `actors` or `sentences`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the entries. An unknown part is an error."""
        part = self.arguments[0]
        if part not in PARTS:
            raise self.error(f"the evidence has no part {part!r} {suggest(part, PARTS)}")
        book = published_book(self.env.app).book
        record_retellings(self.env, book)
        return list(EntryWriter(book, self.env.app.builder, self.env.docname).write(part))


def record_retellings(env: BuildEnvironment, book: Book) -> None:
    """Record on the page that Sphinx is reading which retellings it shows."""
    env.metadata[env.docname][_RETELLINGS] = _hash_retellings(book)


def _hash_retellings(book: Book) -> str:
    rows = book.retellings[["paragraph", "sentence", "text", "anchor"]]
    return hash_texts(*map(str, rows.to_numpy().ravel()))


def _find_outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The pages that show other retellings than the chapters now have."""
    now = _hash_retellings(published_book(app).book)
    return [name for name in env.found_docs if env.metadata[name].get(_RETELLINGS, now) != now]
