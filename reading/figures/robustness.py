"""Figures of how many findings hold whatever the analyst chooses."""

from __future__ import annotations

from collections.abc import Iterator

from reading.data.book import Book
from reading.figures.figure import INCIDENCE, Figure, Subject
from reading.figures.themes import CODES
from reading.measures.frames import iterate_rows
from reading.tables import theme_counts as themes
from reading.tables import trials as analysis
from reading.text.words import slug


def robustness(book: Book) -> Iterator[Figure]:
    """How far rankings, verdicts and weights keep under all choices."""
    subject = Subject("robustness")
    findings, rankings = analysis.findings(book), analysis.stability(book)
    definition = "combinations of choices (stop list, phrases, metonyms) under which findings are tried"
    yield Figure(subject, "choices", len(rankings), "combinations", definition, INCIDENCE)
    for level in analysis.Level:
        definition = f"findings about terms that hold under {level} of the combinations of choices"
        number = int((findings["level"] == level).sum())
        yield Figure(subject, f"findings.{level}", number, "findings", definition, INCIDENCE)
    definition = (
        "the lowest agreement (Kendall's tau) of a ranking of terms with that under the book's choices"
    )
    yield Figure(subject, "tau.lowest", float(rankings["tau"].min()), "ratio", definition, INCIDENCE)
    definition = "of the top terms under the book's choices, the fewest that are at the top under others"
    yield Figure(subject, "overlap.lowest", int(rankings["overlap"].min()), "terms", definition, INCIDENCE)
    definition = f"terms of rank {analysis.TOP} and above under the book's choices"
    yield Figure(subject, "overlap.of", int(rankings["of"].max()), "terms", definition, INCIDENCE)
    for choice in ("stop list", "phrases", "metonyms"):
        definition = f"findings about terms that hang on the choice of {choice}, the other choices kept"
        number = int(findings["depends_on"].str.contains(choice).sum())
        yield Figure(subject, f"hinge.{slug(choice)}", number, "findings", definition, INCIDENCE)
    told_apart = findings[findings["kind"] == "more"]
    definition = "terms that can be told to be more frequent in one section under some of the choices"
    yield Figure(subject, "told-apart", told_apart["lemma"].nunique(), "terms", definition, INCIDENCE)
    definition = "the most combinations of choices under which any one term can be told apart"
    most = int(told_apart["held"].max()) if len(told_apart) else 0
    yield Figure(subject, "told-apart.most", most, "combinations", definition, INCIDENCE)
    for row in iterate_rows(findings):
        finding = ".".join(filter(None, (row.kind, *row.place.split("/"), slug(row.lemma))))
        definition = f"combinations of choices under which it is found that {row.finding}"
        # Under some choices a word counts that has no entry, such as an actor's name for its metonyms.
        yield Figure(subject, finding, int(row.held), "combinations", definition, INCIDENCE)


def theme_findings(book: Book) -> Iterator[Figure]:
    """How far findings about themes keep, whoever or whatever says which sentence carries which."""
    if themes.find_source(book) != themes.CONSENSUS or not book.coding.passes:
        return
    subject, findings = Subject("robustness", relation="themes"), analysis.theme_findings(book)
    every = len(themes.sources(book))
    definition = "ways to say which sentence carries which theme: by one or several coders, or by a lexicon"
    yield Figure(subject, "sources", every, "sources", definition, CODES)
    number = int((findings["held"] == every).sum())
    definition = "findings about themes that hold under all of these ways"
    yield Figure(subject, "findings.all", number, "findings", definition, CODES)
    definition = "findings about themes that hold under some of these ways"
    yield Figure(subject, "findings", len(findings), "findings", definition, CODES)
    for row in iterate_rows(findings):
        finding = f"{row.kind}.{row.section}.{row.theme}"
        definition = f"ways to say which sentence carries which theme under which {row.finding}"
        yield Figure(subject, finding, int(row.held), "sources", definition, CODES)
