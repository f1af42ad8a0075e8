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
    allowed: dict[Path, list[frozenset[str]]] = {}
    for error in errors:
        if error.rule and error.rule not in FIRM:
            if error.path not in allowed:
                text = attempt([], functools.partial(read_text, error.path), "")
                allowed[error.path] = list(_list_allowed(text))
            if error.rule in allowed[error.path][min(error.line, len(allowed[error.path]) - 1)]:
                continue
        yield error


def _list_allowed(text: str) -> Iterator[frozenset[str]]:
    """The rules that are allowed in each line, from 0: in itself, or above it up to an empty line.

    All lines at once: where a long line has thousands of findings, each search of it takes time.
    """
    yield (allowed := frozenset[str]())
    for line in text.split("\n"):
        # A line of a notebook is a string of JSON.
        if not re.search(r"\w", line.replace("\\n", "")):
            allowed = frozenset()
        match = _ALLOWED.search(line)
        if match and re.search(r"\w", match[2]):
            allowed |= {match[1]}
        yield allowed
