"""The line that says what would overturn a claim, under its chart, and in prose by the role `{firm}`.

It is text with links: it prints, and is in the EPUB and in the PDF.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from reading.formatting import name_sentence
from reading.site.published import published_book
from reading.tables.firmness_lines import describe_firmness
from reading.tables.labels import label_key
from reading.tables.locations import CODING, FIRMNESS

CODE_THEM = " Code them yourself."
"""How a line that names sentences ends."""


def setup(app: Sphinx) -> None:
    """Add the role."""
    app.add_role("firm", FirmnessRole())


def make_line(app: Sphinx, name: str, page: str = "") -> list[nodes.Node]:
    """The line on a claim for a page, by default that which Sphinx is reading. None if it infers nothing."""
    book = published_book(app).book
    claim = next((claim for claim in book.claims if claim.name == name and claim.rests), None)
    if claim is None:
        return []
    page = page or app.env.docname

    def link(text: str, target: str, anchor: str = "") -> nodes.Node:
        if target not in app.env.found_docs:
            return nodes.Text(text)
        address = app.builder.get_relative_uri(page, target) + (anchor and f"#{anchor}")
        return nodes.reference("", text, refuri=address, internal=True)

    line = nodes.inline("", "", link("How firm?", FIRMNESS), nodes.Text(" "), classes=["firm"])
    names = {short: paragraph for paragraph, short in book.document.short.items()}
    parts = describe_firmness(book, claim)
    for part in parts:
        if isinstance(part, str):
            line += nodes.Text(part)
        else:
            title, paragraph = label_key(book, "paragraph", part[0]), names[part[0]]
            line += link(name_sentence(title, part[1]), book.page_of(paragraph), f"s{part[1]}")
    if any(not isinstance(part, str) for part in parts) and CODING in app.env.found_docs:
        line += [nodes.Text(" "), link(CODE_THEM.strip(" ."), CODING), nodes.Text(".")]
    return [line]


def make_paragraph(app: Sphinx, name: str, page: str = "") -> list[nodes.Node]:
    """The line on the claim of a chart as a paragraph of its own."""
    return [nodes.paragraph("", "", *line, classes=["firm"]) for line in [make_line(app, name, page)] if line]


def describe_finding(app: Sphinx, title: str, name: str, page: str = "") -> str:
    """What a title finds, for a reader to copy: in words, with its numbers, and what would overturn it.

    name: that of the claim of the title; without one, there is no finding
    """
    published = published_book(app)
    claim = next((claim for claim in published.book.claims if claim.name == name), None)
    if claim is None:
        return ""
    sides = dict.fromkeys(side for side in claim.sides if side in published.figures)
    numbers = "; ".join(f"{side}: {published.figures[side]}" for side in sides)
    doubt = "".join(f" {line.astext().removesuffix(CODE_THEM)}" for line in make_line(app, name, page))
    return f"{title}. {claim.says} Numbers: {numbers}.{doubt}"


class FirmnessRole(SphinxRole):
    """Says in prose how firm a claim is. The check finds names that are none."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the line."""
        return make_line(self.env.app, self.text.strip()), []
