"""Figures of what people have checked."""

from __future__ import annotations

from collections.abc import Iterator

from reading.analysis.review import collect_retellings, is_lapsed, standing_checks
from reading.data.book import Book
from reading.data.review import PATH
from reading.figures.figure import Figure, Subject
from reading.measures.incidence import SENTENCE

REVIEW = Subject("review")


def reviews(book: Book) -> Iterator[Figure]:
    """How many sentences people have checked, and how many checks lapsed. It depends on the chapters."""
    table = PATH.as_posix()
    checks = standing_checks(book)
    for statistic, verdicts, found in (
        ("sentences-checked", ("right", "wrong"), "checked as it stands"),
        ("sentences-wrong", ("wrong",), "found wrong as it stands"),
    ):
        sentences = checks[checks["verdict"].isin(verdicts)].drop_duplicates(SENTENCE)
        definition = f"sentences whose retelling a person has {found}"
        yield Figure(REVIEW, statistic, len(sentences), "sentences", definition, table)
    people = len({check.person for check in book.review})
    yield Figure(REVIEW, "people", people, "people", "people who have signed a check", table)
    retellings = collect_retellings(book) if book.review else {}
    lapsed = sum(is_lapsed(check, retellings) for check in book.review)
    definition = "checks of sentences and chapters whose words have changed since"
    yield Figure(REVIEW, "lapsed", lapsed, "checks", definition, table)
