"""Measures how strongly two words are associated, from how often they occur alone and together.

In all functions, `o` cases have both words, `f1` have the first and `f2` the second, of `n` cases. They are
numbers, or arrays whose shapes can be broadcast, and the result has the same shape. NLTK has most of these
measures, but for single numbers above zero, and it takes a second to import. The tests compare with NLTK.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import TOLERANCE, Integers, Numbers, floats
from reading.measures.exact import expect_and_test, least_p_values
from reading.measures.incidence import SENTENCE, sparse_holds
from reading.measures.inference import adjust_p_values, attainable_level
from reading.measures.keyness import Q, log_likelihood_of_table


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

PAIR = ["first", "second"]

LEAST_SHARED = 2
"""Sentences that collocates share at least."""

PAIR_COLUMNS = [*PAIR, "together", "expected", "p", "p_adjusted"]


def collocates(words: pd.DataFrame, nodes: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the collocates of lemmas, the nodes: lemmas that occur in the same sentences.

    Takes two frames [paragraph, sentence, lemma, count] and a frame [paragraph, sentence, ...] of all
    sentences. `words` has the lemmas that can be collocates, `nodes` those whose collocates are returned. How
    often a lemma occurs within a sentence does not matter. Returns a row for each lemma that shares at least
    `LEAST_SHARED` sentences with a node, sorted by node, logDice (highest first) and lemma:

    - of, lemma: the node, and the lemma
    - together: the number of sentences with both
    - log_dice, pmi, npmi, t_score, g2: see the functions

    Whether chance explains the sentences that two lemmas share is a question about all pairs: see `pairs`.
    """
    holds, lemmas = sparse_holds(words, sentences, SENTENCE)
    holds_node, names = sparse_holds(nodes, sentences, SENTENCE)
    together = (holds_node.T @ holds).tocoo()
    enough = (together.data >= LEAST_SHARED) & (names[together.row] != lemmas[together.col])
    o, node, lemma = together.data[enough], together.row[enough], together.col[enough]
    f1, f2, n = holds_node.sum(axis=0)[node], holds.sum(axis=0)[lemma], len(sentences)
    columns = {
        "of": names[node],
        "lemma": lemmas[lemma],
        "together": o,
        "log_dice": log_dice(o, f1, f2),
        "pmi": pmi(o, f1, f2, n),
        "npmi": npmi(o, f1, f2, n),
        "t_score": t_score(o, f1, f2, n),
        "g2": g2(o, f1, f2, n),
    }
    order = ["of", "log_dice", "lemma"]
    return pd.DataFrame(columns).sort_values(order, ascending=[True, False, True], ignore_index=True)


def pairs(incidence: pd.DataFrame, *, sentences: pd.DataFrame, min_together: int = 0) -> pd.DataFrame:
    """Count and test the sentences that each two lemmas share.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, ...] of all
    sentences. Returns a frame [first, second, together, expected, p, p_adjusted], sorted by the lemmas, with
    a row for each pair that shares at least `min_together` sentences, and for each pair that can pass:

    - together: the number of sentences with both
    - expected: the number that is expected by chance
    - p: of the test; NaN for the pairs that cannot pass
    - p_adjusted: by Benjamini and Hochberg over the pairs that can pass; NaN for the others

    The unit is the sentence. By chance, the sentences that hold a lemma are shuffled within each section,
    each lemma independently. Within a section the number of shared sentences is hypergeometric, and the
    numbers of the sections add up: this is the exact Cochran-Mantel-Haenszel test, see
    `reading.measures.exact`. Two lemmas of the same section are therefore not associated for that reason
    alone. Two lemmas of long sentences may be: the shuffles ignore length.

    The family of tests is all pairs of lemmas that could pass: see
    `reading.measures.inference.attainable_level`.
    """
    holds, lemmas = sparse_holds(incidence, sentences, SENTENCE)
    places, sections = pd.factorize(sentences["section"])
    inside = np.arange(len(sections))[:, np.newaxis] == places
    sizes, held = inside.sum(axis=1), (inside @ holds).T
    family = _find_family(sizes, held)
    together = (holds.T @ holds).toarray()
    firsts, seconds = np.nonzero(np.triu((together >= min_together) | family, 1))
    number, tested = together[firsts, seconds], family[firsts, seconds]
    expected, p = expect_and_test(number, sizes, held[firsts], held[seconds])
    p = np.where(tested, p, np.nan)
    columns = [lemmas[firsts], lemmas[seconds], number, expected, p, adjust_p_values(p)]
    return pd.DataFrame(dict(zip(PAIR_COLUMNS, columns, strict=True)))


def add_p_values(collocates: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Add the columns `expected`, `p` and `p_adjusted` of `pairs` to collocates of nodes.

    They are NaN where `pairs` does not have the pair.
    """
    in_order = collocates["of"] < collocates["lemma"]
    first = collocates["of"].where(in_order, collocates["lemma"])
    second = collocates["lemma"].where(in_order, collocates["of"])
    paired = collocates.assign(first=first, second=second)
    return paired.merge(pairs.drop(columns="together"), how="left", on=PAIR).drop(columns=PAIR)


def _find_family(sizes: Integers, held: Integers) -> npt.NDArray[np.bool_]:
    """Return which pairs of lemmas belong to the family of tests, as a matrix that has each pair once.

    `held` has the sentences of each lemma, a row, in each section. Most pairs need not be looked at: the
    least p-value of a pair is not below that of either lemma with the partner that has the same sentences.
    """
    own = least_p_values(sizes, held, held)
    order, looked_at = np.argsort(own, kind="stable"), 0
    level = Q
    while looked_at < (needed := int((own <= level * (1 + TOLERANCE)).sum())):
        # Rarer lemmas add pairs, which can only lower the level.
        looked_at = min(needed, max(2 * looked_at, 128))
        some = held[order[:looked_at]]
        least = least_p_values(sizes, some[:, np.newaxis], some)
        above = np.triu_indices(looked_at, 1)
        level = attainable_level(least[above], q=Q)
    family = np.zeros((len(held), len(held)), bool)
    if looked_at:
        chosen = order[:looked_at]
        family[np.ix_(chosen, chosen)] = least <= level * (1 + TOLERANCE)
    np.fill_diagonal(family, val=False)
    return family
