"""The list of checks. A line of the book may allow what one of them would find.

A check is a function that gets the book, a page or the data, and yields problems. The decorator `check` adds
it to the list, and `reading check` goes through the list. README.md of this folder has a table of them.

A line `% allow NAME: REASON` of a page, or `# allow NAME: REASON` of a data file, allows what the check of
that name would find in the same line, or below it up to an empty line.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from reading.files.errors import ReadingError, ReadingErrors, attempt
from reading.files.markdown import Mistake
from reading.files.read import read_text

Scope = Literal["data", "book", "page", "notebook", "use"]
"""What a check gets, in the order in which they run.

data: the `Book`, where all its data can be read
book: the `CheckedBook`
page: each `CheckedPage`
notebook: each `CheckedPage` that is a notebook
use: the `CheckedBook`, where all that its pages use is known
"""

Find = TypeVar("Find", bound=Callable[[Any], Iterable[Mistake | ReadingError]])


@dataclass(frozen=True)
class Check:
    """One check of a book.

    name: what messages call it, and the lines that allow what it finds
    find: the function that yields its problems; on a page a problem may be a `Mistake`
    finds: what it finds, as the table of checks says it
    after: the checks whose problems in the same line hide its own
    is_firm: whether no line can allow it, because the build or the safety of readers depends on it
    """

    name: str
    scope: Scope
    find: Callable[[Any], Iterable[Mistake | ReadingError]]
    finds: str
    after: tuple[str, ...]
    is_firm: bool


CHECKS: dict[str, Check] = {}
"""The checks of the modules that were imported, by name."""

_ALLOWED = re.compile(r"[%#] allow ([a-z-]+):(.*)")


def check(
    name: str, scope: Scope, *, after: tuple[str, ...] = (), firm: bool = False
) -> Callable[[Find], Find]:
    """Add a function to the list. What it finds is what its docstring says after the word `Find`."""

    def add(find: Find) -> Find:
        finds = (find.__doc__ or "").split("\n")[0].removeprefix("Find ").rstrip(".")
        CHECKS[name] = Check(name, scope, find, finds, after, firm)
        return find

    return add


@cache
def list_checks() -> dict[str, Check]:
    """All checks by name, each after those that hide its problems."""
    for path in Path(__file__).parent.glob("[a-z]*.py"):
        importlib.import_module(f"{__package__}.{path.stem}")
    # A check names all that hide it, so that it names more of them than they do.
    return dict(sorted(CHECKS.items(), key=lambda item: (len(item[1].after), item[0])))


def find_problems(scope: Scope, subject: Any) -> list[ReadingError]:
    """What the checks of a scope find, without what a line allows and what follows from other problems."""
    found: list[ReadingError] = []
    for one in list_checks().values():
        hiding = {error.line for error in found if error.check in one.after}
        if one.scope == scope:
            shown = [error for error in _list_problems(one, subject) if error.line not in hiding]
            found += shown if one.is_firm else _drop_allowed(shown)
    return found


def _list_problems(one: Check, subject: Any) -> list[ReadingError]:
    """The problems that a check finds, each with its name and its place in a file."""
    try:
        found = [
            each if isinstance(each, ReadingError) else subject.locate(each) for each in one.find(subject)
        ]
    except ReadingErrors as group:
        found = list(group.exceptions)
    return [replace(error, check=one.name) for error in found]


def _drop_allowed(errors: Iterable[ReadingError]) -> Iterator[ReadingError]:
    """The errors that no line allows. A line without a reason allows nothing."""
    allowed: dict[Path, list[frozenset[str]]] = {}
    for error in errors:
        if error.path not in allowed:
            text = attempt([], partial(read_text, error.path), "")
            allowed[error.path] = list(_list_allowed(text))
        if error.check not in allowed[error.path][min(error.line, len(allowed[error.path]) - 1)]:
            yield error


def _list_allowed(text: str) -> Iterator[frozenset[str]]:
    """The checks that are allowed in each line, from 0: in itself, or above it up to an empty line.

    All lines at once: where a long line has thousands of mistakes, each search of it takes time.
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
