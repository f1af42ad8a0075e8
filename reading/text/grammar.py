"""Finds modal verbs, negations, connectives of conclusion, and which of two joined names comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reading.text.tokens import tokenize

MODAL_VERBS = ("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought")
"""A closed list."""

MODALS = {
    **{verb: verb for verb in MODAL_VERBS},
    # The first halves of "can't", "won't" and "shan't". `tokenize` leaves "cannot" whole.
    **{"ca": "can", "wo": "will", "sha": "shall", "cannot": "can"},
}
"""The modal verbs, by the forms that the tokeniser gives them."""

NEGATIONS = frozenset(["not", "no", "never", "nor", "neither", "none", "n't", "cannot"])

_CONCLUSIONS = r"therefore|thus|hence|consequently|accordingly|as a result|for this reason|(?:^|(?<=[,;] ))so"
"""A closed list. *So* counts at the head of a clause, but not before *that*."""

_NOUNS = ("will", "might")

_BEFORE_NOUNS = frozenset(
    ["a", "an", "the", "our", "their", "his", "her", "its", "my", "your", "'s", "political", "good"]
)
"""Words after which `will` and `might` are nouns, as in "the political will"."""

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

    >>> find_conclusions("Thus the ford is dry, so carts can pass, so that they need no ferry.")
    ['thus', 'so']
    """
    return re.findall(rf"\b(?:{_CONCLUSIONS})\b(?! that)", sentence.lower())


def find_first_named(sentence: str, names: Iterable[Iterable[str]]) -> list[int]:
    """Which of two is named first, 0 or 1, wherever a name of one is joined to a name of the other.

    names: the names of the one, and those of the other. They are joined by *and*, *or*, a comma or a hyphen.

    >>> find_first_named("Eastland and Northport", (["Northport"], ["Eastland", "East"]))
    [1]
    """
    one, other = ("|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in names)
    pairs = (rf"(?P<first>\b(?:{one})){_JOINED}(?:{other})\b", rf"\b(?:{other}){_JOINED}(?:{one})\b")
    return [0 if found["first"] else 1 for found in re.finditer("|".join(pairs), sentence)]
