"""The directive `{coding}`, with which readers code sentences themselves, and the scripts with its data.

Everything happens in the browser. The passes of others are a script of its own, which the page loads after a
reader has finished.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.coding import FOLDER
from reading.measures.incidence import SENTENCE
from reading.site.charts.templates import get_template
from reading.site.layout import assets, contribute
from reading.site.layout.assets import JsonObject
from reading.site.pages.application import make_widget
from reading.site.pages.evidence import record_retellings
from reading.site.pages.sentences_data import list_paragraphs, list_retellings
from reading.site.published import published_book
from reading.tables.locations import CODING, OWN_COPY

DATA, PASSES = "_static/coding_data.js", "_static/coding_passes.js"
SCRIPT, SHEET = "_static/coding.js", "_static/coding.css"

FORM = "coding.yml"
"""The issue form in `.github/ISSUE_TEMPLATE`."""


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("coding", CodingDirective)


class CodingDirective(SphinxDirective):
    """Shows the form. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        app = self.env.app
        book = published_book(app).book
        record_retellings(self.env, book)
        scripts, repository = _make_scripts(app), contribute.repository(app)
        issue = repository.issue_url(FORM) if repository else ""
        html = get_template("coding.html").render(issue=issue)
        return [make_widget(html, scripts, script=SCRIPT, sheet=SHEET, data=DATA)]


def _make_scripts(app: Sphinx) -> dict[str, str]:
    book = published_book(app).book
    passes = f"window.codingPasses={assets.to_json(list_passes(book))};\n"
    has_copy_page = OWN_COPY in app.env.found_docs
    own_copy_page = app.builder.get_relative_uri(CODING, OWN_COPY) if has_copy_page else ""
    data = {
        "book": {"key": book.document.outline.sha256[:8], "copyPage": own_copy_page},
        "themes": list_themes(book),
        "version": book.coding.codebook.version,
        "folder": FOLDER.as_posix(),
        "paragraphs": list_paragraphs(book),
        "texts": [" ".join(texts) for texts in list_retellings(book)],
        "passes": Path(assets.versioned(PASSES, passes)).name,
    }
    return {DATA: f"window.codingData={assets.to_json(data)};\n", PASSES: passes}


def list_themes(book: Book) -> list[JsonObject]:
    """The themes of the codebook, without their terms, which would lead the coder."""
    themes = book.coding.codebook.themes
    return [{"id": theme, **entry.model_dump(exclude={"terms"})} for theme, entry in themes.items()]


def list_passes(book: Book) -> list[JsonObject]:
    """The passes: who made them, and `codes`, which has the themes of each sentence.

    The codes of a sentence that a coder left out are None. Of themes that are newer than the `version` of a
    pass it says nothing.
    """
    keys = list(book.document.sentences[SENTENCE].itertuples(index=False, name=None))
    found = []
    for name, rows in book.coding.passes.items():
        coder, themes = book.coding.coders[name], rows.set_index(SENTENCE)["themes"].to_dict()
        made = {"coder": coder.name, "kind": coder.kind, "date": coder.date, "version": int(coder.codebook)}
        found.append({**made, "codes": [themes.get(key) for key in keys]})
    return found
