"""Writes the entries of the evidence: each term, actor and sentence, with the retellings behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd
from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from reading.data.book import Book
from reading.data.lexicon import ActorKind
from reading.formatting import name_sentence
from reading.measures import frequency
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.site.pages.entries_data import mentions, occurrences, sentences
from reading.site.pages.node_html import details_node
from reading.site.pages.sentences_data import list_terms
from reading.tables import actor_counts as actors
from reading.tables import actor_tables, locations
from reading.tables.locations import EXPLORER, Location
from reading.text.tokens import lower_case

ACTOR_KINDS: dict[ActorKind, str] = {
    "state": "States",
    "organisation": "Organisations",
    "person": "People",
    "group": "Groups",
}
"""The heading of each kind of actor."""

DOUBLED = "doubled"
"""The class of what the search finds elsewhere: a term that is also an actor, the sentences of a chapter."""

_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class EntryWriter:
    """Writes the entries of the evidence for a page, with links relative to it."""

    book: Book
    builder: Builder
    page: str

    @cached_property
    def _retellings(self) -> dict[Any, list[Any]]:
        """The retellings of each sentence."""
        rows = self.book.retellings.groupby(SENTENCE)
        return {sentence: list(iterate_rows(retellings)) for sentence, retellings in rows}

    @cached_property
    def _actor_labels(self) -> set[str]:
        return {lower_case(label) for label in actors.labels(self.book).values()}

    def write(self, part: str) -> Iterator[nodes.Element]:
        """The terms of each letter, the actors of each kind, or the sentences of each paragraph."""
        if part == "terms":
            found = dict(iter(occurrences(self.book).groupby("lemma")))
            for letter, terms in locations.terms(self.book).groupby("initial"):
                entries = (self.term_entry(term, found[term.lemma]) for term in iterate_rows(terms))
                anchor = f"letter.{letter}".lower().replace("\u2013", "-")
                yield _section(str(letter), anchor, *entries)
        elif part == "actors":
            table = actor_tables.actors(self.book).astype({"mentions": int, "sentences": int})
            for kind, heading in ACTOR_KINDS.items():
                if len(rows := table[table["kind"] == kind]):
                    yield _section(heading, f"actors.{kind}", *map(self.actor_entry, iterate_rows(rows)))
        else:
            for _, rows in sentences(self.book).groupby("paragraph", sort=False):
                first, items = rows.iloc[0], map(self.sentence_entry, iterate_rows(rows))
                content = nodes.bullet_list("", *items, classes=["sentences"])
                entry = _make_entry(first["title"], f"sentences.{first['short']}", len(rows), content)
                entry["classes"].append(DOUBLED)
                yield entry

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

    def term_entry(self, term: Any, rows: pd.DataFrame) -> details_node:
        """The entry of a term, a row of `reading.tables.locations.terms`, with the sentences that have it."""
        summary = nodes.paragraph("", _summarize_term(term), classes=["often"])
        if EXPLORER in self.builder.env.found_docs:
            summary += [nodes.Text(" "), self._explorer_link(term)]
        anchor = locations.term(term.lemma).anchor
        entry = _make_entry(term.label, anchor, term.count, summary, self.sentence_list(rows, anchor))
        if lower_case(term.label) in self._actor_labels:
            entry["classes"].append(DOUBLED)
        return entry

    @cached_property
    def _actor_rows(self) -> tuple[pd.DataFrame, ...]:
        """The names of actors with their counts, and the sentences that name them."""
        names = frequency.counts(actors.mentions(self.book), ["actor", "lemma"])
        return names.sort_values(["count", "lemma"], ascending=[False, True]), mentions(self.book)

    def actor_entry(self, actor: Any) -> details_node:
        """The entry of an actor, a row of the table of actors."""
        anchor = locations.actor(actor.actor).anchor
        names, named = (rows[rows["actor"] == actor.actor] for rows in self._actor_rows)
        summary = nodes.paragraph("", _summarize_actor(actor), classes=["often"])
        for number, name in enumerate(iterate_rows(names)):
            link = self.link_to_term(name.lemma)
            summary += [nodes.Text(", " if number else ": "), link, nodes.Text(f" {name.count}")]
        entry = _make_entry(actor.label, anchor, actor.mentions, summary)
        if len(named):
            entry.append(self.sentence_list(named, anchor))
        return entry

    @cached_property
    def _lemmas(self) -> dict[Any, list[str]]:
        """The lemmas of each sentence."""
        found: dict[Any, list[str]] = occurrences(self.book).groupby(SENTENCE)["lemma"].agg(list).to_dict()
        return found

    def sentence_entry(self, row: Any) -> nodes.list_item:
        """The entry of a sentence, a row of `reading.site.pages.entries_data.sentences`."""
        anchor = locations.sentence(row.short, row.sentence).anchor
        item = nodes.list_item("", self._retelling(row, str(row.sentence), ""), ids=[anchor])
        if address := locations.in_article(self.book, row.paragraph, row.sentence):
            name = f"{name_sentence(row.title, row.sentence)}, "
            label = [nodes.inline("", name, classes=["visually-hidden"]), nodes.Text("in the article")]
            item[0] += [nodes.Text(" "), nodes.reference("", "", *label, refuri=address)]
        links = join_links(map(self.link_to_term, self._lemmas.get((row.paragraph, row.sentence), [])))
        item += [nodes.paragraph("", "", *links, classes=["carried"])] if links else []
        return item

    def _explorer_link(self, term: Any) -> nodes.reference:
        """A link to a term in the explorer."""
        page = self.builder.get_relative_uri(self.page, EXPLORER)
        address = f"{page}?term={quote(locations.term(term.lemma).anchor)}"
        label = nodes.inline("", f" {term.label}", classes=["visually-hidden"])
        return nodes.reference("", "explore", label, internal=True, refuri=address, classes=["explore"])

    def _retelling(self, row: Any, label: str, times: str) -> nodes.paragraph:
        """All retellings of a sentence with links to them."""
        retellings = self._retellings.get((row.paragraph, row.sentence), [])
        places = [Location(row.page, retelling.anchor) for retelling in retellings]
        link: nodes.Node = nodes.Text(label)
        if places:
            link = self.link(label, places[0])
        elif label != str(row.sentence):
            # Nobody has written the chapter. This is not the entry of the sentence, to which it leads.
            link = self.link(label, locations.sentence(row.short, row.sentence))
        paragraph = nodes.paragraph("", "", link, nodes.Text(f"{times} "))
        if not retellings:
            paragraph += nodes.Text(list_terms(self.book).get((row.paragraph, str(row.sentence)), ""))
        for number, (retelling, place) in enumerate(zip(retellings, places, strict=True)):
            if number:
                paragraph += [nodes.Text(" "), self.link("again", place), nodes.Text(" ")]
            paragraph += nodes.Text(retelling.text)
        return paragraph

    def link_to_term(self, lemma: str) -> nodes.reference:
        """The label of a term with a link to its entry."""
        return self.link(self.book.lexicon.label(lemma), locations.term(lemma))

    def link(self, text: str, location: Location) -> nodes.reference:
        """A text with a link to a place on the site."""
        return make_refnode(self.builder, self.page, location.page, location.anchor, nodes.Text(text))


def join_links(links: Iterable[nodes.reference]) -> list[nodes.Node]:
    """Join links by commas."""
    return [part for link in links for part in (nodes.Text(", "), link)][1:]


def _section(title: str, anchor: str, *entries: nodes.Node) -> nodes.section:
    content = nodes.container("", *entries, classes=["entries"])
    return nodes.section("", nodes.title("", title), content, ids=[anchor])


def _make_entry(title: str, anchor: str, count: int, *content: nodes.Node) -> details_node:
    aside = f" <span>{escape(str(count))}</span>"
    return details_node(
        "", *content, category="entry", title=title, aside=aside, ids=[anchor], classes=["entry"]
    )


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
