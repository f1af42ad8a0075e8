"""Finds the pages whose text changed, or that show figures or charts that changed."""

from __future__ import annotations

import ast
import filecmp
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reading.compare.changes import FigureChanges
from reading.compare.versions import Version
from reading.data.book import Book
from reading.data.cached import hash_dependencies
from reading.data.contents import find_source, read_contents, read_extensions
from reading.execution.cells import read_cells
from reading.figures.themes import CODES
from reading.files.errors import attempt
from reading.files.markdown import Extensions, parse_page
from reading.files.read import read_text

Options = dict[str, Any]

GATHERING = frozenset({"codebook", "evidence", "explorer"})
"""Directives that list content from elsewhere in the book."""


class PageChange(NamedTuple):
    """How a page changed.

    name: its path relative to the book's folder, without suffix
    text: "new", "removed", "edited" or empty
    figures: the names of the figures and claims on it that changed
    chart: the title of a chart that shows other numbers
    gathers: whether it lists content that changed elsewhere
    """

    name: str
    title: str
    text: str = ""
    figures: tuple[str, ...] = ()
    chart: str = ""
    gathers: bool = False


class _Page(NamedTuple):
    """What a page shows: figures and claims by name, charts with their options, and other directives."""

    title: str
    figures: frozenset[str] = frozenset()
    charts: tuple[tuple[str, Options], ...] = ()
    gathers: frozenset[str] = frozenset()


def compare_pages(
    earlier: Version, root: Path, figures: FigureChanges, *, retellings_changed: bool
) -> list[PageChange]:
    """The pages that changed, in the order of the contents; removed pages come last.

    A chart is drawn with the earlier and the present data, by the present code, only if nothing else on
    its page changed: drawing takes time, and one change is enough to list a page.

    Parameters
    ----------
    earlier : Version
        The version to compare with. Without a folder, only figures are compared.
    root : Path
        The folder of the present book.
    figures : FigureChanges
        The figures that changed.
    retellings_changed : bool
        Whether any retelling changed.
    """
    before = _find_pages(earlier.root) if earlier.root else {}
    chart_differs = _compare_charts(earlier.root, root) if earlier.root else None
    changes, pages, syntax = [], _find_pages(root), read_extensions(root)
    for name, path in pages.items():
        page = attempt([], partial(_read_page, path, syntax), _Page(name))
        change = PageChange(
            name,
            page.title or name,
            _compare_text(before.get(name), path) if earlier.root else "",
            tuple(sorted(page.figures & figures.names)),
            gathers=any(_gathers_change(one, figures, retellings_changed) for one in page.gathers),
        )
        if chart_differs and not any(change[2:]):
            titles = (
                options["title"] for chart, options in page.charts if chart_differs(name, (chart, options))
            )
            change = change._replace(chart=next(titles, ""))
        if any(change[2:]):
            changes.append(change)
    return changes + [PageChange(name, name, "removed") for name in before if name not in pages]


def _find_pages(root: Path) -> dict[str, Path]:
    """The pages of a book by name, in the order of its table of contents."""
    listed = attempt([], lambda: read_contents(root), [])
    paths = filter(None, (find_source(root, file.name) for file in listed))
    inside = [path for path in paths if path.is_relative_to(root)]
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in inside}


def _compare_text(before: Path | None, path: Path) -> str:
    if before is None:
        return "new"
    return "" if filecmp.cmp(before, path, shallow=False) else "edited"


def _gathers_change(directive: str, figures: FigureChanges, retellings_changed: bool) -> bool:
    """Whether a directive that lists content from elsewhere shows anything that changed."""
    if directive == "codebook":
        return retellings_changed or any(change.latest.table == CODES for change in figures.all)
    kinds = {change.latest.subject.kind for change in figures.all}
    if directive == "evidence":
        return retellings_changed or not kinds.isdisjoint({"term", "actor", "place", "stance"})
    return "term" in kinds


# What a page shows ------------------------------------------------------------------------------------------


def _read_page(path: Path, syntax: Extensions) -> _Page:
    if path.suffix == ".ipynb":
        return _read_notebook(path, syntax)
    return _read_markdown(read_text(path), syntax)


def _read_markdown(text: str, syntax: Extensions) -> _Page:
    page = parse_page(text, syntax)
    charts = tuple(
        (directive.argument, {option: directive.options.get(option, "") for option in ("title", "claim")})
        for directive in page.directives
        if directive.name == "chart"
    )
    return _Page(
        next((block.text for block in page.headings), ""),
        frozenset(role.text.strip() for role in page.roles if role.name == "fig") | _list_claims(charts),
        charts,
        frozenset(directive.name for directive in page.directives) & GATHERING,
    )


def _read_notebook(path: Path, syntax: Extensions) -> _Page:
    cells = read_cells(path)
    prose = "\n\n".join(cell.source for cell in cells if cell.kind == "markdown")
    charts = tuple(chart for cell in cells if cell.kind == "code" for chart in _find_charts(cell.source))
    page = _read_markdown(prose, syntax)
    return page._replace(figures=page.figures | _list_claims(charts), charts=charts)


def _list_claims(charts: tuple[tuple[str, Options], ...]) -> frozenset[str]:
    return frozenset(options["claim"] for _, options in charts)


def _find_charts(source: str) -> Iterator[tuple[str, Options]]:
    """The charts that a notebook's code calls, with their literal options."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := ast.unparse(node.func)).startswith("charts."):
            options = {
                word.arg: word.value.value
                for word in node.keywords
                if word.arg and isinstance(word.value, ast.Constant)
            }
            yield function.removeprefix("charts."), {"title": "", "claim": "", **options}


# Charts -----------------------------------------------------------------------------------------------------


def _compare_charts(before: Path, after: Path) -> Callable[[str, tuple[str, Options]], bool] | None:
    """A function that tells whether a chart of a page shows other numbers in two books.

    None if their data are the same, or if one of them has errors.
    """
    if hash_dependencies(before) == hash_dependencies(after):
        return None
    books = [attempt([], partial(Book.load, folder), None) for folder in (before, after)]
    if None in books:
        return None
    return lambda page, chart: len({str(_chart_table(book, page, *chart)) for book in books if book}) > 1


def _chart_table(book: Book, page: str, name: str, options: Options) -> Any:
    """The table of a chart; None if it cannot be drawn: the check and the build report why."""
    # Imported here because Altair takes a second, and most changes do not need it.
    from reading import charts

    if name not in charts.names():
        return None
    chart = getattr(charts, name)
    own = {"paragraph": book.paragraph_on(page)} if "paragraph" in inspect.signature(chart).parameters else {}
    try:
        return chart(book, **options, **own).usermeta["table"]
    except (TypeError, ValueError, LookupError):
        return None
