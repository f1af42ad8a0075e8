"""Tells whose words a document uses: who uses each of them most, and which of two speakers, year by year.

`data/reference/NAME/plan.txt` of the book says why these measures were chosen, before anything was counted.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import SEED, Floats, Numbers
from reading.measures.exact import two_sided
from reading.measures.inference import LEVEL, adjust_p_values, find_attainable
from reading.measures.keyness import Q

RESAMPLES = 9_999
"""The number of resamples of a document."""

_TOLERANCE = 1e-12
"""The difference up to which two shares are equal."""


def compare_shares(
    own: pd.DataFrame, others: pd.DataFrame, users: pd.DataFrame, *, most: int, with_itself: bool = False
) -> pd.DataFrame:
    """Return the share of a document that each speaker uses most, beside the same share of other texts.

    - own: [lemma, count] of the document; a lemma may have several rows
    - others: [speaker, lemma, count] of a text of each of other speakers
    - users: [lemma, speaker, rank]: the rank of a speaker among those who use a lemma, 1 for the heaviest. A
      speaker uses the lemmas most in which its rank is at most `most`; ranks beyond it are needed, too

    The speaker of a text is no candidate for it, unless `with_itself` is set: those who come later move up by
    one rank.

    A frame with a row for each speaker:

    - speaker, count, share: how many tokens of the document it uses most, and their share
    - texts, highest, highest_speaker: the texts of others, the highest share of one of them that the speaker
      uses most, and whose text that is
    - reached, p: how many of these texts reach the document's share; (1 + reached) / (1 + texts)
    """
    speakers = pd.Index(sorted(users["speaker"].unique()), name="speaker")
    used = own.merge(users[users["rank"] <= most], on="lemma")
    count = used.groupby("speaker")["count"].sum().reindex(speakers, fill_value=0)
    share = count / max(own["count"].sum(), 1)
    elsewhere = share_texts(others, users, most=most, with_itself=with_itself).reindex(columns=speakers)
    texts, reached = elsewhere.notna().sum(), (elsewhere >= share - _TOLERANCE).sum()
    frame = pd.DataFrame(
        {"count": count, "share": share, "texts": texts, "highest": elsewhere.max()}, speakers
    )
    frame["highest_speaker"] = elsewhere.fillna(-1).idxmax() if len(elsewhere) else pd.NA
    return frame.assign(reached=reached, p=(1 + reached) / (1 + texts)).reset_index()


def share_texts(
    others: pd.DataFrame, users: pd.DataFrame, *, most: int, with_itself: bool = False
) -> pd.DataFrame:
    """Return the share of each text that each speaker uses most: a row a text, a column a speaker.

    Takes what `compare_shares` takes. NaN for a speaker's own text.
    """
    # SciPy takes long to import.
    from scipy.sparse import csr_array

    of, lemmas = pd.factorize(users["lemma"])
    by, speakers = pd.factorize(users["speaker"], sort=True)
    rows, texts = pd.factorize(others["speaker"], sort=True)
    # The last lemma is one that nobody uses most, the last speaker one who uses no lemma most.
    shape = len(lemmas) + 1, len(speakers) + 1
    columns, own = (
        lemmas.get_indexer(pd.Index(others["lemma"])) % shape[0],
        speakers.get_indexer(texts) % shape[1],
    )
    counts = csr_array((others["count"].to_numpy(float), (rows, columns)), (len(texts), shape[0]))
    rank = users["rank"].to_numpy()
    first, next_one, near = (
        csr_array((chosen.astype(float), (of, by)), shape)
        for chosen in (rank <= most, rank == most + 1, rank <= most + 1)
    )
    hits = counts @ first
    if not with_itself:
        hits += counts * near.T.tocsr()[own] @ next_one
    shares = hits.toarray() / counts.sum(axis=1)[:, np.newaxis]
    shares[np.arange(len(texts)), own] = np.nan
    return pd.DataFrame(shares[:, :-1], texts.rename("speaker"), speakers.rename("user"))


def share_interval(hits: Floats, sizes: Floats, strata: Numbers) -> tuple[Floats, Floats]:
    """Return the ends of the intervals of shares, by drawing sentences again within their strata.

    `hits` has a row for each sentence and a column for each share, `sizes` the tokens of each sentence.
    In each stratum, such as a section, as many sentences are drawn with replacement as it has. The ends are
    percentiles of the shares over `RESAMPLES` draws. Efron (1979), doi:10.1214/aos/1176344552.
    """
    drawn = resample(np.column_stack([hits, sizes]), strata)
    shares = drawn[:, :-1] / np.maximum(drawn[:, -1:], 1)
    low, high = np.quantile(shares, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def resample(sentences: Numbers, strata: Numbers) -> npt.NDArray[np.int64]:
    """Return the sums of resampled documents: a row for each, a column for each of `sentences`.

    `sentences` has a row for each sentence. Within each stratum, as many are drawn as it has, with
    replacement.
    """
    random, rows, labels = np.random.default_rng(SEED), np.asarray(sentences), np.asarray(strata)
    sums = np.zeros((RESAMPLES, rows.shape[1]))
    for label in dict.fromkeys(labels.tolist()):
        inside = rows[labels == label]
        number = len(inside)
        sums += random.multinomial(number, np.full(number, 1 / number), size=RESAMPLES) @ inside
    return np.rint(sums).astype(np.int64)


# Two speakers, year by year ---------------------------------------------------------------------------------


def compare_pairs(
    first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_], first_tokens: Numbers, second_tokens: Numbers
) -> tuple[Floats, Floats]:
    """Return the p-value of each term, and the p-value adjusted for all terms that could pass.

    `first` and `second` say whether the text of a year has a term: a row for each term, a column for each
    year. The other two have the lengths of these texts. Only years count in which one of the two has the
    term. By chance, it is the second in a year with the probability that `chance_of_second` gives, and the
    number of its years has a Poisson-binomial distribution. The p-value is two-sided: the probability of all
    numbers that are at most as likely. Terms that cannot reach `Q` are left out of the family (Tarone 1990,
    doi:10.2307/2531456), and the others are adjusted by Benjamini and Hochberg (1995); their adjusted value
    is NaN where they were left out.
    """
    lengths = np.concatenate([np.asarray(first_tokens, float), np.asarray(second_tokens, float)])
    p, least = np.ones(len(first)), np.ones(len(first))
    for term, (ones, others) in enumerate(zip(first, second, strict=True)):
        counts = ones != others
        if not counts.any():
            continue
        rate = solve_rate(lengths, int(ones.sum() + others.sum()))
        chances = chance_of_second(rate, np.asarray(first_tokens)[counts], np.asarray(second_tokens)[counts])
        values = two_sided(sum_of_chances(chances)[np.newaxis])[0]
        p[term], least[term] = values[int(others[counts].sum())], np.nanmin(values)
    family = find_attainable(least, q=Q)
    return p, adjust_p_values(np.where(family, p, np.nan))


def solve_rate(lengths: Floats, having: int) -> float:
    """Return the rate L per token for which the texts are expected to be as many as have a term.

    That is the root of the sum of 1 - exp(-L n), over the lengths n, minus `having`. It is infinite where all
    have it.

    >>> round(solve_rate(np.array([100.0, 100.0]), 1) * 100, 4)
    0.6931
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.optimize import brentq

    if having >= len(lengths):
        return float("inf")
    rate: float = brentq(
        lambda rate: (1 - np.exp(-rate * lengths)).sum() - having, 0, 60 / lengths.min(), xtol=1e-15
    )
    return rate


def chance_of_second(rate: float, first: Numbers, second: Numbers) -> Floats:
    """Return the chance that, of two texts of which one has a term, it is the second, by their lengths.

    With the rate L it is (e^(L s) - 1) / ((e^(L s) - 1) + (e^(L f) - 1)): the odds of one text to have the
    term and the other not to have it.

    >>> chance_of_second(0.001, [100], [100]).tolist()
    [0.5]
    """
    odds = [np.expm1(rate * np.asarray(lengths, float)) for lengths in (second, first)]
    chances: Floats = odds[0] / (odds[0] + odds[1])
    return chances


def sum_of_chances(chances: Floats) -> Floats:
    """Return the probability of each number of successes of independent trials: Poisson-binomial.

    >>> sum_of_chances(np.array([0.5, 0.5])).tolist()
    [0.25, 0.5, 0.25]
    """
    distribution = np.ones(1)
    for chance in chances:
        distribution = np.convolve(distribution, [1 - chance, chance])
    return distribution
