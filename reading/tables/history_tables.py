"""Publishes the document's words through the years of other texts."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.tables import followed_terms
from reading.tables.table import published


@published("term", needs=("reference",))
def histories(book: Book) -> pd.DataFrame:
    """The terms that are followed through the years, and how many texts use them.

    - texts: texts that use {term} [texts]
    - first: first year with a text that uses {term} [year]
    - peak: highest share of the texts that use {term} in a year [share]
    - peak_year: year of the highest share of the texts that use {term} [year]
    - start, start_low, start_high: share of the texts that use {term} in the first years [share]
    - end, end_low, end_high: share of the texts that use {term} in the last years [share]
    - course: how the share of the texts that use {term} changes from the first years to the last [word]

    >>> histories()[["term", "texts", "course"]].head(1)
          term  texts           course
    0  harbour      3  no clear change
    """
    reference = book.reference
    frame = followed_terms.describe_courses(reference)
    # What no text uses has no course.
    frame = frame.mask(frame["texts"] == 0, frame[["term", "texts"]].reindex(columns=frame.columns))
    return frame.assign(label=frame["term"], term=frame["term"].map(followed_terms.key_term))


@published("term", "speaker", needs=("reference",))
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
    speakers = followed_terms.key_speakers(reference, frame["speaker"])
    return frame.assign(term=frame["term"].map(followed_terms.key_term), speaker=speakers)


@published(needs=("reference",))
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
