"""Finds the entry that shows the sentences or the texts behind a figure."""

from __future__ import annotations

from reading.data.book import Book
from reading.tables import locations
from reading.tables.agency_counts import RANK, SOURCE, VOICE
from reading.tables.deal_tables import ASKED
from reading.tables.figures import Figure
from reading.tables.locations import Location
from reading.text.tokens import slug

DESCRIBED = {"document", "planned-tests", "agency", "agency-coding", "histories-by-speaker"}
"""The tables whose rows no page lists."""

RANGES = ("_least", "_most")
"""The ends of columns that say what another pass or rule would count."""

COUNTED = ("k", "deals")
"""The columns of the table of deals that count deals."""

HEARD = (VOICE, SOURCE)
"""The questions about whose view a sentence gives."""

LISTED = {"words": "term", "actors": "actor", "themes": "theme"}
"""What is on each list of the table of deals."""


def find_entry(book: Book, figure: Figure) -> Location | None:
    """The entry of the term, stance, actor or theme of the figure's row; None if the row has none of these.

    A row about two of them has the entry of the first. A figure that counts texts leads to the entry of the
    followed term, one of deals to the chart or the table of them, and one of `DESCRIBED` to what describes
    its table.
    Sentences of other texts have no entry.
    """
    table, column = figure.table.name, figure.column
    if table == "ranked-passages" or figure.keys == (ASKED, RANK):
        return locations.RANKED
    if table == "deals" and figure.keys[0] == ASKED:
        if column.endswith(RANGES):
            return locations.WHO_ACTS_BY_OTHER_RULES
        chart = locations.WHO_SPEAKS if figure.keys[1] in HEARD else locations.WHO_ACTS
        return locations.WHO_ACTS_DEALT if column in COUNTED else chart
    if table in DESCRIBED or column.endswith(RANGES):
        return Location(locations.TABLES, table)
    if "samples" in figure.table.needs:
        return None
    if "reference" in figure.table.needs:
        year = int(figure.value) if figure.keys and figure.unit == "year" else None
        return locations.texts_location(book.reference, figure.keys[0] if figure.keys else "", year)
    if "voices" in figure.table.needs:
        return locations.WHO_SPEAKS
    if "agency" in figure.table.needs:
        return locations.WHO_ACTS_ELSEWHERE if table == "agency-elsewhere" else locations.WHO_ACTS
    keys = dict(zip(figure.table.keys, figure.keys, strict=True))
    if table == "deals":
        if column in COUNTED:
            return locations.DEALS
        keys = {LISTED[figure.keys[0]]: figure.keys[1]}
    paragraph = keys.get("paragraph", "") if figure.value else ""
    if table == "stances":
        return locations.stance(*figure.keys)
    if "term" in keys:
        lemma = _find_lemma(book, keys["term"])
        return None if lemma is None else locations.term(lemma, paragraph=paragraph)
    if "actor" in keys:
        return locations.actor(keys["actor"], paragraph=paragraph)
    return locations.theme(keys["theme"], paragraph=paragraph) if "theme" in keys else None


def _find_lemma(book: Book, term: str) -> str | None:
    return next((lemma for lemma in book.document.incidence["lemma"].unique() if slug(lemma) == term), None)
