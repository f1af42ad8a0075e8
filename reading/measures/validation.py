"""Validates the themes that a lexicon finds in sentences against the themes that people coded.

Both are frames [paragraph, sentence, theme, ...] with a row for each theme of a sentence. For each theme, a
sentence that is found and coded is a hit, one that is only coded is a miss, and one that is only found is a
false alarm.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.incidence import SENTENCE, matrix


def validity(
    found: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    themes: Sequence[str],
) -> pd.DataFrame:
    """Return precision, recall and F1 of each theme.

    `sentences` is a frame [paragraph, sentence, ...] of all sentences of the document. Returns a frame with a
    row for each of the themes:

    - theme
    - coded, found, hits, misses, false_alarms: numbers of sentences
    - precision, recall: hits / found and hits / coded; NaN where the denominator is 0
    - f1: their harmonic mean, 2 hits / (coded + found); NaN where both denominators are 0

    Van Rijsbergen (1979), *Information Retrieval*, chapter 7; as in NLTK's `metrics.scores`.
    """
    predicted, actual = (_mark_themes(frame, sentences, themes) for frame in (found, coded))
    marks = {
        "coded": actual,
        "found": predicted,
        "hits": predicted & actual,
        "misses": actual & ~predicted,
        "false_alarms": predicted & ~actual,
    }
    frame = pd.DataFrame({"theme": list(themes), **{name: each.sum(axis=0) for name, each in marks.items()}})
    frame["precision"] = frame["hits"] / frame["found"]
    frame["recall"] = frame["hits"] / frame["coded"]
    frame["f1"] = 2 * frame["hits"] / (frame["found"] + frame["coded"])
    return frame


def _mark_themes(
    frame: pd.DataFrame, sentences: pd.DataFrame, themes: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """Return whether each sentence (row) has each theme (column)."""
    counts, names = matrix(frame.assign(lemma=frame["theme"], count=1), sentences, SENTENCE)
    marks: pd.DataFrame = pd.DataFrame(counts > 0, columns=names).reindex(
        columns=list(themes), fill_value=False
    )
    return marks.to_numpy(bool)
