"""Figures of the document beside its kind: the ranks of the texts that it is like, and its key terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reading.data.book import Book
from reading.data.reference import FOLDER, Reference
from reading.figures.figure import RATE, Figure, Subject, interval_ends
from reading.formatting import format_share
from reading.measures import kind
from reading.measures.frames import iterate_rows
from reading.measures.keyness import Verdict
from reading.tables import nearness as likeness
from reading.text.words import slug, slug_ascii

NEAREST = 10
"""How many speakers that the document is most like are published, beside those that are followed."""

DEFAULT = (likeness.TF_IDF, likeness.OUT)
"""The measure, and the use of names, that a name such as `likeness.norway.rank` stands for."""

MEASURES = {
    likeness.TF_IDF: "the cosine of their content lemmas, weighted by TF-IDF",
    likeness.DIVERGENCE: "the Jensen-Shannon divergence of their content lemmas, at equal length",
    likeness.DELTA: f"Burrows's Delta of the {likeness.FUNCTION_WORDS} most frequent function words",
}

USES = {
    likeness.OUT: ", without names of states and persons",
    likeness.IN: ", with names",
    likeness.BODIES: ", without names of states, persons and other actors of the document",
    likeness.CAPITALS: ", without words that are mostly capitalised",
    likeness.NEITHER: "",
}

USE_IN_NAME = {likeness.IN: "names-in", likeness.BODIES: "bodies-out", likeness.CAPITALS: "capitals-out"}


def ranks(book: Book) -> Iterator[Figure]:
    """How like the document and its sections are to the texts of its kind, by each measure.

    The name is `[section.ID.]likeness[.MEASURE][.NAMES].SPEAKER.rank`. Without a measure it is TF-IDF.
    NAMES is `names-in`, `bodies-out` or `capitals-out`; without it, the names of states and persons are left
    out. In the place of the speaker, `rest` is the rest of the document, compared with a section, and
    `halves` a random half of it, compared with the other one.
    """
    reference = likeness.find_reference(book)
    if reference is None:
        return
    # Of the texts of one speaker, the first is the one with the best rank.
    compared = likeness.compare_with_texts(book, reference).drop_duplicates(
        ["measure", "names", "part", "speaker"]
    )
    table, number = f"{FOLDER.as_posix()}/{reference.name}/texts.csv", len(reference.comparison)
    definition = f"texts that the document is compared with: {reference.settings.title}"
    yield Figure(Subject("likeness"), "speeches", number, "texts", definition, table)
    # Every variant has the followed speakers, the usual one also those that the document is most like.
    usual = compared[["measure", "names", "part"]].eq([*DEFAULT, likeness.DOCUMENT]).all(axis=1)
    nearest = compared.index.isin(compared.index[usual][:NEAREST])
    for row in iterate_rows(compared[compared["speaker"].isin(reference.settings.followed) | nearest]):
        yield from _rank_speaker(reference, row, number)
    first = compared[compared["rank"] == 1]
    # Where texts tie, none is the nearest.
    for row in iterate_rows(first.drop_duplicates(["measure", "names", "part"], keep=False)):
        definition = f"the speaker of the text that {_describe_part(row.part)} is most like, {_describe(row)}"
        table = _find_table(reference, row.measure)
        name = reference.settings.name_of(row.speaker)
        yield Figure(_make_subject(row, ""), "nearest", name, "name", definition, table)
    ways = likeness.summarise_ways(book, reference)
    for row in iterate_rows(ways):
        yield from _count_ways(reference, row)
    definition = "ways of measuring likeness: measures, each with its uses of names"
    number_of_ways = len(compared[["measure", "names"]].drop_duplicates())
    yield Figure(Subject("likeness"), "ways", number_of_ways, "ways", definition, table)
    for row in iterate_rows(likeness.compare_with_itself(book, reference)):
        yield from _rank_rest(reference, row, number + 1)


def key_terms(book: Book) -> Iterator[Figure]:
    """The terms of the document beside the texts of its kind."""
    reference = likeness.find_reference(book)
    if reference is None:
        return
    compared = likeness.compare_terms(book, reference)
    table, texts = f"{FOLDER.as_posix()}/{reference.name}/*.csv", len(reference.comparison)
    for row in iterate_rows(compared):
        of, subject = f"'{row.term}'", Subject("kind", slug(row.term), lemma=row.term)
        same = f"that have {of} at least as often as the document, in samples of its length"
        for statistic, value, unit, definition in (
            ("count", int(row.count), "occurrences", f"occurrences of {of} in the document"),
            ("rate", float(row.rate), RATE, f"occurrences of {of} in the document {RATE}"),
            ("median", float(row.median), RATE, f"median of the rates of {of} in {texts} texts, {RATE}"),
            ("share", float(row.share), "share", f"share of {texts} texts that have {of}"),
            ("log-ratio", float(row.log_ratio), "doublings", f"Log Ratio of {of} against {texts} texts"),
            ("p", float(row.p), "probability", f"share of the document and {texts} texts {same}"),
            ("p-adjusted", float(row.p_adjusted), "probability", f"p-value of {of}, adjusted for all terms"),
            (
                "expected",
                float(row.expected),
                "terms",
                f"terms that a text of the kind is expected to have with at most the p-value of {of}",
            ),
            (
                "reached",
                int(row.reached),
                "terms",
                f"terms that the document has with at most the p-value of {of}",
            ),
            ("verdict", str(row.verdict), "verdict", f"what can be said of {of} against {texts} texts"),
        ):
            yield Figure(subject, statistic, value, unit, definition, table)
    subject = Subject("kind")
    for statistic, number, unit, definition in (
        ("tested", len(compared), "terms", "terms whose rate is compared with that of single texts"),
        ("least", kind.LEAST, "occurrences", "occurrences from which on a term is compared with texts"),
        (
            "more",
            int((compared["verdict"] == Verdict.MORE).sum()),
            "terms",
            "terms that the document can be told to have more of than its kind",
        ),
    ):
        yield Figure(subject, statistic, number, unit, definition, table)
    near = compared[compared["p"] <= likeness.FAR_OUT]
    for statistic, value, said in (
        ("near", float(near["reached"].max()), "of the document"),
        ("near-expected", float(near["expected"].max()), "that a text has on average"),
    ):
        if len(near):
            definition = (
                f"terms {said} that are as far out as those of the document with p up to {likeness.FAR_OUT}"
            )
            unit_value = int(value) if statistic == "near" else value
            yield Figure(subject, statistic, unit_value, "terms", definition, table)
    own, drawn = likeness.count_far_out(book, reference)
    if len(drawn):
        definition = (
            "share of random samples of the texts, as long as the document, that have at least as many terms "
            f"with p up to {likeness.FAR_OUT} as the document"
        )
        yield Figure(subject, "near-share", float((drawn >= own).mean()), "share", definition, table)
    words = compared[~compared["name"]]
    outside = int((words["rate"] > words["upper"]).sum())
    definition = f"terms, names left out, whose rate is above that of {format_share(kind.UPPER)} of the texts"
    yield Figure(subject, "outside", outside, "terms", definition, table)
    definition = "terms, names left out, whose rate is compared with that of single texts"
    yield Figure(subject, "words", len(words), "terms", definition, table)
    definition = "the least p-value that a term can have, where no text has it as often as the document"
    yield Figure(subject, "floor", 1 / (1 + texts), "probability", definition, table)
    definition = "the lowest adjusted p-value of all terms that are compared with texts"
    lowest = float(compared["p_adjusted"].min())
    yield Figure(subject, "lowest-p-adjusted", lowest, "probability", definition, table)


def _rank_speaker(reference: Reference, row: Any, number: int) -> Iterator[Figure]:
    name = reference.settings.name_of(row.speaker)
    subject, table = _make_subject(row, slug_ascii(name)), _find_table(reference, row.measure)
    definition = (
        f"rank of {name} among {number} texts by their likeness to {_describe_part(row.part)}, "
        f"{_describe(row)}; 1 is the most like"
    )
    yield Figure(subject, "rank", int(row.rank), "rank", definition, table)
    ends = (row.low, row.high)
    yield from interval_ends(subject, "rank", ends, "rank", definition, table)


def _count_ways(reference: Reference, row: Any) -> Iterator[Figure]:
    name, table = reference.settings.name_of(row.speaker), f"{FOLDER.as_posix()}/{reference.name}/*.csv"
    section = "" if row.part == likeness.DOCUMENT else row.part
    subject = Subject("likeness", slug_ascii(name), section=section)
    for statistic, number, said in (
        ("ways-first", row.first, "the best rank"),
        ("ways-near", row.near, f"rank {likeness.LAST_NEAR_RANK} or better"),
    ):
        definition = (
            f"in how many of {row.ways} ways of measuring likeness {name} has {said}, compared with "
            f"{_describe_part(row.part)}"
        )
        yield Figure(subject, statistic, int(number), "ways", definition, table)


def _rank_rest(reference: Reference, row: Any, number: int) -> Iterator[Figure]:
    table = _find_table(reference, row.measure)
    if row.part != likeness.HALVES_PART:
        definition = (
            f"rank of the rest of the document among {number} texts by their likeness to "
            f"{_describe_part(row.part)}, {_describe(row)}"
        )
        yield Figure(_make_subject(row, "rest"), "rank", int(row.rank), "rank", definition, table)
        return
    definition = (
        f"median rank of a random half of the document among {number} texts by their likeness to the other "
        f"half, {_describe(row)}"
    )
    subject, ends = _make_subject(row, "halves"), (row.low, row.high)
    yield Figure(subject, "rank", int(row.rank), "rank", definition, table)
    yield from interval_ends(subject, "rank", ends, "rank", definition, table)


def _make_subject(row: Any, id_: str) -> Subject:
    names = USE_IN_NAME.get(row.names, "")
    measure = "" if row.measure == likeness.TF_IDF else row.measure
    section = "" if row.part in (likeness.DOCUMENT, likeness.HALVES_PART) else row.part
    return Subject(".".join(filter(None, ("likeness", measure, names))), id_, section=section)


def _describe(row: Any) -> str:
    return f"by {MEASURES[row.measure]}{USES[row.names]}"


def _describe_part(part: str) -> str:
    return "the document" if part == likeness.DOCUMENT else f"the section {part}"


def _find_table(reference: Reference, measure: str) -> str:
    name = "function-words" if measure == likeness.DELTA else "words"
    return f"{FOLDER.as_posix()}/{reference.name}/{name}.csv"
