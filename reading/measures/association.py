"""Measures how strongly two words are associated, from how often they occur alone and together.

In all functions, `o` cases have both words, `f1` have the first and `f2` the second, of `n` cases. They are
numbers, or arrays whose shapes can be broadcast, and the result has the same shape. NLTK has most of these
measures, but for single numbers above zero, and it takes a second to import. The tests compare with NLTK.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats, Numbers, floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import adjust_p_values
from reading.measures.keyness import TOLERANCE, log_likelihood_of_table


def pmi(o: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Numbers:
    """Return pointwise mutual information, in bits: log2(o n / (f1 f2)).

    0 where the words are independent, minus infinity where o is 0. It favours rare words.

    Church & Hanks (1990), *Computational Linguistics* 16(1).

    >>> round(float(pmi(20, 42, 20, 14307668)), 2)
    18.38
    """
    o, f1, f2, n = floats(o, f1, f2, n)
    with np.errstate(divide="ignore"):
        return np.log2(o) + np.log2(n) - np.log2(f1) - np.log2(f2)


def npmi(o: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Numbers:
    """Return normalised PMI: PMI divided by its maximum, -log2(o/n).

    -1 where the words never occur together, 0 where they are independent, 1 where they only occur together.
    NaN where all cases have both words.

    Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction", GSCL.
    """
    o, n = floats(o, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(o == 0, -1.0, pmi(o, f1, f2, n) / (np.log2(n) - np.log2(o)))[()]


def log_dice(o: Numbers, f1: Numbers, f2: Numbers) -> Numbers:
    """Return logDice: 14 + log2[2 o / (f1 + f2)].

    At most 14; one more where o doubles; minus infinity where o is 0. It does not depend on the size of the
    text.

    Rychly (2008), "A lexicographer-friendly association score", RASLAN.

    >>> float(log_dice(5, 5, 5))
    14.0
    """
    o, f1, f2 = floats(o, f1, f2)
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * o / (f1 + f2))


def t_score(o: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Numbers:
    """Return the t-score: (o - e) / sqrt(o), where e = f1 f2 / n is the expected value of o.

    Minus infinity where o is 0. It favours frequent words.

    Manning & Schutze (1999), *Foundations of Statistical Natural Language Processing*, 5.3.

    >>> round(float(t_score(20, 42, 20, 14307668)), 4)
    4.4721
    """
    o, f1, f2, n = floats(o, f1, f2, n)
    with np.errstate(divide="ignore"):
        return (o - f1 * f2 / n) / np.sqrt(o)


g2 = log_likelihood_of_table
"""G2 of the contingency table of two words. It is high, too, for words that avoid each other."""


NAMES = {"log_dice": "logDice", "pmi": "PMI", "npmi": "NPMI", "t_score": "t-score", "g2": "G2"}
"""The usual name of each measure, by the name of its column."""

COLUMNS = [
    "lemma",
    "together",
    "alone",
    "node",
    "expected",
    "pmi",
    "npmi",
    "log_dice",
    "t_score",
    "g2",
    "p",
    "p_adjusted",
]


def collocates(
    incidence: pd.DataFrame, node: str, *, sentences: pd.DataFrame, min_sentences: int = 2
) -> pd.DataFrame:
    """Return the collocates of a lemma, the node: lemmas that occur in the same sentences.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [paragraph, sentence, ...] of all sentences.
    How often a lemma occurs within a sentence does not matter. Returns a row for each lemma that shares at
    least `min_sentences` sentences with the node, sorted by logDice (highest first) and lemma:

    - together, alone, node: the number of sentences with both, with the lemma, with the node
    - expected: the number of sentences that is expected to have both by chance
    - pmi, npmi, log_dice, t_score, g2: see the functions
    - p: of Fisher's exact test, two-sided
    - p_adjusted: by Benjamini and Hochberg. The family of tests is all lemmas that occur in at least
      `min_sentences` sentences, also those that share fewer with the node

    A node that does not occur has no collocates.
    """
    tested = _test_lemmas(incidence, node, sentences, min_sentences)
    tested = tested.assign(p_adjusted=adjust_p_values(tested["p"]))
    shared = tested[tested["together"] >= min_sentences]
    return shared.sort_values(["log_dice", "lemma"], ascending=[False, True], ignore_index=True)[COLUMNS]


def pairs(
    incidence: pd.DataFrame, nodes: Iterable[str], *, sentences: pd.DataFrame, min_sentences: int = 2
) -> pd.DataFrame:
    """Test each pair of a node and a lemma, as one family of tests.

    Takes what `collocates` takes, with several nodes. Returns a frame [node, lemma, together, expected, p,
    p_adjusted] with one row for each pair, also where both are nodes, sorted by p, node and lemma.
    `p_adjusted` is by Benjamini and Hochberg for all pairs: to pick the strongest of many pairs is to test
    them all.
    """
    columns = ["node", "lemma", "together", "expected", "p", "p_adjusted"]
    tested = [_test_lemmas(incidence, node, sentences, min_sentences).assign(node=node) for node in nodes]
    if not tested:
        return pd.DataFrame(columns=columns)
    every = pd.concat(tested, ignore_index=True)
    both = [tuple(sorted(pair)) for pair in zip(every["node"], every["lemma"], strict=True)]
    family = every[~pd.Series(both, dtype=object).duplicated()]
    family = family.assign(p_adjusted=adjust_p_values(family["p"]))
    return family.sort_values(["p", "node", "lemma"], ignore_index=True)[columns]


def _test_lemmas(
    incidence: pd.DataFrame, node: str, sentences: pd.DataFrame, min_sentences: int
) -> pd.DataFrame:
    """Compare the node with each other lemma that occurs in at least `min_sentences` sentences."""
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    if node not in lemmas:
        return pd.DataFrame(columns=COLUMNS[:-1])
    holds = counts > 0
    with_node = holds[:, lemmas.get_loc(node)]
    family = (holds.sum(axis=0) >= min_sentences) & (lemmas != node)
    o, f1 = holds[with_node][:, family].sum(axis=0), int(with_node.sum())
    f2, n = holds[:, family].sum(axis=0), len(sentences)
    columns = {
        "lemma": lemmas[family],
        "together": o,
        "alone": f2,
        "node": f1,
        "expected": f1 * f2 / n,
        "pmi": pmi(o, f1, f2, n),
        "npmi": npmi(o, f1, f2, n),
        "log_dice": log_dice(o, f1, f2),
        "t_score": t_score(o, f1, f2, n),
        "g2": g2(o, f1, f2, n),
        "p": _test_fisher(o, f1, f2, n),
    }
    return pd.DataFrame(columns)


def shared_sentences(incidence: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count and test the sentences that each two lemmas share.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, ...] of all
    sentences. Returns a frame [first, second, together, expected, p, p_adjusted] with a row for each pair,
    sorted by the lemmas.

    Under the null hypothesis, the sentences that hold a lemma are shuffled within each section, each lemma
    independently. p is the share of these shuffles in which the number of shared sentences is at least as far
    from its expected value as the observed number. Within a section that number is hypergeometric, and the
    numbers of the sections add up, so p is computed exactly, without random draws: this is the exact
    Cochran-Mantel-Haenszel test. p_adjusted is by Benjamini and Hochberg for all pairs. Two lemmas of the
    same section are therefore not associated for that reason alone. Two lemmas of long sentences may be: the
    shuffles ignore length.
    """
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    holds = counts > 0
    firsts, seconds = np.triu_indices(len(lemmas), 1)
    sections = [
        holds[(sentences["section"] == section).to_numpy()] for section in pd.unique(sentences["section"])
    ]
    sizes = [len(rows) for rows in sections]
    holding = np.array([rows.sum(axis=0) for rows in sections]).reshape(len(sections), len(lemmas))
    together = (holds[:, firsts] & holds[:, seconds]).sum(axis=0)
    expected, p = np.zeros(len(firsts)), np.ones(len(firsts))
    for place, (first, second) in enumerate(zip(firsts, seconds, strict=True)):
        probabilities = _distribute_shared(sizes, holding[:, first].tolist(), holding[:, second].tolist())
        shared = np.arange(len(probabilities))
        expected[place] = (shared * probabilities).sum()
        distance = np.abs(together[place] - expected[place]) * (1 - TOLERANCE) - TOLERANCE
        p[place] = min(probabilities[np.abs(shared - expected[place]) >= distance].sum(), 1)
    return pd.DataFrame(
        {
            "first": lemmas[firsts],
            "second": lemmas[seconds],
            "together": together,
            "expected": expected,
            "p": p,
            "p_adjusted": adjust_p_values(p),
        }
    )


def _distribute_shared(sizes: Sequence[int], first: Sequence[int], second: Sequence[int]) -> Floats:
    """Return the probability of each number of shared sentences, from 0, under shuffles within sections.

    For each section: its number of sentences, and how many of them hold the first and the second lemma.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import hypergeom

    probabilities = np.ones(1)
    for size, with_first, with_second in zip(sizes, first, second, strict=True):
        shared = np.arange(min(with_first, with_second) + 1)
        probabilities = np.convolve(probabilities, hypergeom.pmf(shared, size, with_first, with_second))
    return probabilities


def _test_fisher(o: npt.NDArray[np.int_], f1: int, f2: npt.NDArray[np.int_], n: int) -> Floats:
    """Return the p-value of Fisher's exact test for each table: two-sided, while NLTK's is one-sided."""
    p = [
        _test_table(both, *sorted((f1, second)), n)
        for both, second in zip(o.tolist(), f2.tolist(), strict=True)
    ]
    return np.array(p, float)


@functools.cache
def _test_table(both: int, first: int, second: int, n: int) -> float:
    """Return the p-value of one table. It is cached, since many pairs of words have the same table."""
    # SciPy's statistics take half a second to import.
    from scipy.stats import fisher_exact

    p: float = fisher_exact([[both, first - both], [second - both, n - first - second + both]]).pvalue
    return p
