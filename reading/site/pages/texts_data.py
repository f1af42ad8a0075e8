"""Lists the texts of references that stand behind counts of texts, for their pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.reference import Reference
from reading.measures.frames import iterate_rows
from reading.tables import followed_terms as history
from reading.tables import locations
from reading.tables import nearness as likeness
from reading.text.tokens import fold, slug, split_words
from reading.text.wildcards import match_terms

Data = dict[str, Any]


def list_texts(book: Book) -> list[Data]:
    """The lists of each reference, in types of JSON.

    - name, title, citations, url, licence: those of the settings
    - texts, speakers, first, last: the numbers of texts and speakers, the first and the last year
    - years: for each year `year`, `all` (the number of its texts) and `names` of speakers
    - comparison: `texts` and `names` of the comparison set; `tested`, a list of the terms of the document
      that are compared with it, and `followed`, a list of the followed terms. Each has `term`, `label`,
      `anchor`, `texts`, and `names` with their numbers of occurrences, the most first
    - terms: for each followed term `term`, `page`, `alternatives` that count as one, `lemma` of the document,
      `texts`, `share`, `first` (a year or None), `course`, and `years`

    A year of a term has `year`, `texts`, `all`, `new` and `again` (names of speakers, whose first text with
    the term is of this year or of an earlier one) and `quotations`: `name`, `sentence` and `quotation`.

    A speaker with several texts in one list has their number: `Ann (2 texts)`.
    """
    return [
        _list_reference(book, reference, is_tested=reference is book.reference)
        for reference in book.references.values()
    ]


def _list_reference(book: Book, reference: Reference, *, is_tested: bool) -> Data:
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
        "comparison": _list_comparison(book, reference, is_tested=is_tested),
        "terms": _list_terms(book, reference),
    }


def _name_speakers(reference: Reference, speakers: Iterable[str]) -> list[str]:
    """The names of speakers in alphabetical order, with the number of texts where there are several."""
    counted = Counter(history.name_group(reference, speaker) for speaker in speakers)
    return [f"{name} ({number} texts)" if number > 1 else name for name, number in sorted(counted.items())]


def _list_comparison(book: Book, reference: Reference, *, is_tested: bool) -> Data:
    terms = list(likeness.compare_terms(book, reference)["term"]) if is_tested else []
    followed = reference.settings.terms
    parts = {term.name: list(map(fold, term.terms)) for term in followed}
    # All lemmas are matched once: few belong to any term.
    lemmas = match_terms(chain.from_iterable(parts.values()), reference.counts["lemma"].unique())
    counts = reference.counts[reference.counts["lemma"].isin(lemmas)]
    content = likeness.count_lemmas(book, reference)
    content = content[content["kind"].isin(["word", "phrase"]) & content["lemma"].isin(terms)]
    counted = [
        (lemma, book.lexicon.label(lemma), locations.term(lemma).anchor, content[content["lemma"] == lemma])
        for lemma in sorted(terms, key=book.lexicon.label)
    ]
    counted += [
        (name, name, f"followed.{slug(fold(name))}", _count_term(counts, parts[name], lemmas))
        for name in parts
    ]
    texts = reference.comparison
    lists = [
        {"term": term, "label": label, "anchor": anchor, **_count_speakers(reference, texts, rows)}
        for term, label, anchor, rows in counted
    ]
    return {
        "texts": len(texts),
        "names": _name_speakers(reference, texts["speaker"]),
        "tested": lists[: len(terms)],
        "followed": lists[len(terms) :],
    }


def _count_term(counts: pd.DataFrame, parts: list[str], lemmas: Iterable[str]) -> pd.DataFrame:
    """The rows of `counts` that a followed term stands for.

    As where the reference is derived, the words within a phrase are not counted a second time.
    """
    matched = match_terms(parts, lemmas)
    weights = {lemma: 1 - _count_inside(lemma, parts) for lemma in matched}
    rows = counts[counts["lemma"].isin(matched)]
    return rows.assign(count=rows["count"] * rows["lemma"].map(weights))


def _count_inside(lemma: str, parts: list[str]) -> int:
    """How many words within a phrase a term matches, too."""
    if " " not in lemma:
        return 0
    inside = [word.lemma for word in split_words(lemma) if word is not None and not word.closed]
    matched = match_terms(parts, inside)
    return sum(word in matched for word in inside)


def _count_speakers(reference: Reference, texts: pd.DataFrame, rows: pd.DataFrame) -> Data:
    """The number of texts, and the names of their speakers with occurrences, from rows [text, count]."""
    counts = rows.groupby("text")["count"].sum()
    speakers = texts.set_index("text")["speaker"].reindex(counts.index)
    found = counts.groupby(speakers).agg(["sum", "size"]).rename_axis("speaker").reset_index()
    ordered = sorted(
        (-int(count), history.name_group(reference, speaker), int(number))
        for speaker, count, number in zip(found["speaker"], found["sum"], found["size"], strict=True)
    )
    names = [
        # A number stays on the line of its name.
        f"{name} ({-count} in {number} texts)" if number > 1 else f"{name}\u00a0({-count})"
        for count, name, number in ordered
    ]
    return {"texts": len(counts), "names": names}


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
