"""Publishes the one comparison: how many deals of the paragraphs differ as much as the sections do."""

from __future__ import annotations

import math
from collections import ChainMap
from itertools import repeat

import pandas as pd

from reading.data.book import Book
from reading.measures import deals as measure
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts, agency_counts, locations, theme_counts
from reading.tables.counting import count_words
from reading.tables.document_tables import join_counts
from reading.tables.locations import Location
from reading.tables.table import Figure, published
from reading.text.tokens import slug

ASKED = "asked"
"""The questions of the plan, and whether a sentence ranks. Each is compared for itself, as a list of one."""

ENTRIES = {"words": locations.term, "actors": locations.actor, "themes": locations.theme}
"""The entry of what is on a list."""

LEAST_SENTENCES = 3
"""The sentences that a word or an actor on a list is in at least."""


def _find_counted(book: Book, figure: Figure) -> Location:
    """What a figure counts: deals, sentences by another pass or rule, or those with an entry or an answer."""
    name, feature = figure.keys
    is_of_deals, is_asked = figure.column in ("k", "deals"), name == ASKED
    is_heard = feature in (agency_counts.VOICE, agency_counts.SOURCE)
    if is_asked and is_heard:
        is_doubtful = figure.column.endswith(("_least", "_most"))
        return locations.WHO_SPEAKS_IN_DOUBT if is_doubtful else locations.WHO_SPEAKS
    if is_asked or figure.column.endswith(("_least", "_most")):
        return locations.find_description(book, figure)
    return locations.DEALS if is_of_deals else ENTRIES[name](feature)


@published("list", "feature", needs=("deals",), leads=_find_counted)
def deals(book: Book) -> pd.DataFrame:
    """The sentences with each feature, by paragraph, and how many deals of the paragraphs differ as much.

    A list holds the words, the actors or the themes. A question that was asked is a list of its own.

    - by_paragraph: sentences with {feature} in each paragraph, a bar between the sections [word]
    - first: sentences of the first section with {feature} [sentences]
    - first_of: sentences of the first section [sentences]
    - second: sentences of the second section with {feature} [sentences]
    - second_of: sentences of the second section [sentences]
    - k: deals in which something on the list differs as much as {feature} does between the sections [deals;
      measures/deals.py]
    - deals: all deals of the paragraphs [deals]
    - first_least: fewest sentences of the first section with {feature}, by any pass or rule [sentences]
    - first_most: most sentences of the first section with {feature}, by any pass or rule [sentences]
    - second_least: fewest sentences of the second section with {feature}, by any pass or rule [sentences]
    - second_most: most sentences of the second section with {feature}, by any pass or rule [sentences]

    >>> len(deals())  # four paragraphs can be dealt in six ways, which are too few
    0
    """
    frames = [_compare(book, name, codings) for name, codings in _list_codings(book).items()]
    return pd.concat(frames, ignore_index=True)


def _list_codings(book: Book) -> dict[str, list[pd.DataFrame]]:
    """The sentences with each feature of each list: frames [paragraph, sentence, feature].

    The first is what the book goes by. What follows are other codes of the same features: passes and rules.
    """
    coded = [rows for _, rows in book.coding.codes.query("leads").groupby("coder")]
    # Categories keep the themes that a pass codes and gives to no sentence.
    passes = (rows.astype({"theme": "category"})[rows["code"]] for rows in coded)
    themes = [theme_counts.sentence_themes(book), *passes]
    words = count_words(book).assign(feature=lambda rows: rows["lemma"].map(slug))
    found = {
        "themes": [rows.rename(columns={"theme": "feature"}) for rows in themes],
        "words": [_leave_out_rare(words)],
        "actors": [_leave_out_rare(actor_counts.incidence(book).rename(columns={"lemma": "feature"}))],
    }
    if book.agency.rule:
        codings = agency_counts.list_codings(book)
        answers = [agency_counts.answer(book, rows) for rows in codings]
        closed, wider = (agency_counts.find_ranked(book, name) for name in agency_counts.RANK_LISTS)
        found[ASKED] = [pd.concat(both) for both in [*zip(answers, repeat(closed)), (answers[0], wider)]]
    return found


def _leave_out_rare(rows: pd.DataFrame) -> pd.DataFrame:
    number = rows.groupby("feature")["sentence"].transform("size")
    return rows[number >= LEAST_SENTENCES]


def _compare(book: Book, name: str, codings: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of a list."""
    paragraphs = book.document.paragraphs
    sizes, inside = paragraphs["sentences"].tolist(), int(book.document.sections["paragraphs"].iloc[0])
    order = pd.CategoricalDtype(paragraphs["paragraph"])
    counts = [
        pd.crosstab(rows["feature"], rows["paragraph"].astype(order), dropna=False)
        for rows in (rows.drop_duplicates([*SENTENCE, "feature"]) for rows in codings)
    ]
    own = {str(feature): row.tolist() for feature, row in counts[0].iterrows()}
    lists = [{feature: row} for feature, row in own.items()] if name == ASKED else [own]
    k = ChainMap(*(measure.count_deals(each, sizes, inside) for each in lists))
    frame = pd.DataFrame({"feature": own.keys(), "list": name, "deals": math.comb(len(sizes), inside)})
    frame["by_paragraph"] = [join_counts((row[:inside], row[inside:])) for row in own.values()]
    frame["k"] = frame["feature"].map(k)
    for part, columns in (("first", slice(inside)), ("second", slice(inside, None))):
        sums = pd.concat([each.iloc[:, columns].sum(axis=1) for each in counts], axis=1).loc[list(own)]
        frame[part], frame[f"{part}_of"] = sums[0].to_list(), sum(sizes[columns])
        if len(codings) > 1:
            frame[f"{part}_least"] = sums.min(axis=1).to_list()
            frame[f"{part}_most"] = sums.max(axis=1).to_list()
    return frame
