"""A book in; figures of who is named how often, with whom, with what and in which stance, out."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reading.analysis import actors as found
from reading.data.book import Book
from reading.data.coding import FOLDER
from reading.data.stances import CONSENSUS, STANCES, UNIT
from reading.figures.figure import INCIDENCE, Figure, rows
from reading.measures import agreement, keyness
from reading.measures.incidence import SENTENCE

CODED = (FOLDER / CONSENSUS).as_posix()


def actors(book: Book) -> Iterator[Figure]:
    """How often each actor is named, in the document and its sections, and by metonyms."""
    named, called = found.totals(book), found.labels(book)
    names = found.mentions(book).groupby("actor")["lemma"].nunique()
    for row in rows(named):
        name, said = f"actor.{row.actor}", f"mentions of {row.label} in the document, by any name"
        yield Figure(f"{name}.mentions", row.mentions, "mentions", said, INCIDENCE)
        yield Figure(
            f"{name}.sentences", row.sentences, "sentences", f"sentences that name {row.label}", INCIDENCE
        )
        definition = f"mentions of {row.label} by a metonym"
        yield Figure(f"{name}.metonyms", row.metonyms, "mentions", definition, INCIDENCE)
        definition = f"different names by which the document names {row.label}"
        yield Figure(f"{name}.names", int(names.get(row.actor, 0)), "names", definition, INCIDENCE)
        if row.mentions:
            of_all = f"{said}, as a share of those of all actors"
            yield Figure(f"{name}.share", row.share, "share", of_all, INCIDENCE)
            definition = f"mentions of {row.label} by a metonym, as a share of all its mentions"
            yield Figure(f"{name}.metonym-share", row.metonym_share, "share", definition, INCIDENCE)
    for row in rows(found.rates(book)):
        said = f"mentions of {called[row.actor]} per thousand tokens"
        yield from _rate(f"actor.{row.actor}", row, said)
    for row in rows(found.rates(book, by_section=True)):
        name, said = f"section.{row.section}.actor.{row.actor}", f"mentions of {called[row.actor]}"
        said = f"{said} in the section {row.section}"
        yield Figure(f"{name}.mentions", int(row.count), "mentions", said, INCIDENCE)
        yield from _rate(name, row, f"{said} per thousand tokens")
    for row in rows(found.shares(book)):
        name, where = f"paragraph.{book.document.short[row.paragraph]}", f"of the paragraph {row.paragraph}"
        said = f"sentences {where} that name {row.label}"
        yield Figure(f"{name}.actor.{row.actor}.sentences", row.sentences, "sentences", said, INCIDENCE)
        share = f"{name}.actor.{row.actor}.share"
        yield Figure(share, row.share, "share", f"share of the {said}", INCIDENCE)
    states = set(named[named["kind"] == "state"]["actor"])
    for paragraph, of_paragraph in found.shares(book).groupby("paragraph"):
        held = of_paragraph[(of_paragraph["sentences"] > 0) & of_paragraph["actor"].isin(states)]
        name, said = (
            f"paragraph.{book.document.short[str(paragraph)]}.states",
            f"states that {paragraph} names",
        )
        yield Figure(name, len(held), "states", said, INCIDENCE)
    mentions, metonyms = int(named["mentions"].sum()), int(named["metonyms"].sum())
    for name, value, unit, definition in (
        ("mentions", mentions, "mentions", "mentions of actors in the document, by any name"),
        ("metonyms", metonyms, "mentions", "mentions of actors by a metonym"),
        ("named", int((named["mentions"] > 0).sum()), "actors", "actors that the document names"),
        (
            "repeated",
            len(found.repeated(book)),
            "actors",
            f"actors that at least {found.REPEATED} sentences name",
        ),
    ):
        yield Figure(f"actors.{name}", value, unit, definition, INCIDENCE)
    if mentions:
        definition = "mentions of actors by a metonym, as a share of all mentions of actors"
        yield Figure("actors.metonym-share", metonyms / mentions, "share", definition, INCIDENCE)
    yield from _verdicts(book)


def _rate(name: str, row: object, said: str) -> Iterator[Figure]:
    """A rate with the ends of its interval, which may not be known."""
    for end, value in (("", row.rate), (".low", row.low), (".high", row.high)):  # type: ignore[attr-defined]
        definition = f"{end[1:]} end of the 95 % interval of {said}" if end else said
        if math.isfinite(value):
            yield Figure(f"{name}.rate{end}", float(value), "per thousand tokens", definition, INCIDENCE)


def _verdicts(book: Book) -> Iterator[Figure]:
    """Each section's actors against the rest of the document."""
    compared, called = found.compared(book), found.labels(book)
    tested = compared[compared["p"].notna()]
    for row in rows(tested):
        name = f"section.{row.section}.actor.{row.actor}"
        where = f"of {called[row.actor]} in the section {row.section} against the rest of the document"
        definition = f"p-value, by permuting sentences between the sections, {where}"
        yield Figure(f"{name}.p", float(row.p), "probability", definition, INCIDENCE)
        definition = f"p-value, adjusted by Benjamini and Hochberg for all actors tested, {where}"
        yield Figure(f"{name}.p-adjusted", float(row.p_adjusted), "probability", definition, INCIDENCE)
        definition = f"what can be said of the mentions {where}"
        yield Figure(f"{name}.verdict", str(row.verdict), "verdict", definition, INCIDENCE)
    definition = f"actors with at least {keyness.MIN_COUNT} mentions, which are tested between the sections"
    yield Figure("actors.tested", tested["actor"].nunique(), "actors", definition, INCIDENCE)
    told = tested[tested["verdict"] != keyness.Verdict.NEITHER]
    definition = "actors that one section can be told to name more often than the rest of the document"
    yield Figure("actors.told-apart", told["actor"].nunique(), "actors", definition, INCIDENCE)


def company(book: Book) -> Iterator[Figure]:
    """Who is named with whom in a sentence, and beside which themes."""
    pairs, called = found.pairs(book), found.labels(book)
    for row in rows(pairs):
        for one, other in ((row.first, row.second), (row.second, row.first)):
            name, said = (
                f"actor.{one}.with.{other}",
                f"sentences that name both {called[one]} and {called[other]}",
            )
            yield Figure(f"{name}.sentences", int(row.together), "sentences", said, INCIDENCE)
            definition = f"{said}, expected by chance"
            yield Figure(f"{name}.expected", float(row.expected), "sentences", definition, INCIDENCE)
            if math.isfinite(row.p):
                definition = f"p-value, by shuffling sentences within sections, of {said}"
                yield Figure(f"{name}.p", float(row.p), "probability", definition, INCIDENCE)
                definition = f"{definition}, adjusted by Benjamini and Hochberg for all pairs tested"
                yield Figure(
                    f"{name}.p-adjusted", float(row.p_adjusted), "probability", definition, INCIDENCE
                )
                definition = (
                    f"p-value of Fisher's exact test of {said}, sections aside, adjusted for all pairs tested"
                )
                yield Figure(f"{name}.fisher", float(row.fisher), "probability", definition, INCIDENCE)
    tested = pairs[pairs["p"].notna()]
    for name, value, definition in (
        ("shared", int((pairs["together"] > 0).sum()), "pairs of actors that share a sentence or more"),
        ("tested", len(tested), f"pairs of actors that at least {found.REPEATED} sentences name each"),
        ("told", int(pairs["told"].sum()), "of the tested pairs those not left to chance"),
        (
            "told-fisher",
            int((pairs["fisher"] <= keyness.Q).sum()),
            "of the tested pairs those not left to chance by Fisher's exact test, sections aside",
        ),
    ):
        yield Figure(f"actors.pairs.{name}", value, "pairs", definition, INCIDENCE)
    for row in rows(found.themes(book)):
        theme = book.coding.codebook.themes[row.theme].label
        name = f"actor.{row.actor}.theme.{row.theme}"
        said = f"sentences that name {called[row.actor]} and carry the theme “{theme}”, as coded"
        yield Figure(f"{name}.sentences", int(row.sentences), "sentences", said, INCIDENCE)
        definition = f"{said}, as a share of those that name it"
        yield Figure(f"{name}.share", float(row.share), "share", definition, INCIDENCE)


def stances(book: Book) -> Iterator[Figure]:
    """Who is coded as taking which stance towards whom, and how far the coders agree."""
    coding = book.stances
    if coding.rule is None:
        return
    called, table = found.labels(book), found.stances(book)
    for row in rows(table):
        for stance in STANCES:
            value = int(getattr(row, stance))
            definition = (
                f"sentences that are coded as presenting {called[row.actor]} as {stance} "
                f"towards {called[row.target]}"
            )
            yield Figure(f"stance.{row.actor}.{row.target}.{stance}", value, "sentences", definition, CODED)
    for stance in STANCES:
        definition = f"{stance} stances in the consensus, each of one actor towards another in one sentence"
        yield Figure(f"stances.{stance}", int(table[stance].sum()), "stances", definition, CODED)
    coded = coding.coded
    definition = "stances in the consensus, each of one actor towards another in one sentence"
    yield Figure("stances.coded", len(coded), "stances", definition, CODED)
    definition = "sentences in which the consensus has a stance"
    yield Figure("stances.sentences", len(coded.drop_duplicates(SENTENCE)), "sentences", definition, CODED)
    yield from _agreement(book)


def _agreement(book: Book) -> Iterator[Figure]:
    codes = book.stances.codes
    unit = "pairs of actors in a sentence that any coder codes"
    apart = agreement.disagreement(codes, unit=UNIT)
    yield Figure("stances.units", apart.units, "pairs", unit, CODED)
    said = f"{unit}, on which the coders differ"
    yield Figure("stances.differences", apart.differing, "pairs", said, CODED)
    for end, value in (("low", apart.low), ("high", apart.high)):
        definition = f"{end} end of the exact 95 % interval of the share of {said}"
        yield Figure(f"stances.differences.{end}", value, "share", definition, CODED)
    sentences = len(book.stances.differences.drop_duplicates(SENTENCE))
    definition = "sentences in which the coders of stances differ"
    yield Figure("stances.differences.sentences", sentences, "sentences", definition, CODED)
    alpha = agreement.krippendorff_alpha(codes, unit=UNIT)
    low, high = agreement.alpha_interval(codes, unit=UNIT, cluster=SENTENCE)
    of = f"Krippendorff's alpha of the stances, over {unit}, 'not coded' being a code"
    for end, value in (("", alpha), (".low", low), (".high", high)):
        definition = f"{end[1:]} end of the 95 % interval, sentences drawn anew, of {of}" if end else of
        if math.isfinite(value):
            yield Figure(f"stances.alpha{end}", value, "ratio", definition, CODED)
