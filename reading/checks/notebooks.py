"""A notebook goes in; outputs left in it, code that is more than calls, and mistakes of prose come out."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from reading.checks.prose import Known, braces, claimed, findings
from reading.errors import ReadingError, closest, nearest, raise_any
from reading.files import read_text
from reading.markdown import Finding, read

STRIP = "clear all outputs, and save"

PACKAGE = "move it to the package `reading`, with a test"

DEFINITIONS: dict[type[ast.AST], str] = {
    ast.FunctionDef: "defines a function",
    ast.AsyncFunctionDef: "defines a function",
    ast.ClassDef: "defines a class",
    ast.Lambda: "defines a function (lambda)",
    ast.For: "has a loop",
    ast.AsyncFor: "has a loop",
    ast.While: "has a loop",
}

SYSTEM = frozenset({"os", "sys", "pathlib", "glob", "io", "shutil", "subprocess", "importlib", "open"})
"""What reaches out of a notebook to files and the machine."""

_PATH = re.compile(r"^\.{0,2}/|^(data|chapters|notebooks|reading)/|\.(csv|ya?ml|json|txt|ipynb|md|py)$")


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: `lines` holds, for each line of its source, the line of the file."""

    number: int
    kind: str
    source: str
    lines: tuple[int, ...]
    ran: bool

    def error(self, path: Path, finding: Finding) -> ReadingError:
        """A finding in the cell's own lines, as one of the file's."""
        line = self.lines[min(finding.line, len(self.lines)) - 1] if self.lines and finding.line else 0
        return ReadingError(path, line, f"cell {self.number}: {finding.problem}", finding.hint)


def mistakes(path: Path, known: Known) -> Iterator[ReadingError]:
    """All that is wrong with a notebook. Raises `ReadingErrors` where it is no notebook at all."""
    for cell in cells(path):
        if cell.ran:
            yield cell.error(path, Finding(1, "it holds outputs or was numbered by a run", STRIP))
        for finding in _code(cell.source, known) if cell.kind == "code" else _prose(cell.source, known):
            yield cell.error(path, finding)


def cells(path: Path) -> list[Cell]:
    """The cells of a notebook that is valid by the format's own schema."""
    text = read_text(path)
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise_any(
            [ReadingError(path, error.lineno, f"not valid JSON: {error.msg}", "was it merged by hand?")]
        )
    except (RecursionError, ValueError) as error:
        raise_any([ReadingError(path, 0, f"not valid JSON: {str(error).splitlines()[0]}")])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nbformat.validate(notebook, version=4)
    except (
        nbformat.ValidationError,
        KeyError,
        TypeError,
        AttributeError,
        ValueError,
        RecursionError,
    ) as error:
        told = str(getattr(error, "message", error)).split("\n")[0][:120]
        raise_any([ReadingError(path, 0, f"not a notebook of format 4: {told}")])
    return list(_cells(text, notebook["cells"]))


def _cells(text: str, raw: list[dict[str, Any]]) -> Iterator[Cell]:
    """Cells and their lines, found by looking for each piece of source behind the one before."""
    place, line = 0, 1
    for number, cell in enumerate(raw, 1):
        parts = [cell["source"]] if isinstance(cell["source"], str) else cell["source"]
        lines: list[int] = []
        for part in filter(None, parts):
            found = [text.find(json.dumps(part, ensure_ascii=plain), place) for plain in (False, True)]
            if at := min((where for where in found if where >= 0), default=0):
                line += text.count("\n", place, at)
                place = at
            lines += [line] * (part.count("\n") + (not part.endswith("\n")))
        ran = bool(cell.get("outputs")) or cell.get("execution_count") is not None
        yield Cell(number, cell["cell_type"], "".join(parts), tuple(lines), ran)


def _prose(source: str, known: Known) -> Iterator[Finding]:
    yield from braces(source)
    yield from findings(read(source), known, measured=lambda line: True, chapter=False)


def _code(source: str, known: Known) -> Iterator[Finding]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 0) or 0
        lines = source.split("\n")
        magic = 0 < line <= len(lines) and lines[line - 1].lstrip()[:1] in {"%", "!"}
        problem = "a magic command" if magic else f"not valid Python: {getattr(error, 'msg', error)}"
        yield Finding(line, problem, "notebooks are plain Python" if magic else "")
        return
    imported = {alias.asname or alias.name: alias.name for alias in _imported(tree)}
    for node in ast.walk(tree):
        yield from _more_than_calls(node)
        if isinstance(node, ast.Call):
            yield from _call(node, imported, known)


def _imported(tree: ast.AST) -> Iterator[ast.alias]:
    """What the cell imports from the module of charts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "reading.charts":
            yield from node.names


def _more_than_calls(node: ast.AST) -> Iterator[Finding]:
    if type(node) in DEFINITIONS:
        yield Finding(node.lineno, f"it {DEFINITIONS[type(node)]}", PACKAGE)  # type: ignore[attr-defined]
    modules: list[str] = []
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        modules = [node.module or ""]
        if any(alias.name == "*" for alias in node.names):
            yield Finding(node.lineno, "it imports names unseen (*)", "name what is used")
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
        modules = ["open"]
    for module in modules:
        if module.partition(".")[0] in SYSTEM:
            hint = "`Book.here()` finds the book, and holds what its files hold"
            yield Finding(node.lineno, f"it uses {module}", hint)  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.search(node.value):
        yield Finding(node.lineno, f"it names the path {node.value!r}", "`Book.here()` holds what files hold")


def _call(node: ast.Call, imported: dict[str, str], known: Known) -> Iterator[Finding]:
    name = _chart(node.func, imported)
    given = {word.arg: word.value for word in node.keywords if word.arg}
    if name is not None:
        if name not in known.charts:
            hint = nearest(name, known.charts) or f"charts are {', '.join(known.charts)}"
            yield Finding(node.lineno, f"there is no chart {name!r}", hint)
            return
        unknown = given.keys() - known.charts[name]
        for option in sorted(unknown):
            hint = nearest(option, known.charts[name])
            yield Finding(node.lineno, f"the chart {name} has no option {option!r}", hint)
        meant = {closest(option, known.charts[name]) for option in unknown}
        for option in sorted({"title", "claim"} & known.charts[name] - given.keys() - meant):
            yield Finding(
                node.lineno, f"the chart {name} is called without its {option}", f'give {option}="..."'
            )
    if name is not None or "claim" in given:
        words = {key: given[key] for key in ("title", "claim") if key in given}
        for key, value in words.items():
            if not (isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.strip()):
                yield Finding(value.lineno, f"the {key} is not written out", f'give {key}="..."')
        if isinstance(claim := given.get("claim"), ast.Constant) and isinstance(claim.value, str):
            title = given.get("title")
            says = str(title.value) if isinstance(title, ast.Constant) else ""
            yield from claimed(claim.value, says, claim.lineno, known)


def _chart(function: ast.expr, imported: dict[str, str]) -> str | None:
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if function.value.id == "charts" else None
    return imported.get(function.id) if isinstance(function, ast.Name) else None
