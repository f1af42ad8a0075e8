"""Measures how like a document is to each text of the comparison set of a reference, one for each speaker."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.document import Document
from reading.data.lexicon import Actor
from reading.measures import likeness
from reading.measures.arrays import Floats
from reading.measures.incidence import matrix
from reading.text.spelling import match_spellings
from reading.text.tokens import fold

DOCUMENT = "document"
"""The name of the document among the texts."""

KINDS = ["word", "closed", "phrase"]
"""The kinds of lemmas, in the order of `list_words`."""

PEOPLE, BODY = "state or person", "body"
"""The kinds of names."""

LEFT_OUT = {"": [PEOPLE], "-names-in": [], "-bodies-out": [PEOPLE, BODY]}
"""The names that a measure of content lemmas leaves out, by the end of its own name."""

FUNCTION_WORDS = 100
"""How many of the most frequent function words of the texts Burrows's Delta compares."""


@functools.lru_cache(maxsize=2)
def list_words(book: Book) -> pd.DataFrame:
    """Return the words of the document and of the comparison set: text, kind, lemma, count, name.

    The document is the text `DOCUMENT`. `kind` is that of `Reference.counts`. Phrases that were not counted
    in the reference are left out. A lemma in -ize is counted as the one in -ise that the document has, and
    the other way round. `name` is `PEOPLE` for the names that the reference lists and those of the states and
    persons of the document, `BODY` for those of its other actors, and else empty.
    """
    reference, incidence = book.reference, book.document.incidence
    counted = set(map(fold, reference.phrases))
    own = incidence[(incidence["kind"] == "word") | incidence["lemma"].isin(counted)]
    closed = _count_closed(book.document).reset_index().assign(kind="closed")
    rows = pd.concat([own[["kind", "lemma", "count"]], closed])
    rows = rows.groupby(["kind", "lemma"], as_index=False)["count"].sum().assign(text=DOCUMENT)
    rows = rows.sort_values("kind", key=lambda kinds: kinds.map(KINDS.index), kind="stable")
    counts = reference.counts
    spellings = match_spellings(counts["lemma"].unique(), set(incidence["lemma"]))
    counts = counts.assign(lemma=counts["lemma"].replace(spellings))
    counts = counts.groupby(["text", "kind", "lemma"], as_index=False, sort=False)[["count"]].sum()
    every: pd.DataFrame = pd.concat([rows, counts], ignore_index=True)[["text", "kind", "lemma", "count"]]
    people = [actor for actor in book.lexicon.actors if actor.kind in ("state", "person")]
    names = [reference.names | _split_names(people), _split_names(book.lexicon.actors)]
    is_word = every["kind"] == "word"
    every["name"] = np.select([is_word & every["lemma"].isin(part) for part in names], [PEOPLE, BODY], "")
    return every


def _split_names(actors: Iterable[Actor]) -> frozenset[str]:
    """The lemmas of names: of a name of several words, each word with a capital letter."""
    words = (word for actor in actors for name in actor.names for word in name.split())
    return frozenset(fold(word) for word in words if word != word.lower())


def _count_closed(document: Document) -> pd.Series[int]:
    """Return the occurrences of each function word: all of its lemma that are no content word."""
    words = document.incidence[document.incidence["kind"] == "word"]
    every, content = (rows.groupby("lemma")["count"].sum() for rows in (document.vocabulary, words))
    closed = every.sub(content, fill_value=0).astype(int)
    return closed[closed > 0].rename("count")


def compare_with_texts(book: Book) -> dict[str, Floats]:
    """Return how like the document is to each text of the comparison set, by the name of the measure.

    - tf-idf: the cosine of content lemmas
    - divergence: that by Jensen and Shannon, at equal length
    - delta: Burrows's, of function words

    The first two are taken three times, see `LEFT_OUT`. A cosine grows with likeness, the others shrink.
    Stop words of the lexicon are content lemmas like all others here.
    """
    rows, texts = list_words(book), book.reference.comparison
    units = pd.DataFrame({"text": [DOCUMENT, *texts["text"]]})
    words = rows[rows["kind"] == "word"]
    counts, lemmas = matrix(words, units, ["text"])
    weights = likeness.tf_idf(counts, likeness.inverse_document_frequency(counts[1:]))
    names = words.drop_duplicates("lemma").set_index("lemma")["name"].reindex(lemmas)
    treatments = {suffix: ~names.isin(left_out).to_numpy() for suffix, left_out in LEFT_OUT.items()}
    found = {}
    for suffix, kept in treatments.items():
        compared = np.ascontiguousarray(weights[:, kept])
        found[f"tf-idf{suffix}"] = likeness.cosine(compared[:1], compared[1:])[0]
    for suffix, kept in treatments.items():
        own, sizes = kept & (counts[0] > 0), counts[:, kept].sum(axis=1)
        far = likeness.divergence(counts[:1, own], counts[1:, own], sizes[1:], sample=int(sizes[0]))
        found[f"divergence{suffix}"] = far[0]
    closed, _ = matrix(rows[rows["kind"] == "closed"], units, ["text"])
    frequent = np.argsort(-closed[1:].sum(axis=0), kind="stable")[:FUNCTION_WORDS]
    tokens = np.array([book.document.sentences["tokens"].sum(), *texts["tokens"]])
    rates = closed[:, frequent] / tokens[:, np.newaxis]
    scores = likeness.standardize(rates, rates[1:])
    found["delta"] = likeness.delta(scores[:1], scores[1:])[0]
    return found


def count_terms(book: Book) -> pd.DataFrame:
    """Return how often each text of the comparison set has each content lemma of the document.

    A row for each text, in the order of `Reference.comparison` and with the names of the texts as its index;
    a column for each lemma, also for stop words and for lemmas that no text has. Phrases that were not
    counted in the reference have no column.
    """
    texts, rows = book.reference.comparison["text"], list_words(book)
    rows = rows[rows["kind"] != "closed"]
    is_own = rows["text"] == DOCUMENT
    lemmas = pd.Index(sorted(rows.loc[is_own, "lemma"].unique()), name="lemma")
    others = rows[~is_own & rows["lemma"].isin(lemmas)]
    counts = others.pivot_table("count", "text", "lemma", aggfunc="sum", fill_value=0)
    return counts.reindex(index=texts, columns=lemmas, fill_value=0).astype(int)
