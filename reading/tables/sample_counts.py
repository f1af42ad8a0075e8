"""Judges the lexicons of themes by sentences of other texts that were coded: see `reading.data.samples`."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from reading.data.book import Book
from reading.data.samples import Sample, Use
from reading.formatting import name_sentence, round_columns
from reading.measures import validation
from reading.measures.agreement import alpha_interval, krippendorff_alpha
from reading.measures.incidence import SENTENCE
from reading.tables import matching
from reading.tables import theme_counts as themes
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


def misclassified(book: Book, lexicon: str, use: Use = HELD_OUT) -> pd.DataFrame:
    """Return the misses and false alarms of a lexicon in samples, compared with the codes.

    - theme, label, paragraph, sentence, kind: see `validation.misclassified`; `paragraph` is the text
    - where: who speaks, the year and the number of the sentence
    - words: the sentence
    - terms: the terms that were found in it, separated by commas; empty for a miss
    """
    found, order = find_terms(book, lexicon, use), list(labels(book))
    errors = validation.misclassified(found, coded(book, use))
    terms = found.groupby(["theme", *SENTENCE])["lemma"].agg(", ".join).rename("terms").reset_index()
    frame = errors.merge(terms, on=["theme", *SENTENCE], how="left").fillna({"terms": ""})
    frame = frame.merge(sentences(book, use), on=SENTENCE, how="left")
    places = {
        text: _name_text(book, sample, text)
        for sample in find_samples(book, use)
        for text in sample.sentences["text"].unique()
    }
    frame["where"] = list(map(name_sentence, frame["paragraph"].map(places), frame["sentence"]))
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    # Misses come first within each theme.
    return frame.sort_values(
        "theme", key=lambda names: names.map(order.index), kind="stable", ignore_index=True
    )


def _name_text(book: Book, sample: Sample, name: str) -> str:
    """Who speaks in a text, and when. The file's name where that is not known."""
    reference = book.references.get(sample.description.reference)
    fields = reference.settings.parse_name(name) if reference else None
    if reference is None or fields is None:
        return name
    return f"{reference.settings.name_of(fields['speaker'])}, {fields['year']}"


def compare_lexicons(book: Book) -> pd.DataFrame:
    """Compare F1 of each theme by each lexicon, in the document and in the held-out sentences.

    Returns a frame [label, coded, frozen, frozen_held_out, refined, refined_held_out, general,
    general_held_out], where `coded` is the number of held-out sentences that are coded with the theme. A
    lexicon that the book does not have has no columns.
    """
    columns: dict[str, pd.Series] = {}
    for lexicon in list_lexicons(book):
        elsewhere = validity(book, lexicon)
        columns |= {"label": elsewhere["label"], "coded": elsewhere["coded"]}
        columns |= {lexicon: themes.validity(book, lexicon)["f1"], f"{lexicon}_held_out": elsewhere["f1"]}
    frame = pd.DataFrame(columns)
    return round_columns(frame, dict.fromkeys(frame.columns[2:], 2))


def list_errors(book: Book, lexicons: Sequence[str]) -> pd.DataFrame:
    """Return `misclassified` for several lexicons, with the name of each in a first column `lexicon`."""
    parts = [misclassified(book, lexicon).assign(lexicon=LEXICONS[lexicon]) for lexicon in lexicons]
    return pd.concat(parts, ignore_index=True)
