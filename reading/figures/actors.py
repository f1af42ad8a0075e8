"""Figures of the actors: how often each is named, with whom, with which themes and in which stance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.coding import FOLDER
from reading.data.passes import name_agreement
from reading.data.stances import CONSENSUS, STANCES, UNIT
from reading.figures.figure import (
    INCIDENCE,
    RATE,
    Figure,
    Subject,
    comparison,
    has_paragraph_figures,
    interval_ends,
    shared,
)
from reading.measures import agreement, keyness
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts as analysis
from reading.tables import theme_counts as themes

CODED = (FOLDER / CONSENSUS).as_posix()

ALL, ALL_STANCES = Subject("actors"), Subject("stances")


def actors(book: Book) -> Iterator[Figure]:
    """How often each actor is named, in the document and its parts, and by metonyms."""
    totals = analysis.count_mentions(book)
    yield from _document_actors(book, totals)
    yield from _rates(book)
    yield from _paragraph_actors(book, set(totals[totals["kind"] == "state"]["actor"]))
    mentions, metonyms = int(totals["mentions"].sum()), int(totals["metonyms"].sum())
    definition = "mentions of actors in the document, by any name, a compound being one of each of its actors"
    yield Figure(ALL, "mentions", mentions, "mentions", definition, INCIDENCE)
    yield Figure(ALL, "metonyms", metonyms, "mentions", "mentions of actors by a metonym", INCIDENCE)
    number = int((totals["mentions"] > 0).sum())
    yield Figure(ALL, "named", number, "actors", "actors that the document names", INCIDENCE)
    definition = f"actors that at least {analysis.MIN_SENTENCES} sentences name"
    yield Figure(ALL, "repeated", len(analysis.frequent_actors(book)), "actors", definition, INCIDENCE)
    if mentions:
        definition = "mentions of actors by a metonym, as a share of all mentions of actors"
        yield Figure(ALL, "metonym-share", metonyms / mentions, "share", definition, INCIDENCE)
    yield from _verdicts(book)


def _document_actors(book: Book, totals: pd.DataFrame) -> Iterator[Figure]:
    named = analysis.mentions(book)
    names = named[named["naming"] != analysis.Naming.COMPOUND].groupby("actor")["lemma"].nunique()
    for row in iterate_rows(totals):
        subject, mentions = Subject("actor", row.actor), f"mentions of {row.label}"
        definition = f"{mentions} in the document, by any name"
        yield Figure(subject, "mentions", row.mentions, "mentions", definition, INCIDENCE)
        if row.mentions:
            definition = f"{definition}, as a share of those of all actors, a compound being one of each"
            yield Figure(subject, "share", row.share, "share", definition, INCIDENCE)
        definition = f"{mentions} by a metonym"
        yield Figure(subject, "metonyms", row.metonyms, "mentions", definition, INCIDENCE)
        definition = f"{definition}, as a share of all its mentions"
        yield Figure(subject, "metonym-share", row.metonym_share, "share", definition, INCIDENCE)
        definition = f"{mentions} by a compound that names it together with another actor"
        yield Figure(subject, "compounds", row.compounds, "mentions", definition, INCIDENCE)
        definition = f"sentences that name {row.label}"
        yield Figure(subject, "sentences", row.sentences, "sentences", definition, INCIDENCE)
        definition = f"different names by which the document names {row.label}, compounds aside"
        yield Figure(subject, "names", int(names.get(row.actor, 0)), "names", definition, INCIDENCE)


def _rates(book: Book) -> Iterator[Figure]:
    """Mentions per thousand tokens, in the document and its sections."""
    labels = analysis.labels(book)
    for row in iterate_rows(analysis.rates(book)):
        yield from _rate(Subject("actor", row.actor), row, f"mentions of {labels[row.actor]}")
    for row in iterate_rows(analysis.rates(book, by_section=True)):
        subject = Subject("actor", row.actor, section=row.section)
        definition = f"mentions of {labels[row.actor]} in the section {row.section}"
        yield Figure(subject, "mentions", int(row.count), "mentions", definition, INCIDENCE)
        yield from _rate(subject, row, definition)


def _rate(subject: Subject, row: Any, mentions: str) -> Iterator[Figure]:
    """A rate with the ends of its interval."""
    definition = f"{mentions} {RATE}"
    yield Figure(subject, "rate", float(row.rate), RATE, definition, INCIDENCE)
    yield from interval_ends(subject, "rate", (row.low, row.high), RATE, definition, INCIDENCE)


def _paragraph_actors(book: Book, states: set[str]) -> Iterator[Figure]:
    shares, short = analysis.shares(book), book.document.short
    for row in iterate_rows(shares if has_paragraph_figures(book.document) else shares[:0]):
        subject = Subject("actor", row.actor, paragraph=short[row.paragraph])
        definition = f"sentences of the paragraph {row.paragraph} that name {row.label}"
        yield Figure(subject, "sentences", row.sentences, "sentences", definition, INCIDENCE)
        yield Figure(subject, "share", row.share, "share", f"share of the {definition}", INCIDENCE)
    named = shares.assign(named=(shares["sentences"] > 0) & shares["actor"].isin(states))
    for paragraph, number in named.groupby("paragraph")["named"].sum().items():
        subject, definition = Subject("paragraph", short[str(paragraph)]), f"states that {paragraph} names"
        yield Figure(subject, "states", int(number), "states", definition, INCIDENCE)


def _verdicts(book: Book) -> Iterator[Figure]:
    """Each section's actors against the rest of the document."""
    compared, labels = analysis.compare_sections(book), analysis.labels(book)
    tested = compared[compared["p"].notna()]
    for row in iterate_rows(tested):
        subject = Subject("actor", row.actor, section=row.section)
        where = f"the sentences of the section {row.section} that name {labels[row.actor]}"
        yield from comparison(subject, row, where, "actors", INCIDENCE)
    definition = "actors that could pass, and so are tested between the sections"
    yield Figure(ALL, "tested", tested["actor"].nunique(), "actors", definition, INCIDENCE)
    told_apart = tested[tested["verdict"] != keyness.Verdict.NEITHER]["actor"].nunique()
    definition = "actors that one section can be told to name in more sentences than the rest of the document"
    yield Figure(ALL, "told-apart", told_apart, "actors", definition, INCIDENCE)


def company(book: Book) -> Iterator[Figure]:
    """Which actors are named with which others in a sentence, and beside which themes."""
    pairs, labels = analysis.pairs(book), analysis.labels(book)
    for row in iterate_rows(pairs):
        yield from _pair(row.first, row.second, row, labels)
        yield from _pair(row.second, row.first, row, labels)
    number, definition = int((pairs["together"] > 0).sum()), "pairs of actors that share a sentence or more"
    yield Figure(ALL, "pairs.shared", number, "pairs", definition, INCIDENCE)
    definition = "pairs of actors that could pass, and so are tested"
    yield Figure(ALL, "pairs.tested", int(pairs["p"].notna().sum()), "pairs", definition, INCIDENCE)
    definition = "of the tested pairs those not left to chance"
    yield Figure(ALL, "pairs.told", int(pairs["told"].sum()), "pairs", definition, INCIDENCE)
    if themes.find_source(book) != themes.CONSENSUS:
        # The names of these figures do not say that terms find the themes.
        return
    for row in iterate_rows(analysis.count_themes(book)):
        theme = book.coding.codebook.themes[row.theme].label
        subject = Subject("actor", row.actor, "theme", row.theme)
        definition = f"sentences that name {labels[row.actor]} and carry the theme “{theme}”, as coded"
        yield Figure(subject, "sentences", int(row.sentences), "sentences", definition, INCIDENCE)
        definition = f"{definition}, as a share of those that name it"
        yield Figure(subject, "share", float(row.share), "share", definition, INCIDENCE)


def _pair(actor: str, other: str, row: Any, labels: Mapping[str, str]) -> Iterator[Figure]:
    subject = Subject("actor", actor, "with", other)
    both = f"sentences that name both {labels[actor]} and {labels[other]}"
    yield Figure(subject, "sentences", int(row.together), "sentences", both, INCIDENCE)
    yield from shared(subject, row, both, "actors", INCIDENCE)


def stances(book: Book) -> Iterator[Figure]:
    """Who is coded as taking which stance towards whom, and how far the passes agree."""
    coding = book.stances
    if coding.rule is None:
        return
    labels, table = analysis.labels(book), analysis.count_stances(book)
    for row in iterate_rows(table):
        for stance in STANCES:
            subject = Subject("stance", row.actor, other=row.target)
            actor, target = labels[row.actor], labels[row.target]
            definition = f"sentences that are coded as presenting {actor} as {stance} towards {target}"
            yield Figure(subject, stance, int(getattr(row, stance)), "sentences", definition, CODED)
    for stance in STANCES:
        definition = f"{stance} stances in the consensus, each of one actor towards another in one sentence"
        yield Figure(ALL_STANCES, stance, int(table[stance].sum()), "stances", definition, CODED)
    held = coding.coded.groupby("actor").size()
    for holder, count in zip(held.index.astype(str), held, strict=True):
        definition = f"stances in the consensus that {labels[holder]} is coded as holding towards others"
        yield Figure(Subject("stances", holder), "held", int(count), "stances", definition, CODED)
    definition = "actors that are coded as holding a stance towards another"
    yield Figure(ALL_STANCES, "holders", len(held), "actors", definition, CODED)
    definition = "stances in the consensus, each of one actor towards another in one sentence"
    yield Figure(ALL_STANCES, "coded", len(coding.coded), "stances", definition, CODED)
    sentences = len(coding.coded.drop_duplicates(SENTENCE))
    definition = "sentences in which the consensus has a stance"
    yield Figure(ALL_STANCES, "sentences", sentences, "sentences", definition, CODED)
    yield from _agreement(book)


def _agreement(book: Book) -> Iterator[Figure]:
    codes = book.stances.codes
    unit = "pairs of actors in a sentence that any pass codes"
    disagreement = agreement.disagreement(codes, unit=UNIT)
    yield Figure(ALL_STANCES, "units", disagreement.units, "pairs", unit, CODED)
    definition = f"{unit}, on which the passes differ"
    yield Figure(ALL_STANCES, "differences", disagreement.differing, "pairs", definition, CODED)
    ends, definition = (disagreement.low, disagreement.high), f"the share of {definition}"
    yield from interval_ends(
        ALL_STANCES, "differences", ends, "share", definition, CODED, interval="exact 95 % interval"
    )
    sentences = len(book.stances.differences.drop_duplicates(SENTENCE))
    definition = "sentences in which the passes of stances differ"
    yield Figure(ALL_STANCES, "differences.sentences", sentences, "sentences", definition, CODED)
    alpha = agreement.krippendorff_alpha(codes, unit=UNIT)
    kind = name_agreement({name: book.stances.coders[name] for name in book.stances.leading})
    definition = f"Krippendorff's alpha of the stances, over {unit}, 'not coded' being a code: {kind}"
    yield Figure(ALL_STANCES, "alpha", alpha, "agreement", definition, CODED)
    ends = agreement.alpha_interval(codes, unit=UNIT, cluster=SENTENCE)
    yield from interval_ends(ALL_STANCES, "alpha", ends, "agreement", definition, CODED)
