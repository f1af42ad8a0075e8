"""The directive `{recoding}`: a square for each sentence, which takes another code when a reader presses it.

The page counts again whose view the sections give, and how many deals of the paragraphs differ as much. So a
reader sees which codes carry the finding. Without script, the squares lead to the retelling.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.show.output_types import path_to_root
from reading.site.charts.templates import get_template
from reading.site.layout import assets
from reading.site.pages.application import widget_node
from reading.site.published import published_book
from reading.tables.deal_tables import ASKED
from reading.tables.locations import in_article, sentence_page
from reading.tables.voice_counts import VOICE, require_rule

SCRIPT, SHEET = "_static/recoding.js", "_static/recoding.css"


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("recoding", RecodingDirective)


class RecodingDirective(SphinxDirective):
    """Shows the squares; nothing in a book that compares no views of its sections."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the squares and the sentence about them."""
        published = published_book(self.env.app)
        name = f"deals.{ASKED}.{VOICE}"
        if f"{name}.k" not in published.figures:
            return []
        numbers = {
            column: int(published.figures[f"{name}.{column}"].value)
            for column in ("first", "first-of", "second", "second-of", "k", "deals")
        }
        options = describe_squares(published.book)
        html = get_template("recoding.html").render(
            root=path_to_root(self.env.docname), numbers=numbers, **options
        )
        loaded = {"script": assets.find_asset(SCRIPT), "sheet": assets.find_asset(SHEET)}
        return [widget_node(html=html, scripts={}, loaded=loaded)]


def describe_squares(book: Book) -> dict[str, Any]:
    """What the template shows of a book.

    - codes: the id, the label and the letters of each code that a square may take
    - asked: the code that is counted
    - sections: of each its title and its paragraphs: their title, and of each sentence its number, the
      addresses of its retelling and in the article, and its code
    """
    rule, document = require_rule(book), book.document
    letters = {id_: _shorten(code.label, id_ in rule.own) for id_, code in rule.voice.codes.items()}
    codes = [[id_, rule.voice.codes[id_].label, letters[id_]] for id_ in letters]
    rows = document.sentences[["section", *SENTENCE]].merge(book.voices.consensus, on=SENTENCE)
    titles = document.paragraphs.set_index("paragraph")["title"]
    sections = []
    for section, within in groupby(iterate_rows(rows), lambda row: row.section):
        paragraphs = [
            {
                "title": titles[paragraph],
                "sentences": [
                    (
                        row.sentence,
                        f"{sentence_page(book, paragraph).address}{row.sentence}",
                        in_article(book, paragraph, row.sentence),
                        row.voice,
                    )
                    for row in each
                ],
            }
            for paragraph, each in groupby(within, lambda row: row.paragraph)
        ]
        sections.append({"title": document.titles[section], "paragraphs": paragraphs})
    return {"codes": codes, "asked": rule.asked.view, "sections": sections}


def _shorten(label: str, is_own: bool) -> str:
    """The letters of a code: the capitals of its label, `O` for other sources, none for the author's own."""
    return "" if is_own else "".join(filter(str.isupper, label)) or "O"
