"""Makes keys of published tables, and says in words what they stand for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

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


def key_term(term: str) -> str:
    """The key of a followed term, by its name."""
    return slug(lower_case(term))
