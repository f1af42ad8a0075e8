"""Figures of the themes of sentences, by codes and by lexicons, and of how far to trust them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reading.data import coding, lexicon
from reading.data.book import Book
from reading.data.passes import name_agreement
from reading.figures.figure import Figure, Subject, comparison, interval_ends, shared
from reading.measures import keyness
from reading.measures.frames import iterate_rows
from reading.tables import theme_counts as analysis
from reading.tables.sample_counts import LEXICONS
from reading.tables.theme_counts import FROZEN, GENERAL, REFINED

CODEBOOK, CODES, PASSES = (
    (coding.FOLDER / name).as_posix() for name in (coding.CODEBOOK, coding.CONSENSUS, coding.PASSES)
)
TABLES = {
    REFINED: (lexicon.FOLDER / lexicon.THEMES).as_posix(),
    FROZEN: (lexicon.FOLDER / lexicon.FROZEN).as_posix(),
    GENERAL: (lexicon.FOLDER / lexicon.GENERAL).as_posix(),
}

NAMES = {REFINED: "lexicon", FROZEN: "frozen", GENERAL: "general"}
"""The names of the lexicons in the names of figures."""

ALL = Subject("themes")


def themes_by(source: str) -> Subject:
    """The subject of figures of all themes by a lexicon; the name of the refined one is left out."""
    return ALL if source == REFINED else Subject("themes", relation=NAMES[source])


def themes(book: Book) -> Iterator[Figure]:
    """All figures about themes; none where no theme is named or the codings could not be read.

    Those of codes need passes: numbers of sentences need some that cover the document.
    """
    codebook = book.coding.codebook
    if not codebook.themes:
        return
    yield Figure(ALL, "number", len(codebook.themes), "themes", "themes of the codebook", CODEBOOK)
    lexicons = [name for name in TABLES if analysis.themes_of(book, name)]
    yield from chain.from_iterable(_found(book, name) for name in lexicons)
    if codebook.has_own_terms:
        yield from _found_in_parts(book)
    if analysis.is_coded(book) or (book.coding.passes and not codebook.has_own_terms):
        yield from _shares(book)
        yield from _sections(book)
        yield from _paragraphs(book)
        yield from _pairs(book)
    if book.coding.passes:
        yield from chain.from_iterable(_lexicon(book, name) for name in lexicons)
        yield from _agreement(book)
        yield from _people(book)


def _found(book: Book, source: str) -> Iterator[Figure]:
    """In how many sentences the terms of a lexicon stand."""
    for row in iterate_rows(analysis.shares_with_intervals(book, source)):
        subject = Subject("theme", row.theme, NAMES[source])
        definition = f"share of sentences {_say_found(book, source, row.label)}"
        yield Figure(subject, "share", row.share, "share", definition, _table(book, source))


def _found_in_parts(book: Book) -> Iterator[Figure]:
    """In how many sentences the terms of a codebook stand, in the document and in its parts."""
    table = _table(book, REFINED)
    for row in iterate_rows(analysis.shares_with_intervals(book, REFINED)):
        subject = Subject("theme", row.theme, NAMES[REFINED])
        definition = f"sentences {_say_found(book, REFINED, row.label)}"
        yield Figure(subject, "sentences", row.sentences, "sentences", definition, table)
        yield from interval_ends(
            subject, "share", (row.low, row.high), "share", f"share of {definition}", table
        )
    for by, names in (("section", None), ("paragraph", book.document.short)):
        for row in iterate_rows(analysis.shares_with_intervals(book, REFINED, by=by)):  # type: ignore[arg-type]
            part = getattr(row, by)
            subject = Subject("theme", row.theme, NAMES[REFINED], **{by: names[part] if names else part})
            where = f"of the {by} {part} {_say_found(book, REFINED, row.label)}"
            yield Figure(subject, "sentences", row.sentences, "sentences", f"sentences {where}", table)
            definition = f"share of the sentences {where}"
            yield Figure(subject, "share", row.share, "share", definition, table)


def _say_found(book: Book, source: str, label: str) -> str:
    """Which sentences the terms of a theme find, in words."""
    if book.coding.codebook.has_own_terms:
        return f"in which a term that the codebook gives for the theme '{label}' stands"
    return f"in which a term of {_describe(book, source, label)} stands"


def _describe(book: Book, source: str, label: str) -> str:
    """A theme by a lexicon, in words."""
    return f"the theme '{label}' by the {_name(book, source)}"


def _name(book: Book, source: str) -> str:
    """A lexicon that is held against the codes, in words."""
    if not book.coding.codebook.has_own_terms:
        return LEXICONS[source]
    so_far = "" if analysis.is_coded(book) else ", in the sentences coded so far"
    return f"{analysis.TERMS}{so_far}"


def _table(book: Book, source: str) -> str:
    """The file that holds the terms of a lexicon."""
    return CODEBOOK if book.coding.codebook.has_own_terms else TABLES[source]


def _shares(book: Book) -> Iterator[Figure]:
    frame = analysis.shares_with_intervals(book)
    codes = int(frame["sentences"].sum())
    yield Figure(ALL, "codes", codes, "codes", "themes of sentences, each pair counted, as agreed", CODES)
    without = len(book.document.sentences) - len(
        analysis.sentence_themes(book).drop_duplicates(["paragraph", "sentence"])
    )
    yield Figure(ALL, "uncoded", without, "sentences", "sentences that carry no theme", CODES)
    for row in iterate_rows(frame):
        subject, definition = (
            Subject("theme", row.theme),
            f"sentences that carry the theme '{row.label}', as coded",
        )
        yield Figure(subject, "sentences", row.sentences, "sentences", definition, CODES)
        definition = f"share of {definition}"
        yield Figure(subject, "share", row.share, "share", definition, CODES)
        yield Figure(subject, "rank", row.rank, "rank", f"rank of the {definition}", CODES)
        yield from interval_ends(subject, "share", (row.low, row.high), "share", definition, CODES)


def _sections(book: Book) -> Iterator[Figure]:
    frame = analysis.compare_sections(book)
    for row in iterate_rows(frame):
        subject = Subject("theme", row.theme, section=row.section)
        where = f"of the section {row.section} that carry the theme '{row.label}', as coded"
        yield Figure(subject, "sentences", row.sentences, "sentences", f"sentences {where}", CODES)
        definition = f"share of the sentences {where}"
        yield Figure(subject, "share", row.share, "share", definition, CODES)
        yield Figure(subject, "rank", row.rank, "rank", f"rank of the {definition}", CODES)
        yield from interval_ends(subject, "share", (row.low, row.high), "share", definition, CODES)
        yield from comparison(subject, row, f"the sentences {where}", "themes", CODES)
    tested = frame[frame["p"].notna()]
    definition = "themes that could pass, and so are tested between the sections"
    yield Figure(ALL, "tested", tested["theme"].nunique(), "themes", definition, CODES)
    told_apart = tested[tested["verdict"] != keyness.Verdict.NEITHER]["theme"].nunique()
    definition = "themes that a section can be told to have more or less of than the rest of the document"
    yield Figure(ALL, "told-apart", told_apart, "themes", definition, CODES)
    likeness, labels = analysis.likeness_within_paragraphs(book), analysis.labels(book)
    measure = "intraclass correlation of the sentences of a paragraph"
    for row in iterate_rows(likeness):
        definition = f"{measure}: how alike they are in whether they carry the theme '{labels[row.theme]}'"
        yield Figure(Subject("theme", row.theme), "icc", float(row.icc), "ratio", definition, CODES)
    definition = f"the highest {measure} of all themes"
    yield Figure(ALL, "icc-highest", float(likeness["icc"].max()), "ratio", definition, CODES)


def _paragraphs(book: Book) -> Iterator[Figure]:
    for row in iterate_rows(analysis.shares(book, by="paragraph")):
        subject = Subject("theme", row.theme, paragraph=book.document.short[row.paragraph])
        where = f"of the paragraph {row.paragraph} that carry the theme '{row.label}', as coded"
        yield Figure(subject, "sentences", row.sentences, "sentences", f"sentences {where}", CODES)
        yield Figure(subject, "share", row.share, "share", f"share of the sentences {where}", CODES)
    for paragraph, rows_of in analysis.sentence_themes(book).groupby("paragraph")["theme"]:
        subject = Subject("paragraph", book.document.short[str(paragraph)])
        definition = f"themes that sentences of the paragraph {paragraph} carry"
        yield Figure(subject, "themes", rows_of.nunique(), "themes", definition, CODES)


def _lexicon(book: Book, source: str) -> Iterator[Figure]:
    """How a lexicon does against the codes."""
    table, lexicon = _table(book, source), _name(book, source)
    frame = analysis.validity(book, source)
    for row in iterate_rows(frame):
        subject, about = Subject("theme", row.theme, NAMES[source]), _describe(book, source, row.label)
        for statistic, value, which in (
            ("misses", row.misses, "coded with it in which none does"),
            ("false-alarms", row.false_alarms, "not coded with it in which one does"),
        ):
            definition = f"sentences {which}, where a term of {about} is to stand"
            yield Figure(subject, statistic, value, "sentences", definition, table)
        for measure, described in (
            ("precision", "of the sentences found by it, the share that is coded so: precision of"),
            ("recall", "of the sentences coded so, the share that is found by it: recall of"),
            ("f1", "harmonic mean of precision and recall, F1, of"),
        ):
            definition = f"{described} {about}"
            yield Figure(subject, measure, float(getattr(row, measure)), "ratio", definition, table)
            ends = getattr(row, f"{measure}_low"), getattr(row, f"{measure}_high")
            yield from interval_ends(subject, measure, ends, "ratio", definition, table)
    subject = themes_by(source)
    for measure, label in (("precision", "precision"), ("recall", "recall"), ("f1", "F1")):
        # Where nothing is found there is no precision, where nothing is coded no recall.
        known = int(frame[measure].notna().sum())
        of = "all themes" if known == len(frame) else f"the {known} of {len(frame)} themes that have one,"
        definition = f"mean of the {label} of {of} by the {lexicon}"
        mean = float(frame[measure].mean())
        yield Figure(subject, f"macro-{measure}", mean, "ratio", definition, table)
    for statistic, column, which in (
        ("misses", "misses", "missed"),
        ("false-alarms", "false_alarms", "found without being coded"),
    ):
        definition = f"themes of sentences that are {which} by the {lexicon}"
        yield Figure(subject, statistic, int(frame[column].sum()), "codes", definition, table)
    missed = int(frame["misses"].sum()) / max(int(frame["coded"].sum()), 1)
    definition = f"share of the themes of sentences, as coded, that is missed by the {lexicon}"
    yield Figure(subject, "missed-share", missed, "share", definition, table)


def _agreement(book: Book) -> Iterator[Figure]:
    leading = book.coding.leading_passes
    kind = name_agreement({name: book.coding.coders[name] for name in leading})
    definition = "passes of coding that the book goes by, each over all sentences"
    if book.coding.codebook.has_own_terms and not analysis.is_coded(book):
        definition = "passes of coding, which do not cover all sentences yet"
    yield Figure(ALL, "passes", len(leading), "passes", definition, PASSES)
    if len(leading) < 2:
        return
    for row in iterate_rows(analysis.agreement_of_passes(book)):
        subject, about = Subject("theme", row.theme), f"of the passes of coding on the theme '{row.label}'"
        definition = f"Krippendorff's alpha {about}: {kind}"
        yield Figure(subject, "alpha", float(row.alpha), "agreement", definition, PASSES)
        yield from interval_ends(subject, "alpha", (row.low, row.high), "agreement", definition, PASSES)
        yield Figure(
            subject, "kappa", float(row.kappa), "agreement", f"Cohen's kappa {about}: {kind}", PASSES
        )
        definition = f"sentences on which the passes of coding differ over the theme '{row.label}'"
        yield Figure(subject, "differing", row.differing, "sentences", definition, PASSES)
        definition = f"high end of the exact 95 % interval of the share of {definition}"
        yield Figure(subject, "differing.high", row.most, "share", definition, PASSES)
    alpha, low, high = analysis.agreement_overall(book)
    definition = f"Krippendorff's alpha of the passes of coding, over all themes of all sentences: {kind}"
    yield Figure(ALL, "alpha", float(alpha), "agreement", definition, PASSES)
    yield from interval_ends(ALL, "alpha", (low, high), "agreement", definition, PASSES)
    definition = "themes of sentences that some of these passes of coding give and others do not"
    yield Figure(ALL, "differing", len(book.coding.differences), "codes", definition, PASSES)


def _people(book: Book) -> Iterator[Figure]:
    """What the passes of people say, where the book goes by those of models."""
    number = len(book.coding.passes_by("person"))
    yield Figure(ALL, "passes-by-people", number, "passes", "passes of coding by people", PASSES)
    if book.coding.leading == "person":
        return
    for row in iterate_rows(analysis.agreement_by_kind(book)):
        if row.group != "models":
            subject = Subject("themes", relation=row.group)
            definition = f"Krippendorff's alpha of {row.label}, over all themes of all sentences"
            yield Figure(subject, "alpha", float(row.alpha), "agreement", definition, PASSES)
            yield from interval_ends(subject, "alpha", (row.low, row.high), "agreement", definition, PASSES)
            definition = f"themes of sentences on which {row.label} differ"
            yield Figure(subject, "differing", int(row.differing), "codes", definition, PASSES)
    if analysis.covers_document(book):
        for row in iterate_rows(analysis.shares_with_intervals(book, analysis.PEOPLE)):
            subject = Subject("theme", row.theme, "people")
            definition = f"sentences that carry the theme '{row.label}', as people coded"
            yield Figure(subject, "sentences", row.sentences, "sentences", definition, PASSES)
            definition = f"share of the {definition}"
            yield Figure(subject, "share", row.share, "share", definition, PASSES)
            yield from interval_ends(subject, "share", (row.low, row.high), "share", definition, PASSES)


def _pairs(book: Book) -> Iterator[Figure]:
    frame, labels = analysis.pairs(book), analysis.labels(book)
    definition = "pairs of themes that could pass, and so are tested"
    yield Figure(ALL, "pairs.tested", int(frame["p"].notna().sum()), "pairs", definition, CODES)
    told_apart = int((frame["p_adjusted"] <= keyness.Q).sum())
    definition = "of the tested pairs of themes those that share more or fewer sentences than by chance"
    yield Figure(ALL, "pairs.told", told_apart, "pairs", definition, CODES)
    for row in iterate_rows(frame):
        both = f"'{labels[row.first]}' and '{labels[row.second]}'"
        definition = f"sentences that carry both the themes {both}, as coded"
        subject = Subject("theme", row.first, "with", row.second)
        yield Figure(subject, "sentences", row.together, "sentences", definition, CODES)
        yield from shared(subject, row, definition, "themes", CODES)
    if len(frame):
        most = int(frame["together"].max())
        yield Figure(ALL, "pairs.most", most, "sentences", "the most that any two themes share", CODES)
        lowest = float(frame["p"].min())
        definition = "the lowest p-value of all pairs of themes that are tested, not yet adjusted"
        yield Figure(ALL, "pairs.lowest-p", lowest, "probability", definition, CODES)
