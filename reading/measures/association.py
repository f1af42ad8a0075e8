"""Measures how strongly two words are associated, from the sentences that they share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reading.measures.arrays import Numbers, floats
from reading.measures.incidence import SENTENCE, sparse_holds

LEAST_SHARED = 2
"""Sentences that collocates share at least."""


def log_dice(o: Numbers, f1: Numbers, f2: Numbers) -> Numbers:
    """Return logDice: 14 + log2[2 o / (f1 + f2)].

    `o` sentences have both words, `f1` the first and `f2` the second. At most 14; one more where o doubles;
    minus infinity where o is 0. It does not depend on the size of the text.

    Rychly (2008), "A lexicographer-friendly association score", RASLAN.

    >>> float(log_dice(5, 5, 5))
    14.0
    """
    o, f1, f2 = floats(o, f1, f2)
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * o / (f1 + f2))


def collocates(words: pd.DataFrame, nodes: pd.DataFrame, *, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the collocates of lemmas, the nodes: lemmas that occur in the same sentences.

    Takes two frames [paragraph, sentence, lemma, count] and a frame [paragraph, sentence, ...] of all
    sentences. `words` has the lemmas that can be collocates, `nodes` those whose collocates are returned. How
    often a lemma occurs within a sentence does not matter. Returns a row for each lemma that shares at least
    `LEAST_SHARED` sentences with a node, sorted by node, logDice (highest first) and lemma:

    - of, lemma: the node, and the lemma
    - together: the number of sentences with both
    - log_dice: see the function
    """
    holds, lemmas = sparse_holds(words, sentences, SENTENCE)
    holds_node, names = sparse_holds(nodes, sentences, SENTENCE)
    together = (holds_node.T @ holds).tocoo()
    enough = (together.data >= LEAST_SHARED) & (names[together.row] != lemmas[together.col])
    o, node, lemma = together.data[enough], together.row[enough], together.col[enough]
    scores = log_dice(o, holds_node.sum(axis=0)[node], holds.sum(axis=0)[lemma])
    found = {"of": names[node], "lemma": lemmas[lemma], "together": o, "log_dice": scores}
    order = ["of", "log_dice", "lemma"]
    return pd.DataFrame(found).sort_values(order, ascending=[True, False, True], ignore_index=True)
