"""Measures how like a document is to each text of the comparison set of a reference, one for each speaker."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.document import Document
from reading.data.reference import Reference
from reading.measures import frequency, likeness
from reading.measures.arrays import Floats
from reading.measures.incidence import matrix
from reading.measures.likeness import Counts
from reading.text.spelling import match_spellings
from reading.text.tokens import fold

DOCUMENT = "document"
"""The name of the document among the texts."""

KINDS = ["word", "closed", "phrase"]
"""The kinds of lemmas, in the order of `list_words`."""

TF_IDF, DIVERGENCE, DELTA = "tf-idf", "divergence", "delta"

IN, OUT, BODIES, CAPITALS, NEITHER = "names-in", "names-out", "bodies-out", "capitals-out", ""
"""The treatments of names: all are counted; those of states and persons are left out, or those of the
document's other actors as well, or every capitalised word.

Burrows's Delta compares function words, of which none is a name.
"""

FUNCTION_WORDS = 100
"""How many of the most frequent function words of the texts Burrows's Delta compares."""

COLUMNS = ["method", "names", "speaker", "text", "value", "rank"]


@functools.lru_cache(maxsize=2)
def count_lemmas(book: Book, reference: Reference) -> pd.DataFrame:
    """Return the counts of the comparison set in the document's spelling: see `Reference.counts`.

    A lemma in -ize is counted as the one in -ise that the document has, and the other way round.
    """
    counts = reference.counts
    spellings = match_spellings(counts["lemma"].unique(), set(book.document.incidence["lemma"]))
    counts = counts.assign(lemma=counts["lemma"].replace(spellings))
    return counts.groupby(["text", "kind", "lemma"], as_index=False, sort=False)[["count"]].sum()


def list_words(book: Book) -> pd.DataFrame:
    """Return the words of the document and of the comparison set: text, kind, lemma, count.

    The document is the text `DOCUMENT`. `kind` is that of `Reference.counts`. Phrases that were not counted
    in the reference are left out.
    """
    words = book.document.incidence[book.document.incidence["kind"] == "word"]
    closed = _count_closed(book.document).reset_index().assign(kind="closed")
    own = [words[["kind", "lemma", "count"]], closed, _find_shared_phrases(book, book.reference)]
    rows = pd.concat(own).groupby(["kind", "lemma"], as_index=False)["count"].sum().assign(text=DOCUMENT)
    rows = rows.sort_values("kind", key=lambda kinds: kinds.map(KINDS.index), kind="stable")
    every: pd.DataFrame = pd.concat([rows, count_lemmas(book, book.reference)], ignore_index=True)
    return every[["text", "kind", "lemma", "count"]]


def _count_closed(document: Document) -> pd.Series[int]:
    """Return the occurrences of each function word: all of its lemma that are no content word."""
    words = document.incidence[document.incidence["kind"] == "word"]
    every, content = (rows.groupby("lemma")["count"].sum() for rows in (document.vocabulary, words))
    closed = every.sub(content, fill_value=0).astype(int)
    return closed[closed > 0].rename("count")


def list_names(book: Book, reference: Reference) -> dict[str, frozenset[str]]:
    """Return the lemmas that are left out under each treatment of names, the usual one first.

    - `IN`: none
    - `OUT`: the names that the reference lists, and those of the states and persons of the document
    - `BODIES`: all that, and the names of the document's other actors, such as organisations
    - `CAPITALS`: all that, and what is mostly capitalised in the texts, and all names of the document. Where
      the reference lists no names, this is `OUT`, and there is no other

    Of a name of several words, each word with a capital letter counts.
    """
    actors = book.lexicon.actors
    people = [name for actor in actors if actor.kind in ("state", "person") for name in actor.names]
    bodies = reference.names | _split_names(name for actor in actors for name in actor.names)
    others = _split_names((*book.lexicon.spellings, *book.lexicon.compounds))
    capitals = bodies.union(reference.capitals["lemma"], others)
    if not reference.names:
        return {OUT: capitals, IN: frozenset()}
    out = reference.names | _split_names(people)
    return {OUT: out, IN: frozenset(), BODIES: bodies, CAPITALS: capitals}


def _split_names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for name in names for word in name.split() if word != word.lower())


# Likeness ---------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=2)
def compare_with_texts(book: Book, reference: Reference) -> pd.DataFrame:
    """Return how like the document is to each text of the comparison set.

    A frame with a row for each method, treatment of names and text; texts are sorted by rank within each:

    - method: `tf-idf` (cosine), `divergence` (Jensen-Shannon, at equal length) or `delta` (Burrows)
    - names: whether names are counted, a key of `list_names`; empty for `delta`
    - speaker, text
    - value: of the method. A cosine grows with likeness, the other two shrink
    - rank: 1 for the text that the document is most like; equal texts have the best of their ranks

    Stop words of the lexicon are content lemmas like all others here.
    """
    words = book.document.incidence[book.document.incidence["kind"] == "word"]
    others = count_lemmas(book, reference)
    lemmas, document, texts = _count_beside(reference, words, others[others["kind"] == "word"])
    weights = likeness.tf_idf(np.vstack([document, texts]), likeness.inverse_document_frequency(texts))
    frames = []
    for names, left_out in list_names(book, reference).items():
        kept = ~lemmas.isin(left_out)
        own = kept & (document > 0)
        if own.any():
            compared = np.ascontiguousarray(weights[:, kept])
            alike = likeness.cosine(compared[:1], compared[1:])[0]
            frames.append(_tabulate(reference, (TF_IDF, names), alike, alike))
            sizes, sample = texts[:, kept].sum(axis=1), int(document[kept].sum())
            far = likeness.divergence(document[np.newaxis, own], texts[:, own], sizes, sample=sample)[0]
            frames.append(_tabulate(reference, (DIVERGENCE, names), far, -far))
    rates, own_rates = _rate_function_words(book, reference)
    far = likeness.delta(likeness.standardize(own_rates, rates), likeness.standardize(rates, rates))[0]
    if not np.isnan(far).any():
        frames.append(_tabulate(reference, (DELTA, NEITHER), far, -far))
    if not frames:
        return pd.DataFrame(columns=COLUMNS)
    methods = [TF_IDF, DIVERGENCE, DELTA]
    frames.sort(key=lambda frame: methods.index(frame["method"].iloc[0]))
    return pd.concat(frames, ignore_index=True)[COLUMNS]


def _count_beside(
    reference: Reference, own: pd.DataFrame, others: pd.DataFrame
) -> tuple[pd.Index[str], Counts, Counts]:
    """Return all lemmas of two frames [lemma, count, ...], sorted, and their counts.

    The counts are those in the document, and those in each text, a row, of the comparison set.
    """
    totals = own.groupby("lemma")["count"].sum()
    counts, lemmas = matrix(others, reference.comparison, ["text"])
    every = lemmas.union(totals.index)
    texts = pd.DataFrame(counts, columns=lemmas).reindex(columns=every, fill_value=0)
    return every, totals.reindex(every, fill_value=0).to_numpy(), texts.to_numpy()


def _rate_function_words(book: Book, reference: Reference) -> tuple[Floats, Floats]:
    """Return the rates of the most frequent function words in each text, and in the document, as one row."""
    counts = reference.counts
    every, lemmas = matrix(counts[counts["kind"] == "closed"], reference.comparison, ["text"])
    frequent = lemmas[np.argsort(-every.sum(axis=0), kind="stable")[:FUNCTION_WORDS]]
    tokens = reference.comparison["tokens"].to_numpy(float)[:, np.newaxis]
    closed, size = _count_closed(book.document), book.document.sentences["tokens"].sum()
    own = closed.reindex(frequent, fill_value=0).to_numpy(float) / size
    texts: Floats = every[:, lemmas.get_indexer(frequent)] / tokens
    return texts, own[np.newaxis]


def _tabulate(reference: Reference, labels: tuple[str, str], value: Floats, alike: Floats) -> pd.DataFrame:
    method, names = labels
    frame = reference.comparison[["speaker", "text"]].assign(value=value, method=method, names=names)
    ranks = frequency.rank(pd.Series(alike, frame.index))
    return frame.assign(rank=ranks).sort_values("rank", kind="stable")


# Terms ------------------------------------------------------------------------------------------------------


def count_terms(book: Book, reference: Reference) -> pd.DataFrame:
    """Return how often each text of the comparison set has each content lemma of the document.

    A row for each text, in the order of `Reference.comparison` and with the names of the texts as its index;
    a column for each lemma, also for stop words and for lemmas that no text has. Phrases that were not
    counted in the reference have no column.
    """
    texts, incidence = reference.comparison, book.document.incidence
    others = count_lemmas(book, reference)
    words = incidence[incidence["kind"] == "word"]
    lemmas = sorted({*words["lemma"], *_find_shared_phrases(book, reference)["lemma"]})
    others = others[others["kind"].isin(["word", "phrase"]) & others["lemma"].isin(lemmas)]
    counts, columns = matrix(others, texts, ["text"])
    table = pd.DataFrame(counts, index=pd.Index(texts["text"]), columns=columns)
    return table.reindex(columns=pd.Index(lemmas, name="lemma"), fill_value=0).astype(int)


def _find_shared_phrases(book: Book, reference: Reference) -> pd.DataFrame:
    incidence, counted = book.document.incidence, set(map(fold, reference.phrases))
    phrases = incidence[(incidence["kind"] == "phrase") & incidence["lemma"].isin(counted)]
    return phrases[["lemma", "count", "kind"]]
