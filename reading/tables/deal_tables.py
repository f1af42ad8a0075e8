"""Publishes the one comparison: how many deals of the paragraphs differ as much as the sections do."""

from __future__ import annotations

import math
from collections import ChainMap

import pandas as pd

from reading.data.book import Book
from reading.measures import deals as measure
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts, locations, theme_counts, voice_counts
from reading.tables.counting import count_words
from reading.tables.locations import Location
from reading.tables.table import Figure, published
from reading.text.tokens import slug

ASKED = "asked"
"""The questions about views and modal verbs. Each is compared for itself, as a list of one."""

ENTRIES = {"words": locations.term, "actors": locations.actor, "themes": locations.theme}
"""The entry of what is on a list."""

LEAST_SENTENCES = 3
"""The sentences that a word or an actor on a list is in at least."""


def _find_counted(book: Book, figure: Figure) -> Location:
    """What a figure counts: deals, or the sentences with an entry or with an answer."""
    name, feature = figure.keys
    if name == ASKED:
        return locations.WHO_SPEAKS
    return locations.DEALS if figure.column in ("k", "deals") else ENTRIES[name](feature)


@published("list", "feature", needs=("deals",), leads=_find_counted)
def deals(book: Book) -> pd.DataFrame:
    """The sentences of both sections with each feature, and how many deals of the paragraphs differ as much.

    A list holds the words, the actors or the themes. A question that was asked is a list of its own.

    - first: sentences of the first section with {feature} [sentences]
    - first_of: sentences of the first section [sentences]
    - second: sentences of the second section with {feature} [sentences]
    - second_of: sentences of the second section [sentences]
    - k: deals in which something on the list differs as much as {feature} does between the sections [deals;
      measures/deals.py]
    - deals: all deals of the paragraphs [deals]

    >>> len(deals())  # four paragraphs can be dealt in six ways, which are too few
    0
    """
    return pd.concat([_compare(book, *found) for found in _list_found(book).items()], ignore_index=True)


def _list_found(book: Book) -> dict[str, pd.DataFrame]:
    """The sentences with each feature of each list: frames [paragraph, sentence, feature]."""
    words = count_words(book).assign(feature=lambda rows: rows["lemma"].map(slug))
    found = {
        "themes": theme_counts.sentence_themes(book).rename(columns={"theme": "feature"}),
        "words": _leave_out_rare(words),
        "actors": _leave_out_rare(actor_counts.incidence(book).rename(columns={"lemma": "feature"})),
    }
    return {**found, ASKED: voice_counts.answer(book)} if book.voices.rule else found


def _leave_out_rare(rows: pd.DataFrame) -> pd.DataFrame:
    number = rows.groupby("feature")["sentence"].transform("size")
    return rows[number >= LEAST_SENTENCES]


def _compare(book: Book, name: str, found: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list."""
    paragraphs = book.document.paragraphs
    sizes, inside = paragraphs["sentences"].tolist(), int(book.document.sections["paragraphs"].iloc[0])
    found = found.drop_duplicates([*SENTENCE, "feature"])
    order = pd.CategoricalDtype(paragraphs["paragraph"])
    counts = pd.crosstab(found["feature"], found["paragraph"].astype(order), dropna=False)
    rows = {str(feature): row.tolist() for feature, row in counts.iterrows()}
    lists = [{feature: row} for feature, row in rows.items()] if name == ASKED else [rows]
    frame = pd.DataFrame({"feature": rows.keys(), "list": name, "deals": math.comb(len(sizes), inside)})
    frame["k"] = frame["feature"].map(ChainMap(*(measure.count_deals(each, sizes, inside) for each in lists)))
    for part, columns in (("first", slice(inside)), ("second", slice(inside, None))):
        frame[part] = counts.iloc[:, columns].sum(axis=1).to_list()
        frame[f"{part}_of"] = sum(sizes[columns])
    return frame
