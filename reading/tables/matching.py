"""Finds the terms of themes in sentences.

Within a theme the longest term wins: a phrase before its words, a word before a wildcard. A word that is
matched is not counted again for the same theme, but may be counted for other themes. The words of a theme's
exceptions, which are phrases, are not counted for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from reading.data.lexicon import Theme
from reading.measures.incidence import SENTENCE
from reading.text.phrases import pattern
from reading.text.tokens import lower_case
from reading.text.wildcards import match_terms

COLUMNS = ["theme", "paragraph", "sentence", "lemma", "term", "count"]


def find_terms(incidence: pd.DataFrame, themes: Iterable[Theme], phrases: Sequence[str]) -> pd.DataFrame:
    """Find the terms of themes in each sentence.

    Takes a frame [paragraph, sentence, kind, lemma, count] and the phrases as people write them. Returns a
    frame [theme, paragraph, sentence, lemma, term, count], where `term` is the term that matched the lemma or
    phrase. Themes are in their order, sentences and lemmas in the order of the rows.

    A sentence has a theme where there is any row; the `count` does not matter for that.
    """
    lemmas = incidence["lemma"].unique().tolist()
    known = set(lemmas)
    words = {lower_case(phrase): pattern(phrase) for phrase in phrases if lower_case(phrase) in known}
    # Frames would take ten times as long for a sample of sentences.
    columns = (incidence[name].tolist() for name in (*SENTENCE, "kind", "lemma", "count"))
    rows = list(zip(*columns, strict=True))
    found: list[tuple[Any, ...]] = []
    for theme in themes:
        terms = match_terms(map(lower_case, theme.terms), lemmas)
        binding = {*terms, *map(lower_case, theme.exceptions)}
        counts = Counter[tuple[Any, ...]]()
        for paragraph, sentence, kind, lemma, count in rows:
            if lemma in terms:
                counts[paragraph, sentence, lemma] += count
            if kind == "phrase" and lemma in binding:
                for word in words.get(lemma, ()):
                    counts[paragraph, sentence, word] -= count
        found += [(theme.id, *key, terms[key[-1]], count) for key, count in counts.items() if count > 0]
    types = {"sentence": incidence["sentence"].dtype, "count": incidence["count"].dtype}
    return pd.DataFrame(found, columns=COLUMNS).astype(types)
