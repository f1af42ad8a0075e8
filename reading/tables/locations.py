"""Says where on the site the sentences and the texts behind a number stand.

The evidence of a count is the incidence: which sentence has which lemma, and how often. The evidence has a
page for the terms of each letter, one of the actors, and one of the sentences with their terms; the sentences
of a theme are on the page of the codebook. A reference has a page of all its texts by year, and one for
each term that is followed.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.data.chapters import anchor
from reading.data.reference import Reference
from reading.tables import followed_terms as history
from reading.text.tokens import slug, slug_ascii

EVIDENCE, CODEBOOK, TEXTS = "evidence", "codebook", "texts"
EXPLORER, CODING, OWN_COPY = "explorer", "coding", "your-copy"
"""The pages that are not about a paragraph, relative to the book's folder and without suffix."""

FIRMNESS = "notebooks/firmness"
"""The page on how firm the inferential claims are."""

TABLES = "about/tables"
"""The page with the published tables."""

TEXTS_TITLE = "Texts to compare with"
"""The title of the page that leads to all lists of texts."""

PARTS = ("terms", "actors", "sentences")
"""The parts of the evidence: terms and actors with their sentences, and sentences with their terms."""

OTHER = "0-9"
"""The name of the page of terms that begin with no letter from A to Z."""

TOP = "all.texts"
"""The anchor of the top of a list of texts."""


class Location(NamedTuple):
    """A place on the site.

    page: relative to the book's folder and without suffix
    anchor: on that page
    """

    page: str
    anchor: str

    @property
    def address(self) -> str:
        """The relative address from the top of the site."""
        return f"{self.page}.html#{self.anchor}"


WHO_ACTS = Location("notebooks/actors", "chart-who-acts")
"""The chart of the subjects of all sentences, each of which leads to its retelling."""


# Sentences --------------------------------------------------------------------------------------------------


def term(lemma: str, *, paragraph: str = "") -> Location:
    """The location of a lemma, or of its sentences in a paragraph, given by its short name."""
    return _locate(f"{EVIDENCE}/{initial(lemma)}", slug(lemma), paragraph)


def initial(lemma: str) -> str:
    """The name of the page of a term: its first letter, without an accent, or `OTHER`."""
    first = _fold(slug(lemma))[:1]
    return first if first.isascii() and first.isalpha() else OTHER


def actor(id_: str, *, paragraph: str = "") -> Location:
    """The location of an actor, or of its sentences in a paragraph, given by its short name."""
    return _locate(f"{EVIDENCE}/actors", f"actor.{id_}", paragraph)


def theme(id_: str, *, paragraph: str = "") -> Location:
    """The location of a theme, or of its sentences in a paragraph, given by its short name."""
    return _locate(CODEBOOK, id_, paragraph)


def _locate(page: str, entry: str, paragraph: str) -> Location:
    return Location(page, f"{entry}.{paragraph}" if paragraph else entry)


def stance(actor: str, target: str) -> Location:
    """The location of an actor's stances towards another actor."""
    return Location(f"{EVIDENCE}/actors", f"stance.{actor}.{target}")


def sentence(paragraph: str, number: int | str) -> Location:
    """The location of a sentence, by the short name of its paragraph and its number."""
    return Location(f"{EVIDENCE}/sentences", f"{paragraph}-{number}")


def sentence_page(book: Book, paragraph: str) -> Location:
    """The page that shows the sentences of a paragraph, and what stands before their numbers in anchors.

    That is its chapter, or the evidence where nobody has retold the paragraph.
    """
    if paragraph in book.chapters and book.chapters[paragraph].retellings:
        return Location(book.page_of(paragraph), anchor(book.mark_of(paragraph, ""), 1))
    return sentence(book.document.short[paragraph], "")


def terms(book: Book) -> pd.DataFrame:
    """The rows of the table `terms`, sorted by label as in a dictionary, with `initial` and `ranked`.

    initial: the page on which the term is listed
    ranked: False for terms that the stop list excludes from rankings
    """
    table: pd.DataFrame = tables.terms(book)
    table["initial"] = table["lemma"].map(initial)
    table["ranked"] = ~table["lemma"].isin(book.lexicon.stopwords)
    return table.sort_values(["label", "lemma"], key=lambda names: names.map(_fold), ignore_index=True)


def list_entries(book: Book) -> list[str]:
    """The pages of the entries of the evidence."""
    letters = sorted(set(map(initial, book.document.incidence["lemma"].unique())))
    actors = ["actors"] if book.lexicon.actors else []
    return [f"{EVIDENCE}/{name}" for name in (*letters, *actors, "sentences")]


def _fold(name: str) -> str:
    """The key by which dictionaries sort a name, without accents and capitals."""
    return unicodedata.normalize("NFKD", name).casefold()


# Texts ------------------------------------------------------------------------------------------------------


def index_location(reference: Reference) -> Location:
    """The location of the lists of a reference on the page `TEXTS`, which leads to all lists."""
    return Location(TEXTS, reference.name)


def all_location(reference: Reference, year: int | None = None) -> Location:
    """The location of all texts of a reference, or of those of a year."""
    return Location(f"{TEXTS}/{reference.name}/all", _year_anchor(year))


def term_location(reference: Reference, term: str, year: int | None = None) -> Location:
    """The location of the texts that have a followed term, by its name, or of those of a year."""
    page = f"{TEXTS}/{reference.name}/terms/{slug_ascii(term)}"
    return Location(page, _year_anchor(year))


def _year_anchor(year: int | None) -> str:
    return TOP if year is None else f"year-{year}"


def find_term(reference: Reference, id_: str) -> str | None:
    """The name of the followed term that has an id in names of figures. None if no term has it."""
    return next((term for term in history.list_terms(reference) if history.key_term(term) == id_), None)


def list_pages(book: Book) -> list[str]:
    """The pages of all lists, in the order in which they are read. None for a book without a reference."""
    return [TEXTS, *_list_pages(book.reference)] if book.has_reference else []


def _list_pages(reference: Reference) -> list[str]:
    terms = (term_location(reference, term) for term in history.list_terms(reference))
    places = [all_location(reference), *terms]
    return [place.page for place in places]
