"""Compares how often two parts of a text have a term: effect sizes, and a test with a verdict.

In all functions, `a` and `b` are the counts of a term in the two parts, and `c` and `d` are the sizes of the
parts in tokens. They are numbers, or arrays whose shapes can be broadcast, and the result has the same shape.

The verdict is one rule for the whole book: see `keyness`. Its unit is the sentence. All other measures treat
tokens as independent, which the words of a text are not: they describe a difference but do not prove it.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats, Integers, Numbers, floats
from reading.measures.clusters import shuffle_paragraphs
from reading.measures.exact import distribute_shared, expect_and_test, least_p_values, two_sided
from reading.measures.incidence import SENTENCE, sparse_matrix
from reading.measures.inference import adjust_p_values, clopper_pearson, find_attainable

Q = 0.05
"""The false discovery rate among the positive verdicts."""

OUTCOME = ["p", "p_adjusted", "p_paragraphs", "verdict"]
"""The columns of what `keyness` says of a comparison."""


MAX_SHUFFLED = 200_000
"""The most counts that are shuffled for a section: the time grows with terms times paragraphs."""


class Verdict(StrEnum):
    """What the test says about how often a part of the text has a term, compared with elsewhere."""

    MORE = "more here"
    LESS = "less here"
    NEITHER = "cannot be told apart"
    TOO_RARE = "too rare to tell"


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


def log_ratio_interval(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> tuple[Numbers, Numbers]:
    """Return the low and high ends of the interval of the Log Ratio; an end is infinite where a count is 0.

    Each of the a + b occurrences is in the first part with a probability p. The ends of the exact interval of
    p, by Clopper and Pearson, are converted to ratios of rates: p / (1 - p) times d / c.

    Evert (2022), "Measuring keyness", Digital Humanities 2022.
    """
    a, b, c, d = floats(a, b, c, d)
    with np.errstate(divide="ignore"):
        low, high = (np.log2(p) - np.log2(1 - p) + np.log2(d / c) for p in clopper_pearson(a, a + b))
    return low, high


# The verdict ------------------------------------------------------------------------------------------------


def keyness(
    incidence: pd.DataFrame, sentences: pd.DataFrame, *, q: float = Q, shuffle: bool = True
) -> pd.DataFrame:
    """Compare how often each section has each term with how often the rest of the document has it.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, tokens] of
    all sentences. Sentences without tokens are ignored. Returns a row for each pair of a section and a lemma,
    sections in the order of `sentences`, lemmas sorted; no row where there is only one section. Columns:

    - section, lemma
    - count: a, the occurrences in the section
    - sentences: the number of sentences with the term in the section
    - log_ratio, low, high, g2 (two-term): descriptive, see the functions
    - p: of the test; NaN for the tests that cannot pass
    - p_adjusted: by Benjamini and Hochberg over the tests that can pass; NaN for the others
    - p_paragraphs: the p-value where whole paragraphs are shuffled, see
      `reading.measures.clusters.shuffle_paragraphs`; NaN where `p` is. Shuffling takes long where there are
      many paragraphs: a section with more than `MAX_SHUFFLED` counts of tested terms in paragraphs has a
      value only for tests that pass, and without `shuffle` no section has one
    - verdict: a `Verdict`

    The unit is the sentence: how often a term occurs within a sentence does not matter. By chance, the
    sentences that hold a term are a random draw of all sentences, so that their number in a section is
    hypergeometric. The test is Fisher's exact test of the sentences with and without the term, in the section
    and elsewhere: see `reading.measures.exact`. With two sections each lemma is one test, since one section
    has more where the other has less; with more sections each pair of a section and a lemma is one test.

    The family of tests is those that could pass: see `reading.measures.inference.attainable_level`. A verdict
    is positive where the adjusted p is at most `q`, and says `MORE` where the share of sentences is higher.
    """
    sentences = sentences[sentences["tokens"] > 0]
    counts, lemmas = sparse_matrix(incidence, sentences, SENTENCE)
    tokens = sentences["tokens"].to_numpy(float)
    places, sections = pd.factorize(sentences["section"])
    if len(sections) < 2:
        sections = sections[:0]
    inside = np.arange(len(sections))[:, np.newaxis] == places
    a, c = inside @ counts, (inside @ tokens)[:, np.newaxis]
    b, d = a.sum(axis=0) - a, tokens.sum() - c
    holds = (counts > 0).astype(float).tocsc()
    held, sizes = (inside @ holds).astype(int), inside.sum(axis=1)
    everywhere = held.sum(axis=0)
    # Of two sections only the first is tested, which holds for the second, too.
    tested = slice(1) if len(sections) == 2 else slice(None)
    p, p_adjusted = test_sections(held[tested], sizes[tested], everywhere, len(sentences), q=q)
    paragraphs = pd.factorize(sentences["paragraph"])[0]
    p_paragraphs = np.full(p.shape, np.nan)
    for row, section in enumerate(inside[tested]):
        family = ~np.isnan(p_adjusted[row])
        if family.sum() * (1 + paragraphs.max()) > MAX_SHUFFLED:
            family = p_adjusted[row] <= q
        if shuffle and family.any():
            p_paragraphs[row, family] = shuffle_paragraphs(holds[:, family].toarray(), paragraphs, section)
    low, high = log_ratio_interval(a, b, c, d)
    more = held / sizes[:, np.newaxis] > (everywhere - held) / (len(sentences) - sizes)[:, np.newaxis]
    columns = {
        "count": a.astype(int),
        "sentences": held,
        "log_ratio": log_ratio(a, b, c, d),
        "low": low,
        "high": high,
        "g2": log_likelihood(a, b, c, d),
        "p": p,
        "p_adjusted": p_adjusted,
        "p_paragraphs": p_paragraphs,
        "verdict": verdicts(p_adjusted, more, q=q),
    }
    index = pd.MultiIndex.from_product([sections, lemmas], names=["section", "lemma"])
    flat = {name: np.broadcast_to(values, a.shape).ravel() for name, values in columns.items()}
    return pd.DataFrame(flat, index=index).reset_index()


def verdicts(p_adjusted: Floats, more: npt.NDArray[np.bool_], *, q: float = Q) -> npt.NDArray[np.str_]:
    """Return the verdict of each test, from its adjusted p-value and whether the rate is higher here."""
    positive = np.where(more, Verdict.MORE, Verdict.LESS)
    tested = np.where(p_adjusted <= q, positive, Verdict.NEITHER)
    return np.where(np.isnan(p_adjusted), Verdict.TOO_RARE, tested)


def test_sections(
    held: Integers, sizes: Integers, everywhere: Integers, number: int, *, q: float
) -> tuple[Floats, Floats]:
    """Return p and adjusted p of each section (row) and lemma (column): NaN for those that cannot pass.

    `held` has the sentences with the lemma in each section, `sizes` the sentences of each section,
    `everywhere` those with the lemma, of `number` sentences.
    """
    margins = np.broadcast_to(sizes[:, np.newaxis], held.shape), np.broadcast_to(everywhere, held.shape)
    inside, holding = (margin.reshape(-1, 1) for margin in margins)
    whole = np.array([number])
    family = find_attainable(least_p_values(whole, inside, holding), q=q)
    p = np.full(family.shape, np.nan)
    p[family] = expect_and_test(held.ravel()[family], whole, inside[family], holding[family])[1]
    tested = p.reshape(held.shape)
    return tested, adjust_p_values(tested)


def power(sizes: tuple[int, int], *, sentences: int, ratio: float, level: float) -> float:
    """Return the chance that Fisher's test finds two sections apart whose shares of sentences differ.

    `sizes` has the sentences of each section. A term is in `sentences` of them. On average, its share is
    `ratio` times as high in one section as in the other. The test passes where p is at most `level`. The
    chance is that of the section where it is larger. NaN where such shares are not below 1.

    With the number of sentences given, the number in a section follows Fisher's noncentral hypergeometric
    distribution; its odds ratio is that of the two shares.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import nchypergeom_fisher

    first, second = sizes
    chances = []
    for shares in ((ratio, 1.0), (1.0, ratio)):
        one, other = np.array(shares) * sentences / (first * shares[0] + second * shares[1])
        if not 0 < max(one, other) < 1:
            return float("nan")
        whole, margins = np.array([first + second]), (np.array([[first]]), np.array([[sentences]]))
        p = two_sided(distribute_shared(whole, *margins))[0]
        odds = one / (1 - one) / (other / (1 - other))
        found = nchypergeom_fisher.pmf(np.arange(len(p)), first + second, first, sentences, odds)
        # An outcome that is impossible has no p-value, and does not pass.
        chances.append(float(found[p <= level].sum()))
    return max(chances)
