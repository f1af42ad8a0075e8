"""A book in; figures of the themes of its sentences, coded and found, and of how far to trust them, out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain

from reading.analysis import themes as measured
from reading.analysis.themes import FROZEN, REFINED
from reading.data import coding, lexicon
from reading.data.book import Book
from reading.figures.figure import Figure, rows
from reading.measures import keyness

CODEBOOK, CODES, PASSES = (
    (coding.FOLDER / name).as_posix() for name in (coding.CODEBOOK, coding.CONSENSUS, coding.PASSES)
)
TABLES = {
    REFINED: (lexicon.FOLDER / lexicon.THEMES).as_posix(),
    FROZEN: (lexicon.FOLDER / lexicon.FROZEN).as_posix(),
}

NAMES = {REFINED: "lexicon", FROZEN: "frozen"}
"""How the figures of a lexicon are called."""


def themes(book: Book) -> Iterator[Figure]:
    """All figures about themes; none where the codings could not be read."""
    if book.coding.passes:
        yield from _shares(book)
        yield from _sections(book)
        yield from _paragraphs(book)
        yield from chain.from_iterable(_lexicon(book, name) for name in TABLES)
        yield from _agreement(book)
        yield from _pairs(book)


def _shares(book: Book) -> Iterator[Figure]:
    frame = measured.intervals(book)
    codes = int(frame["sentences"].sum())
    yield Figure("themes.number", len(frame), "themes", "themes of the codebook", CODEBOOK)
    yield Figure("themes.codes", codes, "codes", "themes of sentences, each pair counted, as agreed", CODES)
    without = len(book.document.sentences) - len(
        measured.carried(book).drop_duplicates(["paragraph", "sentence"])
    )
    yield Figure("themes.uncoded", without, "sentences", "sentences that carry no theme", CODES)
    for row in rows(frame):
        name, said = f"theme.{row.theme}", f"sentences that carry the theme '{row.label}', as coded"
        yield Figure(f"{name}.sentences", row.sentences, "sentences", said, CODES)
        said = f"share of {said}"
        yield Figure(f"{name}.share", row.share, "share", said, CODES)
        yield Figure(f"{name}.rank", row.rank, "rank", f"rank of the {said}", CODES)
        yield from _ends(f"{name}.share", row.low, row.high, said, CODES)


def _sections(book: Book) -> Iterator[Figure]:
    frame = measured.compared(book)
    for row in rows(frame):
        name = f"section.{row.section}.theme.{row.theme}"
        where = f"of the section {row.section} that carry the theme '{row.label}', as coded"
        yield Figure(f"{name}.sentences", row.sentences, "sentences", f"sentences {where}", CODES)
        said = f"share of the sentences {where}"
        yield Figure(f"{name}.share", row.share, "share", said, CODES)
        yield Figure(f"{name}.rank", row.rank, "rank", f"rank of the {said}", CODES)
        yield from _ends(f"{name}.share", row.low, row.high, said, CODES)
        yield Figure(f"{name}.verdict", str(row.verdict), "verdict", f"what can be said of the {said}", CODES)
        definition = f"p-value, adjusted by Benjamini and Hochberg, of the {said}"
        yield from _finite(f"{name}.p-adjusted", row.p_adjusted, "probability", definition, CODES)
    tested = frame[frame["p"].notna()]
    definition = f"themes of at least {keyness.LEAST} sentences, which are tested between the sections"
    yield Figure("themes.tested", tested["theme"].nunique(), "themes", definition, CODES)
    told = tested[tested["verdict"] != keyness.Verdict.NEITHER]["theme"].nunique()
    definition = "themes that a section can be told to have more or less of than the rest of the document"
    yield Figure("themes.told-apart", told, "themes", definition, CODES)


def _paragraphs(book: Book) -> Iterator[Figure]:
    for row in rows(measured.shares(book, by="paragraph")):
        name = f"paragraph.{book.document.short[row.paragraph]}.theme.{row.theme}"
        where = f"of the paragraph {row.paragraph} that carry the theme '{row.label}', as coded"
        yield Figure(f"{name}.sentences", row.sentences, "sentences", f"sentences {where}", CODES)
        yield Figure(f"{name}.share", row.share, "share", f"share of the sentences {where}", CODES)
    for paragraph, rows_of in measured.carried(book).groupby("paragraph")["theme"]:
        name, where = f"paragraph.{book.document.short[str(paragraph)]}", f"of the paragraph {paragraph}"
        said = f"themes that sentences {where} carry"
        yield Figure(f"{name}.themes", rows_of.nunique(), "themes", said, CODES)


def _lexicon(book: Book, source: str) -> Iterator[Figure]:
    """How a lexicon does against the codes."""
    table, called = TABLES[source], measured.LEXICONS[source]
    frame, number = measured.validity(book, source), len(book.document.sentences)
    for row in rows(frame):
        name, about = f"theme.{row.theme}.{NAMES[source]}", f"the theme '{row.label}' by the {called}"
        said = f"share of sentences in which a term of {about} stands"
        yield Figure(f"{name}.share", row.found / number, "share", said, table)
        for kind, value, said in (
            ("misses", row.misses, "coded with it in which none does"),
            ("false-alarms", row.false_alarms, "not coded with it in which one does"),
        ):
            definition = f"sentences {said}, where a term of {about} is to stand"
            yield Figure(f"{name}.{kind}", value, "sentences", definition, table)
        for measure, said in (
            ("precision", "of the sentences found by it, the share that is coded so: precision of"),
            ("recall", "of the sentences coded so, the share that is found by it: recall of"),
            ("f1", "harmonic mean of precision and recall, F1, of"),
        ):
            definition = f"{said} {about}"
            yield from _finite(f"{name}.{measure}", getattr(row, measure), "ratio", definition, table)
            low, high = (getattr(row, f"{measure}_{end}") for end in ("low", "high"))
            yield from _ends(f"{name}.{measure}", low, high, definition, table, "ratio")
    prefix = "themes" if source == REFINED else f"themes.{NAMES[source]}"
    for measure, said in (("precision", "precision"), ("recall", "recall"), ("f1", "F1")):
        # Where nothing is found there is no precision, where nothing is coded no recall.
        known = int(frame[measure].notna().sum())
        of = "all themes" if known == len(frame) else f"the {known} of {len(frame)} themes that have one,"
        definition = f"mean of the {said} of {of} by the {called}"
        mean = float(frame[measure].mean())
        yield from _finite(f"{prefix}.macro-{measure}", mean, "ratio", definition, table)
    for kind, said in (("misses", "missed"), ("false_alarms", "found without being coded")):
        definition = f"themes of sentences that are {said} by the {called}"
        name = f"{prefix}.{kind.replace('_', '-')}"
        yield Figure(name, int(frame[kind].sum()), "codes", definition, table)
    missed = int(frame["misses"].sum()) / max(int(frame["coded"].sum()), 1)
    definition = f"share of the themes of sentences, as coded, that is missed by the {called}"
    yield Figure(f"{prefix}.missed-share", missed, "share", definition, table)


def _agreement(book: Book) -> Iterator[Figure]:
    for row in rows(measured.agreement_of_passes(book)):
        name, about = f"theme.{row.theme}", f"of the passes of coding on the theme '{row.label}'"
        yield from _finite(f"{name}.alpha", row.alpha, "ratio", f"Krippendorff's alpha {about}", PASSES)
        yield from _ends(f"{name}.alpha", row.low, row.high, f"Krippendorff's alpha {about}", PASSES, "ratio")
        yield from _finite(f"{name}.kappa", row.kappa, "ratio", f"Cohen's kappa {about}", PASSES)
        definition = f"sentences on which the passes of coding differ over the theme '{row.label}'"
        yield Figure(f"{name}.differing", row.differing, "sentences", definition, PASSES)
        definition = f"high end of the exact 95 % interval of the share of {definition}"
        yield Figure(f"{name}.differing.high", row.most, "share", definition, PASSES)
    alpha, low, high = measured.agreement_overall(book)
    definition = "Krippendorff's alpha of the passes of coding, over all themes of all sentences"
    yield from _finite("themes.alpha", alpha, "ratio", definition, PASSES)
    yield from _ends("themes.alpha", low, high, definition, PASSES, "ratio")
    definition = "passes of coding, each over all sentences"
    yield Figure("themes.passes", len(book.coding.passes), "passes", definition, PASSES)
    definition = "themes of sentences that some passes of coding give and others do not"
    yield Figure("themes.differing", len(book.coding.differences), "codes", definition, PASSES)


def _pairs(book: Book) -> Iterator[Figure]:
    frame, called = measured.pairs(book), measured.labels(book)
    told = int((frame["p_adjusted"] <= keyness.Q).sum())
    yield Figure("themes.pairs.tested", len(frame), "pairs", "pairs of themes", CODES)
    definition = "pairs of themes that share more or fewer sentences than chance would have it"
    yield Figure("themes.pairs.told", told, "pairs", definition, CODES)
    for row in rows(frame):
        both = f"'{called[row.first]}' and '{called[row.second]}'"
        definition = f"sentences that carry both the themes {both}, as coded"
        name = f"theme.{row.first}.with.{row.second}"
        yield Figure(f"{name}.sentences", row.together, "sentences", definition, CODES)
        definition = f"{definition}, expected by chance"
        yield Figure(f"{name}.expected", float(row.expected), "sentences", definition, CODES)
    if len(frame):
        most = int(frame["together"].max())
        yield Figure("themes.pairs.most", most, "sentences", "the most that any two themes share", CODES)
        lowest = float(frame["p"].min())
        definition = "the lowest p-value of all pairs of themes, not yet adjusted"
        yield Figure("themes.pairs.lowest-p", lowest, "probability", definition, CODES)


def _finite(name: str, value: float, unit: str, definition: str, table: str) -> Iterator[Figure]:
    """A figure that has a value: nothing found has no precision, and what is not tested no p-value."""
    if math.isfinite(value):
        yield Figure(name, float(value), unit, definition, table)


def _ends(name: str, low: float, high: float, said: str, table: str, unit: str = "share") -> Iterator[Figure]:
    """The ends of an interval, where there is one."""
    for end, value in (("low", low), ("high", high)):
        definition = f"{end} end of the 95 % interval of {said}"
        yield from _finite(f"{name}.{end}", value, unit, definition, table)
