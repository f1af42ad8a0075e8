"""A part of a page goes in; its words come out, without what only the page can show."""

from __future__ import annotations

from docutils import nodes


def words(part: nodes.Element) -> str:
    """The words of a part on one line, sources in brackets left out."""
    copied = part.deepcopy()
    for source in [node for node in copied.findall(nodes.Element) if _cites(node)]:
        source.parent.remove(source)
    text = " ".join(copied.astext().split())
    return text.replace(" .", ".").replace(" ,", ",")


def _cites(node: nodes.Element) -> bool:
    """Whether a node is a source, resolved or not."""
    return node.get("refdomain") == "cite" or "bibtex-citation" in node.get("classes", ())
