"""Publishes how often actors are named."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency
from reading.tables import actor_counts as counts
from reading.tables.table import published
from reading.tables.theme_counts import share_sentences


@published("actor")
def actors(book: Book) -> pd.DataFrame:
    """The actors and how often the document names them, the most often named first.

    - kind: what the actor is: a state, a person, a body, ... [word]
    - mentions: mentions of {actor} in the document, by any name [mentions]
    - rank: rank of {actor} by mentions [rank]
    - metonyms: mentions of {actor} by a metonym [mentions]
    - compounds: mentions of {actor} by a compound that names another actor as well [mentions]
    - sentences: sentences that name {actor} [sentences]

    >>> actors()[["actor", "mentions", "metonyms"]].head(3)
           actor  mentions  metonyms
    0  northport         6         2
    1   eastland         3         0
    """
    named, in_sentences = counts.mentions(book), counts.incidence(book)
    by_naming = named.groupby(["actor", "naming"])["count"].sum().unstack()
    by_naming = by_naming.reindex(columns=[counts.Naming.METONYM, counts.Naming.COMPOUND])
    counted = by_naming.set_axis(["metonyms", "compounds"], axis=1)
    counted[["mentions", "sentences"]] = in_sentences.groupby("lemma")["count"].agg(["sum", "size"])
    every = [(actor.id, actor.name, actor.kind) for actor in book.lexicon.actors]
    frame = pd.DataFrame(every, columns=["actor", "label", "kind"]).join(counted, on="actor")
    frame = frame.fillna(dict.fromkeys(counted, 0))
    frame["rank"] = frame["mentions"].rank(method="min", ascending=False)
    return frame.sort_values(["mentions", "label"], ascending=[False, True])


@published("section", "actor")
def actors_by_section(book: Book) -> pd.DataFrame:
    """The actors of each section.

    - mentions: mentions of {actor} in the section {section} [mentions]
    - rate: mentions of {actor} in the section {section}, per thousand tokens [per thousand tokens]

    >>> actors_by_section()[["section", "actor", "mentions"]].head(3)
       section      actor  mentions
    0  harbour   eastland         1
    1  harbour  northport         4
    2     ties   eastland         2
    """
    rates = frequency.rates(counts.incidence(book), book.document.sentences, by="section")
    return rates.rename(columns={"lemma": "actor", "count": "mentions"})


@published("paragraph", "actor")
def actors_by_paragraph(book: Book) -> pd.DataFrame:
    """The actors that the document names, in each paragraph.

    - sentences: sentences of the paragraph {paragraph} that name {actor} [sentences]

    >>> actors_by_paragraph().head(2)
             paragraph      actor  sentences
    0  harbour-opening  northport          1
    1  harbour-opening   eastland          0
    """
    named = counts.incidence(book).rename(columns={"lemma": "actor"})
    known = actors(book).query("mentions > 0")["actor"]
    frame = share_sentences(named, book.document.sentences, known, of="actor", by="paragraph")
    return frame.assign(paragraph=frame["paragraph"].map(book.document.short))
