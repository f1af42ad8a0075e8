"""Counts of terms in two parts go in; how much more one has of them, and if that can be told, come out.

Throughout, `a` and `b` are a term's counts in the two parts, `c` and `d` the parts' sizes in tokens: numbers
or arrays that fit together, and the same comes out. The verdict is one rule for a whole book, see `keyness`;
all other figures take tokens as independent, which words of one text are not, and describe without proving.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import rel_entr

from reading.measures.arrays import Floats, Numbers, floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import LEVEL, adjusted, clopper_pearson
from reading.measures.resampling import RESAMPLES, SEED, permuted

LEAST = 6
"""Occurrences below which a term is not tested: it could not pass whatever its places (Tarone 1990)."""

Q = 0.05
"""The rate of false discoveries among the positive verdicts."""

TINY = 1e-9
"""How far apart, relatively, two differences may be that only the order of additions tells apart."""


class Verdict(StrEnum):
    """What can be said of a term in a part of the text, compared with elsewhere."""

    MORE = "more here"
    LESS = "less here"
    NEITHER = "cannot be told apart"
    TOO_RARE = "too rare to tell"
    UNKNOWN = "not in the reference"


# Measures ---------------------------------------------------------------------------------------------------


def log_likelihood(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """G2 of two terms, the usual keyness figure: 2 [a ln(a/E1) + b ln(b/E2)], 0 or more, without a sign.

    E1 = c (a + b) / (c + d) and E2 = d (a + b) / (c + d) are the counts that equal rates would give. It
    leaves out the tokens that are other words, and so differs a little from `log_likelihood_of_table`.

    Rayson & Garside (2000), doi:10.3115/1117729.1117730.

    >>> round(float(log_likelihood(348, 99, 10**6, 10**6)))
    147
    """
    a, b, c, d = floats(a, b, c, d)
    with np.errstate(invalid="ignore"):
        rate = (a + b) / (c + d)
    # The two terms sum to 0 or more; what rounding leaves below is 0.
    return np.maximum(2 * (rel_entr(a, c * rate) + rel_entr(b, d * rate)), 0)


def log_likelihood_of_table(n11: Numbers, n1: Numbers, n2: Numbers, n: Numbers) -> Numbers:
    """G2 of a contingency table of four cells: 2 sum O ln(O / E), 0 or more, without a sign.

    n11 cases have both features, n1 the first, n2 the second, of n in all. For a term's counts in two parts
    these are a, a + b, c and c + d.

    Dunning (1993), *Computational Linguistics* 19(1).

    >>> round(float(log_likelihood_of_table(110, 2552, 221, 31777)), 2)
    270.72
    """
    n11, n1, n2, n = floats(n11, n1, n2, n)
    with np.errstate(invalid="ignore"):
        cells = [
            rel_entr(n11, n1 * n2 / n),
            rel_entr(n1 - n11, n1 * (n - n2) / n),
            rel_entr(n2 - n11, (n - n1) * n2 / n),
            rel_entr(n - n1 - n2 + n11, (n - n1) * (n - n2) / n),
        ]
    return np.maximum(2 * sum(cells), 0)


def log_ratio(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """How many times the rate in the first part doubles that in the second: log2[(a/c) / (b/d)].

    A count of zero is taken as 0.5. 1 is twice the rate, -1 half of it.

    Hardie (2014), "Log Ratio: an informal introduction", CASS, Lancaster University.

    >>> float(log_ratio(10, 5, 100, 200))
    2.0
    """
    a, b, c, d = floats(a, b, c, d)
    return np.log2((np.where(a == 0, 0.5, a) / c) / (np.where(b == 0, 0.5, b) / d))


def log_ratio_interval(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, level: float = LEVEL
) -> tuple[Numbers, Numbers]:
    """The low and high ends of the Log Ratio, infinite where a count is zero.

    Of the a + b occurrences each stands in the first part with a chance p; the exact interval of p by Clopper
    and Pearson gives that of the ratio of rates, p / (1 - p) times d / c.

    Evert (2022), "Measuring keyness", Digital Humanities 2022.
    """
    a, b, c, d = floats(a, b, c, d)
    low, high = clopper_pearson(a, a + b, level=level)
    with np.errstate(divide="ignore"):
        return (
            np.log2(low) - np.log2(1 - low) + np.log2(d / c),
            np.log2(high) - np.log2(1 - high) + np.log2(d / c),
        )


def lrc(a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, level: float = LEVEL) -> Numbers:
    """The conservative Log Ratio: the end of its interval that is nearest 0; 0 where the interval spans 0.

    Evert (2022), "Measuring keyness", Digital Humanities 2022.
    """
    low, high = log_ratio_interval(a, b, c, d, level=level)
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))[()]


def percent_difference(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """%DIFF, by how many percent of the second rate the first exceeds it: 100 (a/c - b/d) / (b/d).

    At least -100. Infinite where only the second part lacks the term, not a number where both do.

    Gabrielatos & Marchi (2011), "Keyness: matching metrics to definitions", Corpus Linguistics in the South.

    >>> round(float(percent_difference(206523, 178174, 959641, 1562358)), 1)
    88.7
    """
    a, b, c, d = floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * ((a / c) / (b / d) - 1)


# The verdict ------------------------------------------------------------------------------------------------

COLUMNS = [
    "section",
    "lemma",
    "count",
    "elsewhere",
    "tokens",
    "tokens_elsewhere",
    "log_ratio",
    "low",
    "high",
    "lrc",
    "g2",
    "percent_difference",
    "p",
    "p_adjusted",
    "verdict",
]


def keyness(
    incidence: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    permutations: int = RESAMPLES,
    seed: int = SEED,
    least: int = LEAST,
    q: float = Q,
) -> pd.DataFrame:
    """Each section's terms against the rest of the document.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, tokens] of
    all sentences. Returns a row for each pair of a section and a lemma, sections in the order of `sentences`,
    lemmas by name:

    - count, elsewhere, tokens, tokens_elsewhere: a, b, c and d
    - log_ratio, low, high, lrc, g2 (of two terms), percent_difference: description, see the functions
    - p, p_adjusted: not a number where the term is not tested
    - verdict: a `Verdict`

    Tested are lemmas with at least `least` occurrences in the document. The sentences are permuted between
    the sections, whole, each section keeping its number of them; p is the share of the orders, the one at
    hand counted in, in which |a/c - b/d| is as large as it is there or larger, c and d being counted anew
    (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585). A verdict is positive where p, adjusted by Benjamini
    and Hochberg for all tests, is at most `q`. Of two sections each mirrors the other, and a lemma is one
    test; of more, every pair of a section and a lemma is one.

    Sentences without tokens do not count. One section has nothing to be compared with: no row.
    """
    sentences = sentences[sentences["tokens"] > 0]
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    tokens = sentences["tokens"].to_numpy(float)
    places, sections = pd.factorize(sentences["section"])
    if len(sections) < 2:
        return pd.DataFrame(columns=COLUMNS)
    inside = np.arange(len(sections))[:, np.newaxis] == places
    a, c = inside @ counts, (inside @ tokens)[:, np.newaxis]
    b, d = counts.sum(axis=0) - a, tokens.sum() - c
    p = np.full(a.shape, np.nan)
    tested = counts.sum(axis=0) >= least
    p[:, tested] = _chances(counts[:, tested], tokens, places, permutations=permutations, seed=seed)
    p_adjusted = np.broadcast_to(adjusted(p[0]), p.shape) if len(sections) == 2 else adjusted(p)
    low, high = log_ratio_interval(a, b, c, d)
    columns = {
        "count": a.astype(int),
        "elsewhere": b.astype(int),
        "tokens": np.broadcast_to(c, a.shape).astype(int),
        "tokens_elsewhere": np.broadcast_to(d, a.shape).astype(int),
        "log_ratio": log_ratio(a, b, c, d),
        "low": low,
        "high": high,
        "lrc": lrc(a, b, c, d),
        "g2": log_likelihood(a, b, c, d),
        "percent_difference": percent_difference(a, b, c, d),
        "p": p,
        "p_adjusted": p_adjusted,
        "verdict": verdicts(p_adjusted, a / c > b / d, q=q),
    }
    index = pd.MultiIndex.from_product([sections, lemmas], names=["section", "lemma"])
    flat = {name: values.ravel() for name, values in columns.items()}
    return pd.DataFrame(flat, index=index).reset_index()[COLUMNS]


def verdicts(p_adjusted: Floats, more: npt.NDArray[np.bool_], *, q: float = Q) -> npt.NDArray[np.str_]:
    """The verdict of each test from its adjusted p-value and whether the rate is the higher one here."""
    positive = np.where(more, Verdict.MORE, Verdict.LESS)
    tested = np.where(p_adjusted <= q, positive, Verdict.NEITHER)
    return np.where(np.isnan(p_adjusted), Verdict.TOO_RARE, tested)


def _chances(
    counts: Floats, tokens: Floats, places: npt.NDArray[np.intp], *, permutations: int, seed: int
) -> Floats:
    """The p-value of each section (by its place) and lemma."""
    orders = permuted(places, permutations=permutations, seed=seed)
    sections = range(int(places.max()) + 1)
    if len(sections) == 2:
        # What one has more the other has less, in every order.
        sections = range(1)
    chances = []
    for section in sections:
        observed = _difference((places == section)[np.newaxis].astype(float), counts, tokens)
        drawn = _difference((orders == section).astype(float), counts, tokens)
        hits = (drawn >= observed * (1 - TINY)).sum(axis=0)
        chances.append((1 + hits) / (1 + permutations))
    return np.array(chances)


def _difference(inside: Floats, counts: Floats, tokens: Floats) -> Floats:
    """|a/c - b/d| of each lemma for each row of `inside`, which has 1 for the sentences of a part."""
    a, c = inside @ counts, (inside @ tokens)[:, np.newaxis]
    b, d = counts.sum(axis=0) - a, tokens.sum() - c
    difference: Floats = np.abs(a / c - b / d)
    return difference
