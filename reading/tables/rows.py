"""The rows that everything else is counted from, as frames: `tables.words()`.

Each takes a book, by default that in the current directory, and all but `stop_words` return a frame.
Sections, paragraphs, themes, actors and voices have their names, as pages show them, and so have lemmas that
are names: `China`. Published tables have ids instead, beside a column `label` with the name.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable

import pandas as pd

from reading.data.book import Book
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts, theme_counts, voice_counts
from reading.tables.labels import key_term, name_rows

Rows = Callable[..., pd.DataFrame]
"""A function that returns a frame of a book."""


def _rows(compute: Callable[[Book], pd.DataFrame]) -> Rows:
    """Declare rows of a book, which a notebook takes without naming the book."""

    @functools.wraps(compute)
    def rows(book: Book | None = None) -> pd.DataFrame:
        return _find_rows(compute, book)

    # `help` shows that it needs no book.
    rows.__signature__ = inspect.signature(rows, follow_wrapped=False)  # type: ignore[attr-defined]
    return rows


def _find_rows(compute: Callable[[Book], pd.DataFrame], book: Book | None) -> pd.DataFrame:
    """The rows, with names in place of ids: a copy, so that a notebook changes nothing else."""
    of = Book.choose(book)
    frame = compute(of)
    if "paragraph" in frame:
        frame = frame.assign(paragraph=frame["paragraph"].replace(of.document.short))
    return name_rows(of, frame)


@_rows
def sentences(book: Book) -> pd.DataFrame:
    """The sentences of the document: section, paragraph, sentence, tokens.

    >>> sentences().head(2)
             section paragraph  sentence  tokens
    0  A new harbour  The plan         1      11
    1  A new harbour  The quay         1       3
    """
    return book.document.sentences


@_rows
def words(book: Book) -> pd.DataFrame:
    """The content words in each sentence: section, paragraph, sentence, lemma, count.

    >>> words().head(2)
             section paragraph  sentence    lemma  count
    0  A new harbour  The plan         1  council      1
    1  A new harbour  The plan         1  harbour      1
    """
    return _select(book, "word")


@_rows
def phrases(book: Book) -> pd.DataFrame:
    """The listed phrases in each sentence: section, paragraph, sentence, lemma, count.

    >>> phrases().head(2)
             section   paragraph  sentence               lemma  count
    0  A new harbour    The quay         2  strategic priority      1
    1  The neighbour  Free trade         1          free trade      1
    """
    return _select(book, "phrase")


def _select(book: Book, kind: str) -> pd.DataFrame:
    rows = book.document.incidence
    rows = rows[rows["kind"] == kind].reset_index(drop=True)
    rows = rows.assign(section=rows["paragraph"].map(book.document.section_of))
    return rows[["section", *SENTENCE, "lemma", "count"]]


def stop_words(book: Book | None = None) -> list[str]:
    """The content words that rankings leave out, as lemmas."""
    lexicon = Book.choose(book).lexicon
    return sorted(map(lexicon.label, lexicon.stopwords))


@_rows
def tokens(book: Book) -> pd.DataFrame:
    """The tokens of each section, function words too: section, token, lemma, count.

    >>> tokens().head(2)
             section      token     lemma  count
    0  A new harbour          a         a      2
    1  A new harbour  considers  consider      1
    """
    return book.document.vocabulary


@_rows
def mentions(book: Book) -> pd.DataFrame:
    """The names of actors in each sentence: section, paragraph, sentence, actor, lemma, naming, count.

    `lemma` is the name, `naming` says whether it is the actor's own name, an alias, a metonym or a compound.

    >>> mentions()[["paragraph", "sentence", "actor", "lemma", "naming"]].head(2)
      paragraph  sentence      actor      lemma   naming
    0  The plan         1  Northport    council  metonym
    1  The plan         1  Northport  Northport     name
    """
    return actor_counts.mentions(book).assign(naming=lambda rows: rows["naming"].map(str))


@_rows
def codes(book: Book) -> pd.DataFrame:
    """What each coder says of each theme and sentence: coder, paragraph, sentence, theme, item, code, leads.

    `item` names the theme of a sentence, and `code` says whether the coder gives it, so that a frame of
    coder, item and code is what `nltk.metrics.agreement.AnnotationTask` takes. `leads` says whether the book
    goes by the coder on this theme.

    >>> codes()[["coder", "item", "code"]].head(2)
      coder                        item   code
    0     a  harbour-opening 1 commerce  False
    1     a     harbour-opening 1 works   True
    """
    rows = book.coding.codes
    places = rows["paragraph"].map(book.document.short) + " " + rows["sentence"].astype(str)
    rows = rows.assign(item=places + " " + rows["theme"])
    return rows[["coder", *SENTENCE, "theme", "item", "code", "leads"]]


@_rows
def themes_of_sentences(book: Book) -> pd.DataFrame:
    """The themes that the book goes by: section, paragraph, sentence, theme.

    >>> themes_of_sentences().head(2)
             section paragraph  sentence           theme
    0  A new harbour  The plan         1  Building works
    1  A new harbour  The quay         1  Building works
    """
    return theme_counts.sentence_themes(book)


@_rows
def voices_of_sentences(book: Book) -> pd.DataFrame:
    """The view that each sentence gives: section, paragraph, sentence, voice.

    >>> voices_of_sentences().head(2)
             section paragraph  sentence       voice
    0  A new harbour  The plan         1  the author
    1  A new harbour  The quay         1     no verb
    """
    return voice_counts.voices(book)


@_rows
def voice_codes(book: Book) -> pd.DataFrame:
    """What each coder says whose view a sentence gives: coder, paragraph, sentence, code.

    >>> voice_codes().head(2)
      coder paragraph  sentence     code
    0     a  The plan         1   author
    1     a  The quay         1  no-verb
    """
    return book.voices.codes


@_rows
def modals(book: Book) -> pd.DataFrame:
    """The modal verbs of each sentence: section, paragraph, sentence, verb, count.

    >>> len(modals())
    0
    """
    return voice_counts.modals(book)


@_rows
def coders(book: Book) -> pd.DataFrame:
    """Who coded the sentences: coder, name, kind, date, read, sentences, leads.

    `read` is what the coder read, `sentences` how many are coded, `leads` whether the book goes by the pass
    on any theme.

    >>> coders()[["coder", "name", "kind", "sentences", "leads"]].head(2)
      coder      name    kind  sentences  leads
    0     a  reader A  person          7   True
    1     b  reader B  person          7   True
    """
    coding = book.coding
    leading = {coder for coders in coding.leading.values() for coder in coders}
    rows = [
        (id_, who.name, who.kind, who.date, who.basis, len(coding.passes[id_]), id_ in leading)
        for id_, who in coding.coders.items()
    ]
    columns = ["coder", "name", "kind", "date", "read", "sentences", "leads"]
    return pd.DataFrame(rows, columns=columns).astype({"leads": bool})


@_rows
def matches(book: Book) -> pd.DataFrame:
    """The terms of the lexicon in each sentence: theme, paragraph, sentence, lemma, term, count.

    `term` is the entry of the lexicon that matches the lemma.

    >>> matches().head(2)
          theme paragraph  sentence  lemma   term  count
    0  Commerce  The quay         3  trade  trade      1
    1  Commerce     Goods         1   fish   fish      1
    """
    return theme_counts.find_terms(book)


@_rows
def coded(book: Book) -> pd.DataFrame:
    """What the book goes by for each coded theme of each sentence: paragraph, sentence, theme, coded.

    >>> coded().head(2)
      paragraph  sentence           theme  coded
    0  The plan         1        Commerce  False
    1  The plan         1  Building works   True
    """
    return theme_counts.mark_codes(book)


@_rows
def years(book: Book) -> pd.DataFrame:
    """The texts of each year that use a followed term: term, year, texts, all_texts.

    >>> years().head(2)
          term  year  texts  all_texts
    0  harbour  2021      1          1
    1  harbour  2022      2          2
    """
    rows = book.reference.years
    return rows.assign(term=rows["term"].map(key_term))
