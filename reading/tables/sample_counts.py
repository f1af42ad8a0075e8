"""Lists what lexicons of themes find in samples of coded sentences, and where that differs from the codes.

A *sample* is the document, or the sentences of other texts of one use: see `reading.data.samples`.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from reading.data.book import Book
from reading.data.lexicon import Theme
from reading.data.samples import Sample
from reading.measures.incidence import SENTENCE
from reading.tables import matching
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import normalize
from reading.text.tokens import fold

FROZEN, REFINED, GENERAL = "frozen", "refined", "general"

LEXICONS = {FROZEN: "frozen lexicon", REFINED: "refined lexicon", GENERAL: "general lexicon"}

SAMPLES = DOCUMENT, HELD_OUT, DEVELOPMENT = "document", "held-out", "development"


def themes_of(book: Book, lexicon: str) -> tuple[Theme, ...]:
    """Return the themes of a lexicon, with their terms."""
    words = book.lexicon
    return {REFINED: words.themes, FROZEN: words.frozen, GENERAL: words.general}[lexicon]


def list_lexicons(book: Book) -> list[str]:
    """Return the lexicons that the book has, in the order of `LEXICONS`: the general one may be missing."""
    return [lexicon for lexicon in LEXICONS if themes_of(book, lexicon)]


def find_samples(book: Book, sample: str) -> list[Sample]:
    """Return the parts of a sample of other texts. None for the document."""
    use = sample.replace("-", " ")
    return [part for part in book.samples.values() if part.description.use == use]


@functools.lru_cache(maxsize=8)
def sentences(book: Book, sample: str) -> pd.DataFrame:
    """Return the coded sentences of a sample: [paragraph, sentence, ...].

    In other texts, `paragraph` is the name of the text, so that measures of a document's sentences apply, and
    the column `words` has the sentence.
    """
    if sample == DOCUMENT:
        passes = [rows[SENTENCE] for rows in book.coding.leading_passes.values()]
        every = book.document.sentences
        return every.merge(pd.concat([every[:0][SENTENCE], *passes]).drop_duplicates(), on=SENTENCE)
    return _pool((part.sentences for part in find_samples(book, sample)), "words")


@functools.lru_cache(maxsize=8)
def coded(book: Book, sample: str) -> pd.DataFrame:
    """Return the codes of a sample: [paragraph, sentence, theme]. In other texts, what all passes give."""
    if sample == DOCUMENT:
        return book.coding.consensus
    return _pool((part.agreed for part in find_samples(book, sample)), "theme")


def mark_codes(book: Book, sample: str) -> pd.DataFrame:
    """Whether each sentence of a sample is coded with each theme: [paragraph, sentence, theme, coded]."""
    themes = pd.DataFrame({"theme": list(book.coding.codebook.themes)}, dtype=object)
    every = sentences(book, sample)[SENTENCE].merge(themes, how="cross")
    marked = every.merge(coded(book, sample).drop_duplicates(), how="left", indicator="coded")
    return marked.assign(coded=marked["coded"] == "both")


def name_sentences(book: Book, sample: str) -> pd.DataFrame:
    """The sentences of a sample of other texts, with who speaks in each, and when: `speech`.

    `speech` is the name of the text's file where that is not known.
    """
    frame = sentences(book, sample)
    speeches = {
        text: name_text(book, part, text)
        for part in find_samples(book, sample)
        for text in part.sentences["text"].unique()
    }
    return frame.assign(speech=frame["paragraph"].map(speeches))


def name_text(book: Book, sample: Sample, name: str) -> str:
    """What readers see of a text: its speaker and year, or the name of its file where these are unknown."""
    settings = book.reference.settings
    fields = settings.parse_name(name)
    return f"{settings.name_of(fields['speaker'])}, {fields['year']}" if fields else name


def _pool(frames: Iterable[pd.DataFrame], column: str) -> pd.DataFrame:
    """Join frames [text, sentence, column] of samples, with the text as the paragraph."""
    every = pd.concat([pd.DataFrame(columns=["text", "sentence", column]), *frames], ignore_index=True)
    return every.rename(columns={"text": "paragraph"}).astype({"sentence": int})


@functools.lru_cache(maxsize=16)
def find_terms(book: Book, lexicon: str, sample: str = DOCUMENT) -> pd.DataFrame:
    """Find the terms of a lexicon in the sentences of a sample: see `matching.find_terms`.

    Those of the document need not be coded. Phrases are the listed ones of the book; for the general lexicon
    also its own.
    """
    known = set(map(fold, book.lexicon.phrases))
    own = book.lexicon.general_phrases if lexicon == GENERAL else ()
    phrases = (*book.lexicon.phrases, *(phrase for phrase in own if fold(phrase) not in known))
    is_document = sample == DOCUMENT
    incidence = book.document.incidence if is_document else _count_lemmas(book, sample, phrases)
    return matching.find_terms(incidence, themes_of(book, lexicon), phrases)


@functools.lru_cache(maxsize=8)
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


def compare_codes(book: Book, lexicon: str, sample: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what a lexicon finds in the coded sentences of a sample, and the codes."""
    found = find_terms(book, lexicon, sample).merge(sentences(book, sample)[SENTENCE], on=SENTENCE)
    return found, coded(book, sample)


def explain_errors(book: Book, lexicon: str) -> pd.DataFrame:
    """Return the errors of a lexicon in the document: [theme, paragraph, sentence, coded, ...].

    What is coded is a miss, what is not a false alarm. Rows are in the order of the codebook, and within each
    theme in that of the document.
    """
    marked, found = mark_codes(book, DOCUMENT), find_terms(book, lexicon)[[*SENTENCE, "theme"]]
    marked = marked.merge(found.drop_duplicates(), how="left", indicator="found")
    wrong = marked[marked["coded"] != (marked["found"] == "both")]
    return sort_themes(wrong, book.coding.codebook.themes)


def sort_themes(rows: pd.DataFrame, themes: Iterable[str]) -> pd.DataFrame:
    """Return a frame [theme, ...] with its rows in the order of `themes`, and otherwise as they were."""
    order = {theme: place for place, theme in enumerate(themes)}
    return rows.sort_values("theme", key=lambda names: names.map(order), kind="stable", ignore_index=True)
