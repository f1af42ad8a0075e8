"""Lists what lexicons of themes find in samples of coded sentences, and where that differs from the codes.

A *sample* is the document, or the sentences of other texts of one use: see `reading.data.samples`.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from reading.data.book import Book
from reading.data.samples import Sample
from reading.formatting import name_sentence
from reading.measures import validation
from reading.measures.incidence import SENTENCE
from reading.tables import matching, theme_counts
from reading.tables.theme_counts import CONSENSUS, GENERAL, LEXICONS, REFINED, labels, themes_of
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import normalize
from reading.text.words import fold

DOCUMENT, HELD_OUT, DEVELOPMENT = "document", "held-out", "development"


def find_samples(book: Book, sample: str) -> list[Sample]:
    """Return the parts of a sample of other texts. None for the document."""
    use = sample.replace("-", " ")
    return [part for part in book.samples.values() if part.description.use == use]


def list_lexicons(book: Book) -> list[str]:
    """Return the lexicons that the book has, in the order of `LEXICONS`: the general one may be missing."""
    return [lexicon for lexicon in LEXICONS if themes_of(book, lexicon)]


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
        return theme_counts.sentence_themes(book, CONSENSUS)
    return _pool((part.agreed for part in find_samples(book, sample)), "theme")


def _pool(frames: Iterable[pd.DataFrame], column: str) -> pd.DataFrame:
    """Join frames [text, sentence, column] of samples, with the text as the paragraph."""
    every = pd.concat([pd.DataFrame(columns=["text", "sentence", column]), *frames], ignore_index=True)
    return every.rename(columns={"text": "paragraph"})


@functools.lru_cache(maxsize=8)
def find_terms(book: Book, lexicon: str, sample: str) -> pd.DataFrame:
    """Find the terms of a lexicon in the sentences of a sample: see `matching.find_terms`.

    Phrases are the listed ones of the book; for the general lexicon, in other texts, also its own.
    """
    if sample == DOCUMENT:
        return theme_counts.find_terms(book, lexicon).merge(sentences(book, sample)[SENTENCE], on=SENTENCE)
    known = set(map(fold, book.lexicon.phrases))
    own = book.lexicon.general_phrases if lexicon == GENERAL else ()
    phrases = (*book.lexicon.phrases, *(phrase for phrase in own if fold(phrase) not in known))
    return matching.find_terms(_count_lemmas(book, sample, phrases), themes_of(book, lexicon), phrases)


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


def find_errors(found: pd.DataFrame, coded: pd.DataFrame, themes: Mapping[str, str]) -> pd.DataFrame:
    """Return the misses and false alarms: [theme, label, paragraph, sentence, kind, terms].

    Takes what a lexicon finds, the codes, and the labels of themes. `terms` are the terms that were found in
    the sentence, separated by commas; empty for a miss. Misses come first within each theme.
    """
    keys = ["theme", *SENTENCE]
    terms = found.groupby(keys)["lemma"].agg(", ".join).rename("terms").reset_index()
    frame = validation.misclassified(found, coded).merge(terms, on=keys, how="left").fillna({"terms": ""})
    frame.insert(1, "label", frame["theme"].map(themes))
    return theme_counts.sort_themes(frame, themes)


def misclassified(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Return the misses and false alarms of a lexicon in the document: see `find_errors`.

    Within each theme they are in the order of the document. There are three columns more:

    - where, page: the name of the sentence, and its address below the site's folder
    - reason: what people wrote about the error; empty where nobody has
    """
    found = find_terms(book, lexicon, DOCUMENT)
    found = found.assign(lemma=found["lemma"].map(book.lexicon.label))
    errors = find_errors(found, coded(book, DOCUMENT), labels(book))
    every = book.document.sentences[SENTENCE].merge(errors, on=SENTENCE)
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    reasons = {(entry.theme, entry.paragraph, entry.sentence): entry.reason for entry in book.lexicon.reasons}
    keys = every[["theme", *SENTENCE]].itertuples(index=False, name=None)
    every = every.assign(
        where=list(map(name_sentence, every["paragraph"].map(titles), every["sentence"])),
        page=every["paragraph"].map(book.page_of) + ".html#s" + every["sentence"].astype(str),
        reason=[reasons.get(key, "") for key in keys],
    )
    return theme_counts.sort_themes(every, labels(book))
