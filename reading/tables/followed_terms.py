"""Follows terms through the years of a reference: shares of texts, courses, groups and first uses."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import Reference
from reading.measures.intervals import clopper_pearson, effective_interval
from reading.text.tokens import fold, slug, slug_ascii
from reading.text.wildcards import match_terms

LEAST = 3
WINDOW = 5
"""The number of years that are taken together at the start and at the end."""


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


def describe_courses(reference: Reference) -> pd.DataFrame:
    """Return how the share of texts that use each term changes over the years.

    A frame with a row for each term, in the order of the settings:

    - term, texts: how many texts have the term
    - first: the first year in which a text has the term
    - peak, peak_year: the highest share of a year, and the first year that has it
    - start, start_low, start_high, end, end_low, end_high: the share in the first and in the last `WINDOW`
      years, or in the first and the last half of fewer years, with their intervals, which are NaN for fewer
      than `LEAST` texts that have the term, unless none has it
    - course: `rising` or `falling` where the intervals of start and end lie apart, else `no clear change`

    Shares are from 0 to 1. The texts of a speaker are alike: speakers are the clusters of
    `intervals.effective_interval`.
    """
    shares = share_texts(reference)
    by_term = shares.groupby("term", sort=False)
    peaks = shares.loc[by_term["share"].idxmax()].set_index("term")
    frame = peaks[["share", "year"]].set_axis(["peak", "peak_year"], axis=1)
    frame["texts"] = by_term["texts"].sum()
    frame["first"] = reference.uses.groupby("term")["year"].min().astype("Int64")
    years = sorted(reference.texts["year"].unique())
    window = max(1, min(WINDOW, len(years) // 2))
    for end, chosen in (("start", years[:window]), ("end", years[-window:])):
        spoken, used = (rows[rows["year"].isin(chosen)] for rows in (reference.texts, reference.uses))
        sizes = spoken.groupby("speaker").size()
        hits = pd.crosstab(used["speaker"], used["term"]).reindex(sizes.index, columns=frame.index)
        hits = hits.fillna(0)
        ends = effective_interval(hits.to_numpy(float), sizes.to_frame().to_numpy(float))
        # What stands in one or two texts has no interval.
        known = ~hits.sum().between(1, LEAST - 1)
        frame[end] = hits.sum() / sizes.sum()
        frame[f"{end}_low"], frame[f"{end}_high"] = (np.where(known, side, np.nan) for side in ends)
    rising, falling = frame["end_low"] > frame["start_high"], frame["end_high"] < frame["start_low"]
    frame["course"] = np.select([rising, falling], ["rising", "falling"], "no clear change")
    return frame.reset_index()
