"""Extracts the text of a docutils node, without citations."""

from __future__ import annotations

from docutils import nodes


def node_text(node: nodes.Node) -> str:
    """The text of a node on one line, without the sources that it cites in brackets."""
    text = " ".join(_text_without_citations(node).split())
    return text.replace(" .", ".").replace(" ,", ",")


def _text_without_citations(node: nodes.Node) -> str:
    """The text of a node as `astext` gives it, without citations."""
    if not isinstance(node, nodes.Element):
        return str(node.astext())
    if _is_citation(node):
        return ""
    return str(node.child_text_separator).join(map(_text_without_citations, node.children))


def _is_citation(node: nodes.Element) -> bool:
    """Whether a node is a citation, resolved or not."""
    return node.get("refdomain") == "cite" or "bibtex-citation" in node.get("classes", ())
