"""Two states of a book go in; its pages whose text changed, or that show what moved, come out."""

from __future__ import annotations

import ast
import filecmp
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reading.compare.editions import Edition
from reading.compare.moves import Moved
from reading.data import contents
from reading.data.book import Book
from reading.data.contents import extensions
from reading.execution.cells import read_cells
from reading.figures import behind
from reading.figures.themes import CODES
from reading.files.errors import attempt
from reading.files.markdown import Extensions, read
from reading.files.read import read_text

Options = dict[str, Any]

GATHERING = frozenset({"codebook", "evidence", "explorer"})
"""Directives that gather what stands elsewhere in the book."""


class Change(NamedTuple):
    """What changed of a page.

    name: below the book's folder and without suffix
    text: "new", "removed", "edited" or empty
    figures: the names of the figures and claims on it that moved
    chart: the title of a chart that shows other numbers than it did
    gathers: whether it gathers what changed elsewhere
    """

    name: str
    title: str
    text: str = ""
    figures: tuple[str, ...] = ()
    chart: str = ""
    gathers: bool = False


class _Page(NamedTuple):
    """What a page shows by name: figures and claims, charts with their options, and other directives."""

    title: str
    figures: frozenset[str] = frozenset()
    charts: tuple[tuple[str, Options], ...] = ()
    gathers: frozenset[str] = frozenset()


def changed(earlier: Edition, root: Path, moved: Moved, *, retold: bool) -> list[Change]:
    """The pages that changed, in the order of the table of contents, removed ones last.

    `retold` says whether any retelling changed. Of a page that nothing else is known to have changed, charts
    are drawn from the earlier data and from the present, by the present code, until one differs.
    """
    before = _paths(earlier.root) if earlier.root else {}
    differs = _charts_differ(earlier.root, root) if earlier.root else None
    found, pages, syntax = [], _paths(root), extensions(root)
    for name, path in pages.items():
        page = attempt([], partial(_read, path, syntax), _Page(name))
        change = Change(
            name,
            page.title or name,
            _edit(before.get(name), path) if earlier.root else "",
            tuple(sorted(page.figures & moved.names)),
            gathers=any(_gathered(one, moved, retold) for one in page.gathers),
        )
        if differs and not any(change[2:]):
            charts = (call[1]["title"] for call in page.charts if differs(name, call))
            change = change._replace(chart=next(charts, ""))
        if any(change[2:]):
            found.append(change)
    return found + [Change(name, name, "removed") for name in before if name not in pages]


def _paths(root: Path) -> dict[str, Path]:
    """The pages of a book, by name, in the order of its table of contents."""
    listed = attempt([], lambda: contents.listed(root), [])
    paths = filter(None, (contents.located(root, file.name) for file in listed))
    inside = [path for path in paths if path.is_relative_to(root)]
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in inside}


def _edit(before: Path | None, path: Path) -> str:
    if before is None:
        return "new"
    return "" if filecmp.cmp(before, path, shallow=False) else "edited"


def _gathered(directive: str, moved: Moved, retold: bool) -> bool:
    """Whether a directive that gathers what stands elsewhere shows anything else than it did."""
    if directive == "codebook":
        figures = [moved.later.get(name) or moved.earlier[name] for name in moved.names]
        return retold or any(figure.table == CODES for figure in figures)
    about = {part for name in moved.names for part in name.split(".")}
    if directive == "evidence":
        return retold or not about.isdisjoint({"term", "actor", "stance"})
    return "term" in about


# What a page shows ------------------------------------------------------------------------------------------


def _read(path: Path, syntax: Extensions) -> _Page:
    return _notebook(path, syntax) if path.suffix == ".ipynb" else _markdown(read_text(path), syntax)


def _markdown(text: str, syntax: Extensions) -> _Page:
    page = read(text, syntax)
    drawn = [
        (one.argument, {option: one.options.get(option, "") for option in ("title", "claim")})
        for one in page.directives
        if one.name == "chart"
    ]
    figures = {role.text.strip() for role in page.roles if role.name == "fig"}
    title = next((block.text for block in page.headings), "")
    gathers = frozenset(one.name for one in page.directives) & GATHERING
    return _Page(
        title, frozenset(figures | {options["claim"] for _, options in drawn}), tuple(drawn), gathers
    )


def _notebook(path: Path, syntax: Extensions) -> _Page:
    read_in = read_cells(path)
    prose = _markdown("\n\n".join(cell.source for cell in read_in if cell.kind == "markdown"), syntax)
    drawn = [call for cell in read_in if cell.kind == "code" for call in _calls(cell.source)]
    claims = {options["claim"] for _, options in drawn}
    return prose._replace(figures=prose.figures | claims, charts=tuple(drawn))


def _calls(source: str) -> Iterator[tuple[str, Options]]:
    """The charts that a notebook's code draws, with the options that are written out."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)).startswith("charts."):
            written = {
                word.arg: word.value.value
                for word in node.keywords
                if word.arg and isinstance(word.value, ast.Constant)
            }
            yield called.removeprefix("charts."), {"title": "", "claim": "", **written}


# Charts -----------------------------------------------------------------------------------------------------


def _charts_differ(before: Path, after: Path) -> Callable[[str, tuple[str, Options]], bool] | None:
    """Whether a chart of a page shows other numbers by the data of two books.

    None where their data are the same, and where a book has mistakes: then nothing is known.
    """
    if behind(before) == behind(after):
        return None
    books = [attempt([], partial(Book.load, folder), None) for folder in (before, after)]
    if None in books:
        return None
    return lambda page, call: len({str(_drawn(book, page, *call)) for book in books if book}) > 1


def _drawn(book: Book, page: str, name: str, options: Options) -> Any:
    """The table behind a chart; None for what cannot be drawn, which the check and the build tell."""
    # Imported here since Altair takes a second, and most changes need none of it.
    from reading import charts

    if name not in charts.names():
        return None
    make = getattr(charts, name)
    own = {"paragraph": book.paragraph_on(page)} if "paragraph" in inspect.signature(make).parameters else {}
    try:
        return make(book, **options, **own).usermeta["table"]
    except (TypeError, ValueError, LookupError):
        return None
