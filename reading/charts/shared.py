"""Rows in, a sentence each; where a group's sentences stand, in words and as an address, out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reading.charts.parts import SITE
from reading.data.book import Book
from reading.evidence import pages
from reading.measures.incidence import SENTENCE


def places(book: Book, rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Where the sentences of each group stand: [*by, where, href], groups without any left out.

    `rows` has a row [*by, paragraph, sentence] for each sentence of a group. `where` names all of them, such
    as "Ports 4, 5; Roads 2", and `href` is the address of the first in the evidence.
    """
    every = book.document.sentences[SENTENCE].merge(rows, on=SENTENCE)
    entries, short = pages.places(book), book.document.short
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    every = every.assign(
        number=every["sentence"].astype(str),
        href=[
            SITE + entries.sentence(short[paragraph], sentence).address
            for paragraph, sentence in zip(every["paragraph"], every["sentence"], strict=True)
        ],
    )
    parts = every.groupby([*by, "paragraph"], sort=False, as_index=False).agg(
        numbers=("number", ", ".join), href=("href", "first")
    )
    parts["where"] = parts["paragraph"].map(titles) + " " + parts["numbers"]
    return parts.groupby(list(by), sort=False, as_index=False).agg(
        where=("where", "; ".join), href=("href", "first")
    )


def of_pairs(book: Book, rows: pd.DataFrame, pairs: pd.DataFrame, name: str) -> pd.DataFrame:
    """The pairs with `where` and `href`: the sentences that both share, empty where they share none.

    `rows` has a row [name, paragraph, sentence] for each sentence of a member, `pairs` have
    columns [first, second].
    """
    members = rows[[*SENTENCE, name]].drop_duplicates()
    both = members.rename(columns={name: "first"}).merge(
        members.rename(columns={name: "second"}), on=SENTENCE
    )
    found = places(book, both, ["first", "second"])
    return pairs.merge(found, on=["first", "second"], how="left").fillna({"where": "", "href": ""})
