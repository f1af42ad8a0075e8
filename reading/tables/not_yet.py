"""What a page shows where a chart or a table waits for something that an author or a coder has to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.tables.theme_counts import shows_codes

NOTE = "application/vnd.reading.note+json"
"""The MIME type of such a sentence in the outputs of a notebook."""

NOTHING = "The document has nothing to show here."
NO_THEME = "No theme is named yet. The page of the codebook says how to begin."
NO_CODES = "Nobody has coded the sentences yet. You can code them on the page “Code it yourself”."
NO_THEME_HERE = "No sentence of the paragraph has a theme or names an actor."

MISSING = {
    "references": "This needs a reference: texts of its kind. There are none in data/reference.",
    "users": "This needs a reference with the settings `users`. contributing/data.md describes them.",
    "themes": NO_THEME,
    "coding": NO_CODES,
    "samples": NO_CODES,
    "stances": "Nobody has coded stances yet.",
    "agency": "Nobody has coded who acts yet.",
    "actors": "The document names nobody who is listed in data/lexicon/actors.yml.",
    "phrases": "The document has none of the phrases that are listed in data/lexicon/phrases.txt.",
    "places": "The document names no place that is listed in data/lexicon/places.yml.",
}
"""What is said of each part of a book that is not there."""

IS_THERE: dict[str, Callable[[Book], bool]] = {
    "references": lambda book: bool(book.references),
    "users": lambda book: bool(book.references and book.reference.settings.users),
    "followed terms": lambda book: bool(book.references and book.reference.settings.terms),
    "codes": shows_codes,
    "stances": lambda book: book.stances.rule is not None,
    "agency": lambda book: book.agency.rule is not None,
}
"""For parts without which a table has no rows, whether a book has them."""


def has_parts(book: Book, needs: Sequence[str]) -> bool:
    """Whether a book has all parts that a table needs. What `IS_THERE` does not know may be missing."""
    return all(IS_THERE[part](book) for part in needs if part in IS_THERE)


class NotYet(ValueError):  # noqa: N818  it is no mistake
    """A chart or a table has nothing to show until somebody does something. The text says what.

    A cell of a notebook that raises it shows the text.
    """

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {NOTE: str(self), "text/plain": str(self)}

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback."""
        return [str(self)]


def require_rows(frame: pd.DataFrame, needs: Sequence[str] = ()) -> pd.DataFrame:
    """Return a frame. Raises `NotYet` where it has no rows, for want of a part of a book that it needs."""
    if frame.empty:
        raise NotYet(next(map(MISSING.__getitem__, needs), NOTHING))
    return frame
