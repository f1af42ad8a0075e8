"""A figure in; the page and the place there of the entry that shows the sentences behind it, out."""

from __future__ import annotations

from typing import NamedTuple

from reading import codebook, evidence
from reading.figures import Figure


class Entry(NamedTuple):
    """A page, below the book's folder and without suffix, and an anchor on it."""

    page: str
    anchor: str


def behind(figure: Figure) -> Entry | None:
    """The entry of the term, stance, actor or theme that a figure is about; None where it is about none.

    What it is about is what its name names first: `actor.norway.theme.trade.sentences` leads to Norway.
    """
    if figure.lemma:
        return Entry(evidence.PAGE, evidence.anchor(figure.lemma))
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
            return Entry(evidence.PAGE, evidence.stance_anchor(actor, target))
        case ["actor", actor, *_]:
            return Entry(evidence.PAGE, evidence.actor_anchor(actor, paragraph=paragraph))
        case ["theme", theme, *_]:
            return Entry(codebook.PAGE, codebook.anchor(theme, paragraph=paragraph))
    return None
