"""Publishes the document's words through the years of other texts."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.tables.labels import Labels, key_term, labels_of
from reading.tables.locations import find_description, find_texts
from reading.tables.table import published
from reading.text.tokens import slug_ascii

WINDOW = 5
"""The number of years that are taken together at the start and at the end."""


@labels_of("followed term")
def _label_terms(book: Book) -> Labels:
    terms = book.reference.settings.terms if book.has_reference else ()
    return {key_term(term.name): term.name for term in terms}


@labels_of("speaker")
def _label_speakers(book: Book) -> Labels:
    if not book.has_reference:
        return {}
    names = map(book.reference.settings.name_of, book.reference.texts["speaker"].unique())
    return {slug_ascii(name): name for name in names}


@published("term", needs=("reference",), leads=find_texts)
def histories(book: Book) -> pd.DataFrame:
    """The terms that are followed through the years, and how many texts use them.

    The first and the last years are five each, or the first and the last half of fewer than ten.

    - texts: texts that use {term} [texts]
    - first: first year with a text that uses {term} [year]
    - peak: highest share of the texts that use {term} in a year [share]
    - peak_year: year of the highest share of the texts that use {term} [year]
    - start: share of the texts that use {term} in the first years [share]
    - end: share of the texts that use {term} in the last years [share]
    - change: share of the texts that use {term} in the last years, less that in the first [share]

    >>> histories()[["term", "texts", "start", "end", "change"]].head(1)
          term  texts  start  end  change
    0  harbour      3    1.0  1.0     0.0
    """
    rows = book.reference.years
    rows = rows.assign(share=rows["texts"] / rows["all_texts"])
    by_term, years = rows.groupby("term", sort=False), sorted(rows["year"].unique())
    frame = rows.loc[by_term["share"].idxmax()].set_index("term")[["share", "year"]]
    frame = frame.set_axis(["peak", "peak_year"], axis=1).assign(texts=by_term["texts"].sum())
    # What no text uses has no first year, and none with the most.
    frame["peak_year"] = frame["peak_year"].where(frame["texts"] > 0)
    frame["first"] = rows[rows["texts"] > 0].groupby("term")["year"].min()
    window = max(1, min(WINDOW, len(years) // 2))
    for end, chosen in (("start", years[:window]), ("end", years[-window:])):
        sums = rows[rows["year"].isin(chosen)].groupby("term")[["texts", "all_texts"]].sum()
        frame[end] = sums["texts"] / sums["all_texts"]
    frame = frame.assign(change=frame["end"] - frame["start"]).reset_index()
    return frame.assign(label=frame["term"], term=frame["term"].map(key_term))


@published("term", "speaker", needs=("reference",), leads=find_description)
def histories_by_speaker(book: Book) -> pd.DataFrame:
    """How many texts of each followed speaker use a term, and since when.

    - texts: texts of {speaker} that use {term} [texts]
    - first: first year with a text of {speaker} that uses {term} [year]

    >>> histories_by_speaker().head(1)
          term speaker  texts  first
    0  harbour   mayor      2   2021
    """
    reference = book.reference
    uses = reference.uses[reference.uses["speaker"].isin(reference.settings.followed)]
    frame = uses.groupby(["term", "speaker"], sort=False, as_index=False).agg(
        texts=("year", "size"), first=("year", "min")
    )
    speakers = frame["speaker"].map(lambda code: slug_ascii(reference.settings.name_of(code)))
    return frame.assign(term=frame["term"].map(key_term), speaker=speakers)


@published(needs=("reference",), leads=find_texts)
def history(book: Book) -> pd.DataFrame:
    """The texts in which terms are followed.

    - texts: texts of all years [texts]
    - first_year: first year with texts [year]

    >>> history()
       texts  first_year
    0      3        2021
    """
    reference = book.reference
    row = {"texts": len(reference.texts), "first_year": reference.texts["year"].min()}
    return pd.DataFrame([row])
