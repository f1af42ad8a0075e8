"""Finds the documentation of what a notebook uses, by the names in its code. No page is requested for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

import reading
from reading.tables import PUBLISHED

LIBRARIES = {
    "altair": ("Altair", "https://altair-viz.github.io/user_guide/generated/{module}/altair.{name}.html"),
    "nltk": ("NLTK", "https://www.nltk.org/api/{module}.html#{module}.{name}"),
    "numpy": ("NumPy", "https://numpy.org/doc/stable/reference/generated/numpy.{path}.html"),
    "pandas": ("pandas", "https://pandas.pydata.org/docs/reference/api/pandas.{path}.html"),
    "scipy": ("SciPy", "https://docs.scipy.org/doc/scipy/reference/generated/scipy.{path}.html"),
}
PYTHON = ("Python", "https://docs.python.org/3/library/{module}.html#{module}.{name}")
"""The title of a library, and the pattern of the addresses of its documentation."""

MODULES = {
    "altair": {
        "api": "concat condition hconcat layer value vconcat when",
        "channels": "Color Column Detail Facet Fill Opacity Order Row Shape Size Stroke StrokeDash Text"
        " Tooltip X X2 XOffset Y Y2 YOffset",
        "core": "Axis Data EncodingSortField Header Legend Scale SortField Step",
        "toplevel": "Chart LayerChart",
    },
    "nltk": {
        "nltk.classify.naivebayes": "NaiveBayesClassifier",
        "nltk.metrics.agreement": "AnnotationTask",
        "nltk.metrics.association": "BigramAssocMeasures TrigramAssocMeasures",
        "nltk.metrics.scores": "accuracy f_measure precision recall",
        "nltk.probability": "ConditionalFreqDist FreqDist",
        "nltk.tokenize.destructive": "NLTKWordTokenizer",
        "nltk.util": "bigrams ngrams trigrams",
    },
}
"""Where the documentation has names that a notebook imports from elsewhere."""

TABLES_TITLE = "Tables of this book"
"""The title of the published tables among the libraries."""

Entry = tuple[str, str, str]
"""The title of a library, a name, and its address."""

METHODS = ("assign", "explode", "groupby", "melt", "merge", "nlargest", "pivot", "pivot_table", "query")
"""Methods of frames, and of hardly anything else."""


def list_documentation(
    code: str, tables: str, package: str, described: Collection[str]
) -> dict[str, dict[str, str]]:
    """The address of each name that code uses, by library. Libraries and names are sorted.

    tables: the address of the page with the published tables; empty where there is none
    package: the address of the page with functions of this package
    described: the functions on this page
    """
    tree = ast.parse(code)
    used = {*_list_used(tree)}
    # Of `numpy.linalg.norm`, the tree has `numpy.linalg`, too.
    used -= {name[: dot.start()] for name in used for dot in re.finditer(r"\.", name)}
    found = {(TABLES_TITLE, table, tables and f"{tables}#{table}") for table in _list_tables(tree)}
    found |= {_find(name, package, described) for name in used}
    libraries: dict[str, dict[str, str]] = {}
    for title, name, address in sorted(found, key=lambda entry: [part.lower() for part in entry]):
        if address:
            libraries.setdefault(title, {})[name] = address
    return libraries


def _list_used(tree: ast.AST) -> Iterator[str]:
    """The names that code uses of what it imports, such as `pandas.DataFrame`."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            imported |= {name.asname or name.name: f"{start}{name.name}" for name in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            first, *parts = ast.unparse(node).split(".")
            if first in imported and all(map(str.isidentifier, parts)):
                yield ".".join([imported[first], *parts])
            elif isinstance(node, ast.Attribute) and node.attr in METHODS:
                yield f"pandas.DataFrame.{node.attr}"


def _list_tables(tree: ast.AST) -> set[str]:
    """The published tables with which code compares its results."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    compared = [ast.unparse(call.args[1]) for call in calls if ast.unparse(call.func) == "agrees"]
    published = {name.replace("_", "-") for name in PUBLISHED}
    return published & {name.strip("'").partition(".")[0] for name in compared}


def _find(name: str, package: str, described: Collection[str]) -> Entry:
    """The title of a library, a name, and its address, which is empty where it is not known."""
    module, _, last = name.rpartition(".")
    top, _, path = name.partition(".")
    if top == reading.__name__:
        return "Package of this book", path, f"{package}#{name}" if name in described else ""
    title, address = LIBRARIES.get(top, PYTHON)
    for place, names in MODULES.get(top, {}).items():
        if listed := {*path.split(".")} & {*names.split()}:
            module, last = place, *listed
    if top == "altair" and module not in MODULES[top]:
        return title, last, ""
    return title, path if "{path}" in address else last, address.format(module=module, name=last, path=path)
