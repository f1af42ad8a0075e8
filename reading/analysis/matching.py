"""Finds the terms of themes in sentences.

Within a theme the longest term wins: a phrase before its words, a word before a wildcard. A word that is
matched is not counted again for the same theme, but may be counted for other themes. The words of a theme's
exceptions, which are phrases, are not counted for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from reading.data.lexicon import Theme
from reading.text.phrases import pattern
from reading.text.wildcards import match_terms
from reading.text.words import fold

COLUMNS = ["theme", "paragraph", "sentence", "lemma", "term", "count"]


def find_terms(incidence: pd.DataFrame, themes: Iterable[Theme], phrases: Sequence[str]) -> pd.DataFrame:
    """Find the terms of themes in each sentence.

    Takes a frame [paragraph, sentence, kind, lemma, count] and the phrases as people write them. Returns a
    frame [theme, paragraph, sentence, lemma, term, count], where `term` is the term that matched the lemma or
    phrase. Themes are in their order, sentences and lemmas in the order of the rows.

    A sentence has a theme where there is any row; the `count` does not matter for that.
    """
    words = {fold(phrase): list(pattern(phrase)) for phrase in phrases}
    lemmas = list(incidence["lemma"].unique())
    parts = []
    for theme in themes:
        terms = match_lemmas(theme, lemmas)
        matched = incidence[incidence["lemma"].isin(terms)]
        binding = incidence["lemma"].isin([*terms, *theme.exceptions])
        bound = incidence[binding & (incidence["kind"] == "phrase")]
        inside = bound.assign(lemma=bound["lemma"].map(words), count=-bound["count"]).explode("lemma")
        every = pd.concat([matched, inside[inside["lemma"].isin(terms)]])
        counts = every.groupby(["paragraph", "sentence", "lemma"], sort=False, as_index=False)["count"].sum()
        counts = counts[counts["count"] > 0]
        parts.append(counts.assign(theme=theme.id, term=counts["lemma"].map(terms)))
    return pd.concat(parts, ignore_index=True)[COLUMNS] if parts else pd.DataFrame(columns=COLUMNS)


def match_lemmas(theme: Theme, lemmas: Iterable[str]) -> dict[str, str]:
    """Return the lemmas and phrases that a theme matches, each with the term that matches it.

    >>> theme = Theme("calm", "Calm", ("stabil*", "stability", "calm"))
    >>> match_lemmas(theme, ["stability", "stabilise", "change"])
    {'stability': 'stability', 'stabilise': 'stabil*'}
    """
    return match_terms(theme.terms, lemmas)
