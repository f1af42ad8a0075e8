"""Follows terms through the years of a reference: shares of texts, courses, groups and first uses."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import Reference
from reading.measures.arrays import Floats
from reading.measures.inference import LEVEL, clopper_pearson
from reading.measures.intervals import LEAST, effective_interval
from reading.text.tokens import fold, slug, slug_ascii
from reading.text.wildcards import match_terms

WINDOW = 5
"""The number of years that are taken together, see `count_window`."""


class Course(StrEnum):
    """How the share of texts that use a term changes, from the first years to the last."""

    RISING = "rising"
    FALLING = "falling"
    PEAKED = "highest in between"
    DIPPED = "lowest in between"
    STEADY = "no clear change"


def list_terms(reference: Reference) -> list[str]:
    """Return the names of the terms that are followed, in the order of the settings."""
    return [term.name for term in reference.settings.terms]


def key_term(term: str) -> str:
    """Return the key of a followed term in published tables, by its name."""
    return slug(fold(term))


def key_speakers(reference: Reference, speakers: pd.Series[str]) -> pd.Series[str]:
    """Return the keys of speakers in published tables, by their codes."""
    names = {speaker: slug_ascii(reference.settings.name_of(speaker)) for speaker in speakers.unique()}
    return speakers.map(names)


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


def share_texts(reference: Reference) -> pd.DataFrame:
    """Return the share of texts that use each term in each year, of all speakers together.

    A frame, sorted by the order of the terms and by year:

    - term, year
    - texts: those that have the term; all_texts: all texts of the year
    - share, low, high: from 0 to 1, with the exact interval, which takes the texts of a year for independent
    """
    rows = reference.years
    low, high = clopper_pearson(rows["texts"], rows["all_texts"])
    return rows.assign(share=rows["texts"] / rows["all_texts"], low=low, high=high)


def list_quotations(reference: Reference) -> pd.DataFrame:
    """Return the first uses that are quoted: the columns of `Reference.first`, and the speaker's name."""
    rows = reference.first.dropna(subset="quotation")
    return rows.assign(name=rows["speaker"].map(reference.settings.name_of))


def count_window(reference: Reference) -> int:
    """Return the number of years that `describe_courses` takes together.

    It is `WINDOW`, or half of the years of a reference that has fewer than twice as many.
    """
    return max(1, min(WINDOW, reference.years["year"].nunique() // 2))


def describe_courses(reference: Reference) -> pd.DataFrame:
    """Return how the share of texts that use each term changes over the years.

    A frame with a row for each term, in the order of the settings:

    - term, texts: how many texts have the term
    - first: the first year in which a text has the term
    - peak, peak_year: the highest share of a year, and the first year that has it
    - start, start_low, start_high, end, end_low, end_high: the share in the first and in the last years, as
      many as `count_window` says, with their intervals, which are NaN for fewer than `LEAST` texts that have
      the term, unless none has it
    - course: a `Course`

    Shares are from 0 to 1. A term is rising or falling if the intervals of start and end lie apart. Start and
    end are compared with each window of as many years in a row. A term peaked if the interval of the highest
    window lies above those of start and end, and dipped if the interval of the lowest window lies below both.
    If both hold, the window that differs more from the nearer of start and end counts. The highest of many
    windows is high by chance, so its interval has the level of Bonferroni: `1 - (1 - LEVEL) / windows`.

    The texts of a speaker are alike. So a window counts as fewer texts than it has: its speakers are the
    clusters of `intervals.effective_interval`.
    """
    described, window = [], count_window(reference)
    uses = dict(tuple(reference.uses.groupby("term")))
    spoken = _count_windows(reference, reference.texts, window)
    for term, years in share_texts(reference).groupby("term", sort=False):
        using = _count_windows(reference, uses.get(term, reference.texts.head(0)), window)
        texts, share = using.sum(axis=0), using.sum(axis=0) / spoken.sum(axis=0)
        low, high = effective_interval(using, spoken)
        wide = effective_interval(using, spoken, level=1 - (1 - LEVEL) / len(share))
        # What stands in one or two texts has no interval.
        rare = (texts > 0) & (texts < LEAST)
        ends = {"": share, "_low": np.where(rare, np.nan, low), "_high": np.where(rare, np.nan, high)}
        peak = years.iloc[years["share"].argmax()]
        described.append(
            {
                "term": term,
                "texts": years["texts"].sum(),
                "first": years["year"][years["texts"] > 0].min(),
                "peak": peak["share"],
                "peak_year": peak["year"],
                **{f"start{name}": values[0] for name, values in ends.items()},
                **{f"end{name}": values[-1] for name, values in ends.items()},
                "course": _name_course(share, low, high, *wide),
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


def _name_course(share: Floats, low: Floats, high: Floats, wide_low: Floats, wide_high: Floats) -> Course:
    """Return the course of a term by its share in each window, with an interval and a wider one."""
    top, bottom, ends = share.argmax(), share.argmin(), [0, -1]
    above, below = share[top] - share[ends].max(), share[ends].min() - share[bottom]
    peaked, dipped = wide_low[top] > high[ends].max(), wide_high[bottom] < low[ends].min()
    if peaked and (above >= below or not dipped):
        return Course.PEAKED
    if dipped:
        return Course.DIPPED
    if low[-1] > high[0]:
        return Course.RISING
    return Course.FALLING if high[-1] < low[0] else Course.STEADY
