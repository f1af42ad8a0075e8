"""Figures of the uncertainty of the counts of terms, and of comparisons between them."""

from __future__ import annotations

from collections.abc import Iterator

from reading.analysis.counting import compare_with_english, count_words
from reading.analysis.likeness import find_reference
from reading.data.book import Book
from reading.figures.figure import INCIDENCE, RATE, VOCABULARY, Figure, Subject, interval_ends
from reading.measures import association, dispersion, keyness
from reading.measures.frames import iterate_rows
from reading.measures.intervals import rates_with_intervals
from reading.text.words import slug

REPEATED = 2
"""Occurrences from which on a term's spread, and its comparison between sections, are published."""

KEYNESS, COLLOCATES = Subject("keyness"), Subject("collocates")


def intervals(book: Book) -> Iterator[Figure]:
    """The ends of the interval of each term's rate."""
    rates = rates_with_intervals(book.document.incidence, book.document.sentences)
    for row in iterate_rows(rates):
        subject, ends = Subject.term(row.lemma), (row.low, row.high)
        definition = f"occurrences of '{row.lemma}' {RATE}"
        yield from interval_ends(subject, "rate", ends, RATE, definition, INCIDENCE)


def spread(book: Book) -> Iterator[Figure]:
    """How evenly each repeated term spreads over the paragraphs."""
    document = book.document
    dispersions = dispersion.dispersion(document.incidence, document.paragraphs, unit="paragraph")
    for row in iterate_rows(dispersions[dispersions["count"] >= REPEATED]):
        for statistic, value, measure in (
            ("dp", row.dp, "deviation of proportions (DP)"),
            ("dp-norm", row.dp_norm, "deviation of proportions, normed (DPnorm)"),
            ("juilland-d", row.juilland_d, "Juilland's D"),
        ):
            definition = f"{measure} of '{row.lemma}' over the paragraphs"
            yield Figure(Subject.term(row.lemma), statistic, float(value), "ratio", definition, INCIDENCE)


def comparisons(book: Book) -> Iterator[Figure]:
    """Each section's terms against the rest of the document, by the verdict rule of `measures.keyness`."""
    compared = keyness.keyness(count_words(book), book.document.sentences)
    repeated = compared[compared["count"] + compared["elsewhere"] >= REPEATED]
    for row in iterate_rows(repeated):
        subject = Subject.term(row.lemma, section=row.section)
        where = f"of '{row.lemma}' in the section {row.section} against the rest of the document"
        for statistic, value, unit, measure in (
            ("log-ratio", row.log_ratio, "doublings", "Log Ratio"),
            ("lrc", row.lrc, "doublings", "conservative Log Ratio (LRC)"),
            ("g2", row.g2, "ratio", "log-likelihood ratio (G2)"),
            ("difference", row.percent_difference, "percent", "difference of rates (%DIFF)"),
            ("p", row.p, "probability", "p-value, by permuting sentences between the sections,"),
            ("p-adjusted", row.p_adjusted, "probability", "p-value, adjusted by Benjamini and Hochberg,"),
        ):
            yield Figure(subject, statistic, float(value), unit, f"{measure} {where}", INCIDENCE)
        definition = f"the Log Ratio {where}"
        yield from interval_ends(
            subject,
            "log-ratio",
            (row.low, row.high),
            "doublings",
            definition,
            INCIDENCE,
            interval="exact 95 % interval",
        )
        definition = f"what can be said {where}"
        yield Figure(subject, "verdict", str(row.verdict), "verdict", definition, INCIDENCE)
    tested = compared[compared["p"].notna()]
    told_apart = tested[tested["verdict"] != keyness.Verdict.NEITHER]
    definition = f"terms with at least {keyness.MIN_COUNT} occurrences, which are tested between the sections"
    yield Figure(KEYNESS, "tested", tested["lemma"].nunique(), "terms", definition, INCIDENCE)
    definition = "occurrences in the document from which on a term is tested between the sections"
    yield Figure(KEYNESS, "least", keyness.MIN_COUNT, "occurrences", definition, INCIDENCE)
    definition = "terms that one section can be told to have more of than the rest of the document"
    yield Figure(KEYNESS, "told-apart", told_apart["lemma"].nunique(), "terms", definition, INCIDENCE)
    definition = "the lowest adjusted p-value of all terms that are tested between the sections"
    lowest = float(tested["p_adjusted"].min())
    yield Figure(KEYNESS, "lowest-p-adjusted", lowest, "probability", definition, INCIDENCE)


def against_english(book: Book) -> Iterator[Figure]:
    """The document's words against general English. Nothing where there are texts of its kind."""
    if find_reference(book) is not None:
        return
    compared = compare_with_english(book.document)
    for verdict, statistic, usage in (
        (keyness.Verdict.MORE, "more", "more often than in general English"),
        (keyness.Verdict.LESS, "less", "less often than in general English"),
        (keyness.Verdict.NEITHER, "neither", "about as often as in general English, so far as can be told"),
        (keyness.Verdict.UNKNOWN, "unknown", "and that the list of general English does not have"),
    ):
        number = int((compared["verdict"] == verdict)[compared["count"] > 0].sum())
        definition = f"types that the document uses {usage}"
        yield Figure(Subject("english"), statistic, number, "types", definition, VOCABULARY)
    for row in iterate_rows(compared[compared["verdict"] == keyness.Verdict.MORE]):
        subject = Subject("english.token", row.token)
        definition = f"rate of '{row.token}' in the document over that in general English"
        yield Figure(subject, "times", 2**row.log_ratio, "times", definition, VOCABULARY)


def collocations(book: Book) -> Iterator[Figure]:
    """Which terms share sentences with the most frequent ones, and whether more than chance would have it."""
    words, sentences = count_words(book), book.document.sentences
    totals = words.groupby("lemma")["count"].sum()
    nodes = list(totals[totals >= keyness.MIN_COUNT].index)
    for node in nodes:
        for row in iterate_rows(association.collocates(words, node, sentences=sentences)):
            subject = Subject("term", slug(node), "with", slug(row.lemma), lemma=node)
            both = f"'{node}' and '{row.lemma}'"
            definition = f"sentences that hold both {both}"
            yield Figure(subject, "sentences", int(row.together), "sentences", definition, INCIDENCE)
            definition = f"logDice of {both}, over sentences"
            yield Figure(subject, "log-dice", float(row.log_dice), "ratio", definition, INCIDENCE)
            definition = f"p-value of Fisher's exact test of {both}, over sentences, for itself alone"
            yield Figure(subject, "p", float(row.p), "probability", definition, INCIDENCE)
    definition = f"terms with at least {keyness.MIN_COUNT} occurrences, whose collocates are looked at"
    yield Figure(COLLOCATES, "nodes", len(nodes), "terms", definition, INCIDENCE)
    tested = association.pairs(words, nodes, sentences=sentences)
    definition = "pairs that these terms make with all terms of two sentences or more, tested as one family"
    yield Figure(COLLOCATES, "tested", len(tested), "pairs", definition, INCIDENCE)
    definition = "of these pairs, those that share more sentences than chance would have it"
    more = (tested["p_adjusted"] <= keyness.Q) & (tested["together"] > tested["expected"])
    yield Figure(COLLOCATES, "told", int(more.sum()), "pairs", definition, INCIDENCE)
    definition = "the lowest adjusted p-value of all pairs that are tested"
    lowest = float(tested["p_adjusted"].min())
    yield Figure(COLLOCATES, "lowest-p-adjusted", lowest, "probability", definition, INCIDENCE)
