"""The directive `{evidence}`: every term or actor with its sentences, or every sentence with its terms.

The page of the evidence is made of what chapters retell, so that it is read anew when a retelling changes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args
from urllib.parse import quote

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from reading.analysis import actors
from reading.cache.dependencies import hash_texts
from reading.data import full_text
from reading.data.book import Book
from reading.data.lexicon import Kind
from reading.data.stances import STANCES
from reading.evidence import explorer
from reading.evidence import sentences as evidence
from reading.evidence.pages import VOLUME, places
from reading.files.errors import nearest
from reading.measures import frequency
from reading.measures.incidence import SENTENCE
from reading.site import book as published
from reading.site.pages import volumes
from reading.text.words import fold

_SHOWN = "reading_retold"

KINDS: dict[Kind, str] = {
    "state": "States",
    "organisation": "Organisations",
    "person": "People",
    "group": "Groups",
}
"""How actors of a kind are called."""

AROUND = 9
"""Words on either side of a term in a concordance."""

_TIMES = {1: "once", 2: "twice"}


def setup(app: Sphinx) -> None:
    """Know the directive, and when its page is out of date."""
    app.add_directive("evidence", Evidence)
    app.connect("env-get-outdated", _retold_since)


class Evidence(SphinxDirective):
    """A part of the page of the evidence: `terms`, `actors` or `sentences`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the part, or the way to its volumes; or say which parts there are."""
        part = self.arguments[0]
        if part not in evidence.PARTS:
            raise self.error(f"the evidence has no part {part!r} {nearest(part, evidence.PARTS)}")
        book, builder = published.of(self.env.app).book, self.env.app.builder
        note_retold(self.env, book)
        entries = Entries(book, builder, self.env.docname)
        own = [one for one in places(book).volumes if one.part == part]
        if not own:
            return list(entries.part(part))
        return volumes.listed(
            own, builder, self.env.docname, lambda one: entries.on(one.page).part(part, one.entries)
        )


class Entries:
    """The entries of the evidence as they stand on a page, their links leading from there."""

    def __init__(self, book: Book, builder: Builder, page: str) -> None:
        self._book, self._builder, self._page = book, builder, page
        self._places = places(book)
        found = evidence.occurrences(book)
        self._behind = dict(iter(found.groupby("lemma")))
        self._carried = dict(iter(found.groupby(["paragraph", "sentence"])))
        self._mentions = actors.mentions(book)
        self._stances = evidence.sentences(book).merge(book.stances.coded, on=SENTENCE)
        self._phrases = {fold(phrase): phrase for phrase in book.lexicon.phrases}
        self._retold: dict[tuple[str, int], list[Any]] = {}
        for one in _rows(book.retold):
            self._retold.setdefault((one.paragraph, one.sentence), []).append(one)

    def on(self, page: str) -> Entries:
        """The same as they stand on another page."""
        others = copy.copy(self)
        others._page = page
        return others

    def part(self, part: str, only: Sequence[str] | None = None) -> Iterator[nodes.Node]:
        """The entries of a part of the evidence, or `only` some, named as in a `Volume`."""
        find, name, shown = {
            "terms": (evidence.terms, "lemma", self._letters),
            "actors": (evidence.everyone, "actor", self._kinds),
            "sentences": (evidence.sentences, "short", self._paragraphs),
        }[part]
        found = find(self._book)
        return shown(found if only is None else found[found[name].isin(only)])

    def _letters(self, terms: pd.DataFrame) -> Iterator[nodes.Node]:
        """A way to each letter, then the letters, each with the entries of its terms."""
        letters = list(evidence.by_initial(terms))
        way = nodes.paragraph(classes=["letters"])
        for initial, _ in letters:
            way += [_within(initial, _letter(initial)), nodes.Text(" ")]
        yield way
        for initial, rows in letters:
            entries = [self._term(term) for term in _rows(rows)]
            yield _section(initial, _letter(initial), *entries)

    def _kinds(self, everyone: pd.DataFrame) -> Iterator[nodes.Node]:
        """A section for each kind of actor, with the entries of its actors."""
        behind = dict(iter(evidence.named(self._book).groupby("actor")))
        for kind in get_args(Kind):
            rows = everyone[everyone["kind"] == kind]
            if len(rows):
                entries = [self._actor(actor, behind.get(actor.actor)) for actor in _rows(rows)]
                yield _section(KINDS[kind], f"actors.{kind}", *entries)

    def _paragraphs(self, sentences: pd.DataFrame) -> Iterator[nodes.Node]:
        """A section for each paragraph, with its sentences."""
        for _, rows in sentences.groupby("paragraph", sort=False):
            entries = [self._sentence(row) for row in _rows(rows)]
            told = nodes.bullet_list("", *entries, classes=["sentences"])
            first = rows.iloc[0]
            yield _section(first["title"], f"sentences.{first['short']}", told)

    def behind(self, rows: pd.DataFrame, anchor: str) -> nodes.bullet_list:
        """Sentences retold, each behind a link to its place; the first of a paragraph has an address.

        `rows` are as of `evidence.occurrences`, `anchor` is the address of what the sentences are listed for.
        Where there are more than a volume holds, they are named and not told again.
        """
        if len(rows) > VOLUME:
            return self._named(rows, anchor)
        told = nodes.bullet_list(classes=["behind"])
        met = set[str]()
        for row in _rows(rows):
            repeated = f", {_times(row.count)}" if row.count > 1 else ""
            entry = nodes.list_item("", self._told(row, f"{row.title} {row.sentence}", repeated))
            if row.short not in met:
                entry["ids"].append(f"{anchor}.{row.short}")
            met.add(row.short)
            told += entry
        return told

    def _named(self, rows: pd.DataFrame, anchor: str) -> nodes.bullet_list:
        """The same, too many to be told again: a line a paragraph, with links to its sentences."""
        named = nodes.bullet_list(classes=["behind"])
        for short, within in rows.groupby("short", sort=False):
            told = nodes.paragraph("", f"{within['title'].iloc[0]} ")
            told += listed(self.sentence(str(row.sentence), row.short, row.sentence) for row in _rows(within))
            named += nodes.list_item("", told, ids=[f"{anchor}.{short}"])
        return named

    def _term(self, term: Any) -> nodes.section:
        often = nodes.paragraph("", _often(term), classes=["often"])
        if explorer.PAGE in self._builder.env.found_docs:
            often += [nodes.Text(" "), self._explored(term)]
        behind = self.behind(self._behind[term.lemma], evidence.anchor(term.lemma))
        section = _section(term.label, evidence.anchor(term.lemma), often, behind)
        section["classes"].append("term")
        return section

    def _actor(self, actor: Any, rows: pd.DataFrame | None) -> nodes.section:
        place = evidence.actor_anchor(actor.actor)
        often = nodes.paragraph("", _often_named(actor), classes=["often"])
        section = _section(actor.label, place, often)
        section["classes"].append("term")
        if rows is None:
            return section
        names = frequency.counts(self._mentions[self._mentions["actor"] == actor.actor], ["lemma"])
        for number, name in enumerate(_rows(names.sort_values(["count", "lemma"], ascending=[False, True]))):
            link = self.term(name.lemma)
            often += [nodes.Text(", " if number else ": "), link, nodes.Text(f" {name.count}")]
        section += self.behind(rows, place)
        for target, coded in self._stances[self._stances["actor"] == actor.actor].groupby("target"):
            section += self._towards(actor.actor, str(target), coded)
        return section

    def _towards(self, actor: str, target: str, coded: pd.DataFrame) -> nodes.paragraph:
        """The stances of one actor towards another, each with its sentences."""
        said = nodes.paragraph(
            "",
            f"Towards {actors.labels(self._book)[target]}",
            ids=[evidence.stance_anchor(actor, target)],
            classes=["stances"],
        )
        for place, stance in enumerate(STANCES):
            rows = coded[coded["stance"] == stance]
            if len(rows):
                said += nodes.Text(f"{';' if place and len(said) > 1 else ''} {stance}: ")
                said += listed(
                    self.sentence(f"{row.title} {row.sentence}", row.short, row.sentence)
                    for row in _rows(rows)
                )
        return said

    def _sentence(self, row: Any) -> nodes.list_item:
        place = evidence.sentence_anchor(row.short, row.sentence)
        entry = nodes.list_item("", self._told(row, str(row.sentence), ""), ids=[place])
        carried = self._carried.get((row.paragraph, row.sentence))
        if carried is not None:
            links = listed(self.term(one.lemma) for one in _rows(carried))
            entry += nodes.paragraph("", "", *links, classes=["carried"])
        return entry

    def _explored(self, term: Any) -> nodes.reference:
        """The way to all that is measured of a term."""
        page = self._builder.get_relative_uri(self._page, explorer.PAGE)
        address = f"{page}?term={quote(evidence.anchor(term.lemma))}"
        named = nodes.inline("", f" {term.label}", classes=["visually-hidden"])
        return nodes.reference("", "explore", named, internal=True, refuri=address)

    def _told(self, row: Any, label: str, repeated: str) -> nodes.paragraph:
        """The retelling of a sentence, behind a link to its place; where it is told again, with one more."""
        first, *others = self._retold[row.paragraph, row.sentence]
        if self._book.kept:
            place = self._place(row, first, label)
            return nodes.paragraph("", "", place, nodes.Text(f"{repeated} "), *self._quoted(row))
        told = nodes.paragraph("", "", self._place(row, first, label), nodes.Text(f"{repeated} {first.text}"))
        for one in others:
            told += [nodes.Text(" "), self._place(row, one, "again"), nodes.Text(f" {one.text}")]
        return told

    def _quoted(self, row: Any) -> Iterator[nodes.Node]:
        """The sentence itself; around a term, a line of a concordance for each of its places."""
        sentence, lemma = self._book.kept[row.paragraph][row.sentence - 1], getattr(row, "lemma", "")
        phrase = self._phrases.get(lemma, "")
        lines = list(full_text.concordance(sentence, lemma, phrase=phrase)) if lemma else []
        if not lines:
            yield nodes.Text(sentence)
        for line in lines:
            left, right = _near(line.left, -AROUND), _near(line.right, AROUND)
            match = nodes.strong("", line.match)
            around = [nodes.inline("", left), nodes.inline("", "", match, nodes.Text(right))]
            yield nodes.inline("", "", *around, classes=["kwic"])

    def _place(self, row: Any, retelling: Any, label: str) -> nodes.reference:
        return make_refnode(self._builder, self._page, row.page, retelling.anchor, nodes.Text(label))

    def term(self, lemma: str) -> nodes.reference:
        """A term of the document, leading to its entry."""
        return self._link(self._book.lexicon.label(lemma), self._places.term(lemma))

    def sentence(self, text: str, paragraph: str, number: int) -> nodes.reference:
        """Words that lead to a sentence's entry, by the short name of its paragraph."""
        return self._link(text, self._places.sentence(paragraph, number))

    def _link(self, text: str, entry: evidence.Entry) -> nodes.reference:
        return make_refnode(self._builder, self._page, entry.page, entry.anchor, nodes.Text(text))


def listed(links: Iterable[nodes.reference]) -> list[nodes.Node]:
    """Links in a row, with commas between them."""
    return [part for link in links for part in (nodes.Text(", "), link)][1:]


def _near(words: str, most: int) -> str:
    """The first words of so many, or the last where `most` is negative; an ellipsis for the rest."""
    said = words.split()
    if len(said) <= abs(most):
        return words
    return f" {' '.join(said[:most])} \u2026" if most > 0 else f"\u2026 {' '.join(said[most:])} "


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    return iter(frame.itertuples(index=False))


def _within(text: str, place: str) -> nodes.reference:
    return nodes.reference("", text, internal=True, refid=place)


def _section(title: str, place: str, *content: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content, ids=[place])


def _letter(initial: str) -> str:
    return f"letter.{initial.lower()}"


def _often(term: Any) -> str:
    """How often a term occurs, and what it is where it is more or less than a word."""
    often = _times(term.count)
    if term.count > 1:
        often += f" in {term.sentences} sentences" if term.sentences > 1 else " in one sentence"
    said = ["phrase"] if term.kind == "phrase" else []
    return ", ".join([*said, often, *([] if term.ranked else ["left out of rankings"])])


def _often_named(actor: Any) -> str:
    """How often an actor is named."""
    if actor.mentions < 2:
        return "named once" if actor.mentions else "named nowhere"
    return f"named {_times(actor.mentions)} in {actor.sentences} sentence{'s' * (actor.sentences > 1)}"


def _times(count: int) -> str:
    return _TIMES.get(count, f"{count} times")


def note_retold(env: BuildEnvironment, book: Book) -> None:
    """Note what the page that is read shows of what chapters retell."""
    env.metadata[env.docname][_SHOWN] = _retold(book)


def _retold(book: Book) -> str:
    """The digest of all that the chapters retell."""
    told = book.retold[["paragraph", "sentence", "text", "anchor"]]
    return hash_texts(*map(str, told.to_numpy().ravel()))


def _retold_since(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The pages that show another retelling than the chapters now hold."""
    now = _retold(published.of(app).book)
    return [name for name in env.found_docs if env.metadata[name].get(_SHOWN, now) != now]
