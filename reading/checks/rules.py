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
from typing import TypeVar

from reading.files.errors import ReadingError, attempt
from reading.files.markdown import Finding
from reading.files.read import read_text

Found = TypeVar("Found", Finding, ReadingError)

FIRM = frozenset(
    {
        *("changed-seal", "chart", "claim", "contents", "directive", "figure", "link", "markup", "metadata"),
        *("other-theme", "page-directive", "reference", "repeated-label", "title", "unpublished-file"),
    }
)
"""The rules that no line can allow: the build or the safety of readers depends on them."""

_ALLOWED = re.compile(r"[%#] allow ([a-z-]+):(.*)")


def rule(name: str) -> Callable[[Callable[..., Iterator[Found]]], Callable[..., Iterator[Found]]]:
    """Decorate a function that yields findings or errors: it is the rule of this name."""

    def decorate(find: Callable[..., Iterator[Found]]) -> Callable[..., Iterator[Found]]:
        @functools.wraps(find)
        def find_and_name(*arguments: object, **options: object) -> Iterator[Found]:
            for one in find(*arguments, **options):
                known = one.rule or name
                yield one._replace(rule=known) if isinstance(one, Finding) else replace(one, rule=known)

        return find_and_name

    return decorate


def drop_allowed(errors: Iterable[ReadingError]) -> Iterator[ReadingError]:
    """The errors of rules that no line allows. A line without a reason allows nothing."""
    lines: dict[Path, list[str]] = {}
    for error in errors:
        if error.rule and error.rule not in FIRM:
            if error.path not in lines:
                text = attempt([], functools.partial(read_text, error.path), "")
                lines[error.path] = text.split("\n")
            if error.rule in _list_allowed(lines[error.path], error.line):
                continue
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
