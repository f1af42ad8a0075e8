"""Classifies sentences by who might have spoken them, with the naive Bayes classifier of NLTK.

The classes are the two speakers of the reference's `users`, and all others together. A sentence is the set of
its lemmas that the document has, without names. `plan.md` of the reference says how the test is made.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.measures.arrays import SEED
from reading.tables import nouns, user_shares
from reading.tables.nearness import DOCUMENT

OTHER = "other"
"""The class of all speakers but two."""

DRAWN = 2
"""How many sentences of each text of another speaker the classifier learns from."""


def list_sentences(book: Book) -> pd.DataFrame:
    """Return the sentences of other texts: text, speaker, year, sentence, group, words.

    `group` is the speaker of the pair, or `OTHER`; `words` has the lemmas that count, as NLTK takes them.
    """
    rows = nouns.sampled_sentences(book)
    counted = set(user_shares.count_own(book, user_shares.WORD)["lemma"])
    keys = ["text", "speaker", "year", "sentence"]
    lemmas = rows["lemma"].where(rows["lemma"].isin(counted))
    frame = rows.assign(lemma=lemmas).groupby(keys, as_index=False)["lemma"].agg(set)
    pair = user_shares.list_pair(book)
    group = frame["speaker"].where(frame["speaker"].isin(pair), OTHER)
    words = [dict.fromkeys(map(str, found - {np.nan}), True) for found in frame["lemma"]]
    return frame.assign(group=group, words=words)[[*keys, "group", "words"]]


def train(sentences: pd.DataFrame) -> object:
    """Return a classifier that has learned all sentences of the pair, and `DRAWN` of each other text."""
    from nltk.classify import NaiveBayesClassifier

    others = sentences[sentences["group"] == OTHER].groupby("text").sample(DRAWN, random_state=SEED)
    learned = pd.concat([sentences[sentences["group"] != OTHER], others])
    return NaiveBayesClassifier.train(list(zip(learned["words"], learned["group"], strict=True)))


def guess(classifier: object, words: Iterable[dict[str, bool]]) -> pd.DataFrame:
    """Return the probability of each class for each sentence: a row each, a column for each class."""
    found = classifier.prob_classify_many(list(words))  # type: ignore[attr-defined]
    return pd.DataFrame([{label: each.prob(label) for label in each.samples()} for each in found])


@functools.lru_cache(maxsize=2)
def classify(book: Book) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return how well the classes are told apart, and which sentences of each text belong to them.

    The first frame has a row for each sentence that is tested, with the year left out in which it was spoken:
    group, guessed, and the probability of each class. The second has the share of each class among the
    sentences of each text of the comparison set and of the document (`text` is `document`).
    """
    sentences = list_sentences(book)
    tested = []
    for year, part in sentences.groupby("year"):
        classifier = train(sentences[sentences["year"] != year])
        probable = guess(classifier, part["words"]).set_axis(part.index)
        tested.append(part.assign(guessed=probable.idxmax(axis=1), **probable))
    found = pd.concat(tested)
    compared = found[found["text"].isin(nouns.speeches(book)["text"])]
    [year] = compared["year"].unique()
    own = user_shares.count_own(book, user_shares.WORD).groupby(["paragraph", "sentence"])["lemma"].agg(list)
    places = pd.MultiIndex.from_frame(nouns.sentences(book)[["paragraph", "sentence"]])
    words = [
        dict.fromkeys(lemmas if isinstance(lemmas, list) else [], True) for lemmas in own.reindex(places)
    ]
    guessed = guess(train(sentences[sentences["year"] != year]), words).idxmax(axis=1)
    document = pd.DataFrame({"text": DOCUMENT, "speaker": DOCUMENT, "guessed": guessed})
    rows = pd.concat([document, compared[["text", "speaker", "guessed"]]])
    shares = pd.crosstab([rows["text"], rows["speaker"]], rows["guessed"], normalize="index")
    return found, shares.reset_index()


def describe(book: Book) -> pd.DataFrame:
    """Return for each class: group, sentences, share, rank, texts, recognised, area.

    See the published table `sentence_groups`. The area is that under the receiver operating characteristic,
    by the rank sum of Mann and Whitney (1947), over all years that were left out.
    """
    tested, shares = classify(book)
    own = shares[shares["text"] == DOCUMENT]
    others = shares[~shares["speaker"].isin([DOCUMENT, *user_shares.list_pair(book)])]
    number = len(nouns.sentences(book))
    rows = []
    for group in (*user_shares.list_pair(book), OTHER):
        share = float(own[group].iloc[0])
        is_own = tested["group"] == group
        ranks = tested[group].rank()
        count = int(is_own.sum())
        above = ranks[is_own].sum() - count * (count + 1) / 2
        rows.append(
            {
                "group": group,
                "sentences": round(share * number),
                "share": share,
                "rank": 1 + int((others[group] > share).sum()),
                "texts": len(others),
                "recognised": (tested["guessed"][is_own] == group).mean(),
                "area": above / (count * (len(tested) - count)),
            }
        )
    return pd.DataFrame(rows)
