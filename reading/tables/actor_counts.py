"""Lists the mentions of actors, each under a name.

A mention is an occurrence of one of the actor's names: its own name, an alias, a metonym, or a compound that
names it with others.
"""

from __future__ import annotations

import functools
from enum import StrEnum

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency
from reading.measures.incidence import SENTENCE
from reading.tables.counting import phrase_words
from reading.tables.labels import Labels, labels_of
from reading.text.tokens import lower_case


class Naming(StrEnum):
    """What a name is.

    The actor's own, another name, the name of something that stands for it, or a compound such as
    "Franco-German", which names other actors as well.
    """

    NAME = "name"
    ALIAS = "alias"
    METONYM = "metonym"
    COMPOUND = "compound"


@functools.lru_cache(maxsize=8)
def mentions(book: Book) -> pd.DataFrame:
    """Count each name of an actor in each sentence.

    Returns a frame [section, paragraph, sentence, actor, lemma, naming, count], where `lemma` is the name and
    `naming` a `Naming`. The words of a longer name do not count by themselves, so that "Lovelace Institute"
    is a mention of the institute and not of Lovelace. A compound that the lexicon lists, such as
    "Franco-German", is one mention of each of its actors and has a row for each; any other is no mention.
    """
    incidence, actors_of = book.document.incidence, book.lexicon.actors_of
    words = incidence[incidence["kind"] == "word"]
    phrases = incidence[(incidence["kind"] == "phrase") & incidence["lemma"].isin(actors_of)]
    rows = pd.concat([words, phrases, phrase_words(book, phrases)])
    rows = frequency.counts(rows[rows["lemma"].isin(actors_of)], [*SENTENCE, "lemma"])
    rows = rows[rows["count"] > 0].reset_index(drop=True)
    naming = {
        lower_case(name): naming
        for actor in book.lexicon.actors
        for naming, names in (
            (Naming.METONYM, actor.metonyms),
            (Naming.ALIAS, actor.aliases),
            (Naming.NAME, (actor.name,)),
        )
        for name in names
    } | dict.fromkeys(map(lower_case, book.lexicon.compounds), Naming.COMPOUND)
    rows = rows.assign(
        section=rows["paragraph"].map(book.document.section_of),
        actor=rows["lemma"].map(actors_of),
        naming=rows["lemma"].map(naming),
    )
    # Without a mention, pandas takes the columns for numbers, which do not match names.
    rows = rows.explode("actor", ignore_index=True).astype({"actor": object, "naming": object})
    return rows[["section", *SENTENCE, "actor", "lemma", "naming", "count"]]


def incidence(book: Book) -> pd.DataFrame:
    """Return the mentions in the form of words, for measures: [section, paragraph, sentence, lemma, count].

    `lemma` is the id of the actor.
    """
    named = mentions(book).drop(columns="lemma").rename(columns={"actor": "lemma"})
    return frequency.counts(named, ["section", *SENTENCE, "lemma"])


@labels_of("actor")
def labels(book: Book) -> Labels:
    """Return the label of each actor, by its id."""
    return {actor.id: actor.name for actor in book.lexicon.actors}
