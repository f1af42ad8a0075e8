"""Classifies sentences by who might have spoken them, by naive Bayes.

The classes are the two speakers of the reference's `users`, and all others together. A sentence is the set of
its lemmas that the document has, without names. `plan.txt` of the reference says how the test is made. The
notebook does the same with NLTK.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import DRAWN
from reading.measures.arrays import SEED, Floats
from reading.tables import nouns, user_shares

OTHER = "other"
"""The class of all speakers but two."""

MOST_KNOWN = 8
"""Sentences with more lemmas that count are taken together."""

EQUAL = 9
"""Decimals to which probabilities are compared."""


@functools.lru_cache(maxsize=2)
def classify(book: Book) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sentences of other texts and those of the document, with the probability of each class.

    The first frame: text, speaker, year, sentence, group, a column for each class, guessed, and known, the
    number of lemmas that count. Its sentences are classified by what was learned from other years: all of the
    two speakers, and `DRAWN` of each other text that has as many. The second
    has the columns from the classes on; it is classified without the year that the document is compared with.
    """
    rows, words = nouns.sampled_sentences(book), user_shares.count_own(book, user_shares.WORD)
    keys = ["text", "speaker", "year", "sentence"]
    frame = rows[keys].drop_duplicates(ignore_index=True)
    lemmas = pd.Index(sorted(words["lemma"].unique()))
    marks = _mark(rows, frame, keys, lemmas)
    pair = user_shares.list_pair(book)
    frame["group"] = frame["speaker"].where(frame["speaker"].isin(pair), OTHER)
    is_other = frame["group"] == OTHER
    learned = ~is_other
    several = frame.groupby("text")["text"].transform("size") >= DRAWN
    learned[frame[is_other & several].groupby("text").sample(DRAWN, random_state=SEED).index] = True
    groups, years = [*pair, OTHER], frame["year"].to_numpy()

    def guess(held: Any, left_out: int) -> pd.DataFrame:
        chosen = (learned & (years != left_out)).to_numpy()
        chances = _guess(marks[chosen], frame["group"][chosen], held, groups)
        found = pd.DataFrame(chances, columns=groups)
        return found.assign(guessed=found.idxmax(axis=1), known=held.sum(axis=1).astype(int))

    places = {year: np.flatnonzero(years == year) for year in np.unique(years)}
    tested = pd.concat([guess(marks[rows], year).set_index(rows) for year, rows in places.items()])
    [compared] = nouns.speeches(book)["year"].unique()
    own = _mark(words, nouns.sentences(book), ["paragraph", "sentence"], lemmas)
    return frame.join(tested), guess(own, compared)


def _mark(rows: pd.DataFrame, units: pd.DataFrame, keys: list[str], lemmas: pd.Index) -> Any:
    """Return which sentence has which lemma: a sparse array of ones, with a row for each unit."""
    # SciPy takes long to import.
    from scipy.sparse import csr_array

    rows = rows[rows["lemma"].isin(lemmas)].drop_duplicates([*keys, "lemma"])
    places = pd.MultiIndex.from_frame(units[keys]).get_indexer(pd.MultiIndex.from_frame(rows[keys]))
    columns = lemmas.get_indexer(pd.Index(rows["lemma"]))
    return csr_array((np.ones(len(rows)), (places, columns)), (len(units), len(lemmas)))


def _guess(learned: Any, labels: pd.Series[str], held: Any, groups: list[str]) -> Floats:
    """Return the probability of each class for each sentence, by naive Bayes on the lemmas that it has.

    As in NLTK's `NaiveBayesClassifier`, a probability of n in N cases is (n + 0.5) / (N + 0.5 B), where B is
    the number of outcomes: of classes, or 2 for a lemma that is present or not. Lemmas that were never seen
    count for nothing.
    """
    members = np.array([labels == group for group in groups])
    sizes = members.sum(axis=1)
    having = members @ learned
    words = np.log((having + 0.5) / (sizes[:, np.newaxis] + 1))
    prior = np.log((sizes + 0.5) / (sizes.sum() + 0.5 * len(groups)))
    scores = held @ np.where(having.sum(axis=0) > 0, words, 0).T + prior
    chances: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    return chances


def describe(book: Book) -> pd.DataFrame:
    """Return for each class: group, sentences, expected, share, rank, texts, recognised, area.

    See the published table `sentence_groups`. The area is that under the receiver operating characteristic,
    by the rank sum of Mann and Whitney (1947), over all years that were left out.
    """
    tested, document = classify(book)
    compared = tested[tested["text"].isin(nouns.speeches(book)["text"]) & (tested["group"] == OTHER)]
    others = pd.crosstab(compared["text"], compared["guessed"], normalize="index")
    zero = pd.Series(0, others.index)
    elsewhere = tested[tested["group"] == OTHER]
    rates = pd.crosstab(elsewhere["known"].clip(upper=MOST_KNOWN), elsewhere["guessed"], normalize="index")
    expected = rates.reindex(document["known"].clip(upper=MOST_KNOWN)).sum()
    rows = []
    for group in (*user_shares.list_pair(book), OTHER):
        share = (document["guessed"] == group).mean()
        is_own = tested["group"] == group
        # Sentences that tie differ by errors of rounding.
        ranks = tested[group].round(EQUAL).rank()
        count, rest = is_own.sum(), (~is_own).sum()
        above = ranks[is_own].sum() - count * (count + 1) / 2
        rows.append(
            {
                "group": group,
                "sentences": (document["guessed"] == group).sum(),
                "expected": expected.get(group, 0),
                "share": share,
                "rank": 1 + (others.get(group, zero) > share).sum(),
                "texts": len(others),
                "recognised": (tested["guessed"][is_own] == group).mean(),
                "area": above / (count * rest) if count and rest else np.nan,
            }
        )
    return pd.DataFrame(rows)
