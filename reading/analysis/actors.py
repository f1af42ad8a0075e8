"""A book in; who is named in its document, how often, by which names, beside whom and with what theme, out.

An actor is counted wherever one of its names stands: its own, another one, or a metonym. Frames that measures
take have the actors' ids as lemmas.
"""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from reading.analysis.counting import inside
from reading.data.book import Book
from reading.data.stances import STANCES
from reading.formatting import format_share
from reading.measures import association, frequency, keyness, resampling
from reading.measures.incidence import SENTENCE
from reading.measures.inference import adjust_p_values
from reading.text.words import fold

REPEATED = 2
"""Sentences that name an actor, from which on it is looked at beside others and tested with them."""


class Naming(StrEnum):
    """How a name names: as the actor's own, as another of its own, or as the name of something for it."""

    NAME = "name"
    ALIAS = "alias"
    METONYM = "metonym"


def mentions(book: Book) -> pd.DataFrame:
    """Each name of an actor in each sentence: [section, paragraph, sentence, actor, lemma, naming, count].

    `lemma` is the name, `naming` a `Naming`. No word counts twice: a name of several words takes its words
    with it, so that "Lovelace Institute" is one mention, of the institute, and none of Lovelace. A
    compound of two names, such as "Franco-German", is nobody's.
    """
    incidence, actor_of = book.document.incidence, book.lexicon.actor_of
    words = incidence[incidence["kind"] == "word"]
    phrases = incidence[(incidence["kind"] == "phrase") & incidence["lemma"].isin(actor_of)]
    rows = pd.concat([words, phrases, inside(book, phrases)])
    rows = frequency.counts(rows[rows["lemma"].isin(actor_of)], [*SENTENCE, "lemma"])
    rows = rows[rows["count"] > 0].reset_index(drop=True)
    naming = {
        fold(name): how
        for actor in book.lexicon.actors
        for how, names in (
            (Naming.METONYM, actor.metonyms),
            (Naming.ALIAS, actor.aliases),
            (Naming.NAME, (actor.name,)),
        )
        for name in names
    }
    rows = rows.assign(
        section=rows["paragraph"].map(book.document.section_of),
        actor=rows["lemma"].map(actor_of),
        naming=rows["lemma"].map(naming),
    )
    return rows[["section", *SENTENCE, "actor", "lemma", "naming", "count"]]


def as_lemmas(book: Book) -> pd.DataFrame:
    """The mentions as measures take words: [section, paragraph, sentence, lemma, count], actors as lemmas."""
    named = mentions(book).drop(columns="lemma").rename(columns={"actor": "lemma"})
    return frequency.counts(named, ["section", *SENTENCE, "lemma"])


def totals(book: Book) -> pd.DataFrame:
    """Every actor of the lexicon, the most named first.

    Returns a frame [actor, label, kind, mentions, share, metonyms, metonym_share, sentences]:

    - share: of all mentions of actors
    - metonyms, metonym_share: mentions by a metonym, and as a share of the actor's; not a number without any
    - sentences: those that name it
    """
    named = mentions(book)
    by_metonym = named[named["naming"] == Naming.METONYM]
    every = pd.DataFrame(
        [(actor.id, actor.name, actor.kind) for actor in book.lexicon.actors],
        columns=["actor", "label", "kind"],
    )
    counted = {
        "mentions": named.groupby("actor")["count"].sum(),
        "metonyms": by_metonym.groupby("actor")["count"].sum(),
        "sentences": named.drop_duplicates(["actor", *SENTENCE]).groupby("actor").size(),
    }
    found = every.assign(
        **{name: every["actor"].map(counts).fillna(0).astype(int) for name, counts in counted.items()}
    )
    found = found.assign(
        share=found["mentions"] / found["mentions"].sum(),
        metonym_share=found["metonyms"] / found["mentions"],
    )
    columns = ["actor", "label", "kind", "mentions", "share", "metonyms", "metonym_share", "sentences"]
    return found.sort_values(["mentions", "label"], ascending=[False, True], ignore_index=True)[columns]


def names(book: Book) -> pd.DataFrame:
    """Each name of the actors that go by more than one: [label, name, count, and a column for each section].

    A section's column has its id and holds the mentions there; the most named actors come first, and of an
    actor the most frequent names.
    """
    named = mentions(book).merge(totals(book)[["actor", "label", "mentions"]], on="actor")
    named = named[named.groupby("actor")["lemma"].transform("nunique") > 1]
    found = named.pivot_table(
        index=["mentions", "label", "lemma"], columns="section", values="count", aggfunc="sum", fill_value=0
    )
    sections = list(book.document.sections["section"])
    found = found.reindex(columns=sections, fill_value=0).rename_axis(columns=None).reset_index()
    found = found.assign(name=found["lemma"].map(book.lexicon.label), count=found[sections].sum(axis=1))
    order = ["mentions", "label", "count", "name"]
    found = found.sort_values(order, ascending=[False, True, False, True], ignore_index=True)
    return found[["label", "name", "count", *sections]]


def metonyms(book: Book) -> pd.DataFrame:
    """The actors that a metonym names: [label, names, mentions, metonyms, percent], the most named first.

    `names` are the metonyms that occur, the most frequent first.
    """
    named = mentions(book)
    named = frequency.counts(named[named["naming"] == Naming.METONYM], ["actor", "lemma"])
    named = named.sort_values(["count", "lemma"], ascending=[False, True])
    said = named["lemma"].map(book.lexicon.label).groupby(named["actor"]).agg(", ".join)
    found = totals(book)
    found = found[found["metonyms"] > 0]
    return found.assign(
        names=found["actor"].map(said), percent=found["metonym_share"].map(format_share)
    ).reset_index(drop=True)[["label", "names", "mentions", "metonyms", "percent"]]


def repeated(book: Book) -> list[str]:
    """The actors that at least `REPEATED` sentences name, the most named first."""
    found = totals(book)
    return list(found[found["sentences"] >= REPEATED]["actor"])


def labels(book: Book) -> dict[str, str]:
    """How charts call each actor, by its id."""
    return {actor.id: actor.name for actor in book.lexicon.actors}


def shares(book: Book) -> pd.DataFrame:
    """The share of sentences that name each actor: [paragraph, actor, label, sentences, of, share].

    A row for each paragraph and each actor that the document names, the most named first. `sentences` of the
    paragraph name the actor, which has `of` in all.
    """
    sizes = book.document.sentences.groupby("paragraph", sort=False).size().rename("of").reset_index()
    frame = sizes.merge(totals(book).query("mentions > 0")[["actor", "label"]], how="cross")
    counted = as_lemmas(book).groupby(["paragraph", "lemma"]).size()
    places = pd.MultiIndex.from_frame(frame[["paragraph", "actor"]])
    frame["sentences"] = counted.reindex(places, fill_value=0).to_numpy()
    frame["share"] = frame["sentences"] / frame["of"]
    return frame[["paragraph", "actor", "label", "sentences", "of", "share"]]


def rates(book: Book, *, by_section: bool = False) -> pd.DataFrame:
    """How often each actor is named per thousand tokens, with an interval: see `bootstrap_rates`."""
    found = resampling.bootstrap_rates(
        as_lemmas(book), book.document.sentences, by="section" if by_section else None
    )
    return found.rename(columns={"lemma": "actor"})


def compared(book: Book) -> pd.DataFrame:
    """Each section's actors against the rest of the document, by the book's one rule: see `keyness`."""
    found = keyness.keyness(as_lemmas(book), book.document.sentences)
    return found.rename(columns={"lemma": "actor"})


def pairs(book: Book) -> pd.DataFrame:
    """Who is named with whom: a row for each two actors that share a sentence or are tested.

    Returns a frame [first, second, together, of_first, of_second, expected, p, p_adjusted, told, fisher], the
    most sentences first:

    - first, second: the one that more sentences name stands first
    - together, of_first, of_second: sentences that name both, the first, the second
    - expected: sentences that would name both by chance, within each section
    - p: by shuffling sentences within sections, see `association.shared_sentences`, for any two of the actors
      that at least `REPEATED` sentences name; not a number for others, which could hardly pass
    - p_adjusted: by Benjamini and Hochberg, for all pairs that are tested
    - told: whether they share more sentences, or fewer, than chance would have it
    - fisher: as `p_adjusted`, by Fisher's exact test, which takes no notice of sections
    """
    columns = ["first", "second", "together", "of_first", "of_second", "expected"]
    columns += ["p", "p_adjusted", "told", "fisher"]
    named, sentences = as_lemmas(book), book.document.sentences
    if named.empty:
        return pd.DataFrame(columns=columns)
    found = association.shared_sentences(named, sentences=sentences)
    holding = named.groupby("lemma").size()
    turned = found["first"].map(holding) < found["second"].map(holding)
    found.loc[turned, ["first", "second"]] = found.loc[turned, ["second", "first"]].to_numpy()
    found = found.assign(of_first=found["first"].map(holding), of_second=found["second"].map(holding))
    found["p"] = found["p"].where(found["of_second"] >= REPEATED)
    found["p_adjusted"] = adjust_p_values(found["p"])
    found["told"] = found["p_adjusted"] <= keyness.Q
    exact = association.pairs(named, repeated(book), sentences=sentences, min_sentences=REPEATED)
    by_pair = {
        frozenset(pair): p for *pair, p in exact[["node", "lemma", "p_adjusted"]].itertuples(index=False)
    }
    both = zip(found["first"], found["second"], strict=True)
    found["fisher"] = [by_pair.get(frozenset(pair), float("nan")) for pair in both]
    found = found[(found["together"] > 0) | found["p"].notna()][columns]
    order = ["together", "p", "first", "second"]
    return found.sort_values(order, ascending=[False, True, True, True], ignore_index=True)


def themed(book: Book) -> pd.DataFrame:
    """Each theme beside each actor: [actor, theme, paragraph, sentence], in the document's order.

    A row for each sentence that names the actor and that carries the theme as coded; none where nobody has
    coded.
    """
    carried = book.coding.consensus[[*SENTENCE, "theme"]]
    named = as_lemmas(book).rename(columns={"lemma": "actor"})[[*SENTENCE, "actor"]]
    found = book.document.sentences[SENTENCE].merge(named, on=SENTENCE).merge(carried, on=SENTENCE)
    return found[["actor", "theme", *SENTENCE]]


def themes(book: Book) -> pd.DataFrame:
    """How often themes stand beside actors: [actor, theme, sentences, share], each actor named, each theme.

    sentences: those of `themed`
    share: as a share of the sentences that name the actor
    """
    size = as_lemmas(book).groupby("lemma").size()
    every = pd.MultiIndex.from_product([size.index, book.coding.codebook.themes], names=["actor", "theme"])
    both = themed(book).groupby(["actor", "theme"]).size()
    found = both.reindex(every, fill_value=0).rename("sentences").reset_index()
    return found.assign(share=found["sentences"] / found["actor"].map(size))


def stances(book: Book) -> pd.DataFrame:
    """Who is presented as taking which stance towards whom, by sentences of the consensus.

    Returns a frame [actor, target, favourable, adverse, neutral] with a row for each pair that is coded, in
    the order of the rule's actors.
    """
    coded, rule = book.stances.coded, book.stances.rule
    table = coded.groupby(["actor", "target", "stance"]).size().unstack("stance", fill_value=0)
    table = table.reindex(columns=list(STANCES), fill_value=0).rename_axis(columns=None).reset_index()
    order = list(rule.actors) if rule else []
    return table.sort_values(["actor", "target"], key=lambda names: names.map(order.index), ignore_index=True)


def stance_differences(book: Book) -> pd.DataFrame:
    """Where the coders of stances differ, in words: [place, pairs, read, stance, reason].

    Pairs of one sentence that were read and decided alike share a row; `read` says what each coder read.
    """
    called, coders = labels(book), list(book.stances.passes)
    title = book.document.paragraphs.set_index("paragraph")["title"]
    found = book.stances.differences
    found = found.assign(
        place=found["paragraph"].map(title) + ", sentence " + found["sentence"].astype(str),
        pairs=found["actor"].map(called) + " towards " + found["target"].map(called),
        read=[
            ", ".join(f"{coder.upper()}: {code}" for coder, code in zip(coders, codes, strict=True))
            for codes in found[coders].itertuples(index=False)
        ],
    )
    alike = found.groupby(["place", "read", "stance", "reason"], sort=False, as_index=False)
    return alike.agg(pairs=("pairs", "; ".join))[["place", "pairs", "read", "stance", "reason"]]
