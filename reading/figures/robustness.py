"""A book in; figures of how many of its findings hold whatever the analyst chooses, out."""

from __future__ import annotations

from collections.abc import Iterator

from reading.analysis import robustness as tried
from reading.analysis import themes
from reading.data.book import Book
from reading.figures.figure import INCIDENCE, Figure, rows
from reading.figures.themes import CODES
from reading.text.words import slug


def robustness(book: Book) -> Iterator[Figure]:
    """How far rankings, verdicts and weights keep under all choices."""
    found, kept = tried.findings(book), tried.stability(book)
    definition = "combinations of choices (stop list, phrases, metonyms) under which findings are tried"
    yield Figure("robustness.choices", len(kept), "combinations", definition, INCIDENCE)
    for level in tried.Level:
        definition = f"findings about terms that hold under {level} of the combinations of choices"
        number = int((found["level"] == level).sum())
        yield Figure(f"robustness.findings.{level}", number, "findings", definition, INCIDENCE)
    definition = (
        "the lowest agreement (Kendall's tau) of a ranking of terms with that under the book's choices"
    )
    if kept["tau"].notna().any():
        yield Figure("robustness.tau.lowest", float(kept["tau"].min()), "ratio", definition, INCIDENCE)
    definition = "of the top terms under the book's choices, the fewest that are at the top under others"
    yield Figure("robustness.overlap.lowest", int(kept["overlap"].min()), "terms", definition, INCIDENCE)
    definition = f"terms of rank {tried.TOP} and above under the book's choices"
    yield Figure("robustness.overlap.of", int(kept["of"].max()), "terms", definition, INCIDENCE)
    for choice in ("stop list", "phrases", "metonyms"):
        definition = f"findings about terms that hang on the choice of {choice}, the other choices kept"
        number = int(found["hinges"].str.contains(choice).sum())
        yield Figure(f"robustness.hinge.{slug(choice)}", number, "findings", definition, INCIDENCE)
    told = found[found["kind"] == "more"]
    definition = "terms that can be told to be more frequent in one section under some of the choices"
    yield Figure("robustness.told-apart", told["lemma"].nunique(), "terms", definition, INCIDENCE)
    definition = "the most combinations of choices under which any one term can be told apart"
    most = int(told["held"].max()) if len(told) else 0
    yield Figure("robustness.told-apart.most", most, "combinations", definition, INCIDENCE)
    for row in rows(found):
        place = f".{row.place.replace('/', '.')}" if row.place else ""
        name = f"robustness.{row.kind}{place}.{slug(row.lemma)}"
        definition = f"combinations of choices under which it is found that {row.finding}"
        # Under some choices a word counts that has no entry, such as an actor's name for its metonyms.
        yield Figure(name, int(row.held), "combinations", definition, INCIDENCE)


def theme_findings(book: Book) -> Iterator[Figure]:
    """How far findings about themes keep, whoever or whatever says which sentence carries which."""
    if not book.coding.passes:
        return
    table, found = CODES, tried.theme_findings(book)
    every = len(themes.sources(book))
    definition = "ways to say which sentence carries which theme: the consensus, each pass, each lexicon"
    yield Figure("robustness.themes.sources", every, "sources", definition, table)
    kept = int((found["held"] == every).sum())
    definition = "findings about themes that hold under all of these ways"
    yield Figure("robustness.themes.findings.all", kept, "findings", definition, table)
    definition = "findings about themes that hold under some of these ways"
    yield Figure("robustness.themes.findings", len(found), "findings", definition, table)
    for row in rows(found):
        name = f"robustness.themes.{row.kind}.{row.section}.{row.theme}"
        definition = f"ways to say which sentence carries which theme under which {row.finding}"
        yield Figure(name, int(row.held), "sources", definition, table)
