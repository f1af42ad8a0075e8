"""Makes keys of published tables, and says in words what they stand for."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from reading.data.book import Book
from reading.tables import actor_counts, theme_counts
from reading.tables.agency_counts import ALL, FEATURES, OF_MODALS, RANK, SOURCE, VOICE
from reading.text.tokens import fold, slug, slug_ascii

Labels = Mapping[str, str]


def key_term(term: str) -> str:
    """The key of a followed term, by its name."""
    return slug(fold(term))


def _label_terms(book: Book) -> Labels:
    return {slug(lemma): book.lexicon.label(lemma) for lemma in book.document.incidence["lemma"].unique()}


def _label_followed_terms(book: Book) -> Labels:
    terms = book.reference.settings.terms if book.has_reference else ()
    return {key_term(term.name): term.name for term in terms}


def _label_paragraphs(book: Book) -> Labels:
    document = book.document
    paragraphs = document.paragraphs[["paragraph", "title"]].itertuples(index=False, name=None)
    return {document.short[paragraph]: title for paragraph, title in paragraphs}


def _label_speakers(book: Book) -> Labels:
    if not book.has_reference:
        return {}
    names = map(book.reference.settings.name_of, book.reference.texts["speaker"].unique())
    return {slug_ascii(name): name for name in names}


def _label_codes(book: Book, feature: str) -> Labels:
    rule = book.agency.rule
    return {id_: code.label for id_, code in rule.codes(feature).items()} if rule else {}


def _label_voices(book: Book) -> Labels:
    rule = book.voices.rule
    return {id_: code.label for id_, code in rule.voice.codes.items()} if rule else {}


def _label_doubts(book: Book) -> Labels:
    rule = book.agency.rule
    listed = {doubt.id: doubt.says for doubt in rule.doubts} if rule else {}
    return {**listed, **OF_MODALS, ALL: "All of these at once"}


def _label_features(book: Book) -> Labels:
    rule = book.agency.rule
    if rule is None:
        return {}
    processes = " or ".join(rule.processes[code].label for code in rule.contrasts.process)
    subject = rule.subjects[rule.contrasts.subject].label
    texts = (f"{subject} alone as the subject", f"a {processes} process", "a modal verb")
    others = {
        VOICE: f"the view of {subject} alone",
        SOURCE: "the view of a source",
        RANK: "an expression that puts one thing first",
    }
    return {**dict(zip(FEATURES, texts, strict=True)), **others}


LABELS: Mapping[str, Callable[[Book], Labels]] = {
    "section": lambda book: book.document.titles,
    "paragraph": _label_paragraphs,
    "term": _label_terms,
    "followed term": _label_followed_terms,
    "actor": actor_counts.labels,
    "theme": theme_counts.labels,
    "subject": lambda book: _label_codes(book, "subject"),
    "process": lambda book: _label_codes(book, "process"),
    "voice": _label_voices,
    "feature": _label_features,
    "rule": _label_doubts,
    "speaker": _label_speakers,
}
"""The labels of keys, by the name of the key."""


def label_key(book: Book, key: str, value: str) -> str:
    """What readers call the value of a key. One without a label stands for itself."""
    kind = key.removeprefix("other_")
    if kind == "term" and value not in _cached_labels(book, kind):
        # The reference is read only where a term is none of the document: most tables do not need them.
        kind = "followed term"
    return _cached_labels(book, kind).get(value, value)


@functools.lru_cache(maxsize=64)
def _cached_labels(book: Book, kind: str) -> Labels:
    return LABELS[kind](book) if kind in LABELS else {}
