"""Judges the lexicons of themes by sentences of other texts that were coded: see `reading.data.samples`."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from reading.data.book import Book
from reading.data.samples import Sample, Use
from reading.measures import validation
from reading.measures.agreement import alpha_interval, krippendorff_alpha
from reading.measures.incidence import SENTENCE
from reading.tables import matching
from reading.tables.theme_counts import FROZEN, GENERAL, REFINED, labels, themes_of
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import normalize
from reading.text.words import fold

LEXICONS: Mapping[str, str] = {
    FROZEN: "frozen lexicon",
    REFINED: "refined lexicon",
    GENERAL: "general lexicon",
}

HELD_OUT: Use = "held out"
DEVELOPMENT: Use = "development"


def find_samples(book: Book, use: Use) -> list[Sample]:
    """Return the samples of a use."""
    return [sample for sample in book.samples.values() if sample.description.use == use]


def list_lexicons(book: Book) -> list[str]:
    """Return the lexicons that the book has, in the order of `LEXICONS`: the general one may be missing."""
    return [lexicon for lexicon in LEXICONS if themes_of(book, lexicon)]


@functools.lru_cache(maxsize=8)
def sentences(book: Book, use: Use) -> pd.DataFrame:
    """Return the sentences of the samples of a use: [paragraph, sentence, words].

    `paragraph` is the name of the text, so that measures of a document's sentences apply.
    """
    return _pool((sample.sentences for sample in find_samples(book, use)), "words")


@functools.lru_cache(maxsize=8)
def coded(book: Book, use: Use) -> pd.DataFrame:
    """Return the codes that all passes of a sample give: [paragraph, sentence, theme]."""
    return _pool((sample.agreed for sample in find_samples(book, use)), "theme")


def _pool(frames: Iterable[pd.DataFrame], column: str) -> pd.DataFrame:
    """Join frames [text, sentence, column] of samples, with the text as the paragraph."""
    empty = pd.DataFrame(columns=["text", "sentence", column])
    every = pd.concat(list(frames) or [empty], ignore_index=True)
    return every.rename(columns={"text": "paragraph"})


@functools.lru_cache(maxsize=8)
def find_terms(book: Book, lexicon: str, use: Use) -> pd.DataFrame:
    """Find the terms of a lexicon in the sentences of samples: see `matching.find_terms`.

    Phrases are the listed ones of the book; for the general lexicon also its own.
    """
    known = set(map(fold, book.lexicon.phrases))
    own = book.lexicon.general_phrases if lexicon == GENERAL else ()
    phrases = (*book.lexicon.phrases, *(phrase for phrase in own if fold(phrase) not in known))
    return matching.find_terms(_count_lemmas(book, use, phrases), themes_of(book, lexicon), phrases)


@functools.lru_cache(maxsize=8)
def _count_lemmas(book: Book, use: Use, phrases: tuple[str, ...]) -> pd.DataFrame:
    """Count the content lemmas and the phrases of sentences: [paragraph, sentence, kind, lemma, count]."""
    matcher = PhraseMatcher(phrases)
    rows = []
    for paragraph, sentence, words in sentences(book, use).itertuples(index=False, name=None):
        match = matcher.match(normalize(words))
        content = (word.lemma for word in match.words if word and not word.closed)
        for kind, counts in (("word", Counter(content)), ("phrase", Counter(match.phrases))):
            rows += [(paragraph, sentence, kind, lemma, count) for lemma, count in counts.items()]
    return pd.DataFrame(rows, columns=[*SENTENCE, "kind", "lemma", "count"])


def validity(book: Book, lexicon: str, use: Use = HELD_OUT) -> pd.DataFrame:
    """Compare a lexicon with the codes of samples: see `validation.validity`. Has a column `label`, too."""
    frame = validation.validity(
        find_terms(book, lexicon, use),
        coded(book, use),
        sentences=sentences(book, use),
        themes=list(labels(book)),
    )
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return frame


def agreement(book: Book, use: Use) -> tuple[float, float, float]:
    """Return Krippendorff's alpha of the leading passes over all themes of sentences, and its interval."""
    rows = [
        (coder, *place, theme, "yes" if theme in given else "no")
        for sample in find_samples(book, use)
        for coder, coded in sample.leading_passes.items()
        for *place, given in coded.itertuples(index=False, name=None)
        for theme in labels(book)
    ]
    codes = pd.DataFrame(rows, columns=["coder", *SENTENCE, "theme", "code"])
    unit = [*SENTENCE, "theme"]
    alpha = krippendorff_alpha(codes, unit=unit)
    return alpha, *alpha_interval(codes, unit=unit, cluster=SENTENCE)


def macro_f1_interval(book: Book, lexicon: str, use: Use = HELD_OUT) -> tuple[float, float]:
    """Return the ends of the interval of the mean F1 of all themes: see `validation.macro_f1_interval`.

    Whole texts are drawn anew, since the sentences of a text are alike.
    """
    return validation.macro_f1_interval(
        find_terms(book, lexicon, use),
        coded(book, use),
        sentences=sentences(book, use),
        themes=list(labels(book)),
    )
