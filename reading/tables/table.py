"""Declares published tables: tidy frames in which each cell is a figure of the book.

The docstring of a function that returns such a frame says what its columns are, one item each::

    - f1: F1 of {theme} [ratio; its formula]

The brackets hold the unit, which decides how a value is written, and where the formula is defined. Names in
braces stand for the keys of a row.
"""

from __future__ import annotations

import functools
import inspect
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.files.errors import single_error
from reading.formatting import format_number, format_share
from reading.measures.deals import has_deals
from reading.tables.labels import label_key
from reading.tables.locations import Location, find_entry

DECIMALS = {
    "share": 0,
    "ratio": 2,
    "agreement": 3,
    "doublings": 2,
    "per thousand tokens": 1,
}
"""The decimal places of values that are no whole numbers, by their unit. All other units are counted."""

WORD, TRUTH = "word", "true or false"
"""The units of values that are no numbers."""

HAS: dict[str, Callable[[Book], bool]] = {
    "reference": lambda book: book.has_reference,
    "sections": lambda book: len(book.document.outline.sections) > 1,
    "actors": lambda book: bool(book.lexicon.actors),
    "voices": lambda book: book.voices.rule is not None,
    "deals": lambda book: has_deals(book.document.sections["paragraphs"].tolist()),
}
"""For each part that a new book lacks at first, whether a book has it."""

_ITEM = re.compile(r"(?P<name>\w+): (?P<says>[^\[]+) \[(?P<unit>[^\];]+)(; (?P<formula>[^\]]+))?\]")


Value = bool | int | float | str


class Column(NamedTuple):
    """What the values of a column are.

    unit: what is counted, one of `DECIMALS`, `WORD` or `TRUTH`; it decides how a value is written
    says: what a value is, in words, with the names of the keys in braces: `occurrences of {term}`
    formula: where the formula is defined; empty for a count
    """

    unit: str
    says: str
    formula: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the values are whole numbers."""
        return self.unit not in {*DECIMALS, WORD, TRUTH}

    def format(self, value: Any) -> str:
        """A value as the book writes it."""
        if self.unit == WORD:
            return str(value)
        if self.unit == TRUTH:
            return "true" if value else "false"
        if self.unit == "year":
            return str(int(value))
        if self.unit == "share":
            return format_share(float(value))
        return f"{int(value):,}" if self.is_whole else format_number(float(value), DECIMALS[self.unit])


class Figure(NamedTuple):
    """A published number.

    says: what it is, in words
    table: the published table
    keys: those of its row
    column: its column, as the frame has it
    """

    name: str
    value: Value
    says: str
    table: Table
    keys: tuple[str, ...]
    column: str

    @property
    def unit(self) -> str:
        """What is counted; it decides how the value is written."""
        return self.table.columns[self.column].unit

    def __str__(self) -> str:
        return self.table.columns[self.column].format(self.value)

    def locate(self, book: Book) -> Location | None:
        """Where on the site the sentences or the texts behind it stand. None where no page shows them."""
        leads = self.table.leads
        return leads(book, self) if callable(leads) else leads


Leads = Callable[[Book, Figure], Location | None] | Location | None
"""Where the figures of a table lead: a place for each, one for all, or none."""


class Table:
    """A function of a book that returns a frame, with what its keys and columns are.

    The frame has a column for each key, a column `label` with the words for the key where there is one key,
    and the declared columns in their order. A value is missing where a measure is not defined, too uncertain
    to be given, or not tested. The frame is computed once for each book, and kept in the cache of its folder.

    name: the name in figures and of the file, such as `terms-by-section`
    keys: none for a table of one row; at most two. Their values are words joined by hyphens
    columns: what the values of each column are
    needs: the parts of a book that the table is made of; without one in `HAS`, it has no rows
    leads: where on the site its figures lead; by default to the entry of the term, the actor or the theme
    """

    def __init__(
        self, compute: Callable[[Book], pd.DataFrame], keys: Sequence[str], needs: Sequence[str], leads: Leads
    ) -> None:
        # `inspect.getsource` finds the function; `help` shows what can be called, and words in place of keys.
        functools.update_wrapper(self, compute)
        self.__signature__ = inspect.signature(self, follow_wrapped=False)
        self.__doc__ = say_keys(compute.__doc__ or "")
        self._compute, self.keys, self.needs, self.leads = compute, tuple(keys), tuple(needs), leads
        self.name = compute.__name__.replace("_", "-")
        self.columns = dict(_parse_columns(compute.__doc__ or ""))

    @property
    def title(self) -> str:
        """What the table holds: the first line of the function's docstring."""
        return (self.__doc__ or "").partition("\n")[0].rstrip(".")

    def __call__(self, book: Book | None = None) -> pd.DataFrame:
        """The frame of a book, by default of that in the current directory: see `reading.tables.rows`."""
        return _restore(self, Book.choose(book)).copy()

    def store(self, book: Book) -> dict[str, Any]:
        """The frame as the cache keeps it, see `rows`. Whole numbers may be floats."""
        stored: dict[str, Any] = get_cached(book, f"table {self.name}", self.rows)
        return stored

    def rows(self, book: Book) -> dict[str, Any]:
        """The frame as JSON holds it. Raises `ReadingErrors` where two rows have the same keys."""
        has_parts = all(HAS[part](book) for part in self.needs if part in HAS)
        frame = self._compute(book) if has_parts else pd.DataFrame(columns=self.keys)
        if self.keys and frame.duplicated(list(self.keys)).any():
            first = frame[frame.duplicated(list(self.keys))].iloc[0]
            name = ".".join([self.name, *(str(first[key]) for key in self.keys)])
            hint = "two names of the data differ in spaces, dots or accents alone: change one"
            raise single_error(book.root / "data", 0, f"two rows are called {name}", hint)
        if len(self.keys) == 1 and "label" not in frame:
            (key,) = self.keys
            frame = frame.assign(label=[label_key(book, key, value) for value in frame[key]])
        names = [*self.keys, *(["label"] * (len(self.keys) == 1)), *self.columns]
        frame = frame.reindex(columns=names).astype(object)
        rows = frame.where(frame.notna() & ~frame.isin([math.inf, -math.inf]), None).to_numpy().tolist()
        return {"columns": names, "rows": rows}


def say_keys(says: str) -> str:
    """The words of a column for any row: `tokens in the section {section}` is `tokens in the section`.

    >>> say_keys("found by the {lexicon} lexicon for {theme} and {other_theme}")
    'found by the lexicon for the theme and the other theme'
    """
    text = re.sub(r"the (\w+?)s?\s+\{\1\}", r"the \1", says)
    text = re.sub(r"the \{(\w+)\}\s+\1\b", r"the \1", text)
    return re.sub(r"\{(other_)?(\w+)\}", lambda key: f"the {'other ' if key[1] else ''}{key[2]}", text)


def published(
    *keys: str, needs: Sequence[str] = (), leads: Leads = find_entry
) -> Callable[[Callable[[Book], pd.DataFrame]], Table]:
    """Declare a function as a published table, with its keys. For `needs` and `leads` see `Table`."""
    return lambda compute: Table(compute, keys, needs, leads)


@functools.lru_cache(maxsize=256)
def _restore(table: Table, book: Book) -> pd.DataFrame:
    stored = table.store(book)
    frame = pd.DataFrame(stored["rows"], columns=stored["columns"], dtype=object)
    types = {
        name: "Int64" if column.is_whole else float
        for name, column in table.columns.items()
        if column.unit not in (WORD, TRUTH)
    }
    return frame.astype(types)


def _parse_columns(docstring: str) -> Iterator[tuple[str, Column]]:
    """The columns that a docstring declares, by their names. Raises `ValueError` for a wrong declaration."""
    # Python 3.13 has removed the indentation already.
    items = inspect.cleandoc(docstring).partition("\n\n- ")[2].partition("\n\n")[0]
    for text in items.split("\n- "):
        line = " ".join(text.split())
        item = _ITEM.fullmatch(line)
        if item is None:
            raise ValueError(f"a column is declared as {line[:60]!r}: write `name: what it is [unit]`")
        yield item["name"], Column(item["unit"], item["says"], item["formula"] or "")
