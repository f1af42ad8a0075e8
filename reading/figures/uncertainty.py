"""A book in; figures of how far the counts of its document's terms can be trusted, and compared, out."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reading.analysis.counting import against_english as compared_with_english
from reading.analysis.counting import counted
from reading.data.book import Book
from reading.figures.figure import INCIDENCE, VOCABULARY, Figure, rows
from reading.measures import association, dispersion, keyness, resampling
from reading.text.words import slug

REPEATED = 2
"""Occurrences from which on a term's spread, and its comparison between sections, are published."""


def intervals(book: Book) -> Iterator[Figure]:
    """The ends of the interval of each term's rate."""
    rates = resampling.bootstrap_rates(book.document.incidence, book.document.sentences)
    for row in rows(rates):
        for end, value in (("low", row.low), ("high", row.high)):
            definition = (
                f"{end} end of the 95 % interval of occurrences of '{row.lemma}' per thousand tokens, "
                "from sentences drawn anew within their sections"
            )
            name = f"term.{slug(row.lemma)}.rate.{end}"
            yield from _finite(name, value, "per thousand tokens", definition, row.lemma)


def spread(book: Book) -> Iterator[Figure]:
    """How evenly each repeated term spreads over the paragraphs."""
    document = book.document
    found = dispersion.dispersion(document.incidence, document.paragraphs, unit="paragraph")
    for row in rows(found[found["count"] >= REPEATED]):
        name = f"term.{slug(row.lemma)}"
        for measure, value, said in (
            ("dp", row.dp, "deviation of proportions (DP)"),
            ("dp-norm", row.dp_norm, "deviation of proportions, normed (DPnorm)"),
            ("juilland-d", row.juilland_d, "Juilland's D"),
        ):
            definition = f"{said} of '{row.lemma}' over the paragraphs"
            yield from _finite(f"{name}.{measure}", value, "ratio", definition, row.lemma)


def comparisons(book: Book) -> Iterator[Figure]:
    """Each section's terms against the rest of the document, by the verdict rule of `measures.keyness`."""
    compared = keyness.keyness(counted(book), book.document.sentences)
    repeated = compared[compared["count"] + compared["elsewhere"] >= REPEATED]
    for row in rows(repeated):
        name = f"section.{row.section}.term.{slug(row.lemma)}"
        where = f"of '{row.lemma}' in the section {row.section} against the rest of the document"
        for measure, value, unit, said in (
            ("log-ratio", row.log_ratio, "doublings", "Log Ratio"),
            ("log-ratio.low", row.low, "doublings", "low end of the exact 95 % interval of the Log Ratio"),
            ("log-ratio.high", row.high, "doublings", "high end of the exact 95 % interval of the Log Ratio"),
            ("lrc", row.lrc, "doublings", "conservative Log Ratio (LRC)"),
            ("g2", row.g2, "ratio", "log-likelihood ratio (G2)"),
            ("difference", row.percent_difference, "percent", "difference of rates (%DIFF)"),
            ("p", row.p, "probability", "p-value, by permuting sentences between the sections,"),
            ("p-adjusted", row.p_adjusted, "probability", "p-value, adjusted by Benjamini and Hochberg,"),
        ):
            yield from _finite(f"{name}.{measure}", value, unit, f"{said} {where}", row.lemma)
        definition = f"what can be said {where}"
        yield Figure(f"{name}.verdict", str(row.verdict), "verdict", definition, INCIDENCE, row.lemma)
    tested = compared[compared["p"].notna()]
    told = tested[tested["verdict"] != keyness.Verdict.NEITHER]
    definition = f"terms with at least {keyness.LEAST} occurrences, which are tested between the sections"
    yield Figure("keyness.tested", tested["lemma"].nunique(), "terms", definition, INCIDENCE)
    definition = "occurrences in the document from which on a term is tested between the sections"
    yield Figure("keyness.least", keyness.LEAST, "occurrences", definition, INCIDENCE)
    definition = "terms that one section can be told to have more of than the rest of the document"
    yield Figure("keyness.told-apart", told["lemma"].nunique(), "terms", definition, INCIDENCE)
    if len(tested):
        definition = "the lowest adjusted p-value of all terms that are tested between the sections"
        lowest = float(tested["p_adjusted"].min())
        yield Figure("keyness.lowest-p-adjusted", lowest, "probability", definition, INCIDENCE)


def against_english(book: Book) -> Iterator[Figure]:
    """The document's words against their rates in general English."""
    compared = compared_with_english(book.document)
    for verdict, name, said in (
        (keyness.Verdict.MORE, "more", "more often than in general English"),
        (keyness.Verdict.LESS, "less", "less often than in general English"),
        (keyness.Verdict.NEITHER, "neither", "about as often as in general English, so far as can be told"),
        (keyness.Verdict.UNKNOWN, "unknown", "and that the list of general English does not have"),
    ):
        found = int((compared["verdict"] == verdict)[compared["count"] > 0].sum())
        definition = f"types that the document uses {said}"
        yield Figure(f"english.{name}", found, "types", definition, VOCABULARY)
    for row in rows(compared[compared["verdict"] == keyness.Verdict.MORE]):
        said = f"of '{row.token}' in the document over that in general English"
        name = f"english.token.{row.token}"
        yield Figure(f"{name}.times", 2**row.log_ratio, "times", f"rate {said}", VOCABULARY)


def collocations(book: Book) -> Iterator[Figure]:
    """Which terms share sentences with the most frequent ones, and whether more than chance would have it."""
    words, sentences = counted(book), book.document.sentences
    totals = words.groupby("lemma")["count"].sum()
    nodes = list(totals[totals >= keyness.LEAST].index)
    for node in nodes:
        for row in rows(association.collocates(words, node, sentences=sentences)):
            name = f"term.{slug(node)}.with.{slug(row.lemma)}"
            said = f"'{node}' and '{row.lemma}'"
            definition = f"sentences that hold both {said}"
            yield Figure(f"{name}.sentences", int(row.together), "sentences", definition, INCIDENCE, node)
            definition = f"logDice of {said}, over sentences"
            yield Figure(f"{name}.log-dice", float(row.log_dice), "ratio", definition, INCIDENCE, node)
            definition = f"p-value of Fisher's exact test of {said}, over sentences, for itself alone"
            yield Figure(f"{name}.p", float(row.p), "probability", definition, INCIDENCE, node)
    definition = f"terms with at least {keyness.LEAST} occurrences, whose collocates are looked at"
    yield Figure("collocates.nodes", len(nodes), "terms", definition, INCIDENCE)
    tested = association.pairs(words, nodes, sentences=sentences)
    definition = "pairs that these terms make with all terms of two sentences or more, tested as one family"
    yield Figure("collocates.tested", len(tested), "pairs", definition, INCIDENCE)
    definition = "of these pairs, those that share more sentences than chance would have it"
    more = (tested["p_adjusted"] <= keyness.Q) & (tested["together"] > tested["expected"])
    yield Figure("collocates.told", int(more.sum()), "pairs", definition, INCIDENCE)
    if len(tested):
        definition = "the lowest adjusted p-value of all pairs that are tested"
        lowest = float(tested["p_adjusted"].min())
        yield Figure("collocates.lowest-p-adjusted", lowest, "probability", definition, INCIDENCE)


def _finite(name: str, value: float, unit: str, definition: str, lemma: str) -> Iterator[Figure]:
    """A figure that has a value: an interval may have no end, and what is not tested has no p-value."""
    if math.isfinite(value):
        yield Figure(name, float(value), unit, definition, INCIDENCE, lemma)
