"""How often words occur, alone and together, goes in; how strongly they attract each other comes out.

Throughout, `o` cases have both words, `f1` the first, `f2` the second, of `n` in all: numbers or arrays that
fit together, and the same comes out. NLTK has most of these measures for single numbers above zero; here they
take arrays, and zero, and nobody waits for NLTK's import. The tests hold them against NLTK's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats, Numbers, floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import adjusted
from reading.measures.keyness import TINY, log_likelihood_of_table


def pmi(o: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Numbers:
    """Pointwise mutual information, in bits: log2(o n / (f1 f2)); minus infinity where o is 0.

    0 where the words ignore each other. It favours rare words.

    Church & Hanks (1990), *Computational Linguistics* 16(1).

    >>> round(float(pmi(20, 42, 20, 14307668)), 2)
    18.38
    """
    o, f1, f2, n = floats(o, f1, f2, n)
    with np.errstate(divide="ignore"):
        return np.log2(o) + np.log2(n) - np.log2(f1) - np.log2(f2)


def npmi(o: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Numbers:
    """PMI over its maximum, -log2(o/n): from -1 (never together) by 0 (as chance has it) to 1 (never apart).

    Not a number where all cases have both words: there it has no limit.

    Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction", GSCL.
    """
    o, n = floats(o, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(o == 0, -1.0, pmi(o, f1, f2, n) / (np.log2(n) - np.log2(o)))[()]


def log_dice(o: Numbers, f1: Numbers, f2: Numbers) -> Numbers:
    """14 + log2[2 o / (f1 + f2)]: at most 14, a point more where o doubles; minus infinity where o is 0.

    It does not depend on the size of the text.

    Rychly (2008), "A lexicographer-friendly association score", RASLAN.

    >>> float(log_dice(5, 5, 5))
    14.0
    """
    o, f1, f2 = floats(o, f1, f2)
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * o / (f1 + f2))


def t_score(o: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Numbers:
    """(o - e) / sqrt(o), where e = f1 f2 / n is expected by chance; minus infinity where o is 0.

    It favours frequent words.

    Manning & Schutze (1999), *Foundations of Statistical Natural Language Processing*, 5.3.

    >>> round(float(t_score(20, 42, 20, 14307668)), 4)
    4.4721
    """
    o, f1, f2, n = floats(o, f1, f2, n)
    with np.errstate(divide="ignore"):
        return (o - f1 * f2 / n) / np.sqrt(o)


g2 = log_likelihood_of_table
"""G2 of the table of four cells, for words that avoid each other, too."""


NAMES = {"log_dice": "logDice", "pmi": "PMI", "npmi": "NPMI", "t_score": "t-score", "g2": "G2"}
"""How readers know each measure, by the column that holds it."""

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
    incidence: pd.DataFrame, node: str, *, sentences: pd.DataFrame, least: int = 2
) -> pd.DataFrame:
    """The lemmas that share sentences with a lemma, the node.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [paragraph, sentence, ...] of all sentences.
    A sentence holds a lemma or does not; how often does not count. Returns the lemmas that share at least
    `least` sentences with the node, by falling logDice, equals by name:

    - together, alone, node: sentences that hold both, the lemma, the node
    - expected: sentences that would hold both by chance
    - pmi, npmi, log_dice, t_score, g2: see the functions
    - p: of Fisher's exact test, two-sided
    - p_adjusted: by Benjamini and Hochberg, for all lemmas of at least `least` sentences; those that share
      fewer with the node were tested, too

    A node that does not occur has no collocates.
    """
    tested = _around(incidence, node, sentences, least)
    found = tested.assign(p_adjusted=adjusted(tested["p"])).query("together >= @least")
    return found.sort_values(["log_dice", "lemma"], ascending=[False, True], ignore_index=True)[COLUMNS]


def pairs(
    incidence: pd.DataFrame, nodes: Iterable[str], *, sentences: pd.DataFrame, least: int = 2
) -> pd.DataFrame:
    """The pairs that nodes make with all lemmas around them, as one family of tests.

    Takes what `collocates` takes, with several nodes. Returns a row for each pair, whichever is the node:
    [node, lemma, together, expected, p, p_adjusted], by rising p, equals by name, with `p_adjusted` by
    Benjamini and Hochberg for all of them. Whoever looks at many nodes and keeps the strongest pair has
    tested them all.
    """
    tested = [_around(incidence, node, sentences, least).assign(node=node) for node in nodes]
    if not tested:
        return pd.DataFrame(columns=["node", "lemma", "together", "expected", "p", "p_adjusted"])
    every = pd.concat(tested, ignore_index=True)
    both = [tuple(sorted(pair)) for pair in zip(every["node"], every["lemma"], strict=True)]
    family = every[~pd.Series(both, dtype=object).duplicated()]
    family = family.assign(p_adjusted=adjusted(family["p"]))
    columns = ["node", "lemma", "together", "expected", "p", "p_adjusted"]
    return family.sort_values(["p", "node", "lemma"], ignore_index=True)[columns]


def _around(incidence: pd.DataFrame, node: str, sentences: pd.DataFrame, least: int) -> pd.DataFrame:
    """All lemmas of at least so many sentences, as to one node, which itself is none of them."""
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    if node not in lemmas:
        return pd.DataFrame(columns=COLUMNS[:-1])
    holds = counts > 0
    beside = holds[:, lemmas.get_loc(node)]
    family = (holds.sum(axis=0) >= least) & (lemmas != node)
    o, f1 = holds[beside][:, family].sum(axis=0), int(beside.sum())
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
        "p": _fisher(o, f1, f2, n),
    }
    return pd.DataFrame(columns)


def shared_sentences(incidence: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """How many sentences each two lemmas share, and whether chance would have it so.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, ...] of all
    sentences. Returns a row for each pair [first, second, together, expected, p, p_adjusted], in the order of
    the lemmas' names.

    Chance is that the sentences which hold a lemma were shuffled within each section, each lemma by itself.
    Of all such shuffles, p is the share in which the pair shares a number of sentences that is as far from
    what is expected as it is there or farther. Since the number that two lemmas share in a section is then
    hypergeometric, and the sections' numbers add up, no shuffle needs to be drawn: p is exact. p_adjusted is
    by Benjamini and Hochberg for all pairs. That two lemmas belong to one section is thus no reason for
    sharing sentences there. That some sentences are long and hold much is: shuffles know nothing of length.
    """
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    holds = counts > 0
    firsts, seconds = np.triu_indices(len(lemmas), 1)
    sections = [
        holds[(sentences["section"] == section).to_numpy()] for section in pd.unique(sentences["section"])
    ]
    sizes = [len(own) for own in sections]
    holding = np.array([own.sum(axis=0) for own in sections]).reshape(len(sections), len(lemmas))
    together = (holds[:, firsts] & holds[:, seconds]).sum(axis=0)
    expected, p = np.zeros(len(firsts)), np.ones(len(firsts))
    for place, (first, second) in enumerate(zip(firsts, seconds, strict=True)):
        chances = _shares(tuple(sizes), tuple(holding[:, first].tolist()), tuple(holding[:, second].tolist()))
        shared = np.arange(len(chances))
        expected[place] = (shared * chances).sum()
        far = np.abs(together[place] - expected[place]) * (1 - TINY) - TINY
        p[place] = min(chances[np.abs(shared - expected[place]) >= far].sum(), 1)
    return pd.DataFrame(
        {
            "first": lemmas[firsts],
            "second": lemmas[seconds],
            "together": together,
            "expected": expected,
            "p": p,
            "p_adjusted": adjusted(p),
        }
    )


def _shares(sizes: tuple[int, ...], first: tuple[int, ...], second: tuple[int, ...]) -> Floats:
    """The chance of each number of shared sentences, from 0, where both are shuffled within each section.

    Each section has so many sentences, of which so many hold the first and so many the second.
    """
    # Half a second to import, which whoever tests nothing need not wait for.
    from scipy.stats import hypergeom

    chances = np.ones(1)
    for size, one, other in zip(sizes, first, second, strict=True):
        own = hypergeom.pmf(np.arange(min(one, other) + 1), size, one, other)
        chances = np.convolve(chances, own)
    return chances


def _fisher(o: npt.NDArray[np.int_], f1: int, f2: npt.NDArray[np.int_], n: int) -> Floats:
    """Fisher's exact test, two-sided, which NLTK's is not, of each table."""
    p = [
        _fisher_of(both, *sorted((f1, second)), n)
        for both, second in zip(o.tolist(), f2.tolist(), strict=True)
    ]
    return np.array(p, float)


@functools.cache
def _fisher_of(both: int, first: int, second: int, n: int) -> float:
    """The test of one table, which a text has for many pairs of words."""
    # Half a second to import, which whoever tests nothing need not wait for.
    from scipy.stats import fisher_exact

    p: float = fisher_exact([[both, first - both], [second - both, n - first - second + both]]).pvalue
    return p
