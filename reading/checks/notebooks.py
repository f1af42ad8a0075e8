"""Checks the code of a notebook: it holds no outputs, and only imports and calls."""

from __future__ import annotations

import ast
import functools
import re
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import reading
from reading.checks import typed_numbers
from reading.checks.charts import OptionText, check_chart
from reading.checks.known_names import KnownNames
from reading.execution.cells import Cell, read_cells
from reading.execution.strip import METADATA
from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.markdown import Finding
from reading.files.read import parse_json, read_text
from reading.files.yaml import Place, line_of, parse_yaml

STRIP = "clear all outputs, and save"

CLEAR = "run .venv/bin/python -m reading.execution.strip notebooks/*.ipynb"

PACKAGE = "move it to the package `reading`, with a test"

HERE = "`Book.here()` reads the files of the book"

TAGS = frozenset({"finding", "hide-input", "remove-input"})
"""The tags that a cell may have. Others would change what the build shows of it."""

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

MODULES = ("charts", "data.book", "evidence", "formatting", "measures", "tables", "text")
"""The rooms and modules of the package from which a notebook may import. They write no file."""

FILES = frozenset({"root", "eval", *dir(Path)}.difference(dir(str), {"name", "rename"}))
"""Attributes that lead to files, or that run text as code. Frames have `rename`, too."""

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


def check_metadata(path: Path) -> Iterator[ReadingError]:
    """Yield an error for metadata of a notebook that changes how the build parses and shows it.

    Only its kernel and its language, and the tags of its cells, are allowed.
    """
    text = read_text(path)
    notebook = parse_json(path, text)
    places: list[Place] = [("metadata", key) for key in notebook["metadata"].keys() - METADATA]
    for index, cell in enumerate(notebook["cells"]):
        above = ("cells", index, "metadata")
        places += [(*above, key) for key in cell["metadata"].keys() - {"tags"}]
        tags = enumerate(cell["metadata"].get("tags", []))
        places += [(*above, "tags", number, tag) for number, tag in tags if tag not in TAGS]
        places += [("cells", index, "attachments")] if "attachments" in cell else []
    # JSON is YAML, whose parser knows the lines.
    tree = attempt([], lambda: parse_yaml(path, text), None) if places else None
    for place in places:
        name = str(place[-1])
        problem, hint = f"the metadata has {name[:60]!r}", CLEAR
        if "tags" in place:
            problem, hint = f"there is no tag {name[:60]!r}", suggest_or_list(name, sorted(TAGS))
        elif name == "attachments":
            problem, hint = "it has attachments", "add the images as files"
        where = f"cell {int(place[1]) + 1}: " if place[0] == "cells" else ""
        yield ReadingError(path, line_of(tree, place), f"{where}{problem}", hint)


def check_code(path: Path, cells: Sequence[Cell], known: KnownNames) -> Iterator[ReadingError]:
    """Yield an error for each stored output, and for everything that is wrong with the code of a notebook."""
    yield from _check_code_cells(path, cells)
    for cell in cells:
        if cell.ran:
            yield cell.error(path, Finding(1, "it has outputs or run numbers", STRIP))
        if cell.kind == "code":
            for finding in _check_calls(cell.source, known):
                yield cell.error(path, finding)


def find_refused_code(paths: Iterable[Path]) -> list[ReadingError]:
    """The mistakes for which the code of notebooks must not be run: it is more than calls of the package.

    `check_code` reports them, too. This needs nothing of the book but the notebooks.
    """
    errors: list[ReadingError] = []
    for path in paths:
        errors += attempt(errors, lambda path=path: list(_check_code_cells(path, read_cells(path))), [])  # type: ignore[misc]
    return errors


def _check_code_cells(path: Path, cells: Iterable[Cell]) -> Iterator[ReadingError]:
    trees = [(cell, _parse_code(cell.source)) for cell in cells if cell.kind == "code"]
    parsed = [tree for _, tree in trees if isinstance(tree, ast.Module)]
    # A cell may use the names of the others. If one cannot be parsed, its names are unknown.
    names = BUILTINS.union(*map(_find_defined_names, parsed)) if len(parsed) == len(trees) else None
    modules = {name: module for tree in parsed for name, module in _find_modules(tree)}
    for cell, tree in trees:
        findings = [tree] if isinstance(tree, Finding) else _check_code(tree, names, modules)
        for finding in findings:
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


def _find_modules(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names under which a cell imports modules of the package, each with the name of the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if _find_source(module := f"{node.module}.{alias.name}"):
                    yield alias.asname or alias.name, module


def _find_source(module: str) -> Path | None:
    """The file of a module of the package; None if there is none."""
    package, *parts = module.split(".")
    path = Path(reading.__file__).parent.joinpath(*parts)
    files = (path / "__init__.py", path.parent / f"{path.name}.py")
    return next(filter(Path.is_file, files), None) if package == reading.__name__ else None


@functools.cache
def _list_names(module: str) -> frozenset[str]:
    """The names that a notebook may use of a module: it defines them, or has them from another such one."""
    source = _find_source(module)
    names = set[str]()
    for node in ast.parse(source.read_text(encoding="utf-8")).body if source else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = (part for target in targets for part in ast.walk(target))
            names |= {part.id for part in parts if isinstance(part, ast.Name)}
        elif isinstance(node, ast.ImportFrom) and node.module and _is_allowed(node.module):
            named = {alias.name for alias in node.names if not _find_source(f"{node.module}.{alias.name}")}
            names |= named & _list_names(node.module) if named else named
    return frozenset(name for name in names if not name.startswith("_"))


def _is_allowed(module: str) -> bool:
    return f"{module}.".startswith(tuple(f"{reading.__name__}.{name}." for name in MODULES))


def _check_code(
    tree: ast.Module, names: frozenset[str] | None, modules: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding for code that is more than calls of the package.

    `names` are those that the cells may use, if they are known, and `modules` those of modules.
    """
    for node in _walk_calls(tree):
        if isinstance(node, CALLS) or _is_filter(node):
            yield from _check_node(node, names)
        else:
            does = next((words for types, words in _REFUSED if isinstance(node, types)), "is more than calls")
            yield Finding(getattr(node, "lineno", 1), f"it {does}", PACKAGE)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {call.func.value for call in calls if isinstance(call.func, ast.Attribute)}
    owners = {node.value: node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name):
            continue
        if node.id == "charts":
            if node not in called:
                hint = "write: charts.name(book, ...)"
                yield Finding(node.lineno, "it uses charts without calling one", hint)
        elif node.id == "pd" or node.id in modules:
            yield from _check_module(node, owners.get(node, ""), modules.get(node.id, ""))


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
        if node.attr.startswith(("_", "read_", "to_")) or node.attr in FILES:
            yield Finding(node.lineno, f"it uses {owner}.{node.attr}", HERE)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "query":
        texts = [
            getattr(value, "value", "@") for value in (*node.args, *(word.value for word in node.keywords))
        ]
        if any("@" in str(text) or "__" in str(text) for text in texts):
            yield Finding(
                node.lineno, "its query is more than a comparison of columns", "query(\"column == 'value'\")"
            )
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.search(node.value):
        yield Finding(node.lineno, f"it names the path {node.value!r}", HERE)


def _check_module(node: ast.Name, attribute: str, module: str) -> Iterator[Finding]:
    """Yield a finding if a module is used otherwise than for a name that it defines."""
    allowed = _list_names(module) if module else FRAMES
    if not attribute:
        yield Finding(node.lineno, f"it uses the module {node.id} alone", f"write {node.id}.name")
    elif attribute not in allowed and not attribute.startswith("_"):
        hint = suggest(attribute, allowed) if module else HERE
        yield Finding(node.lineno, f"it uses {node.id}.{attribute}", hint or f"{module} does not define it")


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
    elif module != "reading" and not _is_allowed(module):
        yield Finding(line, f"it imports from {module}", f"a notebook may use {', '.join(MODULES)}")
    else:
        names = _list_names(module)
        for alias in node.names:
            part = f"{module}.{alias.name}"
            if alias.name not in names and not (_is_allowed(part) and _find_source(part)):
                hint = suggest(alias.name, names) or "import what is defined there"
                yield Finding(line, f"a notebook may not import {alias.name} from {module}", hint)
    for alias in node.names:
        if alias.asname:
            hint = "keep the name that it has in the package"
            yield Finding(line, f"it renames {alias.name} to {alias.asname}", hint)


def _check_calls(source: str, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with the calls of a cell."""
    tree = _parse_code(source)
    if isinstance(tree, ast.Module):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _check_call(node, known)


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
