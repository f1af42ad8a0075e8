"""A figure of a book in; the entry that shows the sentences behind it, its page and place, out."""

from __future__ import annotations

from reading.data.book import Book
from reading.evidence import codebook, pages
from reading.evidence.sentences import Location
from reading.figures import Figure


def behind(book: Book, figure: Figure) -> Location | None:
    """The entry of the term, stance, actor or theme that a figure is about; None where it is about none.

    What it is about is what its name names first: `actor.norway.theme.trade.sentences` leads to Norway.
    """
    places = pages.evidence_pages(book)
    if figure.lemma:
        return places.term(figure.lemma)
    paragraph = ""
    match figure.name.split("."):
        case ["section", _, *about]:
            pass
        case ["paragraph", short, *about]:
            paragraph = short if figure.value else ""
        case about:
            pass
    match about:
        case ["stance", actor, target, *_]:
            return places.stance(actor, target)
        case ["actor", actor, *_]:
            return places.actor(actor, paragraph=paragraph)
        case ["theme", theme, *_]:
            return codebook.theme_location(theme, paragraph=paragraph)
    return None
