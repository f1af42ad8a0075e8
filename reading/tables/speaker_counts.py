"""Ranks the speakers who use a lemma, and counts the tokens of texts by the rank of a user.

`plan.txt` of the reference says what is counted, and with what it is compared. A kind is `word` or `name`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
import pandas as pd

from reading.data import names
from reading.data.book import Book
from reading.data.names import NAME, WORD
from reading.data.reference import LAST, Users
from reading.measures.heaviest_users import EQUAL
from reading.measures.presence import presence
from reading.tables.followed_terms import key_speakers

KINDS = {WORD: "words", NAME: "names"}
"""The kinds of lemmas that are counted, as the names of rows have them."""

NUMBERS = list(range(1, LAST + 1))
"""The numbers of heaviest users."""

PARTS = (WHOLE, VOCABULARY, PASSAGE) = ("whole", "vocabulary", "passage")
"""The parts of a text: all of it, its vocabulary of the document, and the passage most like the document."""


def get_settings(book: Book) -> Users:
    """Return what is compared."""
    return book.reference.settings.users


@functools.lru_cache(maxsize=2)
def list_spoken_words(book: Book) -> pd.DataFrame:
    """Return what `nouns.spoken_words` says."""
    reference = book.reference
    rows = reference.document_words[["text", "words"]]
    rows = rows.merge(reference.texts[["text", "speaker", "year", "tokens"]], on="text", how="left")
    rows = rows.assign(words=rows["words"].str.split()).explode("words", ignore_index=True)
    parts = rows["words"].str.partition(":")
    called = dict(enumerate(reference.lemmas, 1))
    rows["lemma"] = pd.to_numeric(parts[0]).map(called)
    rows["count"] = pd.to_numeric(parts[2]).fillna(1).where(rows["lemma"].notna(), 0).astype(int)
    rows["presence"] = presence(rows["count"], rows["tokens"], get_settings(book).sample)
    return rows.assign(speaker=key_speakers(reference, rows["speaker"])).drop(columns="words")


@functools.lru_cache(maxsize=2)
def _sum_presences(book: Book) -> tuple[pd.DataFrame, pd.Series[int]]:
    """The sums of the presences of each lemma, a row, by speaker, a column; and the texts of each speaker."""
    spoken = list_spoken_words(book)
    sums = spoken.pivot_table("presence", "lemma", "speaker", aggfunc="sum", fill_value=0)
    return sums, spoken.groupby("speaker")["text"].nunique()


@functools.lru_cache(maxsize=2)
def rank_users(book: Book) -> pd.DataFrame:
    """Return the rank of each speaker, a column, among the users of each lemma of the document, a row.

    It is the number of speakers whose mean presence is at least as high: two speakers who tie for the first
    place both have the rank 2. Who does not use a lemma has no rank.
    """
    sums, texts = _sum_presences(book)
    means = (sums / texts).round(EQUAL)
    return means.rank(axis=1, ascending=False, method="max").where(means > 0)


def share_texts(book: Book) -> pd.DataFrame:
    """Return the shares of texts by the number of heaviest users: as `nouns.user_ranks`, without a total."""
    ranks = rank_texts(book)
    shares = ranks[NUMBERS].cumsum(axis=1).div(ranks["total"], axis=0).round(EQUAL)
    return pd.concat([ranks.drop(columns=[*NUMBERS, "total"]), shares], axis=1)


def list_shown(book: Book) -> list[tuple[str, str]]:
    """Return the kinds and the speakers that are compared with all texts."""
    shown = book.reference.ranks[["kind", "user"]].drop_duplicates()
    users = dict(zip(shown["user"], key_speakers(book.reference, shown["user"]), strict=True))
    return [(kind, users[code]) for kind, codes in get_settings(book).shown.items() for code in codes]


@functools.lru_cache(maxsize=2)
def rank_texts(book: Book) -> pd.DataFrame:
    """Return what `nouns.user_ranks` says."""
    reference = book.reference
    frames = [*_rank_vocabulary(book)]
    for part, prefix in ((WHOLE, ""), (PASSAGE, "passage_")):
        rows = reference.ranks[["text", "kind", "user"]].assign(part=part)
        rows["total"] = reference.ranks[f"{prefix}total"]
        listed = reference.ranks[f"{prefix}ranks"].fillna("").astype(str).str.split()
        padded = [[*map(int, counts), *[0] * (LAST - len(counts))] for counts in listed]
        rows[NUMBERS] = np.array(padded, int).reshape(len(rows), LAST)
        frames.append(rows.assign(user=key_speakers(reference, rows["user"])))
    rows = pd.concat(frames).merge(reference.texts[["text", "speaker", "year"]], on="text", how="left")
    rows = rows.assign(speaker=key_speakers(reference, rows["speaker"]))
    rows = rows.sort_values(["text", "part", "kind", "user"], ignore_index=True)
    return rows[["text", "speaker", "year", "part", "kind", "user", "total", *NUMBERS]]


def _rank_vocabulary(book: Book) -> Iterator[pd.DataFrame]:
    """The ranks in texts that are cut to the document's vocabulary, for each speaker that is shown.

    The speaker of a text is no user, and a text is left out of its own speaker's presence. The names that a
    speaker uses more than any other does are left out of its texts.
    """
    sums, texts = _sum_presences(book)
    means, ranks = (sums / texts).round(EQUAL), rank_users(book).to_numpy()
    listed, spoken = names.read(book.root), list_spoken_words(book).dropna(subset="lemma")
    kinds = {lemma: listed.kind_elsewhere(lemma, book.reference.names) for lemma in means.index}
    axes = (means.index, spoken["lemma"]), (means.columns, spoken["speaker"])
    lemmas, speakers = (axis.get_indexer(pd.Index(named)) for axis, named in axes)
    of_kind, present = spoken["lemma"].map(kinds), means.to_numpy()
    is_own = (of_kind == NAME) & (ranks[lemmas, speakers] == 1)
    for kind, user in list_shown(book):
        column = means.columns.get_loc(user)
        place = ranks[lemmas, column] - (present[lemmas, speakers] >= present[lemmas, column])
        of_user = speakers == column
        without = (sums.to_numpy()[lemmas, column] - spoken["presence"])[of_user]
        without = (without / max(texts[user] - 1, 1)).round(EQUAL).to_numpy()[:, np.newaxis]
        higher = np.delete(present, column, axis=1)[lemmas[of_user]] >= without
        place[of_user] = np.where(without[:, 0] > 0, 1 + higher.sum(axis=1), np.nan)
        rows = spoken.assign(place=np.nan_to_num(place, nan=LAST + 1))[(of_kind == kind) & ~is_own]
        by_place = rows.pivot_table("count", "text", "place", aggfunc="sum", fill_value=0)
        by_place = by_place.reindex(spoken["text"].unique(), fill_value=0)
        near = by_place.reindex(columns=NUMBERS, fill_value=0).assign(total=by_place.sum(axis=1))
        yield near.astype(int).reset_index().assign(part=VOCABULARY, kind=kind, user=user)
