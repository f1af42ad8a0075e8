"""Lists what the lexicon of themes finds in samples of coded sentences, and what is coded there.

A *sample* is the document, or the sentences of other texts of one use: see `reading.data.samples`.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from reading.data.book import Book
from reading.data.samples import Sample
from reading.measures.incidence import SENTENCE
from reading.tables import matching
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import normalize
from reading.text.tokens import lower_case

SAMPLES = DOCUMENT, HELD_OUT, DEVELOPMENT = "document", "held-out", "development"


def find_samples(book: Book, sample: str) -> list[Sample]:
    """Return the parts of a sample of other texts. None for the document."""
    use = sample.replace("-", " ")
    return [part for part in book.samples.values() if part.description.use == use]


def list_coded(book: Book, sample: str) -> list[str]:
    """Return the themes that are coded in a sample, in all parts of it, in the order of the codebook."""
    parts = [book.coding] if sample == DOCUMENT else find_samples(book, sample)
    themes = book.coding.codebook.themes if parts else ()
    return [theme for theme in themes if all(theme in part.leading for part in parts)]


@functools.lru_cache(maxsize=8)
def sentences(book: Book, sample: str) -> pd.DataFrame:
    """Return the sentences of a sample: [paragraph, sentence, ...].

    In other texts, `paragraph` is the name of the text, so that measures of a document's sentences apply, and
    the column `words` has the sentence.
    """
    if sample == DOCUMENT:
        return book.document.sentences
    return _pool((part.sentences for part in find_samples(book, sample)), "words")


@functools.lru_cache(maxsize=8)
def coded(book: Book, sample: str) -> pd.DataFrame:
    """Return the codes of a sample: [paragraph, sentence, theme]. In other texts, what all passes give."""
    if sample == DOCUMENT:
        return book.coding.consensus
    return _pool((part.agreed for part in find_samples(book, sample)), "theme")


def mark_codes(book: Book, sample: str) -> pd.DataFrame:
    """Whether each sentence of a sample is coded with each theme: [paragraph, sentence, theme, coded].

    Themes that nobody coded are left out.
    """
    themes = pd.DataFrame({"theme": list_coded(book, sample)}, dtype=object)
    every = sentences(book, sample)[SENTENCE].merge(themes, how="cross")
    marked = every.merge(coded(book, sample).drop_duplicates(), how="left", indicator="coded")
    return marked.assign(coded=marked["coded"] == "both")


def name_text(book: Book, sample: Sample, name: str) -> str:
    """What readers see of a text: its speaker and year, or the name of its file where these are unknown."""
    settings = book.reference.settings
    fields = settings.parse_name(name)
    return f"{settings.name_of(fields['speaker'])}, {fields['year']}" if fields else name


def _pool(frames: Iterable[pd.DataFrame], column: str) -> pd.DataFrame:
    """Join frames [text, sentence, column] of samples, with the text as the paragraph."""
    every = pd.concat([pd.DataFrame(columns=["text", "sentence", column]), *frames], ignore_index=True)
    return every.rename(columns={"text": "paragraph"}).astype({"sentence": int})


@functools.lru_cache(maxsize=8)
def find_terms(book: Book, sample: str = DOCUMENT) -> pd.DataFrame:
    """Find the terms of the lexicon in the sentences of a sample: see `matching.find_terms`.

    In the document, phrases are those that its tables count; in other texts, those of the lexicon as well.
    """
    known = set(map(lower_case, book.lexicon.phrases))
    own = (phrase for phrase in book.lexicon.theme_phrases if lower_case(phrase) not in known)
    phrases = (*book.lexicon.phrases, *own)
    is_document = sample == DOCUMENT
    incidence = book.document.incidence if is_document else _count_lemmas(book, sample, phrases)
    return matching.find_terms(incidence, book.lexicon.themes, phrases)


def _count_lemmas(book: Book, sample: str, phrases: tuple[str, ...]) -> pd.DataFrame:
    """Count the content lemmas and the phrases of sentences: [paragraph, sentence, kind, lemma, count]."""
    matcher = PhraseMatcher(phrases)
    rows = []
    for paragraph, sentence, words in sentences(book, sample).itertuples(index=False, name=None):
        match = matcher.match(normalize(words))
        content = (word.lemma for word in match.words if word and not word.closed)
        for kind, counts in (("word", Counter(content)), ("phrase", Counter(match.phrases))):
            rows += [(paragraph, sentence, kind, lemma, count) for lemma, count in counts.items()]
    return pd.DataFrame(rows, columns=[*SENTENCE, "kind", "lemma", "count"])


def sort_themes(rows: pd.DataFrame, themes: Iterable[str]) -> pd.DataFrame:
    """Return a frame [theme, ...] with its rows in the order of `themes`, and otherwise as they were."""
    order = {theme: place for place, theme in enumerate(themes)}
    return rows.sort_values("theme", key=lambda names: names.map(order), kind="stable", ignore_index=True)
