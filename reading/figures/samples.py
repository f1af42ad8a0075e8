"""Figures of the lexicons of themes in sentences of other texts, which were coded by the same codebook."""

from __future__ import annotations

from collections.abc import Iterator

from reading.data.book import Book
from reading.data.coding import PASSES
from reading.data.samples import FOLDER, SENTENCES, Use
from reading.figures.figure import Figure, Subject, interval_ends
from reading.figures.themes import NAMES, TABLES
from reading.measures.frames import iterate_rows
from reading.tables import sample_counts as analysis
from reading.tables.sample_counts import DEVELOPMENT, HELD_OUT, LEXICONS

KINDS: dict[Use, str] = {HELD_OUT: "held-out", DEVELOPMENT: "development"}
"""The kind of the subject of a figure, by the use of the sample."""

DRAWN, CODES = (FOLDER / "*" / SENTENCES).as_posix(), (FOLDER / "*" / PASSES).as_posix()


def samples(book: Book) -> Iterator[Figure]:
    """All figures about samples of other texts; none where a book has none or has no codebook."""
    for use, kind in KINDS.items():
        if book.coding.passes and analysis.find_samples(book, use):
            yield from _describe(book, use, kind)
            for lexicon in analysis.list_lexicons(book):
                yield from _judge(book, lexicon, use, kind)


def _describe(book: Book, use: Use, kind: str) -> Iterator[Figure]:
    subject, sentences, codes = Subject(kind), analysis.sentences(book, use), analysis.coded(book, use)
    of = f"of other texts that are {use}" if use == HELD_OUT else "of other texts for the general lexicon"
    yield Figure(subject, "sentences", len(sentences), "sentences", f"sentences {of}", DRAWN)
    texts = int(sentences["paragraph"].nunique())
    yield Figure(subject, "texts", texts, "texts", f"texts of the sentences {of}", DRAWN)
    definition = f"themes that all passes of coding give the sentences {of}, each pair counted"
    yield Figure(subject, "codes", len(codes), "codes", definition, CODES)
    alpha, low, high = analysis.agreement(book, use)
    definition = f"Krippendorff's alpha of the passes of coding, over all themes of all sentences {of}"
    yield Figure(subject, "alpha", alpha, "agreement", definition, CODES)
    yield from interval_ends(subject, "alpha", (low, high), "agreement", definition, CODES)


def _judge(book: Book, lexicon: str, use: Use, kind: str) -> Iterator[Figure]:
    """How a lexicon does against the codes; by theme only in the held-out sentences."""
    table, where = TABLES[lexicon], f"by the {LEXICONS[lexicon]} in the {use} sentences of other texts"
    frame = analysis.validity(book, lexicon, use)
    for row in iterate_rows(frame if use == HELD_OUT else frame[:0]):
        subject, about = Subject(kind, row.theme, NAMES[lexicon]), f"the theme '{row.label}' {where}"
        for statistic, value, definition in (
            ("coded", row.coded, f"sentences coded with {about}"),
            ("misses", row.misses, f"sentences coded with {about}, and not found"),
            ("false-alarms", row.false_alarms, f"sentences found with {about}, and not coded"),
        ):
            yield Figure(subject, statistic, int(value), "sentences", definition, table)
        for measure, name in (("precision", "precision"), ("recall", "recall"), ("f1", "F1")):
            definition = f"{name} of {about}"
            yield Figure(subject, measure, float(getattr(row, measure)), "ratio", definition, table)
            ends = getattr(row, f"{measure}_low"), getattr(row, f"{measure}_high")
            yield from interval_ends(subject, measure, ends, "ratio", definition, table)
    subject = Subject(kind, relation=NAMES[lexicon])
    for measure, name in (("precision", "precision"), ("recall", "recall"), ("f1", "F1")):
        definition = f"mean of the {name} of the themes {where}"
        yield Figure(subject, f"macro-{measure}", float(frame[measure].mean()), "ratio", definition, table)
    ends = analysis.macro_f1_interval(book, lexicon, use)
    definition = f"mean of the F1 of the themes {where}"
    yield from interval_ends(subject, "macro-f1", ends, "ratio", definition, table)
    for statistic, column, which in (
        ("misses", "misses", "missed"),
        ("false-alarms", "false_alarms", "found without being coded"),
    ):
        definition = f"themes of sentences that are {which} {where}"
        yield Figure(subject, statistic, int(frame[column].sum()), "codes", definition, table)
