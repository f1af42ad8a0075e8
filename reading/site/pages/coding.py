"""The directive `{coding}`, with which readers code sentences themselves, and the scripts with its data.

Everything happens in the browser. The passes of others are a script of its own, which the page loads after a
reader has finished.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading.checks.placeholders import PLACEHOLDERS
from reading.data.book import Book
from reading.evidence import coding as evidence
from reading.evidence.coding import PAGE, list_tasks
from reading.evidence.own_copy import PAGE as COPY_PAGE
from reading.evidence.pages import sentence_page
from reading.measures.frames import iterate_rows
from reading.site.book import published_book
from reading.site.builder import write_page_files
from reading.site.drawings import templates
from reading.site.frame import assets, contribute
from reading.site.pages.evidence import record_retellings
from reading.site.pages.explorer import list_sentence_texts
from reading.site.pages.nodes import skip_node
from reading.site.pages.shown import show

DATA, PASSES, SAMPLES = (f"_static/coding_{name}.js" for name in ("data", "passes", "samples"))
SCRIPT, SHEET = "_static/coding.js", "_static/coding.css"

FORM = "coding.yml"
"""The issue form in `.github/ISSUE_TEMPLATE`."""

NONE = "No theme is named yet, so there is nothing to code. The page of the codebook says how to begin."


def setup(app: Sphinx) -> None:
    """Add the directive and its node, and tell the template what the page loads."""
    app.add_directive("coding", CodingDirective)
    app.add_node(coding_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("html-page-context", _add_assets)


class coding_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The form, the work and its results. `scripts` are the scripts with its data, by name."""


class CodingDirective(SphinxDirective):
    """Shows the form. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data, or a paragraph where the book has no codebook."""
        app = self.env.app
        book = published_book(app).book
        tasks = list_tasks(book)
        if not tasks:
            return [nodes.paragraph("", NONE)]
        record_retellings(self.env, book)
        return [coding_node(scripts=show(self.env, _make_scripts), tasks=tasks)]


def _make_scripts(app: Sphinx) -> dict[str, str]:
    book = published_book(app).book
    samples = {name: evidence.list_sample_sentences(sample) for name, sample in book.samples.items()}
    scripts = {
        PASSES: f"window.codingPasses={assets.to_json(evidence.list_passes(book))};\n",
        SAMPLES: f"window.codingSamples={assets.to_json(samples)};\n",
    }
    has_copy_page = COPY_PAGE in app.env.found_docs
    own_copy_page = app.builder.get_relative_uri(PAGE, COPY_PAGE) if has_copy_page else ""
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    data = {
        "book": {
            "key": book.document.outline.sha256[:8],
            "fullText": bool(book.full_text),
            "copyPage": own_copy_page,
        },
        "tasks": list_tasks(book),
        "places": [
            {
                "paragraph": row.paragraph,
                "sentence": row.sentence,
                "title": titles[row.paragraph],
                "page": app.builder.get_relative_uri(PAGE, place.page),
                "anchor": f"{place.anchor}{row.sentence}",
            }
            for row in iterate_rows(book.document.sentences)
            for place in [sentence_page(book, row.paragraph)]
        ],
        "texts": list_readable_texts(book),
        "scripts": {
            Path(name).stem: Path(assets.versioned(name, text.encode())).name
            for name, text in scripts.items()
        },
    }
    return {DATA: f"window.codingData={assets.to_json(data)};\n", **scripts}


def list_readable_texts(book: Book) -> list[str]:
    """What a coder may read of each sentence: itself or its retelling. Empty where nobody has retold it."""
    texts = list_sentence_texts(book)
    return texts if book.full_text else ["" if text.startswith(PLACEHOLDERS) else text for text in texts]


def _visit(writer: HTML5Translator, node: coding_node) -> None:
    write_page_files(writer.builder, writer.builder.current_docname, node["scripts"])
    repository = contribute.repository(writer.builder.app)
    issue = repository.issue_url(FORM) if repository else ""
    writer.body.append(templates.render("coding.html", tasks=node["tasks"], issue=issue))
    raise nodes.SkipNode


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of the page the addresses of its data, its script and its style sheet."""
    node = None if doctree is None else next(doctree.findall(coding_node), None)
    if node is not None:
        data = assets.versioned(DATA, node["scripts"][DATA].encode())
        context["application"] = assets.find_application(app, SCRIPT, SHEET, data=data)
