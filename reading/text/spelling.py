"""Matches British and American spellings in -ise and -ize, which are two lemmas otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def match_spellings(lemmas: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Return the lemmas that are another spelling of a known one, each with the known one.

    >>> match_spellings(["globalization", "prize", "stabilise"], {"globalisation", "stabilise", "rise"})
    {'globalization': 'globalisation'}
    """
    matched = {}
    for lemma in lemmas:
        if lemma not in known:
            others = (lemma.replace("iz", "is"), lemma.replace("is", "iz"))
            other = next((one for one in others if one in known), None)
            if other is not None:
                matched[lemma] = other
    return matched
