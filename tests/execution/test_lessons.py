"""The lessons show what the findings use of Altair, NLTK and pandas: whoever has done them reads the code."""

import ast

import pandas as pd
from pandas.api.typing import DataFrameGroupBy, SeriesGroupBy

from reading.execution.cells import read_cells
from tests.conftest import ROOT

LESSONS = ("corpus", "frames", "charts", "own_text")
FINDINGS = ("actors", "term_frequency", "themes", "united_nations")

METHODS = {"legend", "facet", "axis", "scale", "sort", "title", "header", "bandPosition", "format"}
FAMILIES = ("mark_", "transform_", "resolve_")

FRAMES = (pd.DataFrame, pd.Series, DataFrameGroupBy, SeriesGroupBy, pd.Series.str)
PANDAS = {name for kind in FRAMES for name in dir(kind)} - METHODS - {"encode"}
"""Names of pandas. Altair has some of them, too."""


def list_constructs(name):
    """What the cells of a notebook use: names that they import, methods, and what they are told."""
    for cell in read_cells(ROOT / f"notebooks/{name}.ipynb"):
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                yield from name_constructs(node)
                yield from name_pandas(node)


def name_constructs(node):
    if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] in {"nltk", "itertools"}:
        yield from (f"{node.module.partition('.')[0]}: {alias.name}" for alias in node.names)
    elif is_of_module(node, {"alt", "np", "pd"}):
        yield f"{node.value.id}.{node.attr}"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        if method in METHODS or method.startswith(FAMILIES):
            yield f".{method}"
        if method == "encode" or method.startswith("mark_"):
            kind = "encode" if method == "encode" else "mark"
            yield from (f"{kind}({keyword.arg}=)" for keyword in node.keywords)


def name_pandas(node):
    """Methods of pandas and what they are told, except the columns that `assign` makes."""
    if isinstance(node, ast.Attribute) and node.attr in PANDAS:
        if not isinstance(node.value, ast.Constant) and not is_of_module(node, {"alt", "np", "pd", "tables"}):
            yield f".{node.attr}"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        if method in PANDAS - {"assign"} or is_of_module(node.func, {"pd"}):
            yield from (f"{method}({keyword.arg}=)" for keyword in node.keywords)


def is_of_module(node, modules):
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules


def test_the_lessons_show_each_construct_that_the_findings_use():
    shown = {construct for name in LESSONS for construct in list_constructs(name)}
    used = {name: set(list_constructs(name)) for name in FINDINGS}
    expected = {"alt.Chart", ".mark_bar", "encode(text=)", "nltk: FreqDist", ".groupby", "merge(how=)"}
    assert expected < set.union(*used.values())
    missing = {name: sorted(constructs - shown) for name, constructs in used.items()}
    assert not any(missing.values()), missing
