"""The steps of a notebook on its page: in folds, with what is shown between them."""

import re

import pytest
from docutils import nodes

from reading.show.output_types import CHART
from reading.site.pages.node_html import details_node
from reading.site.pages.steps import enclose_steps


def cell(code, *shown, tags=()):
    """A cell of code as MyST-NB makes it, with a raw result and the charts that it shows."""
    outputs = [("text/plain", f"raw {code}"), *((CHART, name) for name in shown)]
    bundles = [
        nodes.container("", nodes.container("", nodes.Text(text), mime_type=mime), nb_element="mime_bundle")
        for mime, text in outputs
    ]
    source = nodes.container("", nodes.Text(code), nb_element="cell_code_source")
    result = nodes.container("", *bundles, nb_element="cell_code_output")
    classes = ["cell", *(f"tag_{tag}" for tag in tags)]
    return nodes.container("", source, result, nb_element="cell_code", classes=classes)


def prose(text):
    return nodes.paragraph("", text)


def outline(children):
    """What a section holds: its texts, and the texts in each fold with the number of its steps."""

    def read(node):
        return [str(text) for text in node.findall(nodes.Text)]

    section = nodes.section("", *children)
    enclose_steps(section)
    return [
        (int(re.search(r"\d+", node["title"])[0]), *read(node))
        if isinstance(node, details_node)
        else " ".join(read(node))
        for node in section
    ]


def test_all_steps_to_a_chart_are_one_fold_and_the_chart_stands_below_it():
    found = outline([prose("why"), cell("a"), prose("then"), cell("b", "chart"), prose("read")])
    assert found == ["why", (2, "a", "raw a", "then", "b", "raw b"), "chart", "read"]


def test_prose_after_the_last_step_is_in_view():
    assert outline([cell("a"), prose("read"), nodes.section("", prose("next"))]) == [
        (1, "a", "raw a"),
        "read",
        "next",
    ]


def test_cells_to_be_read_are_not_folded():
    found = outline([cell("a"), prose("look"), cell("b", tags=["open"]), cell("c")])
    assert found == [(1, "a", "raw a"), "look", "b raw b", (1, "c", "raw c")]


@pytest.mark.parametrize("shown", [("one",), ("one", "two")])
def test_everything_that_a_cell_shows_is_in_view(shown):
    assert outline([cell("a", *shown)]) == [(1, "a", "raw a"), *shown]


def test_the_answer_to_an_exercise_has_a_fold_of_its_own():
    answer = cell("a", tags=["answer"])
    section = nodes.section("", answer, prose("why"), answer.deepcopy())
    enclose_steps(section)
    first, second, third = section
    assert "answer" in first["classes"]
    assert "answer" in third["classes"]
    assert second.astext() == "why"
