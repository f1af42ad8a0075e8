"""Matches lemmas and phrases with terms that may have wildcards: `stabil*`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from fnmatch import translate

WILDCARD = "*"
"""Stands for any letters, or none, in a term."""


def match_terms(terms: Iterable[str], lemmas: Iterable[str]) -> dict[str, str]:
    """Return the lemmas and phrases that terms match, each with the term that matches it.

    A word before a wildcard: of several terms the one without a wildcard matches, then the longest one. A
    wildcard matches only words.

    >>> match_terms(["stabil*", "stability"], ["stability", "stabilise", "change"])
    {'stability': 'stability', 'stabilise': 'stabil*'}
    """
    terms = list(terms)
    whole = {term for term in terms if WILDCARD not in term}
    # The wildcard with more letters is the more specific one.
    wild = sorted((term for term in terms if WILDCARD in term), key=lambda term: (-len(term), term))
    patterns = [(term, _compile_term(term)) for term in wild]
    # One test for all wildcards: most lemmas match none.
    any_pattern = re.compile("|".join(regex.pattern for _, regex in patterns) or "(?!)")
    matched = {}
    for lemma in lemmas:
        if lemma in whole:
            matched[lemma] = lemma
        elif " " not in lemma and any_pattern.match(lemma):
            matched[lemma] = next(term for term, regex in patterns if regex.match(lemma))
    return matched


@functools.cache
def _compile_term(term: str) -> re.Pattern[str]:
    # Only the star is a wildcard; `fnmatch` has others, which are escaped.
    return re.compile(translate("".join(f"[{letter}]" if letter in "?[" else letter for letter in term)))
