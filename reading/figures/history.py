"""Figures of the words of the document through the years of a reference."""

from __future__ import annotations

from collections.abc import Iterator

from reading.data.book import Book
from reading.data.descriptor import table_name
from reading.data.reference import FOLDER, Reference
from reading.figures.figure import Figure, Subject, interval_ends
from reading.measures.frames import iterate_rows
from reading.tables import followed_terms as history
from reading.text.words import fold, slug, slug_ascii

WHOLE = Subject("history")


def histories(book: Book) -> Iterator[Figure]:
    """How many texts use each followed term, and when. Nothing for a book without a reference."""
    reference = history.choose_reference(book)
    if reference is None:
        return
    folder = (FOLDER / reference.name).as_posix()
    texts, years, first = (f"{folder}/{table_name(name)}" for name in ("texts", "years", "first"))
    called = f"the reference {reference.name}"
    yield Figure(WHOLE, "texts", len(reference.texts), "texts", f"texts of {called}", texts)
    terms = len(reference.settings.terms)
    yield Figure(WHOLE, "terms", terms, "terms", f"terms that are followed in {called}", years)
    for statistic, value in (("first-year", "min"), ("last-year", "max")):
        year = int(reference.texts["year"].agg(value))
        definition = f"{statistic.partition('-')[0]} year of which {called} has texts"
        yield Figure(WHOLE, statistic, year, "year", definition, texts)
    courses = history.describe_courses(reference)
    for course in history.Course:
        number = int((courses["course"] == course).sum())
        definition = f"followed terms of which the share of texts in {called} has this course: {course}"
        yield Figure(WHOLE, slug(course.name.lower()), number, "terms", definition, years)
    new = int(history.find_new_uses(reference)["term"].nunique())
    definition = f"followed terms that no text of the first year of {called} uses, but later ones do"
    yield Figure(WHOLE, "new", new, "terms", definition, first)
    for row in iterate_rows(history.count_leads(reference)):
        subject = Subject("speaker", slug_ascii(row.name))
        for statistic, number, said in (
            ("new", row.used, "has used"),
            ("leads", row.leads, "used in an earlier year than every other speaker that is followed"),
        ):
            definition = f"new terms of {called} that {row.name} {said}"
            yield Figure(subject, statistic, int(number), "terms", definition, first)
    yield from _count_by_speaker(reference)
    window = history.count_window(reference)
    for row in iterate_rows(courses):
        subject = Subject("history", slug(fold(row.term)))
        using = f"texts of {called} that use “{row.term}”"
        yield Figure(subject, "texts", int(row.texts), "texts", using, years)
        if not row.texts:
            continue
        yield Figure(subject, "first", int(row.first), "year", f"first year with {using}", years)
        share = f"share of {using}"
        yield Figure(subject, "last", float(row.last), "share", f"{share} in the last year", years)
        yield Figure(subject, "peak", float(row.peak), "share", f"highest {share} in a year", years)
        yield Figure(subject, "peak-year", int(row.peak_year), "year", f"year of the highest {share}", years)
        for statistic, value, ends in (
            ("start", row.start, (row.start_low, row.start_high)),
            ("end", row.end, (row.end_low, row.end_high)),
        ):
            period = "first" if statistic == "start" else "last"
            definition = f"{share} in the {period} {window} years"
            yield Figure(subject, statistic, float(value), "share", definition, years)
            yield from interval_ends(subject, statistic, ends, "share", definition, years)


def _count_by_speaker(reference: Reference) -> Iterator[Figure]:
    """How many texts of each followed speaker use a term, and since when. Nothing where none does."""
    folder = (FOLDER / reference.name).as_posix()
    uses = reference.uses[reference.uses["speaker"].isin(reference.settings.followed)]
    for (term, speaker), rows in uses.groupby(["term", "speaker"], sort=False):
        name = history.name_group(reference, str(speaker))
        subject = Subject("history", slug(fold(str(term))), "by", slug_ascii(name))
        using = f"texts of {name} in the reference {reference.name} that use “{term}”"
        table = f"{folder}/{table_name('texts')}"
        yield Figure(subject, "texts", len(rows), "texts", using, table)
        yield Figure(subject, "first", int(rows["year"].min()), "year", f"first year with {using}", table)
