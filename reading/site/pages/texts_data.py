"""Lists the texts of references that stand behind counts of texts, for their pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from reading.data.book import Book
from reading.data.reference import Reference
from reading.measures.frames import iterate_rows
from reading.tables import followed_terms as history
from reading.tables import locations

Data = dict[str, Any]


def list_texts(book: Book) -> list[Data]:
    """The lists of each reference, in types of JSON.

    - name, title, citations, url, licence: those of the settings
    - texts, speakers, first, last: the numbers of texts and speakers, the first and the last year
    - years: for each year `year`, `all` (the number of its texts) and `names` of speakers
    - compared: the number of texts in the comparison set
    - terms: for each followed term `term`, `page`, `alternatives` that count as one, `lemma` of the document,
      `texts`, `share`, `first` (a year or None), `course`, and `years`

    A year of a term has `year`, `texts`, `all`, `new` and `again` (names of speakers, whose first text with
    the term is of this year or of an earlier one) and `quotations`: `name`, `sentence` and `quotation`.

    A speaker with several texts in one list has their number: `Ann (2 texts)`.
    """
    return [_list_reference(book, reference) for reference in book.references.values()]


def _list_reference(book: Book, reference: Reference) -> Data:
    settings, texts = reference.settings, reference.texts
    return {
        "name": reference.name,
        "title": settings.title,
        "citations": list(settings.source.citations),
        "url": settings.source.url or "",
        "licence": settings.licence.model_dump(),
        "texts": len(texts),
        "speakers": int(texts["speaker"].nunique()),
        "first": int(texts["year"].min()),
        "last": int(texts["year"].max()),
        "years": [
            {"year": year, "all": len(rows), "names": _name_speakers(reference, rows["speaker"])}
            for year, rows in ((int(str(each)), part) for each, part in texts.groupby("year"))
        ],
        "compared": len(reference.comparison),
        "terms": _list_terms(book, reference),
    }


def _name_speakers(reference: Reference, speakers: Iterable[str]) -> list[str]:
    """The names of speakers in alphabetical order, with the number of texts where there are several."""
    counted = Counter(reference.settings.name_of(speaker) for speaker in speakers)
    return [f"{name} ({number} texts)" if number > 1 else name for name, number in sorted(counted.items())]


def _list_terms(book: Book, reference: Reference) -> list[Data]:
    if not reference.settings.terms:
        return []
    lemmas = history.find_document_lemmas(book, reference)
    courses = {row.term: row for row in iterate_rows(history.describe_courses(reference))}
    quoted: dict[tuple[str, int], list[Data]] = defaultdict(list)
    for row in iterate_rows(history.list_quotations(reference)):
        shown = {"name": row.name, "sentence": int(row.sentence), "quotation": row.quotation}
        quoted[row.term, row.year].append(shown)
    years = _list_years(reference)
    listed = []
    for term in reference.settings.terms:
        course = courses[term.name]
        listed.append(
            {
                "term": term.name,
                "page": locations.term_location(reference, term.name).page,
                "alternatives": list(term.terms),
                "lemma": lemmas[term.name],
                "texts": int(course.texts),
                "share": int(course.texts) / len(reference.texts),
                "first": int(course.first) if course.texts else None,
                "course": str(course.course),
                "years": [
                    {**year, "quotations": quoted[term.name, year["year"]]} for year in years[term.name]
                ],
            }
        )
    return listed


def _list_years(reference: Reference) -> dict[str, list[Data]]:
    """The years of each followed term, without quotations. Loops, since a term and year has few rows."""
    speakers: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in iterate_rows(reference.uses):
        speakers[row.term, row.year].append(row.speaker)
    sizes = Counter(map(int, reference.texts["year"]))
    years: dict[str, list[Data]] = {}
    for term in history.list_terms(reference):
        seen: set[str] = set()
        years[term] = []
        for year, size in sorted(sizes.items()):
            found = speakers[term, year]
            years[term].append(
                {
                    "year": year,
                    "texts": len(found),
                    "all": size,
                    "new": _name_speakers(reference, (one for one in found if one not in seen)),
                    "again": _name_speakers(reference, (one for one in found if one in seen)),
                }
            )
            seen.update(found)
    return years
