"""A part of a page goes in; its words come out, without what only the page can show."""

from __future__ import annotations

from docutils import nodes


def words(part: nodes.Node) -> str:
    """The words of a part on one line, sources in brackets left out."""
    text = " ".join(_told(part).split())
    return text.replace(" .", ".").replace(" ,", ",")


def _told(node: nodes.Node) -> str:
    """The text of a node as docutils gives it, without what cites."""
    if not isinstance(node, nodes.Element):
        return str(node.astext())
    return "" if _cites(node) else str(node.child_text_separator).join(map(_told, node.children))


def _cites(node: nodes.Element) -> bool:
    """Whether a node is a source, resolved or not."""
    return node.get("refdomain") == "cite" or "bibtex-citation" in node.get("classes", ())
