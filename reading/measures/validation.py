"""Validates the themes that a lexicon finds in sentences against the themes that people coded.

Both are frames [paragraph, sentence, theme, ...] with a row for each theme of a sentence. For each theme, a
sentence that is found and coded is a hit, one that is only coded is a miss, and one that is only found is a
false alarm.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import SEED, Floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.intervals import LEVEL, clopper_pearson

RESAMPLES = 10_000
"""The number of resamples of texts."""


def validity(
    found: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    themes: Sequence[str],
) -> pd.DataFrame:
    """Return precision, recall and F1 of each theme, and the interval of F1.

    `sentences` is a frame [paragraph, sentence, ...] of all sentences of the document. Returns a frame with a
    row for each of the themes:

    - theme
    - coded, found, hits, misses, false_alarms: numbers of sentences
    - precision, recall: hits / found and hits / coded; NaN where the denominator is 0
    - f1: their harmonic mean, 2 hits / (coded + found), with the ends of its interval (`f1_low`, `f1_high`);
      NaN where both denominators are 0

    Van Rijsbergen (1979), *Information Retrieval*, chapter 7; as in NLTK's `metrics.scores`. F1 rises with
    the share J of hits in the sentences that are found or coded: it is 2 J / (1 + J). So the ends of the
    exact interval of J give those of F1 (Lam, Gopal & Qian 2023, arXiv:2309.14621).
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
    hits, either = frame["hits"], frame["hits"] + frame["misses"] + frame["false_alarms"]
    for name, of in (("precision", frame["found"]), ("recall", frame["coded"])):
        frame[name] = hits / of
    frame["f1"] = 2 * hits / (frame["found"] + frame["coded"])
    frame["f1_low"], frame["f1_high"] = (
        np.where(either > 0, 2 * end / (1 + end), np.nan) for end in clopper_pearson(hits, either)
    )
    return frame


def macro_f1_interval(
    found: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    themes: Sequence[str],
) -> tuple[float, float]:
    """Return the low and high ends of the interval of the mean F1 of all themes in sentences of texts.

    Takes what `validity` takes, where `paragraph` is the text. Whole texts are drawn with replacement, since
    sentences of a text are alike; the ends are percentiles of the means (Efron 1979,
    doi:10.1214/aos/1176344552). A theme that is neither found nor coded in a resample has no F1 there, and a
    resample without any F1 is left out. Both ends are NaN for a single text, and where no theme is found or
    coded at all.
    """
    predicted, actual = (_mark_themes(frame, sentences, themes) for frame in (found, coded))
    texts, names = pd.factorize(sentences["paragraph"])
    number = len(names)
    if number < 2:
        return np.nan, np.nan
    inside = (np.arange(number)[:, np.newaxis] == texts).astype(float)
    hits, either = inside @ (predicted & actual), inside @ predicted + inside @ actual
    weights = _draw_texts(number)
    hits, either = weights @ hits, weights @ either
    f1 = np.divide(2 * hits, either, out=np.zeros_like(hits), where=either > 0)
    known = (either > 0).sum(axis=1)
    means = f1.sum(axis=1)[known > 0] / known[known > 0]
    if not len(means):
        return np.nan, np.nan
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


@functools.lru_cache(maxsize=2)
def _draw_texts(number: int) -> Floats:
    """Return how often each of a number of texts is drawn in each resample."""
    random = np.random.default_rng(SEED)
    return random.multinomial(number, np.full(number, 1 / number), size=RESAMPLES).astype(float)


def _mark_themes(
    frame: pd.DataFrame, sentences: pd.DataFrame, themes: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """Return whether each sentence (row) has each theme (column)."""
    counts, names = matrix(frame.assign(lemma=frame["theme"], count=1), sentences, SENTENCE)
    marks: pd.DataFrame = pd.DataFrame(counts > 0, columns=names).reindex(
        columns=list(themes), fill_value=False
    )
    return marks.to_numpy(bool)
