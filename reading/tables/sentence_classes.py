"""Classifies sentences by who might have spoken them, by NLTK's naive Bayes.

The classes are the two speakers of the reference's `users`, and all others together. A sentence is the set of
its lemmas that the document has, without names. `plan.txt` of the reference says how the test is made.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.reference import DRAWN
from reading.measures.arrays import SEED
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
    two speakers, and `DRAWN` of each other text that has as many. The second has the columns from the classes
    on; it is classified without the year that the document is compared with.
    """
    # NLTK takes a second to import.
    from nltk import NaiveBayesClassifier

    rows, words = nouns.sampled_sentences(book), user_shares.count_own(book, user_shares.WORD)
    rows["lemma"] = rows["lemma"].where(rows["lemma"].isin(words["lemma"]))
    spoken = rows.groupby(["text", "speaker", "year", "sentence"], sort=False)["lemma"]
    frame = spoken.agg(_mark).rename("marks").reset_index()
    pair = user_shares.list_pair(book)
    frame["group"] = frame["speaker"].where(frame["speaker"].isin(pair), OTHER)
    others = frame[frame["group"] == OTHER]
    others = others[others.groupby("text")["text"].transform("size") >= DRAWN]
    drawn = others.groupby("text").sample(DRAWN, random_state=SEED)
    learned = frame[(frame["group"] != OTHER) | frame.index.isin(drawn.index)]

    def guess(marks: pd.Series, left_out: Any) -> pd.DataFrame:
        chosen = learned[learned["year"] != left_out]
        model = NaiveBayesClassifier.train(list(zip(chosen["marks"], chosen["group"], strict=True)))
        groups = [*pair, OTHER]
        chances = [[each.prob(group) for group in groups] for each in model.prob_classify_many(marks)]
        found = pd.DataFrame(chances, marks.index, groups)
        return found.assign(guessed=found.idxmax(axis=1), known=marks.map(len))

    tested = pd.concat([guess(rows["marks"], year) for year, rows in frame.groupby("year")])
    [compared] = nouns.speeches(book)["year"].unique()
    sentences = nouns.sentences(book).merge(words, how="left")
    own = sentences.groupby(["paragraph", "sentence"], sort=False)["lemma"].agg(_mark)
    return frame.join(tested), guess(own, compared)


def _mark(lemmas: Iterable[str]) -> dict[str, bool]:
    """Return the lemmas of a sentence as NLTK takes them. A missing lemma is none."""
    return {lemma: True for lemma in lemmas if pd.notna(lemma)}


def describe(book: Book) -> pd.DataFrame:
    """Return for each class: group, sentences, expected, share, rank, texts, recognised, area.

    See the published table `sentence_groups`. The area is that under the receiver operating characteristic,
    by the rank sum of Mann and Whitney (1947), over all years that were left out.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import mannwhitneyu

    tested, document = classify(book)
    groups = [*user_shares.list_pair(book), OTHER]
    elsewhere = tested[tested["group"] == OTHER]
    rates = pd.crosstab(elsewhere["known"].clip(upper=MOST_KNOWN), elsewhere["guessed"], normalize="index")
    compared = elsewhere[elsewhere["text"].isin(nouns.speeches(book)["text"])]
    shares = pd.crosstab(compared["text"], compared["guessed"], normalize="index")
    shares = shares.reindex(columns=groups, fill_value=0)
    number = document["guessed"].value_counts().reindex(groups, fill_value=0)
    is_right = tested["guessed"] == tested["group"]
    areas = []
    for group in groups:
        is_own = tested["group"] == group
        # Sentences that tie differ by errors of rounding.
        of_own, of_others = (tested[group][part].round(EQUAL) for part in (is_own, ~is_own))
        pairs = len(of_own) * len(of_others)
        areas.append(mannwhitneyu(of_own, of_others).statistic / pairs if pairs else np.nan)
    described = {
        "sentences": number,
        "expected": rates.reindex(document["known"].clip(upper=MOST_KNOWN))
        .sum()
        .reindex(groups, fill_value=0),
        "share": number / len(document),
        "rank": 1 + (shares > number / len(document)).sum(),
        "texts": len(shares),
        "recognised": is_right.groupby(tested["group"]).mean().reindex(groups),
        "area": areas,
    }
    return pd.DataFrame(described, pd.Index(groups, name="group")).reset_index()
