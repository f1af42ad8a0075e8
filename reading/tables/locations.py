"""Says where on the site the sentences and the texts behind a number stand.

The evidence of a count is the incidence: which sentence has which lemma, and how often. Its page has an entry
for each term, actor and sentence; the sentences of a theme are on the page of the codebook. The page on other
texts has an entry for each term that is followed.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.data.chapters import anchor
from reading.data.reference import Reference
from reading.text.tokens import slug

if TYPE_CHECKING:
    from reading.tables.table import Figure

EVIDENCE, CODEBOOK, TEXTS = "evidence", "codebook", "notebooks/united_nations"
EXPLORER, CODING, OWN_COPY, TABLES = "explorer", "coding", "your-copy", "about/tables"
"""The pages that are not about a paragraph, relative to the book's folder and without suffix."""

OTHER = "0\u20139"
"""The heading of the terms that begin with no letter from A to Z."""

PARTS = ("terms", "actors", "sentences")
"""The parts of the evidence: terms and actors with their sentences, and sentences with their terms."""


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


WHO_SPEAKS = Location("notebooks/actors", "chart-who-speaks")
"""The chart of whose view each sentence gives, each of which leads to its retelling."""

DEALS = Location("notebooks/themes", "chart-deals")
"""The chart of all deals of the paragraphs."""


# Sentences --------------------------------------------------------------------------------------------------


def term(lemma: str, *, paragraph: str = "") -> Location:
    """The location of a lemma, or of its sentences in a paragraph, given by its short name."""
    return _locate(EVIDENCE, slug(lemma), paragraph)


def actor(id_: str, *, paragraph: str = "") -> Location:
    """The location of an actor, or of its sentences in a paragraph, given by its short name."""
    return _locate(EVIDENCE, f"actor.{id_}", paragraph)


def theme(id_: str, *, paragraph: str = "") -> Location:
    """The location of a theme, or of its sentences in a paragraph, given by its short name."""
    return _locate(CODEBOOK, id_, paragraph)


def _locate(page: str, entry: str, paragraph: str) -> Location:
    return Location(page, f"{entry}.{paragraph}" if paragraph else entry)


def sentence(paragraph: str, number: int | str) -> Location:
    """The location of a sentence, by the short name of its paragraph and its number."""
    return Location(EVIDENCE, f"{paragraph}-{number}")


def in_article(book: Book, paragraph: str, number: int | str) -> str:
    """The address of a sentence in the published text, by the id of its paragraph and its number.

    A browser opens the text at the locator of the sentence. Empty where the sentence has none, or the text no
    address.
    """
    url, locator = (
        book.document.outline.publication.url,
        book.document.locator_of.get((paragraph, int(number))),
    )
    return f"{url}#:~:text={quote(locator)}" if url and locator else ""


def sentence_page(book: Book, paragraph: str) -> Location:
    """The page that shows the sentences of a paragraph, and what stands before their numbers in anchors.

    That is its chapter, or the evidence where nobody has retold the paragraph.
    """
    if book.chapters.get(paragraph):
        return Location(book.page_of(paragraph), anchor(book.mark_of(paragraph, ""), 1))
    return sentence(book.document.short[paragraph], "")


def terms(book: Book) -> pd.DataFrame:
    """The rows of the table `terms`, sorted by label as in a dictionary, with `initial` and `ranked`.

    initial: the letter under which the term is listed, without an accent, or `OTHER`
    ranked: False for terms that the stop list excludes from rankings
    """
    table: pd.DataFrame = tables.terms(book)
    first = table["label"].map(_sort_key).str[:1]
    table["initial"] = first.str.upper().where(first.str.fullmatch("[a-z]"), OTHER)
    table["ranked"] = ~table["lemma"].isin(book.lexicon.stopwords)
    return table.sort_values(["label", "lemma"], key=lambda names: names.map(_sort_key), ignore_index=True)


def _sort_key(name: str) -> str:
    """The key by which dictionaries sort a name, without accents and capitals."""
    return unicodedata.normalize("NFKD", name).casefold()


# Texts ------------------------------------------------------------------------------------------------------


def texts_location(reference: Reference, term: str = "", year: int | None = None) -> Location:
    """The location of what is said of a reference, or of a followed term by its key, or of it in a year."""
    parts = (reference.name, term, "" if year is None else str(year))
    return Location(TEXTS, ".".join(filter(None, parts)))


# Figures ----------------------------------------------------------------------------------------------------


def find_entry(book: Book, figure: Figure) -> Location | None:
    """The entry of the term, the actor or the theme of a figure's row. None where the row has none of these.

    A row about two of them has the entry of the first; beside a paragraph, its part of the entry.
    """
    keys = dict(zip(figure.table.keys, figure.keys, strict=True))
    paragraph = keys.get("paragraph", "") if figure.value else ""
    entries = {"term": term, "actor": actor, "theme": theme}
    found = (entry(keys[key], paragraph=paragraph) for key, entry in entries.items() if key in keys)
    return next(found, None)


def find_texts(book: Book, figure: Figure) -> Location:
    """What is said of the texts of a reference, or of the followed term of a row, or of it in a year."""
    year = int(figure.value) if figure.keys and figure.unit == "year" else None
    return texts_location(book.reference, "".join(figure.keys), year)


def find_description(book: Book, figure: Figure) -> Location:
    """What describes the columns of a table, whose rows no page lists."""
    return Location(TABLES, figure.table.name)
