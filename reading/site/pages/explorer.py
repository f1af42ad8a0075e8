"""The directive `{explorer}`, which shows the measures of any term, and the scripts with its data.

The data are scripts, since a page that is opened from disk cannot fetch files. The page loads the list of
all terms first, and the measures of a term when a reader chooses it. It loads sentences when a reader comes
near them, other forms of terms when a reader types, and the list of other texts with a term when a reader
opens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading.data.book import Book
from reading.measures import association
from reading.measures.incidence import SENTENCE
from reading.site.book import published_book
from reading.site.builder import write_texts
from reading.site.drawings import templates
from reading.site.frame import assets
from reading.site.pages.evidence import record_retellings
from reading.site.pages.explorer_data import Data, explorer_data
from reading.site.pages.nodes import relative_address, skip_node
from reading.tables.evidence import EVIDENCE, EXPLORER, sentence_page

DATA = "_static/terms.js"
SCRIPT = "_static/explorer.js"
USED_SCRIPTS = {"words": "_static/words.js", "comparison": "_static/compare_terms.js"}
"""The scripts that the page loads when it needs them."""

SHEET = "_static/explorer.css"

MAX_IN_PART = 6_000
"""The most characters of the measures of terms in a script, of about 1.5 KB compressed."""

USES = "_static/uses.js"
"""The lists of texts are in scripts like this, with a number each."""

MAX_IN_USES = 80_000
"""The most characters of lists of texts, or of sentences, in a script, of about 16 KB compressed."""

FORMS = "_static/forms.js"
"""The script with the other forms of terms."""

SENTENCES = "_static/sentences.js"
"""The sentences, as they are retold, are in scripts like this, with a number each."""

THROUGH_TIME, HISTORIES = "notebooks/comparison", "#chart-word-histories"
"""The page that shows more about terms through the years, if the book has it, and the anchor of its chart."""

DISPERSION = {"range": "held by", "dp": "DP", "dp_norm": "DPnorm", "juilland_d": "Juilland\u2019s D"}
"""The labels of the measures of dispersion."""

LISTED = ("id", "label", "kind", "ranked", "count", "followed")
"""The data of each term that the page needs for the list of terms."""


def setup(app: Sphinx) -> None:
    """Add the directive and its node, and tell the template what the page loads."""
    app.add_directive("explorer", ExplorerDirective)
    app.add_node(explorer_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("html-page-context", _add_assets)


class explorer_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The explorer. `data` are its scripts, by name.

    `reference` tells whether it shows other texts, `full_text` whether it shows the document's own sentences.
    """


class ExplorerDirective(SphinxDirective):
    """Shows the explorer of terms. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        book = published_book(self.env.app).book
        record_retellings(self.env, book)
        data = explorer_data(book)
        builder = self.env.app.builder
        relative_uri = builder.get_relative_uri
        for paragraph, name in zip(data["paragraphs"], book.document.paragraphs["paragraph"], strict=True):
            paragraph["sentences_at"] = relative_address(builder, EXPLORER, sentence_page(book, name))
        folder = Path(self.env.app.confdir)
        data["scripts"] = {
            use: Path(assets.versioned(path, assets.read_script(folder, path).encode())).name
            for use, path in USED_SCRIPTS.items()
        }
        data["evidence"] = EVIDENCE
        if "through_time" in data and THROUGH_TIME in self.env.found_docs:
            data["through_time"]["page"] = relative_uri(EXPLORER, THROUGH_TIME) + HISTORIES
        sentence_texts = list_sentence_texts(book)
        return [
            explorer_node(
                data=scripts(data, sentence_texts),
                reference="reference" in data,
                full_text=bool(book.full_text),
            )
        ]


def list_sentence_texts(book: Book) -> list[str]:
    """The retelling of each sentence of the document; where the book keeps the text, the sentence."""
    retold = book.retellings.groupby(SENTENCE)["text"].agg(" ".join).to_dict()
    return [
        book.full_text[paragraph][sentence - 1] if book.full_text else retold.get((paragraph, sentence), "")
        for paragraph, sentence in book.document.sentences[SENTENCE].itertuples(index=False)
    ]


def scripts(data: Data, sentence_texts: Sequence[str]) -> dict[str, str]:
    """The scripts with the data of the explorer, by name.

    The page loads the first, `DATA`, and the others when they are needed.
    """
    data, uses = _split_uses(data)
    data, forms = _split_forms(data)
    data, sentences = _add_sentences(data, sentence_texts)
    return {**_make_data_scripts(data), **uses, **forms, **sentences}


def _split_forms(data: Data) -> tuple[Data, dict[str, str]]:
    """The data without the other forms of terms, and the script with them."""
    script = f"window.terms.addForms({assets.to_json([term['forms'] for term in data['terms']])});\n"
    terms = [{name: value for name, value in term.items() if name != "forms"} for term in data["terms"]]
    address = Path(assets.versioned(FORMS, script.encode())).name
    return {**data, "forms": address, "terms": terms}, {FORMS: script}


def _add_sentences(data: Data, texts: Sequence[str]) -> tuple[Data, dict[str, str]]:
    """The data with the index of the first sentence of each script of sentences, and these scripts."""
    numbers = list(group_numbers(map(len, texts), MAX_IN_USES))
    firsts = [numbers.index(number) for number in dict.fromkeys(numbers)]
    sentence_scripts = {
        SENTENCES.replace(".js", f"-{number}.js"): (
            f"window.terms.addSentences({first},{assets.to_json(texts[first:end])});\n"
        )
        for number, (first, end) in enumerate(pairwise([*firsts, len(texts)]), 1)
    }
    version = assets.versioned("", "".join(sentence_scripts.values()).encode())
    return {**data, "texts": {"firsts": firsts, "version": version}}, sentence_scripts


def _split_uses(data: Data) -> tuple[Data, dict[str, str]]:
    """The data without the lists of other texts, and the scripts with these lists.

    Each of these scripts has the index of its first term, the names of the texts, and the lists of its terms.
    In the data, `uses` of a term becomes the number of its script.
    """
    if "reference" not in data:
        return data, {}
    texts = dict(data["reference"])
    names, terms = texts.pop("names"), data["terms"]
    numbers = list(group_numbers([len(assets.to_json(term["uses"])) for term in terms], MAX_IN_USES))
    uses = {}
    for number in dict.fromkeys(numbers):
        lists = [term["uses"] for term, own in zip(terms, numbers, strict=True) if own == number]
        arguments = ",".join(map(assets.to_json, [numbers.index(number), names, lists]))
        uses[USES.replace(".js", f"-{number}.js")] = f"window.terms.addUses({arguments});\n"
    texts["version"] = assets.versioned("", "".join(uses.values()).encode())
    terms = [{**term, "uses": number} for number, term in zip(numbers, terms, strict=True)]
    return {**data, "reference": texts, "terms": terms}, uses


def _make_data_scripts(data: Data) -> dict[str, str]:
    """The script with the list of all terms, and those with their measures."""
    terms = data["terms"]
    numbers = list(group_numbers([len(assets.to_json(term)) for term in terms], MAX_IN_PART))
    parts: dict[int, list[Data]] = {}
    for number, term in zip(numbers, terms, strict=True):
        parts.setdefault(number, []).append(
            {name: value for name, value in term.items() if name == "id" or name not in LISTED}
        )
    part_scripts = {
        DATA.replace(".js", f"-{number}.js"): f"window.terms.add({assets.to_json(part)});\n"
        for number, part in parts.items()
    }
    columns = {**_to_columns(terms, LISTED), "id": _shorten_ids(terms), "part": numbers}
    version = assets.versioned("", "".join(part_scripts.values()).encode())
    first = {**data, "terms": columns, "version": version}
    return {DATA: f"window.terms={assets.to_json(first)};\n", **part_scripts}


def group_numbers(sizes: Iterable[int], largest: int) -> Iterator[int]:
    """Divide items into consecutive groups, and yield the number of each item's group, from 1.

    The sizes in a group add up to `largest` at most, unless its only item is larger.
    """
    number, total = 1, 0
    for size in sizes:
        if total and total + size > largest:
            number, total = number + 1, 0
        total += size
        yield number


def _shorten_ids(terms: list[Data]) -> list[str | None]:
    """The ids of terms. None is for the label in lower case, which the script of the page fills in."""
    return [None if term["id"] == term["label"].lower() else term["id"] for term in terms]


def _to_columns(rows: list[Data], names: Iterable[str]) -> Data:
    """Rows as columns, which compress better. None stands for a value that a row does not have."""
    return {name: [row.get(name) for row in rows] for name in names}


def _visit(writer: HTML5Translator, node: explorer_node) -> None:
    builder = writer.builder
    write_texts(builder.app, node["data"])
    address = builder.get_relative_uri(EXPLORER, EVIDENCE)
    html = templates.render(
        "explorer.html",
        evidence=address,
        measures=association.NAMES,
        dispersion=DISPERSION,
        reference=node["reference"],
        full_text=node["full_text"],
    )
    writer.body.append(html)
    raise nodes.SkipNode


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of the explorer's page the addresses of its data, its script and its style sheet."""
    node = None if doctree is None else next(doctree.findall(explorer_node), None)
    if node is not None:
        context["application"] = assets.find_application(
            app, SCRIPT, SHEET, data=assets.versioned(DATA, node["data"][DATA].encode())
        )
