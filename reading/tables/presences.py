"""Ranks the speakers who use a lemma, and counts the tokens of other texts by the rank of a user."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from reading.data import names
from reading.data.book import Book
from reading.data.reference import LAST, Users
from reading.measures.heaviest_users import EQUAL, count_by_rank, rank_among
from reading.measures.presence import presence
from reading.tables.followed_terms import key_speakers

PARTS = (WHOLE, VOCABULARY, PASSAGE) = ("whole", "vocabulary", "passage")
"""The parts of a text: all of it, its vocabulary of the document, and the passage most like the document."""


def get_settings(book: Book) -> Users:
    """Return the settings of a reference that has them."""
    settings = book.reference.settings.users
    assert settings is not None
    return settings


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


def average_presences(book: Book) -> pd.DataFrame:
    """Return the mean presence of each lemma of the document, a row, for each speaker, a column."""
    spoken = list_spoken_words(book)
    sums = spoken.pivot_table("presence", "lemma", "speaker", aggfunc="sum", fill_value=0)
    return (sums / spoken.groupby("speaker")["text"].nunique()).round(EQUAL)


def rank_texts(book: Book) -> pd.DataFrame:
    """Return what `nouns.user_ranks` says."""
    reference, numbers = book.reference, list(range(1, LAST + 1))
    frames = [_rank_vocabulary(book)]
    for part, prefix in ((WHOLE, ""), (PASSAGE, "passage_")):
        rows = reference.ranks[["text", "kind", "user"]].assign(part=part)
        rows["total"] = reference.ranks[f"{prefix}total"]
        listed = reference.ranks[f"{prefix}ranks"].fillna("").astype(str).str.split()
        padded = [[*map(int, counts), *[0] * (LAST - len(counts))] for counts in listed]
        rows[numbers] = np.array(padded, int).reshape(len(rows), LAST)
        frames.append(rows.assign(user=key_speakers(reference, rows["user"])))
    rows = pd.concat(frames).merge(reference.texts[["text", "speaker", "year"]], on="text", how="left")
    rows = rows.assign(speaker=key_speakers(reference, rows["speaker"]))
    rows = rows.sort_values(["text", "part", "kind", "user"], ignore_index=True)
    return rows[["text", "speaker", "year", "part", "kind", "user", "total", *numbers]]


def _rank_vocabulary(book: Book) -> pd.DataFrame:
    """Return the ranks of texts that are cut to the document's vocabulary."""
    reference, numbers, listed = book.reference, list(range(1, LAST + 1)), names.read(book.root)
    spoken, means, rows = list_spoken_words(book), average_presences(book), []
    kinds = {lemma: listed.kind_elsewhere(lemma, reference.names) for lemma in means.index}
    sums = spoken.pivot_table("presence", "lemma", "speaker", aggfunc="sum", fill_value=0)
    texts = spoken.groupby("speaker")["text"].nunique()
    shown = reference.ranks[["kind", "user"]].drop_duplicates()
    users = list(zip(shown["kind"], key_speakers(reference, shown["user"]), strict=True))
    for text, held in spoken.dropna(subset="lemma").groupby("text"):
        speaker = held["speaker"].iloc[0]
        here = means.loc[held["lemma"]]
        others, itself = here.drop(columns=speaker).to_numpy(), here[speaker].to_numpy()
        without = sums.loc[held["lemma"], speaker].to_numpy() - held["presence"].to_numpy()
        without = (without / max(texts[speaker] - 1, 1)).round(EQUAL)
        of_kind = held["lemma"].map(kinds).to_numpy()
        is_own = (of_kind == names.NAME) & (itself > others.max(axis=1, initial=-1))
        for kind, user in users:
            chosen = (of_kind == kind) & ~is_own
            mine = without if user == speaker else here[user].to_numpy()
            ranks = rank_among(mine[chosen], others[chosen]) + (user == speaker)
            counts = held["count"].to_numpy()[chosen]
            near = count_by_rank(counts, ranks, LAST)
            rows.append((text, kind, user, counts.sum(), *near, *[0] * (LAST - len(near))))
    frame = pd.DataFrame(rows, columns=["text", "kind", "user", "total", *numbers])
    return frame.assign(part=VOCABULARY)
