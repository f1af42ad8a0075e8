"""The directive `{evidence}`, which links the entries of the evidence, and the pages that hold them.

An entry shows the sentences that contain a term or name an actor, or the terms of a sentence. The page of the
evidence stands for all its entries: they show the retellings of all chapters, so it is read again when one
changes, and the pages of entries are written whenever it is. They have no source file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from reading.cache.dependencies import hash_texts
from reading.data.book import Book
from reading.files.errors import suggest
from reading.site.book import published_book
from reading.site.builder import list_written
from reading.site.drawings.templates import render
from reading.site.pages.coders import say_coders
from reading.site.pages.entries import EntryWriter, list_pages, name_letter
from reading.site.pages.search import index_places, list_places
from reading.tables.locations import EVIDENCE, PARTS

NOTE = (
    "What is counted stands in the document\u2019s own sentences. The retellings here may say it otherwise."
)
"""What each page of entries says first, where the document may not be quoted."""

_RETELLINGS = "reading_retellings"
"""The metadata of a page that holds the hash of the retellings which it shows."""


def setup(app: Sphinx) -> None:
    """Add the directive, and tell Sphinx when its page is outdated."""
    app.add_directive("evidence", EvidenceDirective)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("html-collect-pages", _collect_pages)


class EvidenceDirective(SphinxDirective):
    """Links the entries of a part of the evidence: `terms`, `actors` or `sentences`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the links. An unknown part is an error."""
        part = self.arguments[0]
        if part not in PARTS:
            raise self.error(f"the evidence has no part {part!r} {suggest(part, PARTS)}")
        book = published_book(self.env.app).book
        record_retellings(self.env, book)
        return list(EntryWriter(book, self.env.app.builder, self.env.docname).index(part))


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


def _collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Index and yield the pages of entries, where the page of the evidence is written."""
    if EVIDENCE not in list_written(app):
        return
    book = published_book(app).book
    pages = list(list_pages(book, app.builder))
    app.env.titles |= {name: nodes.title("", title) for name, title, _ in pages}
    builder: Any = app.builder
    for name, title, sections in pages:
        head = [nodes.title("", title), _link_pages(builder, name, [each for each, *_ in pages])]
        head += [] if book.full_text or book.retellings.empty else [nodes.paragraph("", NOTE)]
        content = nodes.section("", *head, *sections, ids=["evidence"])
        document = new_document(name)
        document += content
        say_coders(app, document, name)
        index_places(app, name, list_places(document))
        contents = [(part["ids"][0], part[0].astext()) for part in sections if "term" not in part["classes"]]
        yield (
            name,
            {
                "title": escape(title),
                "body": builder.render_partial(content)["fragment"],
                "toc": render("contents.html", title=title, entries=contents),
                "has_contents": bool(contents),
                "summary": f"{title}. {app.env.titles[EVIDENCE].astext()}.",
                "part_of": EVIDENCE,
            },
            "page.html",
        )


def _link_pages(builder: Any, page: str, names: list[str]) -> nodes.paragraph:
    """Links to all pages of entries."""
    links = nodes.paragraph(classes=["letters"])
    for name in names:
        label = nodes.Text(name_letter(name.removeprefix(f"{EVIDENCE}/")))
        address = builder.get_relative_uri(page, name)
        link = nodes.reference("", "", label, internal=True, refuri=address)
        links += [nodes.strong("", "", label) if name == page else link, nodes.Text(" ")]
    return links
