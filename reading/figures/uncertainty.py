"""Figures of the uncertainty of the counts of terms, and of comparisons between them."""

from __future__ import annotations

from collections.abc import Iterator

from reading.data.book import Book
from reading.figures.figure import (
    INCIDENCE,
    OUTLINE,
    RATE,
    VOCABULARY,
    Figure,
    Subject,
    comparison,
    interval_ends,
    shared,
)
from reading.figures.terms import leaves_out_absent
from reading.measures import association, clusters, dispersion, keyness
from reading.measures.frames import iterate_rows
from reading.measures.intervals import rates_with_intervals
from reading.tables.counting import compare_with_english, count_words
from reading.tables.nearness import find_reference
from reading.text.words import slug

REPEATED = 2
"""Occurrences from which on a term's spread, and its comparison between sections, are published.

Where sections are many, it must occur as often in the section itself, or be told apart there.
"""

SHARED = 2
"""Sentences that two terms share from which on they are collocates of each other."""

MAX_PAIRS = 5_000
"""Pairs of collocates up to which each has figures of its own. Those of a short document are far fewer."""

POWER_SENTENCES, POWER_RATIO = 10, 3.0
"""The term for which the chance to find a difference is published: its sentences, and the ratio of shares."""

KEYNESS, COLLOCATES, PARAGRAPHS = Subject("keyness"), Subject("collocates"), Subject("paragraphs")


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
    if leaves_out_absent(book.document):
        told = [keyness.Verdict.MORE, keyness.Verdict.LESS]
        repeated = repeated[(repeated["count"] >= REPEATED) | repeated["verdict"].isin(told)]
    for row in iterate_rows(repeated):
        subject = Subject.term(row.lemma, section=row.section)
        where = f"of '{row.lemma}' in the section {row.section} against the rest of the document"
        for statistic, value, unit, measure in (
            ("log-ratio", row.log_ratio, "doublings", "Log Ratio"),
            ("g2", row.g2, "ratio", "log-likelihood ratio (G2)"),
            ("difference", row.percent_difference, "percent", "difference of rates (%DIFF)"),
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
        holding = f"the sentences of the section {row.section} that hold '{row.lemma}'"
        yield from comparison(subject, row, holding, "content words", INCIDENCE)
    tested = compared[compared["p"].notna()]
    told_apart = tested[tested["verdict"] != keyness.Verdict.NEITHER]
    definition = "content words that could pass, and so are tested between the sections"
    yield Figure(KEYNESS, "tested", tested["lemma"].nunique(), "terms", definition, INCIDENCE)
    if len(tested):
        least = int((tested["sentences"] + tested["sentences_elsewhere"]).min())
        definition = (
            "the fewest sentences of a term that is tested between the sections: with fewer it could not "
            "pass, whichever they are"
        )
        yield Figure(KEYNESS, "least", least, "sentences", definition, INCIDENCE)
        yield from _power(book, tested["lemma"].nunique())
    definition = "terms that one section can be told to have in more sentences than the rest of the document"
    yield Figure(KEYNESS, "told-apart", told_apart["lemma"].nunique(), "terms", definition, INCIDENCE)
    definition = "the lowest adjusted p-value of all terms that are tested between the sections"
    lowest = float(tested["p_adjusted"].min())
    yield Figure(KEYNESS, "lowest-p-adjusted", lowest, "probability", definition, INCIDENCE)


def paragraphs(book: Book) -> Iterator[Figure]:
    """How many ways there are to give each section other paragraphs. Nothing where there is one section."""
    numbers = book.document.paragraphs.groupby("section", sort=False).size()
    if len(numbers) < 2:
        return
    arrangements = clusters.count_arrangements(int(numbers.sum()), int(numbers.iloc[0]))
    where = f"arrangements of the paragraphs in which the section {numbers.index[0]} keeps their number"
    definition = f"{where}; of more than {clusters.MAX_ARRANGEMENTS:,}, so many and the observed one"
    yield Figure(PARAGRAPHS, "arrangements", arrangements, "arrangements", definition, OUTLINE)
    definition = f"the lowest p-value that shuffled paragraphs can give: one of the {where}"
    yield Figure(PARAGRAPHS, "floor", 1 / arrangements, "probability", definition, OUTLINE)


def _power(book: Book, tested: int) -> Iterator[Figure]:
    """The chance to find a clear difference of a term. Nothing where the document is too short for one."""
    sizes = book.document.sentences.groupby("section", sort=False).size()
    first, rest = int(sizes.iloc[0]), int(sizes.iloc[1:].sum())
    if first + rest < POWER_SENTENCES:
        return
    level = keyness.Q / tested
    value = keyness.power((first, rest), sentences=POWER_SENTENCES, ratio=POWER_RATIO, level=level)
    definition = (
        f"the chance that a term in {POWER_SENTENCES} sentences, whose share in the section {sizes.index[0]} "
        f"is {POWER_RATIO:g} times that in the rest, or the other way round, passes Fisher's exact test at "
        f"{keyness.Q:g} divided by the {tested} terms tested; the larger of both chances, by Fisher's "
        "noncentral hypergeometric distribution"
    )
    yield Figure(KEYNESS, "power", value, "share", definition, OUTLINE)
    definition = "the sentences of the term for which the chance to pass is computed"
    yield Figure(KEYNESS, "power-sentences", POWER_SENTENCES, "sentences", definition, OUTLINE)


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
    """Which terms share sentences, and whether more than chance would have it.

    Where there are more than `MAX_PAIRS` pairs, only those that pass have figures of their own. Which words
    go together is then the question, and the others would be most of what a long document publishes.
    """
    words, sentences = count_words(book), book.document.sentences
    pairs = association.pairs(words, sentences=sentences, min_together=SHARED)
    tested = pairs[pairs["p"].notna()]
    nodes = {*tested["first"], *tested["second"]}
    near = association.collocates(words, words[words["lemma"].isin(nodes)], sentences=sentences)
    shown = association.add_p_values(near, pairs)
    if len(shown) > MAX_PAIRS:
        shown = shown[(shown["p_adjusted"] <= keyness.Q) & (shown["together"] > shown["expected"])]
    for row in iterate_rows(shown):
        subject = Subject("term", slug(row.of), "with", slug(row.lemma), lemma=row.of)
        both = f"'{row.of}' and '{row.lemma}'"
        definition = f"sentences that hold both {both}"
        yield Figure(subject, "sentences", int(row.together), "sentences", definition, INCIDENCE)
        yield from shared(subject, row, definition, "content words", INCIDENCE)
        definition = f"logDice of {both}, over sentences"
        yield Figure(subject, "log-dice", float(row.log_dice), "ratio", definition, INCIDENCE)
    definition = "terms that make a pair that could pass, and whose collocates are looked at"
    yield Figure(COLLOCATES, "nodes", len(nodes), "terms", definition, INCIDENCE)
    definition = "pairs of content words that could pass, and so are tested, as one family"
    yield Figure(COLLOCATES, "tested", len(tested), "pairs", definition, INCIDENCE)
    definition = "of these pairs, those that share more sentences than chance would have it"
    more = (tested["p_adjusted"] <= keyness.Q) & (tested["together"] > tested["expected"])
    yield Figure(COLLOCATES, "told", int(more.sum()), "pairs", definition, INCIDENCE)
    definition = "the lowest adjusted p-value of all pairs that are tested"
    lowest = float(tested["p_adjusted"].min())
    yield Figure(COLLOCATES, "lowest-p-adjusted", lowest, "probability", definition, INCIDENCE)
