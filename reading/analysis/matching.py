"""Lemmas and phrases by sentence go in, with themes; the terms of each theme in each sentence come out.

Of a theme's terms the longest binds: a phrase before its words, a word before a wildcard. What has bound is
not counted again within the theme; other themes count it for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import translate

import pandas as pd

from reading.data.lexicon import WILDCARD, Theme
from reading.text.words import fold, pattern

COLUMNS = ["theme", "paragraph", "sentence", "lemma", "term", "count"]


def hits(incidence: pd.DataFrame, themes: Iterable[Theme], phrases: Sequence[str]) -> pd.DataFrame:
    """The terms that stand in each sentence.

    Takes a frame [paragraph, sentence, kind, lemma, count] and the phrases as people write them. Returns a
    frame [theme, paragraph, sentence, lemma, term, count], where `term` is the one of the theme that the
    lemma or phrase was found by; themes in their order, sentences and lemmas in that of the rows.

    Whether a sentence carries a theme hangs on there being a hit, and on no `count`. That a word which has
    bound within a phrase does not count again matters where terms are listed and counted.
    """
    words = {fold(phrase): list(pattern(phrase)) for phrase in phrases}
    lemmas = list(incidence["lemma"].unique())
    parts = []
    for theme in themes:
        terms = terms_of(theme, lemmas)
        found = incidence[incidence["lemma"].isin(terms)]
        bound = found[found["kind"] == "phrase"]
        inside = bound.assign(lemma=bound["lemma"].map(words), count=-bound["count"]).explode("lemma")
        every = pd.concat([found, inside[inside["lemma"].isin(terms)]])
        counted = every.groupby(["paragraph", "sentence", "lemma"], sort=False, as_index=False)["count"].sum()
        left = counted[counted["count"] > 0]
        parts.append(left.assign(theme=theme.id, term=left["lemma"].map(terms)))
    return pd.concat(parts, ignore_index=True)[COLUMNS] if parts else pd.DataFrame(columns=COLUMNS)


def terms_of(theme: Theme, lemmas: Iterable[str]) -> dict[str, str]:
    """Of the lemmas and phrases those that a theme is found by, each with the term that binds it.

    >>> theme = Theme("calm", "Calm", ("stabil*", "stability", "calm"))
    >>> terms_of(theme, ["stability", "stabilise", "change"])
    {'stability': 'stability', 'stabilise': 'stabil*'}
    """
    whole = {term for term in theme.terms if WILDCARD not in term}
    # Of two wildcards the one with more letters says more.
    wild = sorted((term for term in theme.terms if WILDCARD in term), key=lambda term: (-len(term), term))
    fitting = [(term, _pattern(term)) for term in wild]
    found = {}
    for lemma in lemmas:
        if lemma in whole:
            found[lemma] = lemma
        elif " " not in lemma and (term := next((one for one, fits in fitting if fits.match(lemma)), "")):
            found[lemma] = term
    return found


def matches(term: str, lemma: str) -> bool:
    """Whether a term with wildcards stands for a lemma, or one without is it."""
    return _pattern(term).match(lemma) is not None


def _pattern(term: str) -> re.Pattern[str]:
    # Only the star is a wildcard here: a lemma may hold any other mark.
    return re.compile(translate("".join(f"[{letter}]" if letter in "?[" else letter for letter in term)))
