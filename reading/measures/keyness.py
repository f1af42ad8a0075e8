"""Compares the rates of terms in two parts of a text: effect sizes, and a test with a verdict.

In all functions, `a` and `b` are the counts of a term in the two parts, and `c` and `d` are the sizes of the
parts in tokens. They are numbers, or arrays whose shapes can be broadcast, and the result has the same shape.

The verdict is one rule for the whole book: see `keyness`. All other measures treat tokens as independent,
which the words of a text are not: they describe a difference but do not prove it.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats, Numbers, floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import LEVEL, adjust_p_values, clopper_pearson
from reading.measures.resampling import RESAMPLES, SEED, permute_labels

MIN_COUNT = 6
"""Terms with fewer occurrences are not tested, since no distribution of them could pass (Tarone 1990)."""

Q = 0.05
"""The false discovery rate among the positive verdicts."""

TOLERANCE = 1e-9
"""The relative difference up to which two numbers count as equal: sums in another order differ a little."""


class Verdict(StrEnum):
    """What the test says about the rate of a term in a part of the text, compared with elsewhere."""

    MORE = "more here"
    LESS = "less here"
    NEITHER = "cannot be told apart"
    TOO_RARE = "too rare to tell"
    UNKNOWN = "not in the reference"


# Measures ---------------------------------------------------------------------------------------------------


def log_likelihood(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """Return the two-term G2, the usual measure of keyness: 2 [a ln(a/E1) + b ln(b/E2)].

    E1 = c (a + b) / (c + d) and E2 = d (a + b) / (c + d) are the counts expected for equal rates. G2 is 0 or
    more and has no sign. This form leaves out the tokens that are other words, and so differs a little from
    `log_likelihood_of_table`.

    Rayson & Garside (2000), doi:10.3115/1117729.1117730.

    >>> round(float(log_likelihood(348, 99, 10**6, 10**6)))
    147
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.special import rel_entr

    a, b, c, d = floats(a, b, c, d)
    with np.errstate(invalid="ignore"):
        rate = (a + b) / (c + d)
    # The sum cannot be negative except by rounding.
    return np.maximum(2 * (rel_entr(a, c * rate) + rel_entr(b, d * rate)), 0)


def log_likelihood_of_table(n11: Numbers, n1: Numbers, n2: Numbers, n: Numbers) -> Numbers:
    """Return G2 of a contingency table of four cells: 2 sum O ln(O / E).

    n11 cases have both features, n1 have the first and n2 the second, of n cases. For the counts of a term in
    two parts these are a, a + b, c and c + d. G2 is 0 or more and has no sign.

    Dunning (1993), *Computational Linguistics* 19(1).

    >>> round(float(log_likelihood_of_table(110, 2552, 221, 31777)), 2)
    270.72
    """
    from scipy.special import rel_entr

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
    """Return the Log Ratio: log2[(a/c) / (b/d)], where a count of 0 is replaced by 0.5.

    1 means that the first part has twice the rate of the second, -1 half of it.

    Hardie (2014), "Log Ratio: an informal introduction", CASS, Lancaster University.

    >>> float(log_ratio(10, 5, 100, 200))
    2.0
    """
    a, b, c, d = floats(a, b, c, d)
    return np.log2((np.where(a == 0, 0.5, a) / c) / (np.where(b == 0, 0.5, b) / d))


def log_ratio_interval(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, level: float = LEVEL
) -> tuple[Numbers, Numbers]:
    """Return the low and high ends of the interval of the Log Ratio; an end is infinite where a count is 0.

    Each of the a + b occurrences is in the first part with a probability p. The ends of the exact interval of
    p, by Clopper and Pearson, are converted to ratios of rates: p / (1 - p) times d / c.

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
    """Return the conservative Log Ratio: the end of the interval that is nearest 0, or 0 if it includes 0.

    Evert (2022), "Measuring keyness", Digital Humanities 2022.
    """
    low, high = log_ratio_interval(a, b, c, d, level=level)
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))[()]


def percent_difference(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """Return %DIFF, the difference of the rates in percent of the second: 100 (a/c - b/d) / (b/d).

    At least -100; infinite where only the first part has the term, NaN where neither has it.

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
    min_count: int = MIN_COUNT,
    q: float = Q,
) -> pd.DataFrame:
    """Compare the rate of each term in each section with its rate in the rest of the document.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, tokens] of
    all sentences. Sentences without tokens are ignored. Returns a row for each pair of a section and a lemma,
    sections in the order of `sentences`, lemmas sorted; no row where there is only one section. Columns:

    - section, lemma
    - count, elsewhere, tokens, tokens_elsewhere: a, b, c and d
    - log_ratio, low, high, lrc, g2 (two-term), percent_difference: descriptive, see the functions
    - p, p_adjusted: NaN where the term is not tested
    - verdict: a `Verdict`

    The test is a permutation test of lemmas with at least `min_count` occurrences in the document. Whole
    sentences are permuted between the sections; each section keeps its number of sentences. p is the share of
    the orders, the observed order included, in which |a/c - b/d| is at least as large as observed, with c and
    d counted in each order (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585). p is adjusted by Benjamini and
    Hochberg for all tests, and a verdict is positive where the adjusted p is at most `q`. With two sections
    each lemma is one test, since one section has more where the other has less; with more sections each pair
    of a section and a lemma is one test.
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
    tested = counts.sum(axis=0) >= min_count
    p[:, tested] = _permute_sentences(counts[:, tested], tokens, places, permutations=permutations, seed=seed)
    p_adjusted = np.broadcast_to(adjust_p_values(p[0]), p.shape) if len(sections) == 2 else adjust_p_values(p)
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
    """Return the verdict of each test, from its adjusted p-value and whether the rate is higher here."""
    positive = np.where(more, Verdict.MORE, Verdict.LESS)
    tested = np.where(p_adjusted <= q, positive, Verdict.NEITHER)
    return np.where(np.isnan(p_adjusted), Verdict.TOO_RARE, tested)


def _permute_sentences(
    counts: Floats, tokens: Floats, places: npt.NDArray[np.intp], *, permutations: int, seed: int
) -> Floats:
    """Return the p-value of each section (row) and lemma (column).

    `places` has the number of the section of each sentence. Of two sections only the first has a row, which
    holds for the second, too.
    """
    orders = permute_labels(places, permutations=permutations, seed=seed)
    sections = range(int(places.max()) + 1)
    if len(sections) == 2:
        # In every order, what the one section has more the other has less.
        sections = range(1)
    p_values = []
    for section in sections:
        observed = _rate_differences((places == section)[np.newaxis].astype(float), counts, tokens)
        permuted = _rate_differences((orders == section).astype(float), counts, tokens)
        hits = (permuted >= observed * (1 - TOLERANCE)).sum(axis=0)
        p_values.append((1 + hits) / (1 + permutations))
    return np.array(p_values)


def _rate_differences(inside: Floats, counts: Floats, tokens: Floats) -> Floats:
    """Return |a/c - b/d| for each row of `inside` and each lemma.

    A row of `inside` has 1 for each sentence that is in the part and 0 for each other sentence.
    """
    a, c = inside @ counts, (inside @ tokens)[:, np.newaxis]
    b, d = counts.sum(axis=0) - a, tokens.sum() - c
    difference: Floats = np.abs(a / c - b / d)
    return difference
