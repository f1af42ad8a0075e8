"""Packs the English table of simplemma as text, so that a script can look up the same lemmas in a browser.

A line holds all lemmas whose forms end in the same way: first these endings, then the lemmas, sorted. An
ending has the letters that are removed from the lemma, and those that are added. `> >s y>ies` are thus the
lemma itself, the lemma with *s*, and the lemma with *ies* for *y*. A lemma is the number of letters that it
shares with the one before it, as a digit of base 36, and its other letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""The digits of base 36."""


def pack_english() -> str:
    """Return the table of simplemma for English, packed."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    return pack(DEFAULT_DICTIONARY_FACTORY.get_dictionary("en"))


def pack(lemmas: Mapping[str, str]) -> str:
    r"""Return a table of forms and their lemmas, packed. No form or lemma may have a space or a tab.

    >>> pack({"port": "port", "ports": "port", "pond": "pond", "ponds": "pond", "ship": "ship"})
    '>\t0ship\n> >s\t0pond 2rt'
    """
    forms: dict[str, list[str]] = defaultdict(list)
    for form, lemma in lemmas.items():
        forms[lemma].append(form)
    by_endings: dict[str, list[str]] = defaultdict(list)
    for lemma, own in forms.items():
        by_endings[" ".join(sorted(_find_ending(lemma, form) for form in own))].append(lemma)
    return "\n".join(f"{endings}\t{' '.join(_shorten(own))}" for endings, own in sorted(by_endings.items()))


def _find_ending(lemma: str, form: str) -> str:
    """Return how a form is made from its lemma."""
    shared = len(lemma) if form.startswith(lemma) else _count_shared(lemma, form)
    return f"{lemma[shared:]}>{form[shared:]}"


def _shorten(lemmas: Iterable[str]) -> Iterator[str]:
    """Yield sorted lemmas, each without the letters that it shares with the one before."""
    before = ""
    for lemma in sorted(lemmas):
        shared = min(_count_shared(before, lemma), len(DIGITS) - 1)
        yield DIGITS[shared] + lemma[shared:]
        before = lemma


def _count_shared(first: str, second: str) -> int:
    """Return the number of letters with which both words begin."""
    for place, (letter, other) in enumerate(zip(first, second, strict=False)):
        if letter != other:
            return place
    return min(len(first), len(second))
