"""Publishes the document's words through the years of other texts."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.cached import STOP_WORDS, THEMES, TIMELINE
from reading.tables import followed_terms
from reading.tables.likeness_tables import TEXTS
from reading.tables.table import WORDS, Column, published
from reading.text.words import fold, slug, slug_ascii

WITHOUT = ("data/coding/", STOP_WORDS, THEMES, TIMELINE)
"""The data on which histories do not depend."""

_SHARE = "share of the texts that use {term}"


@published(
    ["term"],
    {
        "texts": Column("texts", "texts that use {term}"),
        "first": Column("year", "first year with a text that uses {term}"),
        "last": Column("share", f"{_SHARE} in the last year"),
        "peak": Column("share", f"highest {_SHARE} in a year"),
        "peak_year": Column("year", f"year of the highest {_SHARE}"),
        **Column("share", f"{_SHARE} in the first years").interval("start"),
        **Column("share", f"{_SHARE} in the last years").interval("end"),
        "course": Column(WORDS, f"how the {_SHARE} changes from the first years to the last"),
    },
    file=TEXTS,
    parts=["references"],
    without=WITHOUT,
)
def histories(book: Book) -> pd.DataFrame:
    """The terms that are followed through the years, and how many texts use them.

    >>> histories()[["term", "texts", "course"]].head(1)  # doctest: +SKIP
              term  texts  course
    0  multilateralism  1503  rising
    """
    reference = followed_terms.choose_reference(book)
    if reference is None:
        return pd.DataFrame(columns=["term", "label", *histories.columns])
    frame = followed_terms.describe_courses(reference)
    # What no text uses has no course.
    frame = frame.mask(frame["texts"] == 0, frame[["term", "texts"]].reindex(columns=frame.columns))
    courses = frame["course"].map(str)
    return frame.assign(label=frame["term"], term=frame["term"].map(_key_term), course=courses)


def _key_term(term: str) -> str:
    return slug(fold(term))


@published(
    ["term", "speaker"],
    {
        "texts": Column("texts", "texts of {speaker} that use {term}"),
        "first": Column("year", "first year with a text of {speaker} that uses {term}"),
    },
    file=TEXTS,
    parts=["references"],
    without=WITHOUT,
)
def histories_by_speaker(book: Book) -> pd.DataFrame:
    """How many texts of each followed speaker use a term, and since when.

    >>> histories_by_speaker().head(1)  # doctest: +SKIP
              term speaker  texts  first
    0  climate-change   china     25   1992
    """
    reference = followed_terms.choose_reference(book)
    if reference is None:
        return pd.DataFrame(columns=["term", "speaker", *histories_by_speaker.columns])
    uses = reference.uses[reference.uses["speaker"].isin(reference.settings.followed)]
    frame = uses.groupby(["term", "speaker"], sort=False, as_index=False).agg(
        texts=("year", "size"), first=("year", "min")
    )
    names = frame["speaker"].map(lambda speaker: followed_terms.name_group(reference, speaker))
    return frame.assign(term=frame["term"].map(_key_term), speaker=names.map(slug_ascii))


@published(
    (),
    {
        "texts": Column("texts", "texts of all years"),
        "terms": Column("terms", "terms that are followed"),
        "first_year": Column("year", "first year with texts"),
        "last_year": Column("year", "last year with texts"),
        "new": Column("terms", "followed terms that no text of the first year uses, but later ones do"),
    },
    file=TEXTS,
    parts=["references"],
    without=WITHOUT,
)
def history(book: Book) -> pd.DataFrame:
    """The texts in which terms are followed.

    >>> history()  # doctest: +SKIP
       texts  terms  first_year  last_year  new
    0   6366     35        1991       2024   10
    """
    reference = followed_terms.choose_reference(book)
    if reference is None:
        return pd.DataFrame(columns=list(history.columns))
    years = reference.texts["year"]
    row = {
        "texts": len(reference.texts),
        "terms": len(reference.settings.terms),
        "first_year": years.min(),
        "last_year": years.max(),
        "new": followed_terms.find_new_uses(reference)["term"].nunique(),
    }
    return pd.DataFrame([row])


@published(
    ["speaker"],
    {
        "new": Column("terms", "new terms that {speaker} has used"),
        "leads": Column(
            "terms", "new terms that {speaker} used in an earlier year than every other followed speaker"
        ),
        "rank": Column("rank", "followed speakers that lead with at least as many terms as {speaker}"),
    },
    file=TEXTS,
    parts=["references"],
    without=WITHOUT,
)
def followed_speakers(book: Book) -> pd.DataFrame:
    """The speakers that are followed, and how many new terms each used first.

    >>> followed_speakers().head(2)  # doctest: +SKIP
             speaker          label  new  leads  rank
    0          china          China    9      3     1
    1  united-states  United States    6      1     4
    """
    reference = followed_terms.choose_reference(book)
    if reference is None:
        return pd.DataFrame(columns=["speaker", "label", *followed_speakers.columns])
    frame = followed_terms.count_leads(reference)
    return frame.assign(
        speaker=frame["name"].map(slug_ascii),
        label=frame["name"],
        new=frame["used"],
        rank=frame["leads"].rank(method="max", ascending=False),
    )
