"""Checks the ledger of checks: whether what people checked exists, and whether their checks still hold."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from reading.analysis.review import collect_retellings
from reading.data import chapters, review
from reading.data.book import Book
from reading.data.cached import get_cached
from reading.data.review import (
    Check,
    Target,
    hash_chapter,
    hash_figure,
    hash_retelling,
    hash_table,
    parse_target,
)
from reading.figures import Figure
from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.read import read_yaml
from reading.files.yaml import line_of

OPTIONS = frozenset({"book", "title", "claim", "paragraph"})
"""The options that a chart may need to be checked by its name."""

CHART_HINT = "a chart of a chapter is written section/paragraph#NAME"


class Findings(NamedTuple):
    """What is wrong in the ledger, and what people should know of it: checks that lapsed or contradict."""

    errors: list[ReadingError]
    notes: list[ReadingError]


class Checkable:
    """What people can check in a version of a book.

    book: its document, data and chapters
    figures: the registry; None where it could not be computed
    """

    def __init__(self, book: Book, figures: Mapping[str, Figure] | None) -> None:
        self._book, self._figures = book, figures

    @cached_property
    def retellings(self) -> dict[str, dict[int, list[str]]]:
        """The texts that retell each sentence, by paragraph and number."""
        return collect_retellings(self._book)

    def compute_hash(self, what: str) -> str:
        """The hash of something that a check can be about; empty where it does not exist."""
        paragraph, sentence, chart, figure = parse_target(what)
        chapter = self.retellings.get(paragraph, {})
        if figure:
            known = (self._figures or {}).get(figure)
            return hash_figure(figure, str(known)) if known else ""
        if chart:
            return self._hash_chart(chart, paragraph)
        if sentence:
            return hash_retelling(chapter[sentence]) if sentence in chapter else ""
        return hash_chapter(chapter) if chapter else ""

    def holds(self, check: Check) -> bool:
        """Whether what a person checked is still as it was seen."""
        return self.compute_hash(check.what) == check.seen

    def describe_missing(self, what: str) -> tuple[str, str] | None:
        """What is wrong with the name of something that does not exist, and a hint. None if it exists."""
        paragraph, sentence, chart, figure = parse_target(what)
        sizes = self._book.document.sentences.groupby("paragraph", sort=False).size()
        if figure:
            if self._figures is None or figure in self._figures:
                return None
            hint = suggest(figure, self._figures) or "`reading figures` lists all"
            return f"no figure is called {figure!r}", hint
        if paragraph and paragraph not in sizes.index:
            hint = suggest_or_list(paragraph, sizes.index)
            return f"there is no paragraph {paragraph!r}", hint
        if sentence > sizes.get(paragraph, sentence):
            return f"{paragraph} has no sentence {sentence}", f"it has {sizes[paragraph]}"
        if chart and chart not in (names := _list_charts(within=bool(paragraph))):
            return f"no chart {'of a chapter ' if paragraph else ''}is called {chart!r}", suggest_or_list(
                chart, names
            )
        return None

    def find_other(self, seen: str) -> str:
        """The retelling or chapter that a hash is of; empty where it is of none."""
        whole = {hash_chapter(chapter): paragraph for paragraph, chapter in self.retellings.items()}
        single = {
            hash_retelling(texts): f"{paragraph}#{number}"
            for paragraph, chapter in self.retellings.items()
            for number, texts in chapter.items()
        }
        return (whole | single).get(seen, "")

    def _hash_chart(self, name: str, paragraph: str) -> str:
        """The hash of the table of a chart; empty where the book cannot draw it."""
        if name not in _list_charts(within=bool(paragraph)):
            return ""
        table = get_cached(
            self._book, f"table of {name} {paragraph}", lambda book: _read_table(book, name, paragraph)
        )
        return hash_table(table) if table else ""


def check_review(
    root: Path, book: Book | None, figures: Mapping[str, Figure] | None, broken: Collection[Path] = ()
) -> Findings:
    """Find what is wrong in the ledger, and the checks that have lapsed or contradict each other.

    Parameters
    ----------
    root : Path
        The folder of the book.
    book, figures : Book and Mapping or None
        The book and the registry; None where they could not be read, and then only the file is checked.
    broken : collection of Path
        Files with mistakes. Checks of chapters among them are not looked at.
    """
    path = root / review.PATH
    found = Findings([], [])
    checks = attempt(found.errors, lambda: review.read(root), ())
    if not checks or book is None:
        return found
    tree = read_yaml(path)
    lines = [line_of(tree, ("checks", number)) for number in range(len(checks))]
    checkable, standing = Checkable(book, figures), dict[int, Check]()
    first: dict[tuple[str, ...], int] = {}
    for number, check in enumerate(checks):
        line = first.setdefault((check.person, check.what, check.seen), lines[number])
        if line != lines[number]:
            problem = f"{check.who} has checked {check.what} twice in the same words"
            found.errors.append(
                ReadingError(path, lines[number], problem, f"first in line {line}; keep one of the two")
            )
        if (missing := checkable.describe_missing(check.what)) is not None:
            place = line_of(tree, ("checks", number, "what"))
            found.errors.append(ReadingError(path, place, *missing))
        elif _is_known(check.target, root, figures, broken):
            place = line_of(tree, ("checks", number, "seen"))
            if checkable.holds(check):
                standing[number] = check
            elif other := checkable.find_other(check.seen):
                problem = f"the hash {check.seen!r} is not that of {check.what}"
                found.errors.append(ReadingError(path, place, problem, f"it is that of {other}"))
            else:
                problem = (
                    f"the check of {check.what} by {check.who} has lapsed: what was seen has changed since"
                )
                found.notes.append(
                    ReadingError(path, lines[number], problem, "it counts no longer; check it again")
                )
    found.notes.extend(_find_contradictions(path, standing, lines))
    return found


def _is_known(target: Target, root: Path, figures: object, broken: Collection[Path]) -> bool:
    """Whether what is checked can be compared: its chapter has no mistakes, and its figure was computed."""
    if target.figure:
        return figures is not None
    return not target.paragraph or root / f"{chapters.page_of(target.paragraph)}.md" not in broken


def _find_contradictions(
    path: Path, standing: Mapping[int, Check], lines: list[int]
) -> Iterator[ReadingError]:
    """A note for each check that contradicts an earlier one of another person.

    A chapter that is right contradicts a sentence of it that is wrong.
    """
    ends = {"right": "wrong", "wrong": "right"}
    for number, check in standing.items():
        for earlier, other in standing.items():
            if earlier >= number or other.person == check.person or ends.get(check.verdict) != other.verdict:
                continue
            right, wrong = sorted((check, other), key=lambda one: one.verdict)
            whole = right.target == Target(wrong.target.paragraph) and bool(wrong.target.sentence)
            if check.what == other.what or whole:
                problem = f"{check.who} finds {check.what} {check.verdict}, "
                problem += f"and {other.who} finds {other.what} {other.verdict}"
                hint = f"in line {lines[earlier]}; talk about it, or let a third person check it"
                yield ReadingError(path, lines[number], problem, hint)


def _list_charts(*, within: bool) -> list[str]:
    """The names of the charts that can be checked by their names: of a chapter, or of the whole document."""
    # Imported here because Altair takes a third of a second.
    from reading import charts

    names = []
    for name in charts.names():
        parameters = inspect.signature(getattr(charts, name)).parameters
        needed = {key for key, one in parameters.items() if one.default is one.empty}
        if needed <= OPTIONS and ("paragraph" in parameters) == within:
            names.append(name)
    return names


def _read_table(book: Book, name: str, paragraph: str) -> Any:
    """The table of a chart. None where the book has nothing to show in it."""
    from reading import charts

    make_chart: Callable[..., Any] = getattr(charts, name)
    own = {"paragraph": paragraph} if paragraph else {}
    try:
        return make_chart(book, title=name, claim="", **own).usermeta["table"]
    except ValueError:
        return None
