"""Measures a document beside its kind: how like it is to each text of a reference, and which terms stand out.

The kind is the comparison set of a reference, one text for each speaker. See `reading.measures.likeness` and
`reading.measures.kind`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.data.book import Book
from reading.data.document import Document
from reading.data.reference import Reference
from reading.measures import kind, likeness
from reading.measures.arrays import Floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.likeness import Counts
from reading.tables.counting import count_words
from reading.text.spelling import match_spellings
from reading.text.words import fold

DOCUMENT = "document"
"""The name of the part that is the whole document."""

KINDS = ["word", "closed", "phrase"]
"""The kinds of lemmas, in the order of `list_words`."""

TF_IDF, DIVERGENCE, DELTA = "tf-idf", "divergence", "delta"

IN, OUT, BODIES, CAPITALS, NEITHER = "in", "out", "bodies-out", "capitals-out", ""
"""The uses of names: all are counted; those of states and persons are left out, or those of the document's
other actors as well, or every capitalised word.

Burrows's Delta compares function words, of which none is a name.
"""

FUNCTION_WORDS = 100
"""How many of the most frequent function words of the texts Burrows's Delta compares."""

SPLITS = 199
"""The number of random halves. The ends of a 95 % interval are the fifth rank from each side."""

COLUMNS = ["measure", "names", "part", "speaker", "text", "value", "rank", "low", "high"]
HALVES = ["measure", "names", "rank", "low", "high"]


def find_reference(book: Book) -> Reference | None:
    """Return the reference whose texts are the document's kind: the first by name. None if there is none."""
    return next(iter(book.references.values()), None)


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

    The document is the text `DOCUMENT`, and stands alone in a book without a reference. `kind` is that of
    `Reference.counts`. Phrases that were not counted in the reference are left out.
    """
    reference, document = find_reference(book), book.document
    words = document.incidence[document.incidence["kind"] == "word"]
    closed = _count_closed(document, document.sentences["section"])
    own = [words[["kind", "lemma", "count"]], closed.reset_index().assign(kind="closed")]
    if reference is not None:
        own.append(_find_shared_phrases(book, reference))
    rows = pd.concat(own).groupby(["kind", "lemma"], as_index=False)["count"].sum().assign(text=DOCUMENT)
    rows = rows.sort_values("kind", key=lambda kinds: kinds.map(KINDS.index), kind="stable")
    others = [] if reference is None else [count_lemmas(book, reference)]
    every: pd.DataFrame = pd.concat([rows, *others], ignore_index=True)
    return every[["text", "kind", "lemma", "count"]]


def _count_closed(document: Document, sections: Iterable[str]) -> pd.Series[int]:
    """Return the occurrences of each function word in sections: all of its lemma that are no content word."""
    chosen = set(sections)
    tokens, words = document.vocabulary, document.incidence
    tokens = tokens[tokens["section"].isin(chosen)]
    words = words[(words["kind"] == "word") & words["paragraph"].map(document.section_of).isin(chosen)]
    every, content = (rows.groupby("lemma")["count"].sum() for rows in (tokens, words))
    closed = every.sub(content, fill_value=0).astype(int)
    return closed[closed > 0].rename("count")


def list_names(book: Book, reference: Reference) -> dict[str, frozenset[str]]:
    """Return the lemmas that are left out under each use of names, the usual one first.

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


@dataclass(frozen=True)
class _Words:
    """The content lemmas of a document and of the texts: counted with names or without.

    sentences: a row for each sentence of the document, a column for each of its lemmas
    texts: a row for each text, the same columns
    weighted: the TF-IDF weights of the texts, the same shape
    lengths: the lengths of the vectors of all weights of each text, also of lemmas that the document lacks
    idf: the inverse document frequency of each column
    sizes: the content lemmas of each text
    """

    sentences: Counts
    texts: Counts
    weighted: Floats
    lengths: Floats
    idf: Floats
    sizes: Counts

    def compare(self, measure: str, documents: Counts, sample: int) -> Floats:
        """Return how like each document is to each text. A larger value means more alike."""
        if measure == TF_IDF:
            return likeness.cosine(likeness.tf_idf(documents, self.idf), self.weighted, self.lengths)
        return -likeness.divergence(documents, self.texts, self.sizes, sample=sample)

    def compare_in_pairs(self, measure: str, documents: Counts, others: Counts) -> Floats:
        """Return how like each document is to the other part of it in the same row, taken whole."""
        if measure == TF_IDF:
            weights = (likeness.tf_idf(each, self.idf) for each in (documents, others))
            return likeness.cosine_in_pairs(*weights)
        return -likeness.divergence_in_pairs(documents, others)


class _Comparison:
    """What the document and the texts of a reference are compared by."""

    def __init__(self, book: Book, reference: Reference) -> None:
        self._book, self._reference = book, reference
        self.texts = reference.comparison
        self._left_out = list_names(book, reference)
        self.sections = book.document.sentences["section"].to_numpy()

    @cached_property
    def parts(self) -> dict[str, Counts]:
        """The sentences of the document, and of each section if there are two or more, as masks."""
        parts = {DOCUMENT: np.full(len(self.sections), True)}
        sections = dict.fromkeys(self.sections.tolist())
        if len(sections) > 1:
            parts |= {section: self.sections == section for section in sections}
        return parts

    @cached_property
    def words(self) -> dict[str, _Words]:
        """The content lemmas, with each use of names."""
        return {names: self._count_words(left_out) for names, left_out in self._left_out.items()}

    def list_ways(self) -> Iterator[tuple[str, str, _Words]]:
        """Yield each measure of content lemmas, with each use of names and the lemmas that are counted."""
        for measure in (TF_IDF, DIVERGENCE):
            yield from ((measure, names, words) for names, words in self.words.items())

    def _count_words(self, left_out: frozenset[str]) -> _Words:
        document, counts = self._book.document, count_lemmas(self._book, self._reference)
        own = document.incidence[document.incidence["kind"] == "word"]
        own = own[~own["lemma"].isin(left_out)]
        others = counts[(counts["kind"] == "word") & ~counts["lemma"].isin(left_out)]
        sentences, lemmas = matrix(own, document.sentences, SENTENCE)
        every, columns = matrix(others, self.texts, ["text"])
        weights = likeness.tf_idf(every, likeness.inverse_document_frequency(every))
        # The index of a lemma that no text has is -1, which is a column of zeros here.
        places = columns.get_indexer(lemmas)
        texts, weighted = (np.pad(table, ((0, 0), (0, 1)))[:, places] for table in (every, weights))
        return _Words(
            sentences,
            texts,
            weighted,
            np.linalg.norm(weights, axis=1),
            likeness.inverse_document_frequency(texts),
            every.sum(axis=1),
        )

    @cached_property
    def function_words(self) -> Floats:
        """The rates of the most frequent function words of the texts, in each text."""
        every, lemmas = self._closed
        tokens = self.texts["tokens"].to_numpy(float)[:, np.newaxis]
        rates: Floats = every[:, lemmas.get_indexer(self._frequent)] / tokens
        return rates

    def rate_function_words(self, inside: npt.NDArray[np.bool_]) -> Floats:
        """The rates of the same words in whole sections of the document, as a matrix with one row."""
        document, sections = self._book.document, set(self.sections[inside].tolist())
        closed = _count_closed(document, sections)
        tokens = document.sentences["tokens"][inside].sum()
        rates: Floats = closed.reindex(self._frequent, fill_value=0).to_numpy(float) / tokens
        return rates[np.newaxis]

    @cached_property
    def _closed(self) -> tuple[Counts, pd.Index]:
        counts = self._reference.counts
        return matrix(counts[counts["kind"] == "closed"], self.texts, ["text"])

    @cached_property
    def _frequent(self) -> pd.Index:
        every, lemmas = self._closed
        return lemmas[np.argsort(-every.sum(axis=0), kind="stable")[:FUNCTION_WORDS]]


@functools.lru_cache(maxsize=2)
def _compare(book: Book, reference: Reference) -> _Comparison:
    return _Comparison(book, reference)


# Likeness ---------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=2)
def compare_with_texts(book: Book, reference: Reference) -> pd.DataFrame:
    """Return how like the document, and each of its sections, is to each text of the comparison set.

    A frame with a row for each measure, use of names, part and text; texts are sorted by rank within each:

    - measure: `tf-idf` (cosine), `divergence` (Jensen-Shannon, at equal length) or `delta` (Burrows)
    - names: whether names are counted, `in`, `out`, `bodies-out` or `capitals-out`, see `list_names`; empty
      for `delta`
    - part: `document` or the id of a section; a document of one section has only the first
    - speaker, text
    - value: of the measure. A cosine grows with likeness, the other two shrink
    - rank: 1 for the text that the part is most like; equal texts have the best of their ranks
    - low, high: 95 % interval of the rank, by drawing the part's sentences anew within their sections. NaN
      for `delta`: how often function words occur is known by section, not by sentence

    Stop words of the lexicon are content lemmas like all others here. A resample repeats sentences, so it has
    fewer different words than the part, and its ranks can lie beside the rank of the part.
    """
    compared = _compare(book, reference)
    frames = [*_rank_by_words(compared), *_rank_by_function_words(compared)]
    return pd.concat(frames, ignore_index=True)[COLUMNS] if frames else pd.DataFrame(columns=COLUMNS)


def _rank_by_words(compared: _Comparison) -> Iterator[pd.DataFrame]:
    for measure, names, words in compared.list_ways():
        for part, inside in compared.parts.items():
            sentences = words.sentences[inside]
            document = sentences.sum(axis=0)[np.newaxis]
            if not document.any():
                continue
            sample = int(document.sum())
            drawn = likeness.resample(sentences, compared.sections[inside])
            alike = words.compare(measure, document, sample)[0]
            low, high = likeness.rank_interval(likeness.rank(words.compare(measure, drawn, sample)))
            value = alike if measure == TF_IDF else -alike
            frame = _tabulate(compared, (measure, names, part), value, likeness.rank(alike))
            yield frame.assign(low=low, high=high).sort_values("rank", kind="stable")


def _rank_by_function_words(compared: _Comparison) -> Iterator[pd.DataFrame]:
    texts = compared.function_words
    for part, inside in compared.parts.items():
        rates = compared.rate_function_words(inside)
        far = likeness.delta(likeness.standardize(rates, texts), likeness.standardize(texts, texts))[0]
        if not np.isnan(far).any():
            frame = _tabulate(compared, (DELTA, NEITHER, part), far, likeness.rank(-far))
            yield frame.assign(low=np.nan, high=np.nan).sort_values("rank", kind="stable")


def _tabulate(
    compared: _Comparison, labels: tuple[str, str, str], value: Floats, rank: Counts
) -> pd.DataFrame:
    measure, names, part = labels
    frame = compared.texts[["speaker", "text"]].assign(value=value, rank=rank)
    return frame.assign(measure=measure, names=names, part=part)


FAR_OUT = 0.01
"""The p-value up to which a term is counted as far out."""

LAST_NEAR_RANK = 10
"""The last rank that counts as near."""


def shown_speakers(book: Book, reference: Reference) -> list[str]:
    """Return the speakers whose likeness the book shows: those that are followed, and those no less near.

    The second are near to the document in at least as many ways as each of the followed ones, see
    `summarise_ways`.
    """
    ranked = _rank_speakers(book, reference)
    near = ranked[ranked["part"] == DOCUMENT].groupby("speaker")["near"].sum()
    followed = list(reference.settings.followed)
    nearest = near[near >= near.reindex(followed).max()]
    return list(dict.fromkeys([*followed, *sorted(nearest.index)]))


def summarise_ways(book: Book, reference: Reference) -> pd.DataFrame:
    """Return in how many ways the texts of the speakers that are shown are near to the document.

    A way is a measure with a use of names. A frame [part, title, speaker, name, ways, first, near, best,
    worst] with a row for each part of the document and each speaker: what readers call both, the number of
    ways, in how many of them the speaker has rank 1, in how many rank `LAST_NEAR_RANK` or better, and the
    best and the worst rank.
    """
    ranked = _rank_speakers(book, reference)
    shown = shown_speakers(book, reference)
    summed = (
        ranked[ranked["speaker"].isin(shown)]
        .groupby(["part", "speaker"], sort=False, as_index=False)
        .agg(
            ways=("rank", "size"),
            first=("first", "sum"),
            near=("near", "sum"),
            best=("rank", "min"),
            worst=("rank", "max"),
        )
    )
    parts = list(dict.fromkeys(ranked["part"]))
    keys = [summed["part"].map(parts.index), summed["speaker"].map(shown.index)]
    summed = summed.iloc[np.lexsort(keys[::-1])].reset_index(drop=True)
    titles = {DOCUMENT: "Whole document", **book.document.titles}
    summed.insert(1, "title", summed["part"].map(titles))
    summed.insert(3, "name", summed["speaker"].map(reference.settings.name_of))
    return summed


def _rank_speakers(book: Book, reference: Reference) -> pd.DataFrame:
    """Return `compare_with_texts`, the nearest text of each speaker, with columns `first` and `near`."""
    ranked = compare_with_texts(book, reference).drop_duplicates(["measure", "names", "part", "speaker"])
    return ranked.assign(first=ranked["rank"] == 1, near=ranked["rank"] <= LAST_NEAR_RANK)


@functools.lru_cache(maxsize=2)
def compare_with_itself(book: Book, reference: Reference) -> pd.DataFrame:
    """Return where one half of the document ranks among the texts, by its likeness to the other half.

    It is a scale for the ranks of speakers: a text that is of one piece with the document ranks about there.
    The half is one more candidate beside the N texts, so ranks are from 1 to N + 1. A frame:

    - measure, names: as in `compare_with_texts`
    - rank: the median over random halves of the sentences
    - low, high: the 2.5 and 97.5 percentiles over all splits
    """
    compared = _compare(book, reference)
    return pd.DataFrame(list(_rank_halves(compared)), columns=HALVES)


def _rank_halves(compared: _Comparison) -> Iterator[tuple[str, str, int, float, float]]:
    """Yield the median rank of a random half for the other half, with its interval over the splits."""
    if len(compared.sections) < 2:
        return
    for measure, names, words in compared.list_ways():
        first, second = likeness.split(words.sentences, splits=SPLITS)
        has_words = (first.sum(axis=1) > 0) & (second.sum(axis=1) > 0)
        if has_words.any():
            first, second = first[has_words], second[has_words]
            own = words.compare_in_pairs(measure, first, second)
            texts = words.compare(measure, first, int(words.sentences.sum()) // 2)
            ranks = 1 + (texts > own[:, np.newaxis]).sum(axis=1)
            low, high = likeness.rank_interval(ranks)
            middle = np.quantile(ranks, 0.5, method="inverted_cdf")
            yield measure, names, int(middle), float(low), float(high)


# Terms ------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=2)
def compare_terms(book: Book, reference: Reference) -> pd.DataFrame:
    """Return which words and phrases the document has more often than its kind.

    A frame [term, kind, name, count, rate, median, upper, most, share, log_ratio, p, expected, reached,
    p_adjusted, verdict] with a row for each term of at least 4 occurrences, stop words excepted; `kind` is
    `word` or `phrase`, `name` tells whether the term is a name. For the other columns, and the test, see
    `reading.measures.kind.compare_with_kind`. Phrases that were not counted in the reference are left out.
    """
    own, terms, counts, tokens, texts, sizes = _count_all_terms(book, reference)
    compared = kind.compare_with_kind(terms, counts, tokens, texts, sizes)
    kinds = dict(zip(own["lemma"], own["kind"], strict=True))
    compared.insert(1, "kind", compared["term"].map(kinds))
    names = frozenset[str]().union(*list_names(book, reference).values())
    compared.insert(2, "name", compared["term"].isin(names))
    return compared


def count_far_out(book: Book, reference: Reference) -> tuple[int, Counts]:
    """Count the terms that hardly a text has as often, see `reading.measures.kind.count_far_out`.

    Returns the number of such terms in the document, and in random samples of the texts of its kind.
    """
    _, _, counts, tokens, texts, sizes = _count_all_terms(book, reference)
    return kind.count_far_out(counts, tokens, texts, sizes, level=FAR_OUT)


def _count_all_terms(
    book: Book, reference: Reference
) -> tuple[pd.DataFrame, pd.Index, Counts, int, Counts, Counts]:
    """Return the document's terms, a frame [lemma, kind, ...], and what `reading.measures.kind` compares."""
    texts = reference.comparison
    own = pd.concat([count_words(book).assign(kind="word"), _find_shared_phrases(book, reference)])
    others = count_lemmas(book, reference)
    others = others[others["kind"].isin(["word", "phrase"]) & ~others["lemma"].isin(book.lexicon.stopwords)]
    every, terms = matrix(others, texts, ["text"])
    totals = own.groupby("lemma")["count"].sum()
    terms_of_all = terms.union(totals.index)
    columns = np.zeros((len(texts), len(terms_of_all)), int)
    columns[:, terms_of_all.get_indexer(terms)] = every
    tokens = int(book.document.sentences["tokens"].sum())
    counts = totals.reindex(terms_of_all).fillna(0).to_numpy(int)
    return own, terms_of_all, counts, tokens, columns, texts["tokens"].to_numpy(int)


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
