"""Checks a notebook: it holds no outputs, its code does no harm, and its titles are proved."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from reading.checks import typed_numbers
from reading.checks.charts import OptionText, check_claim
from reading.checks.harmful_code import find_harmful_code
from reading.checks.known_names import KnownNames
from reading.checks.rules import rule
from reading.execution.cells import Cell, read_cells
from reading.execution.prose import PageFile
from reading.execution.strip import KERNEL, METADATA
from reading.files.errors import ReadingError, attempt, suggest_or_list
from reading.files.markdown import Finding
from reading.files.read import parse_json, read_text

CLEAR = "run .venv/bin/python -m reading.execution.strip notebooks/*.ipynb"

MAX_LINES = 12
"""Lines that a cell of code may have."""

TAGS = frozenset({"finding", "open"})
"""The tags that a cell may have. Others would change what the build shows of it."""


@rule("metadata")
def check_metadata(path: Path) -> Iterator[ReadingError]:
    """Yield an error for metadata of a notebook that changes how the build parses and shows it.

    Only the kernel of builds and its language, and the tags of its cells, are allowed.
    """
    text = read_text(path)
    notebook = parse_json(path, text)
    kernel = notebook["metadata"].get("kernelspec", {}).get("name", KERNEL)
    if kernel != KERNEL:
        yield _locate(path, text, "kernelspec", f"its kernel is {kernel[:60]!r}, not {KERNEL!r}", CLEAR)
    for name, count in Counter(cell.get("id") for cell in notebook["cells"]).items():
        if name and count > 1:
            yield _locate(path, text, name, f"{count} cells have the id {name!r}", "change a letter in one")
    parts = [(f"cell {n}: ", cell, {"tags"}) for n, cell in enumerate(notebook["cells"], 1)]
    # Colab writes the metadata of a notebook before its cells, Jupyter below.
    is_first = list(notebook).index("metadata") < list(notebook).index("cells")
    parts.insert(0 if is_first else len(parts), ("", notebook, set(METADATA)))
    starts = [match.start() for match in re.finditer('"metadata":', text)]
    for (where, part, known), start in zip(parts, [*starts, *[0] * len(parts)], strict=False):
        for name in part["metadata"].keys() - known:
            yield _locate(path, text, name, f"{where}the metadata has {name[:60]!r}", CLEAR, start)
        for tag in set(part["metadata"].get("tags", [])) - TAGS:
            problem = f"{where}there is no tag {tag[:60]!r}"
            yield _locate(path, text, tag, problem, suggest_or_list(tag, sorted(TAGS)))
        if "attachments" in part:
            yield _locate(path, text, "attachments", f"{where}it has attachments", "add the images as files")


def _locate(path: Path, text: str, name: str, problem: str, hint: str, start: int = 0) -> ReadingError:
    """The error for a key or a tag of a notebook, at the first line with it from a place on."""
    line = text.count("\n", 0, max(text.find(json.dumps(name), start), 0)) + 1
    return ReadingError(path, line, problem, hint)


def check_code(path: Path, cells: Sequence[Cell], known: KnownNames) -> Iterator[ReadingError]:
    """Yield an error for each stored output, and for everything that is wrong with the code of a notebook."""
    yield from _check_code_cells(path, cells)
    for cell in cells:
        if cell.ran:
            yield cell.error(path, Finding(1, "it has outputs or run numbers", CLEAR))
        if cell.kind == "code":
            if len(cell.lines) > MAX_LINES:
                hint = "make two of it: a cell is one step"
                finding = Finding(1, f"the cell has more than {MAX_LINES} lines", hint, "long-cell")
                yield cell.error(path, finding)
            for call in _list_shown(cell.source):
                yield from (cell.error(path, finding) for finding in _check_shown(call, known))


def find_refused_code(paths: Iterable[Path]) -> list[ReadingError]:
    """The mistakes for which the code of notebooks must not be run: it may do harm.

    `check_code` reports them, too. This needs nothing of the book but the notebooks.
    """
    errors: list[ReadingError] = []
    for path in paths:
        cells = attempt(errors, partial(read_cells, path), [])
        errors += _check_code_cells(path, cells)
    return errors


def _check_code_cells(path: Path, cells: Iterable[Cell]) -> Iterator[ReadingError]:
    for cell in cells:
        if cell.kind == "code":
            tree = _parse_code(cell.source)
            for finding in [tree] if isinstance(tree, Finding) else find_harmful_code(tree):
                yield cell.error(path, finding)


@lru_cache(maxsize=512)
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


def _list_shown(source: str) -> list[ast.Call]:
    """The calls of `show` in a cell."""
    tree = _parse_code(source)
    if "show(" not in source or isinstance(tree, Finding):
        return []
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "show"]


def list_named_charts(file: PageFile) -> Iterator[tuple[str, ReadingError]]:
    """The names by which other pages show the charts of a notebook, each with the error for a second one."""
    for cell in (cell for cell in file.cells if cell.kind == "code"):
        for call in _list_shown(cell.source):
            for word in (word for word in call.keywords if word.arg == "name"):
                if isinstance(word.value, ast.Constant):
                    name = str(word.value.value)
                    problem = f"a second chart {name[:60]!r}"
                    yield name, cell.error(file.path, Finding(word.value.lineno, problem, ""))


def _check_shown(call: ast.Call, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for each wrong title, claim and description of something that a cell shows."""
    given = {word.arg: word.value for word in call.keywords if word.arg in ("title", "claim", "name", "says")}
    given |= dict(zip(("", "title"), call.args, strict=False))
    texts: dict[str, OptionText] = {}
    for option in ("title", "claim", "name", "says"):
        value = given.get(option)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            texts[option] = OptionText(value.value, value.lineno)
        elif value or option == "title":
            yield Finding(call.lineno, f"the {option} is not a literal string", 'write show(chart, "TITLE")')
    for option in texts.keys() & {"title", "says"}:
        yield from typed_numbers.find_in_option(option, *texts[option])
    title, says = texts.get("title"), texts.get("says")
    if claim := texts.get("claim"):
        yield from check_claim(claim, title.text if title else "", known)
    elif title and says and title.text != says.text:
        hint = "add claim=..., or leave out `says` where the title only says what is shown"
        yield Finding(title.line, f"no claim proves the title {title.text!r}", hint)
