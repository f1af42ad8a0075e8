"""Collects the names that pages may use: figures, charts and what they link to."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import reading
from reading import figures
from reading.checks import slips
from reading.checks.quotations import read_titles
from reading.checks.references import Targets
from reading.data.book import Book
from reading.figures import Figure
from reading.files.errors import ReadingError, attempt
from reading.files.markdown import BOOK_EXTENSIONS, Extensions


@dataclass(frozen=True)
class KnownNames:
    """The names that pages may use.

    figures: the registry by name; None if it could not be computed, and then names of figures are not checked
    charts: the options of each chart, by its name
    targets: what pages may link to, cite or refer to
    states: the names of the lexicon's states, in small letters
    is_broken: whether a figure could not be computed, by its name; the error is reported elsewhere
    extensions: the Markdown extensions with which pages are parsed
    titles: the titles of the document, which no rule about words judges
    """

    figures: Mapping[str, Figure] | None
    charts: Mapping[str, frozenset[str]]
    targets: Targets
    is_broken: Callable[[str], bool]
    extensions: Extensions = BOOK_EXTENSIONS
    states: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


def collect_known_names(
    book: Book | None,
    unread: Collection[str],
    targets: Targets,
    extensions: Extensions,
    errors: list[ReadingError],
) -> KnownNames:
    """Compute the registry of figures as far as possible.

    Parameters
    ----------
    book : Book or None
        None if it could not be read.
    unread : collection of str
        The parts of the book that could not be read: figures and claims that depend on them are broken.
    targets : Targets
        What pages may link to, cite or refer to.
    extensions : Extensions
        The Markdown extensions with which pages are parsed.
    errors : list of ReadingError
        Errors of claims are added here.
    """
    options = list_charts(Path(reading.__file__).parent / "charts")
    if book is None:
        titles = read_titles(targets.root)
        return KnownNames(None, options, targets, lambda name: True, extensions, titles=titles)
    broken = {claim for claim in book.claims if any(figures.is_fed_by(side, unread) for side in claim.sides)}

    def compute_registry() -> dict[str, Figure]:
        claims = tuple(claim for claim in book.claims if claim not in broken)
        return figures.cached_registry(replace(book, claims=claims) if broken else book)

    mistakes: list[ReadingError] = []
    registry = attempt(mistakes, compute_registry, None)
    if registry is None:
        # Only claims raise errors here: compute the registry again without those that do.
        errors += mistakes
        lines = {error.line for error in mistakes}
        broken |= {claim for claim in book.claims if any(one.line in lines for one in claim.comparisons)}
        registry = compute_registry()
    names = {claim.name for claim in broken}
    return KnownNames(
        registry,
        options,
        targets,
        lambda name: name in names or figures.is_fed_by(name, unread),
        extensions,
        attempt([], lambda: slips.collect_states(book.lexicon), frozenset()),
        read_titles(targets.root),
    )


@functools.cache
def list_charts(package: Path) -> dict[str, frozenset[str]]:
    """The names of the charts of a Python package, each with its options.

    The modules are parsed and not imported, which is faster.
    """
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.glob("*.py"))]
    return {
        node.name: frozenset(argument.arg for argument in (*node.args.args, *node.args.kwonlyargs))
        for module in modules
        for node in module.body
        if isinstance(node, ast.FunctionDef) and "chart" in map(ast.unparse, node.decorator_list)
    }
