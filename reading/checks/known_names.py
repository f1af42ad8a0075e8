"""Collects the names that pages may use: figures, claims and what they link to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from reading.checks import slips
from reading.checks.references import Targets
from reading.data.book import Book
from reading.files.errors import ReadingError, attempt
from reading.tables.figures import Figures


@dataclass(frozen=True)
class KnownNames:
    """The names that pages may use.

    figures: all figures by name; None if the book could not be read, and then their names are not checked
    claims: whether each claim is true, by its name; one that cannot be decided is missing
    targets: what pages may link to, cite or refer to
    states: the names of the lexicon's states, in small letters
    is_broken: whether a figure or a claim could not be computed, by its name; the error is reported elsewhere
    """

    figures: Figures | None
    claims: Mapping[str, bool]
    targets: Targets
    is_broken: Callable[[str], bool]
    states: frozenset[str] = frozenset()


def collect_known_names(
    book: Book | None,
    unread: Collection[str],
    targets: Targets,
    errors: list[ReadingError],
) -> KnownNames:
    """Collect the names, and decide the claims as far as possible.

    Parameters
    ----------
    book : Book or None
        None if it could not be read.
    unread : collection of str
        The parts of the book that could not be read: figures and claims that depend on them are broken.
    targets : Targets
        What pages may link to, cite or refer to.
    errors : list of ReadingError
        Errors of claims are added here.
    """
    if book is None:
        return KnownNames(None, {}, targets, lambda name: True)
    figures = Figures(book)

    def is_fed(name: str) -> bool:
        return not set(figures.needs(name)).isdisjoint(unread)

    broken: set[str] = set()
    holds: dict[str, bool] = {}
    for claim in book.claims:
        if any(map(is_fed, claim.sides)):
            broken.add(claim.name)
        elif mistakes := list(claim.mistakes(figures, figures.hint)):
            broken.add(claim.name)
            errors += mistakes
        else:
            holds[claim.name] = claim.holds(figures)
    return KnownNames(
        figures,
        holds,
        targets,
        lambda name: name in broken or is_fed(name) or ("claims" in unread and name.startswith("claims.")),
        attempt([], lambda: slips.collect_states(book.lexicon), frozenset()),
    )
