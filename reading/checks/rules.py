"""Names the rules of the check, and drops the findings that a line of the book allows.

A line `% allow NAME: REASON` of a page, or `# allow NAME: REASON` of a data file, allows what the rule of
that name would find in the same line, or below it up to an empty line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from reading.files.errors import ReadingError, attempt
from reading.files.markdown import Finding
from reading.files.read import read_text

Found = TypeVar("Found", Finding, ReadingError)

_ALLOWED = re.compile(r"[%#] allow ([a-z-]+):(.*)")


def rule(name: str) -> Callable[[Callable[..., Iterator[Found]]], Callable[..., Iterator[Found]]]:
    """Decorate a function that yields findings or errors: it is the rule of this name."""

    def decorate(find: Callable[..., Iterator[Found]]) -> Callable[..., Iterator[Found]]:
        @functools.wraps(find)
        def find_and_name(*arguments: object, **options: object) -> Iterator[Found]:
            for one in find(*arguments, **options):
                yield _name(one, one.rule or name)

        return find_and_name

    return decorate


@functools.singledispatch
def _name(found: Any, name: str) -> Any:
    return replace(found, rule=name)


@_name.register
def _(found: Finding, name: str) -> Finding:
    return found._replace(rule=name)


def drop_allowed(errors: Iterable[ReadingError]) -> Iterator[ReadingError]:
    """The errors of rules that no line allows. A line without a reason allows nothing."""
    lines: dict[Path, list[str]] = {}
    for error in errors:
        if error.rule and error.line and error.path not in lines:
            lines[error.path] = attempt([], lambda path=error.path: read_text(path).split("\n"), [])  # type: ignore[misc]
        if not any(name == error.rule for name in _list_allowed(lines.get(error.path, []), error.line)):
            yield error


def _list_allowed(lines: list[str], number: int) -> Iterator[str]:
    """The rules that the lines allow for one of them: itself, and those above it up to an empty line."""
    for text in reversed(lines[:number]):
        match = _ALLOWED.search(text)
        if match and re.search(r"\w", match[2]):
            yield match[1]
        # A line of a notebook is a string of JSON.
        if not re.search(r"\w", text.replace("\\n", "")):
            return
