"""Definitions of the glossary go in; each link to a term carries its definition, to be shown as a tip."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from reading.site.pages.words import words

_KEPT = "reading_definitions"

Definitions = dict[str, dict[str, str]]
"""By page, then by the term's anchor."""


def setup(app: Sphinx) -> None:
    """Gather definitions as pages are read, and hand them out as links are resolved."""
    app.connect("doctree-read", _gather)
    app.connect("doctree-resolved", _tell)
    app.connect("env-purge-doc", lambda _app, env, page: definitions(env).pop(page, None))
    app.connect("env-merge-info", lambda _app, env, _, other: definitions(env).update(definitions(other)))


def definitions(env: BuildEnvironment) -> Definitions:
    """What the pages that were read define."""
    if not hasattr(env, _KEPT):
        setattr(env, _KEPT, {})
    kept: Definitions = getattr(env, _KEPT)
    return kept


def _gather(app: Sphinx, doctree: nodes.document) -> None:
    found: dict[str, str] = {}
    for item in doctree.findall(nodes.definition_list_item):
        meaning = words(item[-1])
        for term in item.findall(nodes.term):
            found |= dict.fromkeys(term["ids"], meaning)
    definitions(app.env)[app.env.docname] = found


def _tell(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Every link whose text is marked as a term's gets the definition as its title."""
    meanings = {anchor: text for found in definitions(app.env).values() for anchor, text in found.items()}
    for link in doctree.findall(nodes.reference):
        anchor = link.get("refid") or link.get("refuri", "").partition("#")[2]
        named = any("std-term" in inline["classes"] for inline in link.findall(nodes.inline))
        if named and anchor in meanings:
            link["reftitle"] = meanings[anchor]
