"""Finds modal verbs."""

from __future__ import annotations

from collections.abc import Iterator

from reading.text.tokens import tokenize

MODAL_VERBS = ("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought")
"""A closed list."""

MODALS = {
    **{verb: verb for verb in MODAL_VERBS},
    # The first halves of "can't", "won't" and "shan't". `tokenize` leaves "cannot" whole.
    **{"ca": "can", "wo": "will", "sha": "shall", "cannot": "can"},
}
"""The modal verbs, by the forms that the tokeniser gives them."""

_NOUNS = ("will", "might")

_BEFORE_NOUNS = frozenset(
    ["a", "an", "the", "our", "their", "his", "her", "its", "my", "your", "'s", "political", "good"]
)
"""Words after which `will` and `might` are nouns, as in "the political will"."""


def find_modals(sentence: str) -> Iterator[str]:
    """The modal verbs of a sentence, of its main and its subordinate clauses, in their order.

    *May* with a capital inside a sentence is the month, and *will* and *might* after a determiner, a
    possessive, *political* or *good* are nouns.

    >>> [*find_modals("It should be noted that they can't come in May.")]
    ['should', 'can']
    """
    tokens = tokenize(sentence)
    words = [token.lower() for token in tokens]
    for place, word in enumerate(words):
        is_noun = word in _NOUNS and not _BEFORE_NOUNS.isdisjoint(words[:place][-1:])
        if word in MODALS and not is_noun and not (tokens[place] == "May" and place):
            yield MODALS[word]
