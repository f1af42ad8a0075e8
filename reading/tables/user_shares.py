"""Tells which speakers of other texts use the document's words and names most.

`plan.txt` of the reference says what is counted, and with what it is compared. A kind is `word` or `name`.
"""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import Users
from reading.measures import users as measures
from reading.measures.clusters import shuffle_paragraphs
from reading.measures.inference import adjust_p_values
from reading.measures.presence import presence
from reading.tables import nouns
from reading.text.tokens import slug_ascii

WORD, NAME = "word", "name"
"""The kinds of lemmas that are counted."""

RARE = 1 / 40
"""The p-value up to which a share is told apart: the share of other speakers' texts that reach it."""


def get_settings(book: Book) -> Users:
    """Return the settings of a reference that has them."""
    settings = book.reference.settings.users
    assert settings is not None
    return settings


@functools.lru_cache(maxsize=4)
def count_own(book: Book, kind: str) -> pd.DataFrame:
    """Return the document's lemmas of a kind: section, paragraph, sentence, lemma, count.

    `lemma` is the form that other texts have.
    """
    kinds = nouns.word_kinds(book)
    rows = pd.concat([nouns.words(book), nouns.phrases(book)]).merge(kinds[kinds["kind"] == kind], on="lemma")
    return rows.assign(lemma=rows["name"])[["section", "paragraph", "sentence", "lemma", "count"]]


@functools.lru_cache(maxsize=4)
def count_others(book: Book, kind: str) -> pd.DataFrame:
    """Return the lemmas of a kind in the text of each speaker that is compared: speaker, lemma, count.

    Only speakers with enough texts are compared. A speaker's own names are left out: those which it uses
    more than any other speaker does.
    """
    texts = nouns.speeches(book)[["text", "speaker"]]
    counts = nouns.compared_words(book)
    # A word such as `have` is of both classes; the document's words are content words, too.
    counts = counts[counts["kind"] != "closed"].drop(columns="kind").merge(texts, on="text")
    counts = counts[counts["speaker"].isin(list_speakers(book))]
    return _select(book, counts, kind)[["speaker", "lemma", "count"]]


def list_speakers(book: Book) -> list[str]:
    """Return the speakers with enough texts, sorted."""
    return sorted(nouns.users(book)["speaker"].unique())


def _select(book: Book, counts: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the rows of a kind, without the names that their speaker uses more than any other does."""
    kinds, users = nouns.kinds_elsewhere(book), nouns.users(book)
    counts = counts[counts["lemma"].isin(kinds["lemma"][kinds["kind"] == kind])]
    if kind != NAME:
        return counts
    first = pd.MultiIndex.from_frame(users[users["rank"] == 1][["lemma", "speaker"]])
    return counts[~pd.MultiIndex.from_frame(counts[["lemma", "speaker"]]).isin(first)]


EXPECTED = 0.5
"""How often a passage as long as the document must have a word, for its absence to be published."""

CHOICES = ("ten", "five", "twenty", "uncommon", "types", "own-words", "itself")
"""The choices under which shares are compared: the plan's, and those that test how much hangs on it."""

COMMON = 10
"""How many of the document's commonest lemmas are left out under one of the choices."""


@functools.lru_cache(maxsize=16)
def compare_speakers(book: Book, kind: str, choice: str = "ten") -> pd.DataFrame:
    """Return `measures.users.compare_shares` for the lemmas of a kind, under one of `CHOICES`."""
    settings = get_settings(book)
    own, others = count_own(book, kind), count_others(book, kind)
    most = {"five": settings.most // 2, "twenty": 2 * settings.most}.get(choice, settings.most)
    if choice == "uncommon":
        common = own.groupby("lemma")["count"].sum().nlargest(COMMON).index
        own, others = (rows[~rows["lemma"].isin(common)] for rows in (own, others))
    elif choice == "types":
        own, others = (
            rows.drop_duplicates(keys).assign(count=1)
            for rows, keys in ((own, ["lemma"]), (others, ["speaker", "lemma"]))
        )
    elif choice == "own-words":
        others = others[others["lemma"].isin(own["lemma"])]
    itself = choice == "itself"
    return measures.compare_shares(own, others, nouns.users(book), most=most, with_itself=itself)


def estimate_shares(book: Book, kind: str) -> pd.DataFrame:
    """Return the ends of the intervals of the document's shares, and how far its sections differ.

    A frame: speaker, low, high, and `p_sections`, where whole paragraphs are shuffled between the first
    section and the rest; NaN in a document of one section.
    """
    settings, sentences = get_settings(book), nouns.sentences(book)
    own, users = count_own(book, kind), nouns.users(book)
    used = own.merge(users[users["rank"] <= settings.most], on="lemma")
    speakers = list_speakers(book)
    keys = pd.MultiIndex.from_frame(sentences[["paragraph", "sentence"]])
    rows = used.pivot_table("count", ["paragraph", "sentence"], "speaker", aggfunc="sum", fill_value=0)
    hits = rows.reindex(index=keys, columns=speakers, fill_value=0).to_numpy(float)
    sizes = own.groupby(["paragraph", "sentence"])["count"].sum().reindex(keys, fill_value=0).to_numpy(float)
    low, high = measures.share_interval(hits, sizes, sentences["section"])
    first = (sentences["section"] == sentences["section"].iloc[0]).to_numpy()
    paragraphs = pd.factorize(sentences["paragraph"])[0]
    p = np.nan if first.all() else shuffle_paragraphs(hits, paragraphs, first, sizes)
    return pd.DataFrame({"speaker": speakers, "low": low, "high": high, "p_sections": p})


def share_sections(book: Book, kind: str) -> pd.Series[float]:
    """Return the share of each section's tokens of a kind that each speaker uses most."""
    settings, own, users = get_settings(book), count_own(book, kind), nouns.users(book)
    used = own.merge(users[users["rank"] <= settings.most], on="lemma")
    hits = used.pivot_table("count", "section", "speaker", aggfunc="sum", fill_value=0)
    sizes = own.groupby("section")["count"].sum()
    hits = hits.reindex(index=sizes.index, columns=list_speakers(book), fill_value=0)
    shares = hits.div(sizes, axis=0).rename_axis(columns="speaker").melt(ignore_index=False)
    return shares.set_index("speaker", append=True)["value"]


def share_own_texts(book: Book, kind: str) -> pd.DataFrame:
    """Return the shares of the texts of the pair that their own speaker uses most: speaker, year, share.

    The text itself is left out of the presence of its speaker.
    """
    settings, words = get_settings(book), nouns.pair_words(book)
    words = words[words["year"].between(*settings.years)]
    number = words["speaker"].map(words.groupby("speaker")["text"].nunique())
    words = words.assign(number=number, present=presence(words["count"], words["tokens"], settings.sample))
    words["sum"] = words.groupby(["speaker", "lemma"])["present"].transform("sum")
    rows = _select(book, words, kind).merge(nouns.presences(book), on="lemma")
    whole, others = rows["sum"] / rows["number"], rows["number"] - 1
    without = ((rows["sum"] - rows["present"]) / others).round(4)
    # A text is compared with the other speakers. Let ten use a lemma most: if the speaker is one of them, the
    # tenth of the others is the eleventh of all.
    among = whole.round(4) >= rows["presence_last"]
    bar = rows["presence_next"].where(among, rows["presence_last"])
    rows["hits"] = rows["count"] * ((without > 0) & (without > bar))
    sums = rows.groupby(["speaker", "year"], as_index=False)[["hits", "count"]].sum()
    return sums.assign(share=sums["hits"] / sums["count"])[["speaker", "year", "share"]]


# Single words -----------------------------------------------------------------------------------------------


def compare_pair(book: Book, *, recent: bool) -> pd.DataFrame:
    """Return how many years only the first or only the second of two speakers has each word of the document.

    A frame: lemma, first, second, p, p_adjusted, see `measures.users.compare_pairs`. `recent` compares the
    years of the settings, otherwise all years in which both speak. Several texts of a speaker in a year count
    as one. Names of others are not tested.
    """
    settings, words = get_settings(book), nouns.pair_words(book)
    tested, counted = (sorted(count_own(book, kind)["lemma"].unique()) for kind in (WORD, NAME))
    lemmas = pd.Index([*tested, *counted], name="lemma")
    if recent:
        words = words[words["year"].between(*settings.years)]
    tokens = words.drop_duplicates("text").pivot_table("tokens", "year", "speaker", aggfunc="sum")
    tokens = tokens[list_pair(book)].dropna().sort_index()
    first, second = (
        words[words["speaker"] == speaker]
        .pivot_table("count", "lemma", "year", aggfunc="sum")
        .reindex(index=lemmas, columns=tokens.index)
        .gt(0)
        .to_numpy()
        for speaker in tokens
    )
    p, adjusted = np.full((2, len(lemmas)), np.nan)
    words_only = first[: len(tested)], second[: len(tested)]
    p[: len(tested)], adjusted[: len(tested)] = measures.compare_pairs(*words_only, *tokens.to_numpy().T)
    only = {"first": (first & ~second).sum(axis=1), "second": (second & ~first).sum(axis=1)}
    return pd.DataFrame({"lemma": lemmas, **only, "p": p, "p_adjusted": adjusted})


def list_pair(book: Book) -> list[str]:
    """Return the two speakers that are compared year by year, in the order of their codes."""
    reference = book.reference
    pair = get_settings(book).pair
    return [slug_ascii(reference.settings.name_of(speaker)) for speaker in sorted(pair)]


def find_absences(book: Book) -> pd.DataFrame:
    """Return the words that each of the pair uses most and the document lacks: speaker, lemma, expected, ...

    `expected` is the mean number of occurrences in a passage as long as the document, `chance` the chance
    that such a passage has none, both as means over the speaker's texts of the years. `p_adjusted` is this
    chance, adjusted by Benjamini and Hochberg. Words that half of all speakers have in half of their texts
    are left out.
    """
    settings, words = get_settings(book), nouns.pair_words(book)
    words = words[words["year"].between(*settings.years)]
    length = int(nouns.sentences(book)["tokens"].sum())
    kinds, seen = nouns.kinds_elsewhere(book), nouns.presences(book)
    kept = set(kinds["lemma"][kinds["kind"] == WORD]) - set(nouns.words(book)["lemma"])
    kept -= set(seen["lemma"][2 * seen["half"] >= len(list_speakers(book))])
    users = nouns.users(book)
    most = users[(users["rank"] <= settings.most) & users["lemma"].isin(kept)]
    texts = words.groupby("speaker")["text"].nunique()
    rows = words.merge(most[["lemma", "speaker"]], on=["lemma", "speaker"])
    rows = rows.assign(
        expected=rows["count"] * np.minimum(length / rows["tokens"], 1),
        present=presence(rows["count"], rows["tokens"], length),
    )
    sums = rows.groupby(["speaker", "lemma"])[["expected", "present"]].sum()
    means = sums.div(texts, axis=0, level="speaker").reset_index()
    means["chance"] = 1 - means["present"]
    adjusted = means.groupby("speaker")["chance"].transform(lambda chances: adjust_p_values(chances))
    return means.assign(p_adjusted=adjusted)[["speaker", "lemma", "expected", "chance", "p_adjusted"]]
