"""The directive `{own-copy}`, which opens a reader's own copy of the document, and the scripts with its data.

The copy is read in the browser and stays there. Other pages load the script only if the reader keeps a copy.

All of the data is in `data/document` too, and nothing tells more about the order of words: lists of words are
sorted, and the words of a sentence are given by their places in a sorted list.
"""

from __future__ import annotations

import functools
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.data.document import Document
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.site.charts.templates import get_template
from reading.site.layout import assets
from reading.site.layout.assets import JsonObject
from reading.site.pages.application import widget_node
from reading.site.pages.evidence import record_retellings
from reading.site.pages.sentences_data import map_retellings
from reading.site.published import published_book
from reading.tables import locations
from reading.tables.locations import OWN_COPY, sentence_page
from reading.text.closed_class import CLOSED_CLASS
from reading.text.phrases import is_name, pattern
from reading.text.tokens import lower_case
from reading.text.word_patterns import PATTERNS

DATA = "_static/own_copy_data.js"
RETELLINGS = "_static/retellings.js"
SCRIPT = "_static/own_copy.js"
ALIGNMENT = "_static/alignment.js"
SHEET = "_static/own_copy.css"


def setup(app: Sphinx) -> None:
    """Add the directive, and tell the template where the script is."""
    app.add_directive("own-copy", OwnCopyDirective)
    app.connect("html-page-context", _add_assets)


class OwnCopyDirective(SphinxDirective):
    """Shows the form for a copy of the document. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        app, book = self.env.app, published_book(self.env.app).book
        record_retellings(self.env, book)
        retellings = f"window.retellings={assets.to_json(map_retellings(book))};\n"
        html = get_template("own_copy.html").render(retellings=assets.versioned(RETELLINGS, retellings))
        scripts = {DATA: _data_script(app), RETELLINGS: retellings}
        # The script loads the data.
        loaded = {"script": _find_assets(app)["script"], "sheet": assets.find_asset(SHEET)}
        return [widget_node(html=html, scripts=scripts, loaded=loaded)]


def _data_script(app: Sphinx) -> str:
    """The script with the published counts of the document, and with the pages of the chapters."""
    book = published_book(app).book
    data = get_cached(book, "own copy", own_copy_data)
    for paragraph in data["paragraphs"]:
        paragraph["sentences_at"] = sentence_page(book, paragraph.pop("id")).address
    return f"window.ownCopyData={assets.to_json(data)};\n"


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if OWN_COPY in app.env.found_docs:
        context["own_copy"] = _find_assets(app)


@functools.lru_cache(maxsize=1)
def _find_assets(app: Sphinx) -> dict[str, str]:
    """The address of the script, and the key under which a browser keeps a copy."""
    files = "".join(assets.read_asset(name) for name in (SCRIPT, ALIGNMENT, SHEET))
    return {
        # The script loads the others with its own version.
        "script": assets.versioned(SCRIPT, files + _data_script(app)),
        "key": f"own-copy-{published_book(app).book.document.outline.sha256[:8]}",
    }


def own_copy_data(book: Book) -> JsonObject:
    """The data of the page, as JSON holds them.

    - sections: the title of each section
    - paragraphs: of each paragraph its `title`, the index of its `section`, its `id`, and
      the `tokens` of each sentence
    - lemmas: all lemmas, sorted
    - forms: columns of equal length: `token`, the number of its `lemma`, whether it is `closed`, and its
      `counts` by section
    - words: of each sentence the numbers of its content lemmas, sorted, each as often as it occurs
    - phrases: of each phrase its `id` (its lemma), its `label`, whether it is a `name`, the `words` it is
      matched by, and the sentences with it, each as often as it occurs
    - pairs: the two lemmas and the count of each pair that occurs at least twice
    - patterns: those by which a text is split into words
    """
    document = book.document
    lemmas = sorted(document.vocabulary["lemma"].unique())
    numbers = {lemma: number for number, lemma in enumerate(lemmas)}
    keys = document.sentences[SENTENCE].itertuples(index=False, name=None)
    places = {key: index for index, key in enumerate(keys)}
    sections = list(document.titles)
    words: list[list[int]] = [[] for _ in places]
    phrases: dict[str, list[int]] = {}
    for row in iterate_rows(document.incidence):
        place = places[row.paragraph, row.sentence]
        if row.kind == "word":
            words[place] += [numbers[row.lemma]] * row.count
        else:
            phrases.setdefault(row.lemma, []).extend([place] * row.count)
    return {
        "sections": list(document.titles.values()),
        "paragraphs": [
            {
                "title": paragraph.title,
                "section": sections.index(section.id),
                "id": paragraph.id,
                "tokens": paragraph.tokens,
            }
            for section, paragraph in document.outline.paragraphs()
        ],
        "lemmas": lemmas,
        "forms": _list_forms(document, numbers),
        "words": [sorted(row) for row in words],
        "phrases": [
            {
                "id": locations.term(lowered).anchor,
                "label": phrase,
                "name": is_name(phrase),
                "words": list(pattern(phrase)),
                "sentences": phrases[lowered],
            }
            for lowered, phrase in sorted((lower_case(phrase), phrase) for phrase in document.phrases)
            if lowered in phrases
        ],
        "pairs": [[row.first, row.second, row.count] for row in iterate_rows(document.bigrams)],
        "patterns": PATTERNS,
    }


def _list_forms(document: Document, numbers: dict[str, int]) -> JsonObject:
    """The columns of forms; `numbers` has the number of each lemma."""
    table = document.vocabulary.pivot_table(
        index=["token", "lemma"], columns="section", values="count", fill_value=0
    ).reindex(columns=list(document.titles), fill_value=0)
    return {
        "token": [token for token, _ in table.index],
        "lemma": [numbers[lemma] for _, lemma in table.index],
        # The lemma of a word that only a multiword makes closed is the multiword, which has spaces.
        "closed": [int(token in CLOSED_CLASS or " " in lemma) for token, lemma in table.index],
        "counts": table.astype(int).to_numpy().tolist(),
    }
