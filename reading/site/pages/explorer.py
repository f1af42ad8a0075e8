"""The directive `{explorer}`: a page on which readers look at any term, and the data that it goes by.

The data is a script, since nothing can be fetched from a disk, and loads beside the page. Of a long document
the page loads what it lists of all terms, and the rest of a term once somebody looks at it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading import figures
from reading.evidence import explorer
from reading.evidence.explorer import PAGE
from reading.evidence.pages import packed
from reading.evidence.sentences import PAGE as EVIDENCE
from reading.measures import association
from reading.site import book
from reading.site.drawings import templates
from reading.site.frame import assets

DATA = "_static/terms.js"
SCRIPT = "_static/explorer.js"
SHEET = "_static/explorer.css"

WHOLE = 160_000
"""Characters of data, some 20 KB packed, up to which it is one script."""

PART = 12_000
"""Characters of what a further script tells of terms."""

SPREAD = {"range": "held by", "dp": "DP", "dp_norm": "DPnorm", "juilland_d": "Juilland\u2019s D"}
"""How readers know each column of a term's spread."""

OF_ALL = ("id", "label", "kind", "ranked", "count", "page")
"""What the page has to know of every term to list and to link it."""


def setup(app: Sphinx) -> None:
    """Know the directive, and give its page what it loads."""
    app.add_directive("explorer", Explorer)
    app.add_node(term_explorer, html=(_visit, None), latex=(_skip, None), text=(_skip, None))
    app.connect("html-page-context", _serve)


class term_explorer(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The explorer with the scripts that are its `data`, by name."""


class Explorer(SphinxDirective):
    """The explorer of the book's terms, which has a page of its own: the check sees to that."""

    def run(self) -> list[nodes.Node]:
        """Gather what it shows."""
        told = figures.kept(book.of(self.env.app).book, "explorer", explorer.explored)
        way = self.env.app.builder.get_relative_uri
        for paragraph in told["paragraphs"]:
            paragraph["page"] = way(PAGE, paragraph["page"])
        told["evidence"] = [way(PAGE, page) for page in told["evidence"]]
        return [term_explorer(data=scripts(told))]


def scripts(told: explorer.Told) -> dict[str, str]:
    """What the explorer shows, as the script that the page loads, and those that this loads, by name."""
    terms = told["terms"]
    sizes = [len(_json(term)) for term in terms]
    if sum(sizes) <= WHOLE:
        return {DATA: f"window.terms={_json(told)};\n"}
    parts: dict[int, list[explorer.Told]] = {}
    numbers = list(packed(sizes, PART))
    for number, term in zip(numbers, terms, strict=True):
        parts.setdefault(number, []).append(
            {name: value for name, value in term.items() if name == "id" or name not in OF_ALL}
        )
    more = {
        DATA.replace(".js", f"-{number}.js"): f"window.terms.add({_json(part)});\n"
        for number, part in parts.items()
    }
    head = {
        **told,
        "terms": {
            **_columns(terms, OF_ALL),
            # Most are the label in lower case.
            "id": [None if term["id"] == term["label"].lower() else term["id"] for term in terms],
            "part": numbers,
        },
        "paragraphs": _columns(told["paragraphs"], list(told["paragraphs"][0])),
        "version": assets.versioned("", "".join(more.values()).encode()),
    }
    return {DATA: f"window.terms={_json(head)};\n", **more}


def _columns(rows: list[explorer.Told], names: Iterable[str]) -> explorer.Told:
    """Rows as columns, which pack better."""
    return {name: [row[name] for row in rows] for name in names}


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _visit(writer: HTML5Translator, node: term_explorer) -> None:
    builder = writer.builder
    for name, text in node["data"].items():
        (Path(builder.outdir) / name).write_text(text, encoding="utf-8", newline="\n")
    address = builder.get_relative_uri(PAGE, EVIDENCE)
    html = templates.render("explorer.html", evidence=address, measures=association.NAMES, spread=SPREAD)
    writer.body.append(html)
    raise nodes.SkipNode


def _skip(writer: object, node: nodes.Node) -> None:
    raise nodes.SkipNode


def _serve(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the data, the script and the sheet to the page of the explorer."""
    shown = None if doctree is None else next(doctree.findall(term_explorer), None)
    if shown is not None:
        own = {name: (Path(app.confdir) / path).read_bytes() for name, path in _OWN.items()}
        context["explorer"] = {name: assets.versioned(_OWN[name], content) for name, content in own.items()}
        context["explorer"]["data"] = assets.versioned(DATA, shown["data"][DATA].encode())


_OWN = {"script": SCRIPT, "sheet": SHEET}
