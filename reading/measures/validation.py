"""What was found and what was coded in sentences goes in; how far they agree, with intervals, comes out.

Both are frames [paragraph, sentence, theme, ...] with a row for each theme of a sentence. Of a theme's
sentences those that were found and coded are hits, those only coded misses, those only found false alarms.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats, Numbers
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import LEVEL, clopper_pearson
from reading.measures.resampling import RESAMPLES, SEED

MISS, FALSE_ALARM = "miss", "false alarm"


def validity(
    found: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    themes: Sequence[str],
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Precision, recall and F1 of each theme, as found against as coded, over the sentences of a document.

    `sentences` is a frame [paragraph, sentence, ...] of all of them. Returns a row for each of the themes:

    - coded, found, hits, misses, false_alarms: numbers of sentences
    - precision, recall: the share of the found that are coded, of the coded that are found, each with the
      exact interval (`precision_low` ...) by Clopper and Pearson; not a number where there are none to share
    - f1: their harmonic mean, 2 hits / (coded + found), with percentiles of what comes out when as many
      sentences are drawn anew with replacement (`f1_low`, `f1_high`); where all draws are alike there is no
      interval, and both ends are not a number

    Van Rijsbergen (1979), *Information Retrieval*, chapter 7; as in NLTK's `metrics.scores`.
    """
    told, truth = (_carried(frame, sentences, themes) for frame in (found, coded))
    hits = told & truth
    columns: dict[str, npt.NDArray[np.generic]] = {
        "coded": truth.sum(axis=0),
        "found": told.sum(axis=0),
        "hits": hits.sum(axis=0),
        "misses": (truth & ~told).sum(axis=0),
        "false_alarms": (told & ~truth).sum(axis=0),
    }
    frame = pd.DataFrame(columns, index=pd.Index(list(themes), name="theme")).reset_index()
    for name, of in (("precision", "found"), ("recall", "coded")):
        low, high = clopper_pearson(frame["hits"], frame[of], level=level)
        known = frame[of] > 0
        frame[name] = frame["hits"] / frame[of].where(known)
        frame[f"{name}_low"], frame[f"{name}_high"] = (
            np.where(known, low, np.nan),
            np.where(known, high, np.nan),
        )
    number = len(sentences)
    weights = np.random.default_rng(seed).multinomial(number, np.full(number, 1 / number), size=resamples)
    drawn = _f1(weights @ hits, weights @ told, weights @ truth)
    low, high = _ends(drawn, level)
    return frame.assign(f1=_f1(frame["hits"], frame["found"], frame["coded"]), f1_low=low, f1_high=high)


def disputed(found: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """The misses and false alarms: a frame [theme, paragraph, sentence, kind], misses first."""
    keys = ["theme", *SENTENCE]
    both = coded[keys].merge(found[keys].drop_duplicates(), on=keys, how="outer", indicator=True, sort=False)
    kinds = both["_merge"].map({"left_only": MISS, "right_only": FALSE_ALARM}).astype(object)
    apart = both.assign(kind=kinds)[kinds.notna()]
    return apart.sort_values("kind", ascending=False, kind="stable")[[*keys, "kind"]].reset_index(drop=True)


def _carried(frame: pd.DataFrame, sentences: pd.DataFrame, themes: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Whether each sentence (row) carries each theme (column)."""
    counts, names = matrix(frame.assign(lemma=frame["theme"], count=1), sentences, SENTENCE)
    placed: pd.DataFrame = pd.DataFrame(counts > 0, columns=names).reindex(
        columns=list(themes), fill_value=False
    )
    return placed.to_numpy(bool)


def _f1(hits: Numbers, found: Numbers, coded: Numbers) -> Numbers:
    with np.errstate(invalid="ignore"):
        return 2 * hits / (found + coded)


def _ends(drawn: Floats, level: float) -> tuple[Floats, Floats]:
    """Percentiles of each column; draws without any sentence of a theme have no F1 and are left out."""
    ends = np.full((2, drawn.shape[1]), np.nan)
    for column in range(drawn.shape[1]):
        known = drawn[~np.isnan(drawn[:, column]), column]
        if len(known) and known.min() < known.max():
            ends[:, column] = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return ends[0], ends[1]
