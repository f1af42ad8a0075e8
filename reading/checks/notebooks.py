"""Checks the code of a notebook: it holds no outputs, and only imports and calls."""

from __future__ import annotations

import ast
import re
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from reading.checks import typed_numbers
from reading.checks.charts import OptionText, check_chart
from reading.checks.known_names import KnownNames
from reading.execution.cells import Cell
from reading.files.errors import ReadingError
from reading.files.markdown import Finding

STRIP = "clear all outputs, and save"

PACKAGE = "move it to the package `reading`, with a test"

HERE = "`Book.here()` reads the files of the book"

CALLS = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Expr, ast.Assign, ast.Call, ast.keyword),
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.Starred, ast.UnaryOp, ast.USub),
    *(ast.List, ast.Tuple, ast.Dict, ast.expr_context),
)
"""The syntax that a notebook's code may use: imports, calls, assignments of what they return, literals."""

BUILTINS = frozenset(
    {"dict", "filter", "len", "list", "max", "min", "print", "round", "set", "sorted", "sum", "tuple"}
)
"""Built-in functions that a notebook may call."""

FRAMES = frozenset({"DataFrame", "Series", "concat", "crosstab", "merge"})
"""What a notebook may use of pandas: what makes frames. Nothing that reads or writes files."""

_REFUSED: tuple[tuple[tuple[type[ast.AST], ...], str], ...] = (
    ((ast.FunctionDef, ast.AsyncFunctionDef), "defines a function"),
    ((ast.ClassDef,), "defines a class"),
    ((ast.Lambda,), "defines a function (lambda)"),
    ((ast.For, ast.AsyncFor, ast.While), "has a loop"),
    ((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), "has a comprehension"),
    ((ast.If, ast.IfExp, ast.Match), "has a condition"),
    ((ast.Try, ast.TryStar, ast.Raise, ast.Assert), "handles errors"),
    ((ast.With, ast.AsyncWith), "has a context (with)"),
    ((ast.JoinedStr,), "builds a text (f-string)"),
    ((ast.BinOp, ast.BoolOp, ast.Compare, ast.AugAssign), "computes"),
)

_PATH = re.compile(r"^\.{0,2}/|^(data|chapters|notebooks|reading)/|\.(csv|ya?ml|json|txt|ipynb|md|py)$")


def check_code(path: Path, cells: Sequence[Cell], known: KnownNames) -> Iterator[ReadingError]:
    """Yield an error for each stored output, and for everything that is wrong with the code of a notebook."""
    trees = {cell.number: _parse_code(cell.source) for cell in cells if cell.kind == "code"}
    defined = [_find_defined_names(tree) for tree in trees.values() if isinstance(tree, ast.Module)]
    # A cell may use the names of the others. If one cannot be parsed, its names are unknown.
    names = BUILTINS.union(*defined) if len(defined) == len(trees) else None
    for cell in cells:
        if cell.ran:
            yield cell.error(path, Finding(1, "it has outputs or run numbers", STRIP))
        tree = trees.get(cell.number)
        if isinstance(tree, Finding):
            yield cell.error(path, tree)
        elif tree is not None:
            for finding in _check_tree(tree, names, known):
                yield cell.error(path, finding)


def _parse_code(source: str) -> ast.Module | Finding:
    """The syntax tree of a cell, or a finding if it is not valid Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 0) or 0
        lines = source.split("\n")
        if 0 < line <= len(lines) and lines[line - 1].lstrip()[:1] in {"%", "!"}:
            return Finding(line, "a magic command", "notebooks are plain Python")
        return Finding(line, f"not valid Python: {getattr(error, 'msg', error)}", "check brackets and quotes")


def _find_defined_names(tree: ast.Module) -> set[str]:
    """The names that a cell imports, assigns or defines."""
    names = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
    return names


def _check_tree(tree: ast.Module, names: frozenset[str] | None, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for code that is more than calls, and for everything that is wrong with the calls."""
    for node in _walk_calls(tree):
        if isinstance(node, CALLS) or _is_filter(node):
            yield from _check_node(node, names)
        else:
            does = next((words for types, words in _REFUSED if isinstance(node, types)), "is more than calls")
            yield Finding(getattr(node, "lineno", 1), f"it {does}", PACKAGE)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {call.func.value for call in calls if isinstance(call.func, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "charts" and node not in called:
            yield Finding(node.lineno, "it uses charts without calling one", "write: charts.name(book, ...)")
    for call in calls:
        yield from _check_call(call, known)


def _walk_calls(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a tree, without the parts of a node that is refused: one finding is enough for it."""
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        yield node
        if isinstance(node, CALLS) or _is_filter(node):
            waiting += ast.iter_child_nodes(node)


def _is_filter(node: ast.AST) -> bool:
    """Whether a node is, or is part of, `[item for item in call() if item]`, which drops empty items."""
    if isinstance(node, ast.comprehension):
        return not node.is_async
    if not isinstance(node, ast.ListComp) or len(node.generators) > 1:
        return False
    item, others = node.elt, (node.generators[0].target, *node.generators[0].ifs)
    return isinstance(item, ast.Name) and all(
        isinstance(other, ast.Name) and other.id == item.id for other in others
    )


def _check_node(node: ast.AST, names: frozenset[str] | None) -> Iterator[Finding]:
    """Yield a finding if a node of an allowed type uses a name, path or attribute that a notebook may not."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _check_import(node)
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call):
        if type(node.value) in CALLS:
            yield Finding(node.lineno, "it is not a call", "a cell shows what `charts` and `table` return")
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if not isinstance(target, ast.Name) or target.id in {"charts", "pd", *BUILTINS}:
                name = target.id if isinstance(target, ast.Name) else "a part of an object"
                hint = "assign to a new name"
                yield Finding(node.lineno, f"it assigns to {name}", hint)
    elif isinstance(node, ast.Name) and names is not None and node.id not in names:
        yield Finding(node.lineno, f"it uses {node.id}, which it does not import", HERE)
    elif isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr.startswith(("_", "read_", "to_")) or (owner == "pd" and node.attr not in FRAMES):
            yield Finding(node.lineno, f"it uses {owner}.{node.attr}", HERE)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.search(node.value):
        yield Finding(node.lineno, f"it names the path {node.value!r}", HERE)


def _check_import(node: ast.Import | ast.ImportFrom) -> Iterator[Finding]:
    line = node.lineno
    if isinstance(node, ast.Import):
        for alias in node.names:
            if (alias.name, alias.asname) != ("pandas", "pd"):
                hint = "import pandas as pd, or a part of the package `reading`: from reading import ..."
                yield Finding(line, f"it imports {alias.name}", hint)
        return
    module = "." * node.level + (node.module or "")
    if module.partition(".")[0] != "reading":
        yield Finding(line, f"it imports from {module}", HERE)
    elif module == "reading.charts":
        yield Finding(line, "it imports from reading.charts", "write: from reading import charts")
    elif any(alias.name == "*" for alias in node.names):
        yield Finding(line, "it imports all names (*)", "import the names that are used")
    for alias in node.names:
        if alias.asname:
            hint = "keep the name that it has in the package"
            yield Finding(line, f"it renames {alias.name} to {alias.asname}", hint)


def _check_call(call: ast.Call, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for each wrong option of a chart, and each wrong title or caption of any call."""
    options = {
        word.arg: OptionText(word.value.value, word.value.lineno)
        if isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
        else None
        for word in call.keywords
        if word.arg
    }
    function = call.func
    owner = function.value if isinstance(function, ast.Attribute) else None
    if isinstance(function, ast.Attribute) and isinstance(owner, ast.Name) and owner.id == "charts":
        allowed = known.charts.get(function.attr, options.keys())
        yield from check_chart(function.attr, options, allowed, call.lineno, known)
    for option in ("title", "claim", "caption"):
        if option in options:
            value = options[option]
            if value and option != "claim":
                yield from typed_numbers.check_option(option, *value)
            elif not value:
                yield Finding(call.lineno, f"the {option} is not a literal string", f'write {option}="..."')
