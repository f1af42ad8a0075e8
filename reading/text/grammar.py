"""Finds modal verbs, negations, conclusions, what is ranked first, and which of two names comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reading.text.tokens import find_lemma, tokenize

MODAL_VERBS = ("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought")
"""A closed list."""

MODALS = {
    **{verb: verb for verb in MODAL_VERBS},
    # The first halves of "can't", "won't" and "shan't". `tokenize` leaves "cannot" whole.
    **{"ca": "can", "wo": "will", "sha": "shall", "cannot": "can"},
}
"""The modal verbs, by the forms that the tokeniser gives them."""

NEGATIONS = frozenset(["not", "no", "never", "nor", "neither", "none", "n't", "cannot"])

_CONCLUSIONS = (
    r"therefore|thus(?! far)|hence|consequently|accordingly|as a result(?! of)|for this reason"
    r"|(?:^|(?<=[,;] ))so(?! far|-)"
)
"""A closed list. *So* counts at the head of a clause, but not before *that*."""

_NOUNS = ("will", "might")

_BEFORE_NOUNS = frozenset(
    ["a", "an", "the", "our", "their", "his", "her", "its", "my", "your", "'s", "political", "good"]
)
"""Words after which `will` and `might` are nouns, as in "the political will"."""

RANKS = {
    **{word: word for word in ("decisive", "especially", "key", "main", "priority", "top")},
    "priorities": "priority",
}
"""The words that put one thing before others wherever they stand, but for "on top". A closed list.

Superlatives, *only* and *first* are on it, too: `find_ranks` tells them from their namesakes. The list was
made in sight of the document, before it was counted in any other text.
"""

# fmt: off
EMPHASES = (
    "above all", "critical", "crucial", "essential", "foremost", "important", "importantly", "major",
    "paramount", "particular", "particularly", "primary", "principal", "utmost", "vital",
)
# fmt: on
"""What a wider list has, too. Such words say that something matters, and not always that it comes first."""

_DETERMINERS = ("the", "its", "their", "our", "his", "her", "my", "your", "whose", "'s", "'")
"""Words after which *only* is an adjective, and *most* and *least* make a superlative."""

_BE = ("am", "are", "be", "been", "being", "is", "was", "were")
"""Words after which *most* and *least* make a superlative as well."""

_NO_ADJECTIVES = ("of", "part", "developed")
"""Words before which *most* and *least* rank nothing; "least developed countries" is a name."""

_JOINED = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|-)"
"""What may stand between two names that are joined."""


class Modal(NamedTuple):
    """A modal verb, and whether it stands in a formula such as "it should be noted that"."""

    verb: str
    formula: bool


def find_modals(sentence: str) -> Iterator[Modal]:
    """The modal verbs of a sentence, of its main and its subordinate clauses, in their order.

    *May* with a capital inside a sentence is the month, and *will* and *might* after a determiner, a
    possessive, *political* or *good* are nouns.

    >>> [*find_modals("It should be noted that they can't come in May.")]
    [Modal(verb='should', formula=True), Modal(verb='can', formula=False)]
    """
    tokens = tokenize(sentence)
    words = [token.lower() for token in tokens]
    for place, word in enumerate(words):
        before, after = words[:place][-1:], words[place + 1 : place + 4]
        is_noun = word in _NOUNS and not _BEFORE_NOUNS.isdisjoint(before)
        if word in MODALS and not is_noun and not (tokens[place] == "May" and place):
            yield Modal(MODALS[word], before == ["it"] and after[:1] == ["be"] and after[2:] == ["that"])


def find_negations(sentence: str) -> list[str]:
    """The negations of a sentence, in lower case and in their order."""
    return [word for word in map(str.lower, tokenize(sentence)) if word in NEGATIONS]


def find_conclusions(sentence: str) -> list[str]:
    """The connectives of conclusion of a sentence, in lower case and in their order.

    >>> find_conclusions("Thus the ford is dry, so carts can pass, so that few, so far, take the ferry.")
    ['thus', 'so']
    """
    return re.findall(rf"\b(?:{_CONCLUSIONS})\b(?! that)", sentence.lower())


def find_ranks(sentence: str) -> Iterator[str]:
    """The expressions of a sentence that put one thing before others, in their order.

    A superlative is *worst*, another form in *-est*, or *most* or *least* before an adjective or adverb:
    after a determiner, a possessive or a form of *be*, or before a word in *-ly*. *Only* ranks after a
    determiner or a possessive, and *first* at the end of a clause. "At most", "most of", "First, ..." and
    ordinals do not.

    >>> [*find_ranks("First, the most important port is our only priority; most of the largest come first.")]
    ['most', 'only', 'priority', 'largest', 'first']
    """
    words = ["", *map(str.lower, tokenize(sentence)), ""]
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        is_open = after[:1].isalpha()
        if word in ("most", "least"):
            is_rank = before in (*_DETERMINERS, *_BE) or (after.endswith("ly") and before != "at")
            is_rank &= is_open and after not in _NO_ADJECTIVES
        elif word == "only":
            is_rank = is_open and before in _DETERMINERS
        elif word == "first":
            is_rank = not is_open and before.isalpha() and before != "the"
        elif word in RANKS:
            is_rank = (before, word) != ("on", "top")
        else:
            is_rank = word == "worst" or (word.endswith("est") and find_lemma(word) != word)
        if is_rank:
            yield RANKS.get(word, word)


def find_emphases(sentence: str) -> list[str]:
    """What the wider list finds besides in a sentence, in lower case and in its order."""
    return re.findall(rf"\b(?:{'|'.join(EMPHASES)})\b", sentence.lower())


def find_first_named(sentence: str, names: Iterable[Iterable[str]]) -> list[int]:
    """Which of two is named first, 0 or 1, wherever a name of one is joined to a name of the other.

    names: the names of the one, and those of the other. They are joined by *and*, *or*, a comma or a hyphen.

    >>> find_first_named("Eastland and Northport", (["Northport"], ["Eastland", "East"]))
    [1]
    """
    one, other = ("|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in names)
    pairs = (rf"(?P<first>\b(?:{one})){_JOINED}(?:{other})\b", rf"\b(?:{other}){_JOINED}(?:{one})\b")
    return [0 if found["first"] else 1 for found in re.finditer("|".join(pairs), sentence)]
