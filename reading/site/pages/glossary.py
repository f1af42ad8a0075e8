"""Gives each link to a glossary term its definition as a tooltip."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from reading.site.pages.node_text import node_text

_DEFINITIONS = "reading_definitions"
"""The metadata of a page that holds the definitions of its terms."""

Definitions = dict[str, dict[str, str]]
"""The definitions, by page and by the anchor of the term."""


def setup(app: Sphinx) -> None:
    """Collect definitions while pages are read, and add tooltips when links are resolved."""
    app.connect("doctree-read", _collect_definitions)
    app.connect("doctree-resolved", _add_tooltips)


def definitions(env: BuildEnvironment) -> Definitions:
    """The definitions of all pages that were read."""
    return {page: found[_DEFINITIONS] for page, found in env.metadata.items() if _DEFINITIONS in found}


def _collect_definitions(app: Sphinx, doctree: nodes.document) -> None:
    by_anchor: dict[str, str] = {}
    for item in doctree.findall(nodes.definition_list_item):
        definition = node_text(item[-1])
        for term in item.findall(nodes.term):
            by_anchor |= dict.fromkeys(term["ids"], definition)
    app.env.metadata[app.env.docname][_DEFINITIONS] = by_anchor


def _add_tooltips(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Set the title of each link that the role `term` has made."""
    by_anchor = {
        anchor: text for page_terms in definitions(app.env).values() for anchor, text in page_terms.items()
    }
    for link in doctree.findall(nodes.reference):
        anchor = link.get("refid") or link.get("refuri", "").partition("#")[2]
        is_term = any("std-term" in inline["classes"] for inline in link.findall(nodes.inline))
        if is_term and anchor in by_anchor:
            link["reftitle"] = by_anchor[anchor]
