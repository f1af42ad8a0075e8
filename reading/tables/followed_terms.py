"""Follows terms through the years of a reference: shares of texts, courses, groups and first uses."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import OTHERS, Reference
from reading.measures.arrays import Floats
from reading.measures.inference import LEVEL, clopper_pearson
from reading.measures.intervals import LEAST, effective_interval
from reading.text.wildcards import match_terms
from reading.text.words import fold, slug

WINDOW = 5
"""The number of years that are taken together, see `count_window`."""


class Course(StrEnum):
    """How the share of texts that use a term changes, from the first years to the last."""

    RISING = "rising"
    FALLING = "falling"
    PEAKED = "highest in between"
    DIPPED = "lowest in between"
    STEADY = "no clear change"


def choose_reference(book: Book) -> Reference | None:
    """Return the first reference that follows terms. None without one."""
    return next((one for one in book.references.values() if one.settings.terms), None)


def get_reference(book: Book) -> Reference:
    """Return the first reference that follows terms, of a book that has one."""
    return next(one for one in book.references.values() if one.settings.terms)


def list_terms(reference: Reference) -> list[str]:
    """Return the names of the terms that are followed, in the order of the settings."""
    return [term.name for term in reference.settings.terms]


def key_term(term: str) -> str:
    """Return the key of a followed term in published tables, by its name."""
    return slug(fold(term))


def find_document_lemmas(book: Book, reference: Reference) -> dict[str, str]:
    """Return for each term the most frequent of its lemmas that the document has; empty where it has none."""
    counts = book.document.incidence.groupby("lemma")["count"].sum()
    return {
        name: max(sorted(lemmas), key=lambda lemma: counts[lemma], default="")
        for name, lemmas in _match_document(book, reference).items()
    }


def find_followed_terms(book: Book, reference: Reference) -> dict[str, str]:
    """Return for each lemma of the document that is followed the name of the term that counts it.

    Of several terms it is the first in the order of the settings.
    """
    matched = _match_document(book, reference)
    return {lemma: name for name in reversed(matched) for lemma in matched[name]}


def _match_document(book: Book, reference: Reference) -> dict[str, dict[str, str]]:
    """Return for each followed term, in order, what `match_terms` finds in the document."""
    lemmas = sorted(set(book.document.incidence["lemma"]))
    return {term.name: match_terms(map(fold, term.terms), lemmas) for term in reference.settings.terms}


def share_texts(reference: Reference, *, level: float = LEVEL) -> pd.DataFrame:
    """Return the share of texts that use each term in each year, of all speakers together.

    A frame, sorted by the order of the terms and by year:

    - term, year
    - texts: those that have the term; all_texts: all texts of the year
    - share, low, high: from 0 to 1, with the exact interval, which takes the texts of a year for independent
    """
    rows = _add_shares(_sum_groups(reference))
    low, high = clopper_pearson(rows["texts"], rows["all_texts"], level=level)
    return rows.assign(low=low, high=high)


def name_group(reference: Reference, group: str) -> str:
    """Return the name of a speaker or of the group of all others, as readers see it."""
    return "Others" if group == OTHERS else reference.settings.name_of(group)


def find_first_uses(reference: Reference) -> pd.DataFrame:
    """Return the first text of each speaker that uses a term.

    A frame, sorted by the order of the terms, by year and by text:

    - term, year, session, text
    - speaker, name: the code and the name; group: the speaker if it is followed, else `OTHERS`
    - opening: whether the year is the first in which the speaker has a text, so that an earlier use may
      exist that the reference does not have
    - sentence, quotation: the number of the sentence that is quoted, and the sentence; may be missing
    """
    texts = reference.texts
    began = texts.groupby("speaker")["year"].min()
    rows = reference.first.merge(texts[["text", "session"]], on="text", how="left")
    rows = rows.assign(
        name=rows["speaker"].map(lambda speaker: name_group(reference, speaker)),
        group=rows["speaker"].map(reference.settings.group_of),
        opening=rows["year"] == rows["speaker"].map(began),
    )
    rows = _sort_terms(rows, reference, ["term", "year", "text"])
    columns = ["year", "session", "text", "speaker", "name", "group", "opening", "sentence", "quotation"]
    return rows[["term", *columns]]


def find_new_uses(reference: Reference) -> pd.DataFrame:
    """Return the first uses of the terms that no text of the first year of the reference has.

    The columns of `find_first_uses`, and `earliest`, the first year of the term. Sorted by this year, then by
    the term as in the alphabet, then by year and text. Of the other terms the reference cannot say who used
    them first.
    """
    uses = find_first_uses(reference)
    uses = uses.assign(earliest=uses.groupby("term")["year"].transform("min"))
    uses = uses[uses["earliest"] > int(reference.texts["year"].min())]
    return uses.sort_values(["earliest", "term", "year", "text"], ignore_index=True)


def count_leads(reference: Reference) -> pd.DataFrame:
    """Return how many new terms each followed speaker has used, and how many of them first of all followed.

    A frame [speaker, name, used, leads] in the order of the settings. Of several that first used a term in
    one year, none counts. For new terms see `find_new_uses`.
    """
    uses = find_new_uses(reference)
    uses = uses[uses["group"] != OTHERS]
    leads = uses[uses["year"] == uses.groupby("term")["year"].transform("min")]
    leads = leads.drop_duplicates("term", keep=False)
    speakers = list(reference.settings.followed)
    return pd.DataFrame(
        {
            "speaker": speakers,
            "name": [name_group(reference, speaker) for speaker in speakers],
            **{
                column: rows["speaker"].value_counts().reindex(speakers, fill_value=0).to_numpy()
                for column, rows in (("used", uses), ("leads", leads))
            },
        }
    )


def list_quotations(reference: Reference) -> pd.DataFrame:
    """Return the first uses that are quoted, with the columns of `find_first_uses`.

    Empty where the reference has no quotations.
    """
    uses = find_first_uses(reference)
    return uses[uses["quotation"].notna()].reset_index(drop=True)


def count_window(reference: Reference) -> int:
    """Return the number of years that `describe_courses` takes together.

    It is `WINDOW`, or half of the years of a reference that has fewer than twice as many.
    """
    return max(1, min(WINDOW, reference.years["year"].nunique() // 2))


def describe_courses(reference: Reference, *, level: float = LEVEL) -> pd.DataFrame:
    """Return how the share of texts that use each term changes over the years.

    A frame with a row for each term, in the order of the settings:

    - term, texts: how many texts have the term
    - first, last: the first year in which a text has the term, and the share in the last year of all texts
    - peak, peak_year: the highest share of a year, and the first year that has it
    - start, start_low, start_high, end, end_low, end_high: the share in the first and in the last years, as
      many as `count_window` says, with their intervals, which are NaN for fewer than `LEAST` texts that have
      the term, unless none has it
    - course: a `Course`

    Shares are from 0 to 1. A term is rising or falling if the intervals of start and end lie apart. It peaked
    if the highest window, of as many years in a row, lies apart above both, and dipped if the lowest lies
    apart below both; where both hold, what differs more from the nearer of both ends counts. Since the
    highest of many windows is high by chance, its interval has the level of Bonferroni:
    `1 - (1 - level) / windows`.

    The texts of a speaker are not independent of each other. So the speakers are the clusters of
    `intervals.effective_interval`, and a window of years counts as fewer texts than it has.
    """
    described, window = [], count_window(reference)
    uses = dict(tuple(reference.uses.groupby("term")))
    spoken = _count_windows(reference, reference.texts, window)
    for term, rows in _add_shares(_sum_groups(reference)).groupby("term", sort=False):
        using = _count_windows(reference, uses.get(term, reference.texts.head(0)), window)
        shares = _share_windows(using, spoken, level=level)
        # What stands in one or two texts has no interval.
        rare = shares["texts"].between(1, LEAST - 1)
        shown = shares.assign(low=shares["low"].mask(rare), high=shares["high"].mask(rare))
        start, end = shown.iloc[0], shown.iloc[-1]
        peak = rows.iloc[rows["share"].argmax()]
        used = rows[rows["texts"] > 0]
        described.append(
            {
                "term": term,
                "texts": int(rows["texts"].sum()),
                "first": int(used["year"].min()) if len(used) else None,
                "last": rows["share"].iloc[-1],
                "peak": peak["share"],
                "peak_year": int(peak["year"]),
                **{
                    f"{name}{end_name}": row[column]
                    for name, row in (("start", start), ("end", end))
                    for end_name, column in (("", "share"), ("_low", "low"), ("_high", "high"))
                },
                "course": _name_course(using, spoken, level=level),
            }
        )
    return pd.DataFrame(described).astype({"first": "Int64"})


def _count_windows(reference: Reference, texts: pd.DataFrame, window: int) -> Floats:
    """Return the number of texts of each speaker (row) of the reference in each window of years (column)."""
    speakers, years = (pd.Index(reference.texts[name].unique()).sort_values() for name in ("speaker", "year"))
    counts = np.zeros((len(speakers), len(years)))
    np.add.at(counts, (speakers.get_indexer(texts["speaker"]), years.get_indexer(texts["year"])), 1)
    windows: Floats = np.lib.stride_tricks.sliding_window_view(counts, window, axis=1).sum(axis=-1)
    return windows


def _share_windows(using: Floats, spoken: Floats, *, level: float) -> pd.DataFrame:
    """Return texts, all_texts, share, low and high of each window, from the texts of each speaker in it."""
    rows = pd.DataFrame({"texts": using.sum(axis=0), "all_texts": spoken.sum(axis=0)})
    low, high = effective_interval(using, spoken, level=level)
    return _add_shares(rows).assign(low=low, high=high)


def _name_course(using: Floats, spoken: Floats, *, level: float) -> Course:
    """Return the course of a term from the texts of each speaker in each window."""
    shares = _share_windows(using, spoken, level=level)
    start, end = shares.iloc[0], shares.iloc[-1]
    wide = _share_windows(using, spoken, level=1 - (1 - level) / len(shares))
    top, bottom = wide.iloc[wide["share"].argmax()], wide.iloc[wide["share"].argmin()]
    above = top["share"] - max(start["share"], end["share"])
    below = min(start["share"], end["share"]) - bottom["share"]
    peaked = top["low"] > max(start["high"], end["high"])
    dipped = bottom["high"] < min(start["low"], end["low"])
    if peaked and (above >= below or not dipped):
        return Course.PEAKED
    if dipped:
        return Course.DIPPED
    if end["low"] > start["high"]:
        return Course.RISING
    return Course.FALLING if end["high"] < start["low"] else Course.STEADY


def _sum_groups(reference: Reference) -> pd.DataFrame:
    """Return term, year, texts and all_texts of all groups together, in the order of the terms."""
    rows = reference.years.groupby(["term", "year"], as_index=False)[["texts", "all_texts"]].sum()
    return _sort_terms(rows, reference, ["term", "year"])


def _add_shares(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(share=rows["texts"] / rows["all_texts"])


def _sort_terms(rows: pd.DataFrame, reference: Reference, by: list[str]) -> pd.DataFrame:
    """Sort rows by some columns, terms in the order of the settings."""
    order = {term: place for place, term in enumerate(list_terms(reference))}
    return rows.sort_values(
        by, key=lambda column: column.map(order) if column.name == "term" else column, ignore_index=True
    )
