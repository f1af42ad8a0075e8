"""The rows that everything else is counted from, as frames: `tables.words()`.

Each takes a book, by default that in the current directory, and all but `stop_words` return a frame.
Paragraphs have their short names, as the keys of published tables have.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable

import pandas as pd

from reading.data.book import Book
from reading.files.errors import choose
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts, agency_counts, sample_counts, theme_counts, voice_counts
from reading.tables.labels import key_term

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
    """The rows, with short names of paragraphs."""
    of = Book.choose(book)
    frame = compute(of)
    # A copy: what a notebook does to its rows changes nothing else.
    if "paragraph" not in frame:
        return frame.copy()
    # In tables of other texts the column holds names of texts, which stay.
    return frame.assign(paragraph=frame["paragraph"].replace(of.document.short))


@_rows
def sentences(book: Book) -> pd.DataFrame:
    """The sentences of the document: section, paragraph, sentence, tokens.

    >>> sentences().head(2)
       section        paragraph  sentence  tokens
    0  harbour  harbour-opening         1      11
    1  harbour             quay         1       3
    """
    return book.document.sentences


@_rows
def words(book: Book) -> pd.DataFrame:
    """The content words in each sentence: section, paragraph, sentence, lemma, count.

    >>> words().head(2)
       section        paragraph  sentence    lemma  count
    0  harbour  harbour-opening         1  council      1
    1  harbour  harbour-opening         1  harbour      1
    """
    return _select(book, "word")


@_rows
def phrases(book: Book) -> pd.DataFrame:
    """The listed phrases in each sentence: section, paragraph, sentence, lemma, count.

    >>> phrases().head(2)
       section paragraph  sentence               lemma  count
    0  harbour      quay         2  strategic priority      1
    1     ties     trade         1          free trade      1
    """
    return _select(book, "phrase")


def _select(book: Book, kind: str) -> pd.DataFrame:
    rows = book.document.incidence
    rows = rows[rows["kind"] == kind].reset_index(drop=True)
    rows = rows.assign(section=rows["paragraph"].map(book.document.section_of))
    return rows[["section", *SENTENCE, "lemma", "count"]]


def stop_words(book: Book | None = None) -> list[str]:
    """The content words that rankings leave out, as lemmas."""
    return sorted(Book.choose(book).lexicon.stopwords)


@_rows
def tokens(book: Book) -> pd.DataFrame:
    """The tokens of each section, function words too: section, token, lemma, count.

    >>> tokens().head(2)
       section      token     lemma  count
    0  harbour          a         a      2
    1  harbour  considers  consider      1
    """
    return book.document.vocabulary


@_rows
def mentions(book: Book) -> pd.DataFrame:
    """The names of actors in each sentence: section, paragraph, sentence, actor, lemma, naming, count.

    `lemma` is the name, `naming` says whether it is the actor's own name, an alias, a metonym or a compound.

    >>> mentions()[["paragraph", "sentence", "actor", "lemma", "naming"]].head(2)
             paragraph  sentence      actor      lemma   naming
    0  harbour-opening         1  northport    council  metonym
    1  harbour-opening         1  northport  northport     name
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
       section        paragraph  sentence  theme
    0  harbour  harbour-opening         1  works
    1  harbour             quay         1  works
    """
    return theme_counts.sentence_themes(book)


@_rows
def voices_of_sentences(book: Book) -> pd.DataFrame:
    """The view that each sentence gives: section, paragraph, sentence, voice.

    >>> voices_of_sentences().head(2)
       section        paragraph  sentence    voice
    0  harbour  harbour-opening         1   author
    1  harbour             quay         1  no-verb
    """
    return voice_counts.voices(book)


@_rows
def voice_codes(book: Book) -> pd.DataFrame:
    """What each coder says whose view a sentence gives: coder, paragraph, sentence, code.

    >>> voice_codes().head(2)
      coder        paragraph  sentence     code
    0     a  harbour-opening         1   author
    1     a             quay         1  no-verb
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
def clauses(book: Book) -> pd.DataFrame:
    """The clauses: section, paragraph, sentence, subject, process, voice, and what a program finds in them.

    `modal`, `formula` (modal verbs of formulas, which `modal` includes) and `negation` are numbers of words,
    `verbs` the modal verbs, and `conclusion` the connective that concludes from the sentence before. `order`
    is which of two joined actors is named first.

    >>> clauses()[["paragraph", "sentence", "subject", "process"]].head(2)
             paragraph  sentence    subject   process
    0  harbour-opening         1  northport  material
    1             quay         1   signpost      none
    """
    return agency_counts.clauses(book)


@_rows
def ranks(book: Book) -> pd.DataFrame:
    """The expressions that rank: section, paragraph, sentence, feature, form, count.

    `feature` is `rank` for those of the closed list, and `emphasis` for what only the wider list has.

    >>> ranks()[["paragraph", "sentence", "feature", "form"]]
      paragraph  sentence feature      form
    0      quay         2    rank  priority
    """
    grammar = book.document.grammar
    found = grammar[grammar["feature"].isin(agency_counts.RANK_LISTS["wider"])]
    return book.document.sentences[["section", *SENTENCE]].merge(found)


@_rows
def passages(book: Book) -> pd.DataFrame:
    """The passages of other texts with so many sentences that rank: year, closed, wider, passages.

    >>> passages().head(1)
       year  closed  wider  passages
    0  2021       0      0         2
    """
    return book.reference.passages


@_rows
def clause_codes(book: Book) -> pd.DataFrame:
    """What each coder says of a sentence: coder, paragraph, sentence, feature, code.

    >>> clause_codes().head(2)
      coder        paragraph  sentence  feature       code
    0     a  harbour-opening         1  subject  northport
    1     a             quay         1  subject   signpost
    """
    return agency_counts.clause_codes(book)


@_rows
def stance_codes(book: Book) -> pd.DataFrame:
    """What each coder says of two actors in a sentence: coder, paragraph, sentence, actor, target, code.

    >>> stance_codes().head(2)
      coder     paragraph  sentence      actor    target        code
    0     a          quay         3  northport  eastland  favourable
    1     a  ties-opening         1  northport  eastland  favourable
    """
    return book.stances.codes


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
def stance_consensus(book: Book) -> pd.DataFrame:
    """What holds of two actors in a sentence: paragraph, sentence, actor, target, stance, reason.

    There is a row for each pair that any coder codes. `stance` may be `no stance`, and `reason` says how a
    difference between the coders was decided.

    >>> stance_consensus()[["paragraph", "sentence", "actor", "target", "stance"]].head(2)
          paragraph  sentence      actor    target      stance
    0          quay         3  northport  eastland  favourable
    1  ties-opening         1  northport  eastland  favourable
    """
    return book.stances.consensus


@_rows
def stance_rule(book: Book) -> pd.DataFrame:
    """The rule by which stances are coded: stance, definition.

    >>> stance_rule()["stance"].tolist()
    ['favourable', 'adverse', 'neutral']
    """
    assert book.stances.rule is not None
    return pd.DataFrame(list(book.stances.rule.stances), columns=["stance", "definition"])


def matches(sample: str = sample_counts.DOCUMENT, book: Book | None = None) -> pd.DataFrame:
    """The terms of the lexicon in each sentence: theme, paragraph, sentence, lemma, term, count.

    `term` is the entry of the lexicon that matches the lemma. For `sample` see `coded`.

    >>> matches().head(2)
          theme     paragraph  sentence  lemma   term  count
    0  commerce          quay         3  trade  trade      1
    1  commerce  ties-opening         1   fish   fish      1
    """
    choose(sample, sample_counts.SAMPLES)
    return _find_rows(lambda book: sample_counts.find_terms(book, sample), book)


def coded(sample: str = sample_counts.DOCUMENT, book: Book | None = None) -> pd.DataFrame:
    """Whether each sentence has each coded theme: paragraph, sentence, theme, coded.

    In the document, that is what the book goes by. Other samples, `held-out` and `development`, are sentences
    of other texts: a theme is coded where all passes give it, and `paragraph` is the name of the text.

    >>> coded("held-out").head(2)
          paragraph  sentence     theme  coded
    0  captain_2022         1  commerce  False
    1  captain_2022         1     works  False
    """
    choose(sample, sample_counts.SAMPLES)
    return _find_rows(lambda book: sample_counts.mark_codes(book, sample), book)


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
