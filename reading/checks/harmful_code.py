"""Finds code in a notebook that does harm by accident: it reads or writes files, or reaches the network.

This is no sandbox: whoever wants to get around it can. The workflows that build the branch of a stranger have
a token that can only read, and no secrets.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from reading.files.markdown import Mistake

LIBRARIES = ("altair", "nltk", "numpy", "pandas", "reading", "scipy", "simplemma")

MODULES = (
    *("bisect", "collections", "dataclasses", "datetime", "fractions", "functools", "itertools", "json"),
    *("math", "operator", "random", "re", "statistics", "string", "textwrap", "typing", "unicodedata"),
)
"""The modules of the standard library that only compute."""

BUILTINS = frozenset(
    {"open", "eval", "exec", "compile", "input", "breakpoint", "globals", "getattr", "setattr"}
)

REFUSED = re.compile(
    r"\*|__\w+__|download|save|savez?\w*|tofile|read_\w+|load\w*|fromfile|genfromtxt"
    r"|os|sys|subprocess|importlib|builtins"
    r"|to_(?:csv|json|excel|parquet|pickle|sql|feather|hdf|stata|orc|clipboard)"
)
"""Names that read or write files, modules within a library, and `*`, which would import them unseen."""

HERE = "the functions of `reading.tables` return the book's data; imports are " + ", ".join(LIBRARIES)


def find_harmful_code(tree: ast.Module) -> Iterator[Mistake]:
    """Yield a mistake for each part of a cell that a notebook must not use."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            modules = names if isinstance(node, ast.Import) else [node.module or "."]
            refused = [one for one in modules if one.partition(".")[0] not in (*LIBRARIES, *MODULES)]
            for name in refused or filter(REFUSED.fullmatch, names):
                yield Mistake(node.lineno, f"it imports {name}", HERE)
        elif isinstance(node, ast.Name) and (node.id in BUILTINS or node.id.startswith("__")):
            yield Mistake(node.lineno, f"it uses {node.id}", HERE)
        elif isinstance(node, ast.Attribute) and REFUSED.fullmatch(node.attr):
            yield Mistake(node.lineno, f"it uses .{node.attr}", HERE)
