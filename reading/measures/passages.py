"""Finds the passage of a text that is most like a document, so that both speak of one topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence


def find_passage(
    sentences: Sequence[tuple[int, Mapping[str, int]]], document: Mapping[str, int], length: int
) -> tuple[int, int]:
    """Return the first sentence of a passage, and the one after its last, from 0.

    - sentences: of each sentence of a text, its words, and how often it has each lemma
    - document: how often the document has each lemma

    A passage is a run of whole sentences with at least `length` words; a text with fewer is one passage. It
    shares the most lemmas with the document, each as often as both have it, and is the first that does.

    >>> find_passage([(2, {"a": 1}), (2, {"a": 1, "b": 1}), (2, {"a": 1, "c": 9})], {"a": 1, "b": 1}, 2)
    (1, 2)
    """
    kept = [Counter({one: lemmas[one] for one in lemmas.keys() & document}) for _, lemmas in sentences]
    held, size, end = Counter[str](), 0, 0
    most, found = -1, (0, len(sentences))
    for start, (words, _) in enumerate(sentences):
        while end < len(sentences) and size < length:
            size += sentences[end][0]
            held.update(kept[end])
            end += 1
        if start and size < length:
            break
        shared = sum(min(count, document[lemma]) for lemma, count in held.items())
        if shared > most:
            most, found = shared, (start, end)
        size -= words
        held.subtract(kept[start])
    return found
