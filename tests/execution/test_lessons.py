"""The lessons show what the findings use of Altair and NLTK: whoever has done them reads the code."""

import ast
import json

from tests.conftest import ROOT

LESSONS = ("corpus", "charts", "own_text")
FINDINGS = ("actors", "term_frequency", "themes", "united_nations")

METHODS = {"facet", "axis", "scale", "sort", "title", "header", "bandPosition", "format"}
FAMILIES = ("mark_", "transform_", "resolve_")


def list_constructs(name):
    """What the cells of a notebook use: names of Altair and of NLTK, methods, and what they are told."""
    cells = json.loads((ROOT / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                yield from name_constructs(node)


def name_constructs(node):
    if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "nltk":
        yield from (f"nltk: {alias.name}" for alias in node.names)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "alt":
        yield f"alt.{node.attr}"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        if method in METHODS or method.startswith(FAMILIES):
            yield f".{method}"
        if method == "encode" or method.startswith("mark_"):
            kind = "encode" if method == "encode" else "mark"
            yield from (f"{kind}({keyword.arg}=)" for keyword in node.keywords)


def test_the_lessons_show_each_construct_that_the_findings_use():
    shown = {construct for name in LESSONS for construct in list_constructs(name)}
    used = {construct for name in FINDINGS for construct in list_constructs(name)}
    assert {"alt.Chart", ".mark_bar", "encode(text=)", "nltk: FreqDist"} < used
    assert used - shown == set()
