"""Writes the entries of the evidence: each term, actor and sentence, with the retellings behind it."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Iterator
from typing import Any, get_args
from urllib.parse import quote

import pandas as pd
from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from reading.data import full_text
from reading.data.book import Book
from reading.data.lexicon import Kind
from reading.data.stances import STANCES
from reading.formatting import name_sentence
from reading.measures import frequency
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.site.pages.entries_data import (
    actors_by_kind,
    mentions,
    occurrences,
    sentences,
)
from reading.tables import actor_counts as actors
from reading.tables import locations
from reading.tables.locations import EVIDENCE, EXPLORER, Location, terms
from reading.text.tokens import fold

NOT_RETOLD = "Sentences without words here are not yet retold."

KINDS: dict[Kind, str] = {
    "state": "States",
    "organisation": "Organisations",
    "person": "People",
    "group": "Groups",
}
"""The heading of each kind of actor."""

AROUND = 9
"""The number of words on either side of a term in a concordance."""

_TIMES = {1: "once", 2: "twice"}


@functools.lru_cache(maxsize=2)
def _entry_writer(book: Book, builder: Builder) -> EntryWriter:
    return EntryWriter(book, builder)


def entry_writer(book: Book, builder: Builder, page: str) -> EntryWriter:
    """The writer of the entries of a book, for a page."""
    return _entry_writer(book, builder).for_page(page)


class EntryWriter:
    """Writes the entries of the evidence for a page, with links relative to it."""

    def __init__(self, book: Book, builder: Builder) -> None:
        self._book, self._builder, self._page = book, builder, ""
        rows = occurrences(book)
        self._sentences_of = dict(iter(rows.groupby("lemma")))
        self._terms_in = dict(iter(rows.groupby(["paragraph", "sentence"])))
        self._names = actors.mentions(book)
        self._stances = sentences(book).merge(book.stances.coded, on=SENTENCE)
        self._actor_labels = {fold(label) for label in actors.labels(book).values()}
        self._phrases = {fold(phrase): phrase for phrase in book.lexicon.phrases}
        self._retellings: dict[tuple[str, int], list[Any]] = {}
        for retelling in iterate_rows(book.retellings):
            self._retellings.setdefault((retelling.paragraph, retelling.sentence), []).append(retelling)
        self._lacks_words = not book.full_text and len(self._retellings) < len(book.document.sentences)

    def for_page(self, page: str) -> EntryWriter:
        """A writer of the same entries for another page."""
        writer = copy.copy(self)
        writer._page = page
        return writer

    def index(self, part: str) -> Iterator[nodes.Node]:
        """Links to the entries of a part of the evidence."""
        if part == "terms":
            if self._lacks_words:
                yield nodes.paragraph("", "", nodes.emphasis("", NOT_RETOLD))
            for name, rows in terms(self._book).groupby("initial"):
                links = [self._link(row.label, locations.term(row.lemma)) for row in iterate_rows(rows)]
                yield _section(name_letter(str(name)), f"letter.{name}", _list_links(links))
        elif part == "actors":
            for kind, rows in self._kinds_of_actors():
                links = [self._link(row.label, locations.actor(row.actor)) for row in iterate_rows(rows)]
                yield _section(KINDS[kind], f"actors.{kind}", _list_links(links))
        else:
            for title, short, rows in self._paragraphs():
                places = [locations.sentence(short, row.sentence) for row in iterate_rows(rows)]
                links = [self._link(str(number), place) for number, place in enumerate(places, 1)]
                yield _section(title, f"sentences.{short}", _list_links(links))

    def pages(self) -> Iterator[tuple[str, str, list[nodes.section]]]:
        """The name, the title and the sections of each page of entries."""
        for name, rows in terms(self._book).groupby("initial"):
            writer = self.for_page(f"{EVIDENCE}/{name}")
            entries = [writer._term_entry(term) for term in iterate_rows(rows)]
            yield writer._page, f"Evidence: {name_letter(str(name))}", entries
        writer = self.for_page(f"{EVIDENCE}/actors")
        yield writer._page, "Evidence: actors", list(writer._actor_sections())
        writer = self.for_page(f"{EVIDENCE}/sentences")
        yield writer._page, "Evidence: sentences", list(writer._sentence_sections())

    def _kinds_of_actors(self) -> Iterator[tuple[Kind, pd.DataFrame]]:
        table = actors_by_kind(self._book)
        of_kinds = ((kind, table[table["kind"] == kind]) for kind in get_args(Kind))
        return ((kind, rows) for kind, rows in of_kinds if len(rows))

    def _paragraphs(self) -> Iterator[tuple[str, str, pd.DataFrame]]:
        for _, rows in sentences(self._book).groupby("paragraph", sort=False):
            yield rows["title"].iloc[0], rows["short"].iloc[0], rows

    def _actor_sections(self) -> Iterator[nodes.section]:
        """A section for each kind of actor."""
        sentences_of = dict(iter(mentions(self._book).groupby("actor")))
        for kind, rows in self._kinds_of_actors():
            entries = [self._actor_entry(row, sentences_of.get(row.actor)) for row in iterate_rows(rows)]
            yield _section(KINDS[kind], f"actors.{kind}", *entries)

    def _sentence_sections(self) -> Iterator[nodes.section]:
        """A section for each paragraph."""
        for title, short, rows in self._paragraphs():
            entries = [self._sentence_entry(row) for row in iterate_rows(rows)]
            items = nodes.bullet_list("", *entries, classes=["sentences"])
            yield _section(title, f"sentences.{short}", items)

    def sentence_list(self, rows: pd.DataFrame, anchor: str) -> nodes.bullet_list:
        """A list of retold sentences, each with a link to its retelling.

        rows: a row for each sentence: count and the columns of `reading.site.pages.entries_data.sentences`
        anchor: the anchor of the entry, to which the first sentence of each paragraph adds its short name
        """
        items = nodes.bullet_list(classes=["behind"])
        paragraphs = set[str]()
        for row in iterate_rows(rows):
            times = f", {_times(row.count)}:" if row.count > 1 else ""
            item = nodes.list_item("", self._retelling(row, name_sentence(row.title, row.sentence), times))
            if row.short not in paragraphs:
                item["ids"].append(f"{anchor}.{row.short}")
            paragraphs.add(row.short)
            items += item
        return items

    def _term_entry(self, term: Any) -> nodes.section:
        summary = nodes.paragraph("", _summarize_term(term), classes=["often"])
        if EXPLORER in self._builder.env.found_docs:
            summary += [nodes.Text(" "), self._explorer_link(term)]
        anchor = locations.term(term.lemma).anchor
        items = self.sentence_list(self._sentences_of[term.lemma], anchor)
        # An actor may have the same name.
        title = f"{term.label} ({term.kind})" if fold(term.label) in self._actor_labels else term.label
        section = _section(title, anchor, summary, items)
        section["classes"].append("term")
        return section

    def _actor_entry(self, actor: Any, rows: pd.DataFrame | None) -> nodes.section:
        anchor = locations.actor(actor.actor).anchor
        summary = nodes.paragraph("", _summarize_actor(actor), classes=["often"])
        section = _section(f"{actor.label} (actor)", anchor, summary)
        section["classes"].append("term")
        if rows is None:
            return section
        names = frequency.counts(self._names[self._names["actor"] == actor.actor], ["lemma"])
        for number, name in enumerate(
            iterate_rows(names.sort_values(["count", "lemma"], ascending=[False, True]))
        ):
            link = self.term_link(name.lemma)
            summary += [nodes.Text(", " if number else ": "), link, nodes.Text(f" {name.count}")]
        section += self.sentence_list(rows, anchor)
        for target, coded in self._stances[self._stances["actor"] == actor.actor].groupby("target"):
            section += self._stances_towards(actor.actor, str(target), coded)
        return section

    def _stances_towards(self, actor: str, target: str, coded: pd.DataFrame) -> nodes.container:
        """The stances of one actor towards another, each with its retold sentences."""
        anchor = locations.stance(actor, target).anchor
        found = nodes.container("", ids=[anchor], classes=["stances"])
        for stance in STANCES:
            rows = coded[coded["stance"] == stance]
            if len(rows):
                towards = f"Towards {actors.labels(self._book)[target]}, {stance}:"
                found += nodes.paragraph("", towards, classes=["often"])
                found += self.sentence_list(rows.assign(count=1), f"{anchor}.{stance}")
        return found

    def _sentence_entry(self, row: Any) -> nodes.list_item:
        anchor = locations.sentence(row.short, row.sentence).anchor
        item = nodes.list_item("", self._retelling(row, str(row.sentence), ""), ids=[anchor])
        rows = self._terms_in.get((row.paragraph, row.sentence))
        if rows is not None:
            links = join_links(self.term_link(term.lemma) for term in iterate_rows(rows))
            item += nodes.paragraph("", "", *links, classes=["carried"])
        return item

    def _explorer_link(self, term: Any) -> nodes.reference:
        """A link to a term in the explorer."""
        page = self._builder.get_relative_uri(self._page, EXPLORER)
        address = f"{page}?term={quote(locations.term(term.lemma).anchor)}"
        label = nodes.inline("", f" {term.label}", classes=["visually-hidden"])
        return nodes.reference("", "explore", label, internal=True, refuri=address, classes=["explore"])

    def _retelling(self, row: Any, label: str, times: str) -> nodes.paragraph:
        """All retellings of a sentence with links to them; where the book keeps the text, the sentence."""
        retellings = self._retellings.get((row.paragraph, row.sentence), [])
        link: nodes.Node = nodes.Text(label)
        if retellings:
            link = self._retelling_link(row, retellings[0], label)
        elif label != str(row.sentence):
            # Nobody has written the chapter. This is not the entry of the sentence, to which it leads.
            link = self.sentence_link(label, row.short, row.sentence)
        paragraph = nodes.paragraph("", "", link, nodes.Text(f"{times} "))
        if self._book.full_text:
            paragraph += nodes.inline("", "", *self._quotation(row), support_smartquotes=False)
            return paragraph
        for number, retelling in enumerate(retellings):
            if number:
                again = self._retelling_link(row, retelling, "again")
                paragraph += [nodes.Text(" "), again, nodes.Text(" ")]
            paragraph += nodes.Text(retelling.text)
        return paragraph

    def _quotation(self, row: Any) -> Iterator[nodes.Node]:
        """A sentence; with a term, its concordance: a line for each occurrence in the sentence."""
        sentence, lemma = self._book.full_text[row.paragraph][row.sentence - 1], getattr(row, "lemma", "")
        phrase = self._phrases.get(lemma, "")
        lines = list(full_text.concordance(sentence, lemma, phrase=phrase)) if lemma else []
        if not lines:
            yield nodes.Text(sentence)
        for line in lines:
            before, after = line.left.split(), line.right.split()
            left = f"\u2026 {' '.join(before[-AROUND:])} " if len(before) > AROUND else line.left
            right = f" {' '.join(after[:AROUND])} \u2026" if len(after) > AROUND else line.right
            match = nodes.strong("", line.match)
            parts = [nodes.inline("", left), nodes.inline("", "", match, nodes.Text(right))]
            yield nodes.inline("", "", *parts, classes=["kwic"])

    def _retelling_link(self, row: Any, retelling: Any, label: str) -> nodes.reference:
        return make_refnode(self._builder, self._page, row.page, retelling.anchor, nodes.Text(label))

    def term_link(self, lemma: str) -> nodes.reference:
        """The label of a term with a link to its entry."""
        return self._link(self._book.lexicon.label(lemma), locations.term(lemma))

    def sentence_link(self, text: str, paragraph: str, number: int) -> nodes.reference:
        """A text with a link to the entry of a sentence, by the short name of its paragraph."""
        return self._link(text, locations.sentence(paragraph, number))

    def _link(self, text: str, location: Location) -> nodes.reference:
        return make_refnode(self._builder, self._page, location.page, location.anchor, nodes.Text(text))


def join_links(links: Iterable[nodes.reference]) -> list[nodes.Node]:
    """Join links by commas."""
    return [part for link in links for part in (nodes.Text(", "), link)][1:]


def _section(title: str, anchor: str, *content: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content, ids=[anchor])


def _list_links(links: list[nodes.reference]) -> nodes.paragraph:
    return nodes.paragraph("", "", *join_links(links), classes=["index"])


def name_letter(name: str) -> str:
    """The name by which readers know a page of entries, from the last part of its own."""
    return name.capitalize().replace("-", "\u2013")


def _summarize_term(term: Any) -> str:
    """How often a term occurs, and whether it is a phrase or left out of rankings."""
    count = _times(term.count)
    if term.count > 1:
        count += f" in {term.sentences} sentences" if term.sentences > 1 else " in one sentence"
    kind = ["phrase"] if term.kind == "phrase" else []
    return ", ".join([*kind, count, *([] if term.ranked else ["left out of rankings"])])


def _summarize_actor(actor: Any) -> str:
    """How often an actor is named."""
    if actor.mentions < 2:
        return "named once" if actor.mentions else "named nowhere"
    return f"named {_times(actor.mentions)} in {actor.sentences} sentence{'s' * (actor.sentences > 1)}"


def _times(count: int) -> str:
    return _TIMES.get(count, f"{count} times")
