"""A notebook goes in; outputs left in it, code that is more than calls, and mistakes of prose come out."""

from __future__ import annotations

import ast
import re
import warnings
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from reading.checks.prose import Known, Written, braces, charted, findings, typed_in
from reading.execution.cells import read_cells
from reading.files.errors import ReadingError
from reading.files.markdown import Extensions, Finding, Page, read

STRIP = "clear all outputs, and save"

PACKAGE = "move it to the package `reading`, with a test"

HERE = "`Book.here()` finds the book, and holds what its files hold"

CALLS = (
    *(ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Expr, ast.Assign, ast.Call, ast.keyword),
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.Starred, ast.UnaryOp, ast.USub),
    *(ast.List, ast.Tuple, ast.Dict, ast.expr_context),
)
"""What the code of a notebook is made of: imports, calls, names for what they return, values written out."""

BUILTINS = frozenset(
    {"dict", "filter", "len", "list", "max", "min", "print", "round", "set", "sorted", "sum", "tuple"}
)
"""What a notebook may call without importing it."""

FRAMES = frozenset({"DataFrame", "Series", "concat", "crosstab", "merge"})
"""What a notebook may use of pandas: what makes frames, and nothing that reads or writes files."""

_MORE: tuple[tuple[tuple[type[ast.AST], ...], str], ...] = (
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


def mistakes(path: Path, known: Known) -> Iterator[ReadingError]:
    """All that is wrong with a notebook. Raises `ReadingErrors` where it is no notebook at all."""
    read_in = read_cells(path)
    trees = {cell.number: _parsed(cell.source) for cell in read_in if cell.kind == "code"}
    made = [_made(tree) for tree in trees.values() if isinstance(tree, ast.Module)]
    # A name that one cell makes is there for the others; of a broken one nobody knows what it makes.
    names = BUILTINS.union(*made) if len(made) == len(trees) else None
    for cell in read_in:
        if cell.ran:
            yield cell.error(path, Finding(1, "it holds outputs or was numbered by a run", STRIP))
        tree = trees.get(cell.number)
        if isinstance(tree, Finding):
            yield cell.error(path, tree)
        for finding in _code(tree, names, known) if isinstance(tree, ast.Module) else ():
            yield cell.error(path, finding)
        if cell.kind != "code":
            for finding in _prose(cell.source, path.parent, known):
                yield cell.error(path, finding)


def pages(path: Path, extensions: Extensions) -> list[Page]:
    """What the cells of text hold, each as a page."""
    return [read(cell.source, extensions) for cell in read_cells(path) if cell.kind == "markdown"]


def _prose(source: str, folder: Path, known: Known) -> Iterator[Finding]:
    yield from braces(source)
    page = read(source, known.extensions)
    yield from findings(page, known, folder=folder, measured=lambda line: True, chapter=False)


def _parsed(source: str) -> ast.Module | Finding:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 0) or 0
        lines = source.split("\n")
        if 0 < line <= len(lines) and lines[line - 1].lstrip()[:1] in {"%", "!"}:
            return Finding(line, "a magic command", "notebooks are plain Python")
        return Finding(line, f"not valid Python: {getattr(error, 'msg', error)}", "mind brackets and quotes")


def _made(tree: ast.Module) -> set[str]:
    """The names that a cell imports, assigns or defines."""
    made = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            made.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            made.add(node.name)
    return made


def _code(tree: ast.Module, names: frozenset[str] | None, known: Known) -> Iterator[Finding]:
    """What makes a cell's code more than calls, and what is wrong with the calls."""
    for node in _within(tree):
        if isinstance(node, CALLS) or _sifts(node):
            yield from _used(node, names)
        else:
            does = next((words for types, words in _MORE if isinstance(node, types)), "is more than calls")
            yield Finding(getattr(node, "lineno", 1), f"it {does}", PACKAGE)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {call.func.value for call in calls if isinstance(call.func, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "charts" and node not in called:
            yield Finding(node.lineno, "it uses charts without calling one", "write: charts.name(book, ...)")
    for call in calls:
        yield from _call(call, known)


def _within(tree: ast.AST) -> Iterator[ast.AST]:
    """A tree's nodes; what is no call is told as a whole, and its parts are left alone."""
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        yield node
        if isinstance(node, CALLS) or _sifts(node):
            waiting += ast.iter_child_nodes(node)


def _sifts(node: ast.AST) -> bool:
    """Whether a node is, or is part of, `[item for item in call() if item]`, which leaves out the empty."""
    if isinstance(node, ast.comprehension):
        return not node.is_async
    if not isinstance(node, ast.ListComp) or len(node.generators) > 1:
        return False
    item, others = node.elt, (node.generators[0].target, *node.generators[0].ifs)
    return isinstance(item, ast.Name) and all(
        isinstance(one, ast.Name) and one.id == item.id for one in others
    )


def _used(node: ast.AST, names: frozenset[str] | None) -> Iterator[Finding]:
    """What a node of an allowed kind uses that a notebook does not."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imported(node)
    elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call):
        if type(node.value) in CALLS:
            yield Finding(node.lineno, "it is no call", "a cell shows what `charts` and `table` return")
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if not isinstance(target, ast.Name) or target.id in {"charts", "pd", *BUILTINS}:
                name = target.id if isinstance(target, ast.Name) else "a part of something"
                yield Finding(
                    node.lineno, f"it assigns to {name}", "give what a call returns a name of its own"
                )
    elif isinstance(node, ast.Name) and names is not None and node.id not in names:
        yield Finding(node.lineno, f"it uses {node.id}, which it does not import", HERE)
    elif isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr.startswith(("_", "read_", "to_")) or (owner == "pd" and node.attr not in FRAMES):
            yield Finding(node.lineno, f"it uses {owner}.{node.attr}", HERE)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.search(node.value):
        yield Finding(node.lineno, f"it names the path {node.value!r}", "`Book.here()` holds what files hold")


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[Finding]:
    line = node.lineno
    if isinstance(node, ast.Import):
        for alias in node.names:
            if (alias.name, alias.asname) != ("pandas", "pd"):
                hint = "import pandas as pd, and what the package `reading` has: from reading import ..."
                yield Finding(line, f"it imports {alias.name}", hint)
        return
    module = "." * node.level + (node.module or "")
    if module.partition(".")[0] != "reading":
        yield Finding(line, f"it imports from {module}", HERE)
    elif module == "reading.charts":
        yield Finding(line, "it imports from reading.charts", "write: from reading import charts")
    elif any(alias.name == "*" for alias in node.names):
        yield Finding(line, "it imports names unseen (*)", "name what is used")
    for alias in node.names:
        if alias.asname:
            yield Finding(
                line, f"it calls {alias.name} {alias.asname}", "a name stays what it is in the package"
            )


def _call(node: ast.Call, known: Known) -> Iterator[Finding]:
    given = {
        word.arg: Written(word.value.value, word.value.lineno)
        if isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
        else None
        for word in node.keywords
        if word.arg
    }
    function = node.func
    owner = function.value if isinstance(function, ast.Attribute) else None
    if isinstance(function, ast.Attribute) and isinstance(owner, ast.Name) and owner.id == "charts":
        allowed = known.charts.get(function.attr, given.keys())
        yield from charted(function.attr, given, allowed, node.lineno, known)
    for option in ("title", "claim", "caption"):
        if (written := given.get(option)) and option != "claim":
            yield from typed_in(option, written)
        elif option in given and not written:
            yield Finding(node.lineno, f"the {option} is not written out", f'give {option}="..."')
