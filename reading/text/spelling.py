"""Matches British and American spellings in -ise and -ize, which are two lemmas otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_SUFFIX = re.compile(r"(?<=\w{4})i([sz])(?=(e[drs]?|ing|ers?|able|ations?|ational)$)")


def match_spellings(lemmas: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Return the lemmas that are another spelling of a known one, each with the known one.

    >>> match_spellings(["globalization", "prize", "stabilise"], {"globalisation", "stabilise", "prise"})
    {'globalization': 'globalisation'}
    """
    matched = {}
    for lemma in lemmas:
        if lemma not in known and (other := respell(lemma)) in known:
            matched[lemma] = other
    return matched


def respell(lemma: str) -> str:
    """Return the other spelling of a lemma: itself where it has one only.

    >>> respell("globalisation"), respell("prize")
    ('globalization', 'prize')
    """
    return _SUFFIX.sub(lambda suffix: "iz" if suffix[1] == "s" else "is", lemma)
