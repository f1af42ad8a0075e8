"""Parses the code of cells, and lists what a notebook shows: the calls of `show` with their texts."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from reading.execution.prose import PageFile
from reading.files.errors import ReadingError
from reading.files.markdown import Mistake

OPTIONS = ("title", "claim", "name", "says")
"""The arguments of `show` that are texts."""


class OptionText(NamedTuple):
    """The text of a title, a claim, a name or a description, and its line in the cell or on the page."""

    text: str
    line: int


class ShowCall(NamedTuple):
    """A call of `show`.

    line: its line in the cell
    texts: those of its options that are literal strings
    computed: its other options
    locate: makes the error for a mistake in its cell
    """

    line: int
    texts: dict[str, OptionText]
    computed: tuple[str, ...]
    locate: Callable[[Mistake], ReadingError]

    def find_text(self, option: str) -> OptionText:
        """The text of an option. Empty where it is not given, or is no literal string."""
        return self.texts.get(option, OptionText("", self.line))


@lru_cache(maxsize=512)
def parse_code(source: str) -> ast.Module | Mistake:
    """The syntax tree of a cell, or a mistake if it is not valid Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 0) or 0
        lines = source.split("\n")
        if 0 < line <= len(lines) and lines[line - 1].lstrip()[:1] in {"%", "!"}:
            return Mistake(line, "a magic command", "notebooks are plain Python")
        return Mistake(line, f"not valid Python: {getattr(error, 'msg', error)}", "check brackets and quotes")


def list_shown(file: PageFile) -> Iterator[ShowCall]:
    """The calls of `show` in the cells of a notebook."""
    for cell in file.cells:
        tree = parse_code(cell.source) if cell.cell_type == "code" and "show(" in cell.source else None
        for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "show":
                yield _read_call(node, partial(cell.error, file.path))


def _read_call(call: ast.Call, locate: Callable[[Mistake], ReadingError]) -> ShowCall:
    given = {word.arg: word.value for word in call.keywords}
    given |= dict(zip(("", "title"), call.args, strict=False))
    texts, computed = dict[str, OptionText](), list[str]()
    for option in OPTIONS:
        value = given.get(option)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            texts[option] = OptionText(value.value, value.lineno)
        elif value or option == "title":
            computed.append(option)
    return ShowCall(call.lineno, texts, tuple(computed), locate)
