"""The directive `{explorer}`, which shows the measures of any term, and the scripts with its data.

The data are scripts, since a page that is opened from disk cannot fetch files. For a long document, the page
loads the list of all terms first, and the measures of a term when a reader chooses it.
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

from reading.data.cached import get_cached
from reading.evidence.explorer import PAGE, Data, explorer_data
from reading.evidence.pages import group_numbers
from reading.evidence.sentences import PAGE as EVIDENCE
from reading.measures import association
from reading.site.book import published_book
from reading.site.drawings import templates
from reading.site.frame import assets

DATA = "_static/terms.js"
SCRIPT = "_static/explorer.js"
SHEET = "_static/explorer.css"

MAX_IN_ONE_SCRIPT = 160_000
"""The most characters of data for which there is one script, of about 20 KB compressed."""

MAX_IN_PART = 12_000
"""The most characters of the data of terms in each of several scripts."""

DISPERSION = {"range": "held by", "dp": "DP", "dp_norm": "DPnorm", "juilland_d": "Juilland\u2019s D"}
"""The labels of the measures of dispersion."""

LISTED = ("id", "label", "kind", "ranked", "count", "page")
"""The data of each term that the page needs for the list of terms."""


def setup(app: Sphinx) -> None:
    """Add the directive and its node, and tell the template what the page loads."""
    app.add_directive("explorer", ExplorerDirective)
    app.add_node(explorer_node, html=(_visit, None), latex=(_skip, None), text=(_skip, None))
    app.connect("html-page-context", _add_assets)


class explorer_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The explorer. `data` are its scripts, by name."""


class ExplorerDirective(SphinxDirective):
    """Shows the explorer of terms. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        data = get_cached(published_book(self.env.app).book, "explorer", explorer_data)
        relative_uri = self.env.app.builder.get_relative_uri
        for paragraph in data["paragraphs"]:
            paragraph["page"] = relative_uri(PAGE, paragraph["page"])
        data["evidence"] = [relative_uri(PAGE, page) for page in data["evidence"]]
        return [explorer_node(data=scripts(data))]


def scripts(data: Data) -> dict[str, str]:
    """The scripts with the data of the explorer, by name.

    The page loads the first, `DATA`. Where there are others, that one loads them when they are needed.
    """
    terms = data["terms"]
    sizes = [len(_to_json(term)) for term in terms]
    if sum(sizes) <= MAX_IN_ONE_SCRIPT:
        return {DATA: f"window.terms={_to_json(data)};\n"}
    parts: dict[int, list[Data]] = {}
    numbers = list(group_numbers(sizes, MAX_IN_PART))
    for number, term in zip(numbers, terms, strict=True):
        parts.setdefault(number, []).append(
            {name: value for name, value in term.items() if name == "id" or name not in LISTED}
        )
    part_scripts = {
        DATA.replace(".js", f"-{number}.js"): f"window.terms.add({_to_json(part)});\n"
        for number, part in parts.items()
    }
    first = {
        **data,
        "terms": {
            **_to_columns(terms, LISTED),
            # Most ids are the label in lower case. The script of the page fills them in.
            "id": [None if term["id"] == term["label"].lower() else term["id"] for term in terms],
            "part": numbers,
        },
        "paragraphs": _to_columns(data["paragraphs"], list(data["paragraphs"][0])),
        "version": assets.versioned("", "".join(part_scripts.values()).encode()),
    }
    return {DATA: f"window.terms={_to_json(first)};\n", **part_scripts}


def _to_columns(rows: list[Data], names: Iterable[str]) -> Data:
    """Rows as columns, which compress better."""
    return {name: [row[name] for row in rows] for name in names}


def _to_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _visit(writer: HTML5Translator, node: explorer_node) -> None:
    builder = writer.builder
    for name, text in node["data"].items():
        (Path(builder.outdir) / name).write_text(text, encoding="utf-8", newline="\n")
    address = builder.get_relative_uri(PAGE, EVIDENCE)
    html = templates.render(
        "explorer.html", evidence=address, measures=association.NAMES, dispersion=DISPERSION
    )
    writer.body.append(html)
    raise nodes.SkipNode


def _skip(writer: object, node: nodes.Node) -> None:
    raise nodes.SkipNode


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of the explorer's page the addresses of its data, its script and its style sheet."""
    node = None if doctree is None else next(doctree.findall(explorer_node), None)
    if node is not None:
        folder = Path(app.confdir)
        context["explorer"] = {
            "script": assets.versioned(SCRIPT, (folder / SCRIPT).read_bytes()),
            "sheet": assets.versioned(SHEET, (folder / SHEET).read_bytes()),
            "data": assets.versioned(DATA, node["data"][DATA].encode()),
        }
