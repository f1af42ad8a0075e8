"""Folds the steps of a notebook: in view stand its prose and what `show` shows.

All code between two things shown, its raw results, and the prose between two steps stand in one fold, in
their order. Cells with the tag `open`, such as those of a lesson, are not folded. Those with the tag `answer`
answer an exercise.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from reading.formatting import pluralize
from reading.show.output_types import CHART, TABLE
from reading.site.pages.node_html import details_node

OPEN, ANSWER = "open", "answer"
"""The tags of a cell that is not folded, and of one that answers an exercise."""

SHOWN = (CHART, TABLE)
"""The MIME types of what stands in view."""


def setup(app: Sphinx) -> None:
    """Fold the steps of each page when it has been read."""
    app.connect("doctree-read", lambda _, doctree: enclose_steps(doctree))


def enclose_steps(section: nodes.Element) -> None:
    """Put the steps of a section, and of those in it, into folds, and what is shown between them."""
    folded: list[nodes.Node] = []
    steps: list[nodes.Node] = []
    prose: list[nodes.Node] = []

    def close() -> None:
        if steps:
            title, names = f"How this was computed ({pluralize(sum(map(_is_cell, steps)), 'step')})", "steps"
            if any(ANSWER in _list_tags(step) for step in steps):
                title, names = "Answer", "steps answer"
            folded.append(details_node("", *steps, title=title, classes=names.split()))
        folded.extend(prose)
        steps.clear()
        prose.clear()

    for child in section.children:
        if isinstance(child, nodes.section):
            enclose_steps(child)
        if not _is_cell(child) or OPEN in _list_tags(child):
            # Prose after a step is part of the steps if another step follows.
            if isinstance(child, nodes.section) or _is_cell(child) or not steps:
                close()
                folded.append(child)
            else:
                prose.append(child)
            continue
        shown = _list_shown(child)
        steps += [*prose, child]
        prose.clear()
        if shown or ANSWER in _list_tags(child):
            close()
        for bundle in shown:
            output = bundle.parent
            output.remove(bundle)
            if not output.children:
                output.parent.remove(output)
            folded.append(nodes.container("", bundle, classes=["cell", "shown"]))
    close()
    section[:] = folded


def _list_shown(cell: nodes.Node) -> list[nodes.Element]:
    """The outputs of a cell that stand in view."""
    outputs = cell.findall(lambda node: _element(node) == "cell_code_output")
    return [each for output in outputs for each in output.children if any(map(_is_shown, each.children))]


def _element(node: nodes.Node) -> str:
    """What MyST-NB calls the part of a notebook that a node is."""
    return str(node.get("nb_element", "")) if isinstance(node, nodes.Element) else ""


def _is_cell(node: nodes.Node) -> bool:
    return _element(node) == "cell_code"


def _is_shown(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and node.get("mime_type") in SHOWN


def _list_tags(cell: nodes.Node) -> list[str]:
    assert isinstance(cell, nodes.Element)
    return [name.removeprefix("tag_") for name in cell["classes"]] if _is_cell(cell) else []
