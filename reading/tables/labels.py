"""Makes keys of published tables, and says in words what they stand for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import pandas as pd

from reading.data.book import Book
from reading.text.tokens import lower_case, slug

Labels = Mapping[str, str]

LABELS: dict[str, Callable[[Book], Labels]] = {}
"""The labels of keys, by the name of the key. `labels_of` adds them where the tables stand."""


def labels_of(key: str) -> Callable[[Callable[[Book], Labels]], Callable[[Book], Labels]]:
    """Declare a function of a book that returns the labels of a key: what readers call its values."""

    def declare(label: Callable[[Book], Labels]) -> Callable[[Book], Labels]:
        LABELS[key] = functools.lru_cache(maxsize=8)(label)
        return label

    return declare


def label_key(book: Book, key: str, value: str) -> str:
    """What readers call the value of a key. One without a label stands for itself."""
    labelled = key.removeprefix("other_")
    if labelled == "term" and value not in LABELS[labelled](book):
        # The reference is read only where a term is none of the document: most tables do not need them.
        labelled = "followed term"
    return LABELS[labelled](book).get(value, value) if labelled in LABELS else value


NAMED = ("section", "paragraph", "theme", "actor", "voice")
"""The keys whose labels stand in frames of rows in place of ids, besides lemmas."""

WORDS = ("term", "other_term", "feature")
"""The keys that are words, or may be."""


def name_rows(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with names in place of ids, and lemmas as readers see them: `Great powers`, `China`."""
    named = {key: rows[key].replace(dict(LABELS[key](book))) for key in NAMED if key in rows}
    if "lemma" in rows:
        named["lemma"] = rows["lemma"].map(book.lexicon.label)
    return rows.assign(**named)


def key_rows(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with ids in place of names, and lemmas in lower case. What is no name stays as it is."""
    keyed = {
        key: rows[key].replace({label: id_ for id_, label in LABELS[key](book).items()})
        for key in NAMED
        if key in rows
    }
    if "lemma" in rows:
        keyed["lemma"] = rows["lemma"].map(lower_case)
    return rows.assign(**keyed, **{key: rows[key].map(key_term) for key in WORDS if key in rows})


def key_term(term: str) -> str:
    """The key of a followed term, by its name."""
    return slug(lower_case(term))
