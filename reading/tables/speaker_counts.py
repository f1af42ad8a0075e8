"""Tells how much of the document, and of other texts, is of words and names that a speaker uses most.

`plan.txt` of the reference says what is counted, and with what it is compared. A kind is `word` or `name`.
"""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import LAST
from reading.measures import heaviest_users
from reading.tables import nouns
from reading.tables.followed_terms import key_speakers
from reading.tables.presences import get_settings

WORD, NAME = "word", "name"
"""The kinds of lemmas that are counted."""

KINDS = {WORD: "words", NAME: "names"}

RARE = 1 / 40
"""The share of other speakers' texts that may reach a share which is told apart."""

EQUAL = 9
"""Decimals to which shares are compared."""


def count_own(book: Book, kind: str) -> pd.DataFrame:
    """Return the document's lemmas of a kind: section, paragraph, sentence, lemma, count.

    `lemma` is the form that other texts have.
    """
    kinds = nouns.word_kinds(book)
    rows = pd.concat([nouns.words(book), nouns.phrases(book)]).merge(kinds[kinds["kind"] == kind], on="lemma")
    return rows.assign(lemma=rows["name"])[["section", "paragraph", "sentence", "lemma", "count"]]


def share_document(book: Book, kind: str) -> pd.DataFrame:
    """Return how many tokens of a kind each speaker, a row, uses most, by the number of heaviest users."""
    users = nouns.heaviest_users(book).merge(count_own(book, kind), on="lemma")
    counts = users.pivot_table("count", "speaker", "rank", aggfunc="sum", fill_value=0)
    counts = counts.reindex(index=list_speakers(book), columns=range(1, LAST + 1), fill_value=0)
    return counts.cumsum(axis=1)


def list_speakers(book: Book) -> list[str]:
    """Return the speakers with enough texts, sorted."""
    return sorted(nouns.spoken_words(book)["speaker"].unique())


@functools.lru_cache(maxsize=2)
def share_texts(book: Book) -> pd.DataFrame:
    """Return the shares of texts by the number of heaviest users: as `nouns.user_ranks`, without a total."""
    ranks, numbers = nouns.user_ranks(book), list(range(1, LAST + 1))
    shares = ranks[numbers].cumsum(axis=1).div(ranks["total"], axis=0).round(EQUAL)
    return pd.concat([ranks.drop(columns=[*numbers, "total"]), shares], axis=1)


def list_shown(book: Book) -> list[tuple[str, str]]:
    """Return the kinds and the speakers that are compared with all texts."""
    reference = book.reference
    rows = [(kind, code) for kind, codes in get_settings(book).shown.items() for code in codes]
    return [(kind, key_speakers(reference, pd.Series([code])).item()) for kind, code in rows]


def share_own_texts(book: Book) -> pd.DataFrame:
    """Return the lowest and the highest share of words of the texts of each speaker that it uses most."""
    reference = book.reference
    rows = reference.document_words.merge(reference.texts[["text", "speaker"]], on="text")
    shares = (rows["own"] / rows["total"]).groupby(key_speakers(reference, rows["speaker"]))
    return shares.agg(["min", "max"])


def compare_speakers(book: Book, kind: str) -> pd.DataFrame:
    """Return the share of the document of each speaker, beside those of the texts that it is compared with.

    A frame: speaker, count, share, texts, reached, p; p is (1 + reached) / (1 + texts).
    """
    count = share_document(book, kind)[get_settings(book).most].rename("count")
    share = count / max(count_own(book, kind)["count"].sum(), 1)
    elsewhere = nouns.shares_elsewhere(book)
    elsewhere = elsewhere[elsewhere["kind"] == kind]
    reaches = elsewhere["share"].round(EQUAL) >= elsewhere["user"].map(share.round(EQUAL))
    found = reaches.groupby(elsewhere["user"]).agg(["size", "sum"]).reindex(count.index, fill_value=0)
    frame = pd.DataFrame({"count": count, "share": share, "texts": found["size"], "reached": found["sum"]})
    return frame.assign(p=(1 + frame["reached"]) / (1 + frame["texts"])).reset_index()


def count_as_apart(book: Book, kind: str, apart: int) -> int:
    """Return how many texts have as many speakers told apart, if each takes the place of the document."""
    shares = nouns.shares_elsewhere(book)
    shares = shares[shares["kind"] == kind].assign(share=shares["share"].round(EQUAL))
    by_user = shares.groupby("user")["share"]
    p = by_user.rank(ascending=False, method="max") / by_user.transform("count")
    return int(((p <= RARE).groupby(shares["text"]).sum() >= apart).sum())


def estimate_share(book: Book, kind: str, speaker: str) -> dict[str, float]:
    """Return the ends of the interval of a share: of sentences, and of sentences and years."""
    settings, sentences, own = get_settings(book), nouns.sentences(book), count_own(book, kind)
    keys = pd.MultiIndex.from_frame(sentences[["paragraph", "sentence"]])
    lemmas = sorted(own["lemma"].unique())
    counts = own.pivot_table("count", keys.names, "lemma", aggfunc="sum", fill_value=0)
    held = counts.reindex(index=keys, columns=lemmas, fill_value=0).to_numpy(float)
    spoken = nouns.spoken_words(book)
    said = spoken.drop_duplicates("text")
    texts = pd.crosstab(said["year"], said["speaker"])
    rows = spoken[spoken["lemma"].isin(lemmas)]
    presences = np.zeros((len(texts), len(lemmas), texts.shape[1]))
    axes = texts.index, pd.Index(lemmas), texts.columns
    names = "year", "lemma", "speaker"
    places = [axis.get_indexer(rows[key]) for axis, key in zip(axes, names, strict=True)]
    np.add.at(presences, tuple(places), rows["presence"])
    ends = heaviest_users.share_intervals(
        held,
        held.sum(axis=1),
        sentences["section"],
        presences,
        texts.to_numpy(),
        user=list(texts.columns).index(speaker),
        most=settings.most,
    )
    return dict(zip(("share_low", "share_high", "years_low", "years_high"), ends.ravel(), strict=True))
