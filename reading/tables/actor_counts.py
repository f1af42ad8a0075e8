"""Counts mentions of actors: how often, under which names, with which other actors and which themes.

A mention is an occurrence of one of the actor's names: its own name, an alias, a metonym, or a compound that
names it with others. Frames for measures have the ids of actors as lemmas.
"""

from __future__ import annotations

import functools
from enum import StrEnum

import pandas as pd

from reading.data.book import Book
from reading.data.stances import STANCES
from reading.formatting import format_share
from reading.measures import association, frequency, keyness
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import rates_with_intervals
from reading.tables import theme_counts as themes
from reading.tables.counting import phrase_words
from reading.text.words import fold

MIN_SENTENCES = 2
"""Actors that fewer sentences name are not shown beside each other."""


class Naming(StrEnum):
    """The kind of a name.

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
        fold(name): kind
        for actor in book.lexicon.actors
        for kind, names in (
            (Naming.METONYM, actor.metonyms),
            (Naming.ALIAS, actor.aliases),
            (Naming.NAME, (actor.name,)),
        )
        for name in names
    } | dict.fromkeys(map(fold, book.lexicon.compounds), Naming.COMPOUND)
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


def count_mentions(book: Book) -> pd.DataFrame:
    """Count the mentions of each actor of the lexicon.

    Returns a frame [actor, label, kind, mentions, share, metonyms, metonym_share, compounds, sentences],
    sorted by mentions (highest first) and label:

    - share: of the mentions of all actors, which add up to 1. A compound is one mention of each of its actors
    - metonyms, metonym_share: mentions by a metonym, and their share of the actor's mentions; NaN where the
      actor is not mentioned
    - compounds: mentions by a compound
    - sentences: the number of sentences that name the actor
    """
    named = mentions(book)
    by_naming = named.groupby(["actor", "naming"])["count"].sum().unstack(fill_value=0)
    by_naming = by_naming.reindex(columns=list(Naming), fill_value=0)
    every = pd.DataFrame(
        [(actor.id, actor.name, actor.kind) for actor in book.lexicon.actors],
        columns=["actor", "label", "kind"],
    )
    counted = {
        "mentions": named.groupby("actor")["count"].sum(),
        "metonyms": by_naming[Naming.METONYM],
        "compounds": by_naming[Naming.COMPOUND],
        "sentences": named.drop_duplicates(["actor", *SENTENCE]).groupby("actor").size(),
    }
    frame = every.assign(
        **{name: every["actor"].map(counts).fillna(0).astype(int) for name, counts in counted.items()}
    )
    frame = frame.assign(
        share=frame["mentions"] / frame["mentions"].sum(),
        metonym_share=frame["metonyms"] / frame["mentions"],
    )
    frame = frame.sort_values(["mentions", "label"], ascending=[False, True], ignore_index=True)
    columns = ["actor", "label", "kind", "mentions", "share", "metonyms", "metonym_share", "compounds"]
    return frame[[*columns, "sentences"]]


def count_names(book: Book) -> pd.DataFrame:
    """Count each name of the actors that are mentioned by more than one name.

    Returns a frame [label, name, count] with a column for each section, called by its id, with the mentions
    in that section. The most mentioned actors come first, and the most frequent names of each.
    """
    named = mentions(book).merge(count_mentions(book)[["actor", "label", "mentions"]], on="actor")
    named = named[named.groupby("actor")["lemma"].transform("nunique") > 1]
    frame = named.pivot_table(
        index=["mentions", "label", "lemma"], columns="section", values="count", aggfunc="sum", fill_value=0
    )
    sections = list(book.document.sections["section"])
    frame = frame.reindex(columns=sections, fill_value=0).rename_axis(columns=None).reset_index()
    frame = frame.assign(name=frame["lemma"].map(book.lexicon.label), count=frame[sections].sum(axis=1))
    order = ["mentions", "label", "count", "name"]
    frame = frame.sort_values(order, ascending=[False, True, False, True], ignore_index=True)
    return frame[["label", "name", "count", *sections]]


def count_metonyms(book: Book) -> pd.DataFrame:
    """Count the mentions by metonyms: [label, names, mentions, metonyms, percent].

    There is a row for each actor that a metonym names, the most mentioned first. `names` lists the metonyms,
    the most frequent first.
    """
    named = mentions(book)
    named = frequency.counts(named[named["naming"] == Naming.METONYM], ["actor", "lemma"])
    named = named.sort_values(["count", "lemma"], ascending=[False, True])
    names = named["lemma"].map(book.lexicon.label).groupby(named["actor"]).agg(", ".join)
    frame = count_mentions(book)
    frame = frame[frame["metonyms"] > 0].reset_index(drop=True)
    frame = frame.assign(names=frame["actor"].map(names), percent=frame["metonym_share"].map(format_share))
    return frame[["label", "names", "mentions", "metonyms", "percent"]]


def frequent_actors(book: Book) -> list[str]:
    """Return the actors that at least `MIN_SENTENCES` sentences name, the most mentioned first."""
    counts = count_mentions(book)
    return list(counts[counts["sentences"] >= MIN_SENTENCES]["actor"])


def labels(book: Book) -> dict[str, str]:
    """Return the label of each actor, by its id."""
    return {actor.id: actor.name for actor in book.lexicon.actors}


def shares(book: Book) -> pd.DataFrame:
    """Return the share of sentences that name each actor: [paragraph, actor, label, sentences, of, share].

    There is a row for each paragraph and each actor that the document names, the most mentioned first.
    `sentences` of the `of` sentences of the paragraph name the actor.
    """
    sizes = book.document.sentences.groupby("paragraph", sort=False).size().rename("of").reset_index()
    frame = sizes.merge(count_mentions(book).query("mentions > 0")[["actor", "label"]], how="cross")
    counts = incidence(book).groupby(["paragraph", "lemma"]).size()
    rows = pd.MultiIndex.from_frame(frame[["paragraph", "actor"]])
    frame["sentences"] = counts.reindex(rows, fill_value=0).to_numpy()
    frame["share"] = frame["sentences"] / frame["of"]
    return frame[["paragraph", "actor", "label", "sentences", "of", "share"]]


def rates(book: Book, *, by_section: bool = False) -> pd.DataFrame:
    """Return the mentions of each actor per thousand tokens, with an interval: see `rates_with_intervals`."""
    frame = rates_with_intervals(
        incidence(book), book.document.sentences, by="section" if by_section else None
    )
    return frame.rename(columns={"lemma": "actor"})


def compare_sections(book: Book) -> pd.DataFrame:
    """Compare each section with the rest of the document by the sentences that name actors: see `keyness`."""
    return keyness.keyness(incidence(book), book.document.sentences).rename(columns={"lemma": "actor"})


def pairs(book: Book) -> pd.DataFrame:
    """Count and test the sentences that name two actors: see `association.pairs`.

    There is a row for each two actors that share a sentence or can pass the test. Returns a frame [first,
    second, together, of_first, of_second, expected, p, p_adjusted, told], the most shared sentences first:

    - first, second: the actor that more sentences name comes first
    - together, of_first, of_second: the number of sentences that name both, the first, the second
    - told: whether the adjusted p passes, so that the number of shared sentences differs from chance
    """
    columns = ["first", "second", "together", "of_first", "of_second", "expected", "p", "p_adjusted", "told"]
    named, sentences = incidence(book), book.document.sentences
    if named.empty:
        return pd.DataFrame(columns=columns)
    frame = association.pairs(named, sentences=sentences, min_together=1)
    sizes = named.groupby("lemma").size()
    swapped = frame["first"].map(sizes) < frame["second"].map(sizes)
    frame.loc[swapped, ["first", "second"]] = frame.loc[swapped, ["second", "first"]].to_numpy()
    frame = frame.assign(
        of_first=frame["first"].map(sizes),
        of_second=frame["second"].map(sizes),
        told=frame["p_adjusted"] <= keyness.Q,
    )
    order = ["together", "p", "first", "second"]
    return frame.sort_values(order, ascending=[False, True, True, True], ignore_index=True)[columns]


def theme_sentences(book: Book) -> pd.DataFrame:
    """Return the sentences that name an actor and have a theme: [actor, theme, paragraph, sentence].

    Themes are those that the book goes by. Rows are in the order of the document.
    """
    coded = themes.sentence_themes(book)[[*SENTENCE, "theme"]]
    named = incidence(book).rename(columns={"lemma": "actor"})[[*SENTENCE, "actor"]]
    frame = book.document.sentences[SENTENCE].merge(named, on=SENTENCE).merge(coded, on=SENTENCE)
    return frame[["actor", "theme", *SENTENCE]]


def count_themes(book: Book) -> pd.DataFrame:
    """Count the sentences of each actor and theme: [actor, theme, sentences, share].

    There is a row for each actor that is named and each theme. `sentences` is the number of rows of
    `theme_sentences`, `share` its share of the sentences that name the actor.
    """
    sizes = incidence(book).groupby("lemma").size()
    every = pd.MultiIndex.from_product([sizes.index, book.coding.codebook.themes], names=["actor", "theme"])
    both = theme_sentences(book).groupby(["actor", "theme"]).size()
    frame = both.reindex(every, fill_value=0).rename("sentences").reset_index()
    return frame.assign(share=frame["sentences"] / frame["actor"].map(sizes))


def count_stances(book: Book) -> pd.DataFrame:
    """Count the sentences that present an actor as taking a stance towards another one, by the consensus.

    Returns a frame [actor, target, favourable, adverse, neutral] with a row for each pair that is coded, in
    the order of the actors in the coding rule.
    """
    coded, rule = book.stances.coded, book.stances.rule
    table = coded.groupby(["actor", "target", "stance"]).size().unstack("stance", fill_value=0)
    table = table.reindex(columns=list(STANCES), fill_value=0).rename_axis(columns=None).reset_index()
    order = list(rule.actors) if rule else []
    return table.sort_values(["actor", "target"], key=lambda names: names.map(order.index), ignore_index=True)


def stance_differences(book: Book) -> pd.DataFrame:
    """Return the differences between the coders of stances, in words: [place, pairs, read, stance, reason].

    `read` says what each coder coded. Pairs of the same sentence with the same codes and the same decision
    share a row.
    """
    names, coders = labels(book), list(book.stances.leading)
    title = book.document.paragraphs.set_index("paragraph")["title"]
    frame = book.stances.differences
    frame = frame.assign(
        place=frame["paragraph"].map(title) + ", sentence " + frame["sentence"].astype(str),
        pairs=frame["actor"].map(names) + " towards " + frame["target"].map(names),
        read=[
            ", ".join(f"{coder.upper()}: {code}" for coder, code in zip(coders, codes, strict=True))
            for codes in frame[coders].itertuples(index=False)
        ],
    )
    alike = frame.groupby(["place", "read", "stance", "reason"], sort=False, as_index=False)
    return alike.agg(pairs=("pairs", "; ".join))[["place", "pairs", "read", "stance", "reason"]]
