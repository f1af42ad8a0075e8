"""Defines what a published number is, and makes its name from what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from reading.data.document import Document
from reading.formatting import format_number, format_p, format_share
from reading.text.words import slug

Value = bool | int | float | str

DOCUMENT = "data/document"
OUTLINE = f"{DOCUMENT}/outline.yml"
INCIDENCE = f"{DOCUMENT}/incidence.csv"
VOCABULARY = f"{DOCUMENT}/vocabulary.csv"
BIGRAMS = f"{DOCUMENT}/bigrams.csv"
DIVERSITY = f"{DOCUMENT}/diversity.csv"

RATE = "per thousand tokens"
"""The unit of a rate."""

DECIMALS = {"ratio": 2, "agreement": 3, "doublings": 2, "times": 0, "rank": 0}
"""The number of decimal places of a value that is not a whole number, by its unit; other units have one."""

FREQUENT = 15
"""How many of the most frequent content words are looked at where terms are compared."""

MAX_PARAGRAPHS, MAX_TOKENS = 100, 20_000
"""The size of a document up to which terms and actors have figures for each paragraph.

In a long text they would be a third of all figures. The evidence lists the sentences.
"""

ENDS = ("low", "high")
"""The last part of a statistic that is an end of an interval, such as `rate.low`."""

_STATISTIC = r"(?P<statistic>[^.]+(\.(low|high))?)"
_VARIANT = r"(\.(divergence|delta))?(\.(names-in|bodies-out|capitals-out))?"
_LIKENESS = rf"(section\.(?P<section>[^.]+)\.)?(?P<kind>likeness{_VARIANT})"
_FORMS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        rf"{_LIKENESS}\.(?P<id>[^.]+)\.(?P<statistic>rank(\.(low|high))?|ways-(first|near))",
        rf"{_LIKENESS}\.(?P<statistic>nearest|ways)",
        rf"(?P<kind>kind)\.(?P<id>.+?)\.{_STATISTIC}",
        r"(?P<kind>stances)\.(?P<id>[^.]+)\.(?P<statistic>held)",
        rf"(?P<kind>stance|bigram)\.(?P<id>[^.]+)\.(?P<other>.+)\.{_STATISTIC}",
        r"((section\.(?P<section>[^.]+)|paragraph\.(?P<paragraph>[^.]+))\.)?(?P<kind>theme)\."
        rf"(?P<id>[^.]+)\.(?P<relation>lexicon|frozen|general)\.{_STATISTIC}",
        rf"(?P<kind>held-out|development)\.((?P<id>[^.]+)\.)?(?P<relation>lexicon|frozen|general)\.{_STATISTIC}",
        r"((section\.(?P<section>[^.]+)|paragraph\.(?P<paragraph>[^.]+))\.)?(?P<kind>term|theme|actor)\."
        rf"(?P<id>.+?)(\.(?P<relation>with|theme)\.(?P<other>.+?))?\.{_STATISTIC}",
        rf"(?P<kind>section|paragraph|english\.token)\.(?P<id>.+?)\.{_STATISTIC}",
        rf"(?P<kind>history)\.(?P<id>.+?)\.(?P<relation>by)\.(?P<other>[^.]+)\.{_STATISTIC}",
        rf"(?P<kind>history|place|speaker)\.(?P<id>.+?)\.{_STATISTIC}",
        r"(?P<kind>robustness|themes)\.(?P<relation>themes|frozen|general)\.(?P<statistic>.+)",
        r"(?P<kind>[^.]+)(\.(?P<statistic>.+))?",
    )
)
"""The forms of names. The groups are the fields of `Subject`, and the statistic."""


class Subject(NamedTuple):
    """What a figure is about.

    kind: such as "term", "actor" or "section"; "terms" and "actors" stand for all of them. Likeness by other
        choices than the usual ones is a kind of its own, such as "likeness.divergence.names-in"
    id: which one of its kind; empty where there is only one, such as the document
    relation: "with", "theme" or "by" if the figure relates the subject to another one; for themes by a
        lexicon, in the document or in a sample of other texts, its name
    other: the id of the other one of the relation, of a stance or of a bigram
    section, paragraph: the part of the document that the figure is about; both are empty for all of it
    lemma: the lemma whose sentences are the evidence; it is not part of the name
    """

    kind: str
    id: str = ""
    relation: str = ""
    other: str = ""
    section: str = ""
    paragraph: str = ""
    lemma: str = ""

    @classmethod
    def term(cls, lemma: str, *, section: str = "", paragraph: str = "") -> Subject:
        """The subject of a figure about a word or a phrase."""
        return cls("term", slug(lemma), section=section, paragraph=paragraph, lemma=lemma)

    @property
    def division(self) -> str:
        """The kind of the part of the document: "section", "paragraph" or empty."""
        return "section" if self.section else "paragraph" if self.paragraph else ""


class Figure(NamedTuple):
    """A published number.

    statistic: what is said of the subject, such as "count"; for an end of an interval such as "rate.low"
    unit: what is counted, such as "tokens" or "share"; it decides how the value is written
    table: the file that the value is computed from, below the book's folder, or several by a pattern
    """

    subject: Subject
    statistic: str
    value: Value
    unit: str
    definition: str
    table: str

    @property
    def name(self) -> str:
        """The name by which pages and claims use the figure."""
        return make_name(self.subject, self.statistic)

    @property
    def is_interval_end(self) -> bool:
        """Whether it is the low or the high end of an interval."""
        return self.statistic.rpartition(".")[2] in ENDS

    def __str__(self) -> str:
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, str):
            return self.value
        if self.unit == "share":
            return format_share(self.value)
        if self.unit == "year":
            return str(self.value)
        if isinstance(self.value, int):
            return f"{self.value:,}"
        if self.unit == "probability":
            return format_p(self.value)
        return format_number(self.value, DECIMALS.get(self.unit, 1))


def has_paragraph_figures(document: Document) -> bool:
    """Whether terms and actors have figures for each paragraph: see `MAX_PARAGRAPHS`."""
    return len(document.paragraphs) <= MAX_PARAGRAPHS and document.sentences["tokens"].sum() <= MAX_TOKENS


def make_name(subject: Subject, statistic: str) -> str:
    """The name of a figure, from the general to the special: `section.trade.term.peace.rate.low`."""
    kind, id_, relation, other, section, paragraph, _ = subject
    parts = (subject.division, section or paragraph, kind, id_, relation, other, statistic)
    return ".".join([part for part in parts if part])


def parse_name(name: str) -> tuple[Subject, str]:
    """The subject and the statistic that make a name: the inverse of `make_name`.

    It is for names without a figure: those that people write and those in published files. The lemma is lost.
    A name of another form is read as a kind and a statistic.
    """
    for form in _FORMS:
        if match := form.fullmatch(name):
            parts = match.groupdict(default="")
            statistic = parts.pop("statistic")
            return Subject(**parts), statistic
    return Subject(name), ""


def interval_ends(
    subject: Subject,
    statistic: str,
    ends: tuple[float, float],
    unit: str,
    definition: str,
    table: str,
    *,
    interval: str = "95 % interval",
) -> Iterator[Figure]:
    """The low and the high end of the interval of a statistic."""
    for end, value in zip(ENDS, ends, strict=True):
        described = f"{end} end of the {interval} of {definition}"
        yield Figure(subject, f"{statistic}.{end}", float(value), unit, described, table)


def comparison(subject: Subject, row: Any, where: str, family: str, table: str) -> Iterator[Figure]:
    """The p-values and the verdict of the comparison of a section with the rest of the document.

    `row` has those of `reading.measures.keyness.keyness`, `where` says which sentences are compared, and
    `family` what is tested together.
    """
    definition = f"p-value, by Fisher's exact test, of {where} against the rest of the document"
    yield Figure(subject, "p", float(row.p), "probability", definition, table)
    adjusted = f"{definition}, adjusted by Benjamini and Hochberg for the {family} that could pass"
    yield Figure(subject, "p-adjusted", float(row.p_adjusted), "probability", adjusted, table)
    definition = f"p-value, by shuffling whole paragraphs between the sections, of {where}, for itself alone"
    yield Figure(subject, "p-paragraphs", float(row.p_paragraphs), "probability", definition, table)
    definition = f"what can be said of {where} against the rest of the document"
    yield Figure(subject, "verdict", str(row.verdict), "verdict", definition, table)


def shared(subject: Subject, row: Any, both: str, family: str, table: str) -> Iterator[Figure]:
    """The expected number and the p-values of the sentences that two of a kind share.

    `row` has those of `reading.measures.association.pairs`, `both` says which sentences are counted, and
    `family` what is tested together.
    """
    definition = f"{both}, expected by chance within each section"
    yield Figure(subject, "expected", float(row.expected), "sentences", definition, table)
    definition = f"p-value, by the exact test within sections, of {both}"
    yield Figure(subject, "p", float(row.p), "probability", definition, table)
    definition = f"{definition}, adjusted by Benjamini and Hochberg for the pairs of {family} that could pass"
    yield Figure(subject, "p-adjusted", float(row.p_adjusted), "probability", definition, table)
