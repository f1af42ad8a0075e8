"""Declares published tables: tidy frames in which each cell is a figure of the book."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.files.errors import single_error
from reading.formatting import format_number, format_p, format_share
from reading.tables.labels import label_key

DECIMALS = {
    "share": 0,
    "probability": 3,
    "ratio": 2,
    "agreement": 3,
    "doublings": 2,
    "grade": 1,
    "per thousand tokens": 1,
    "expected": 1,
}
"""The decimal places of values that are no whole numbers, by their unit. All other numbers are whole."""

WORDS, TRUTH = "word", "true or false"
"""The units of values that are no numbers."""

ENDS = {"low": "low end of the 95 % interval of the", "high": "high end of the 95 % interval of the"}


class Column(NamedTuple):
    """What the values of a column are.

    unit: what is counted, or one of `DECIMALS`, `WORDS` and `TRUTH`; it decides how a value is written
    says: what a value is, in words, with the names of the keys in braces: `occurrences of {term}`
    source: where the formula is defined; empty for a count
    """

    unit: str
    says: str
    source: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the values are whole numbers."""
        return self.unit not in {*DECIMALS, WORDS, TRUTH}

    def interval(self, name: str) -> dict[str, Column]:
        """The column and the two ends of its interval, by their names."""
        ends = {f"{name}_{end}": self._replace(says=f"{said} {self.says}") for end, said in ENDS.items()}
        return {name: self, **ends}

    def format(self, value: Any) -> str:
        """A value as the book writes it."""
        if self.unit == WORDS:
            return str(value)
        if self.unit == TRUTH:
            return "true" if value else "false"
        if self.unit == "year":
            return str(int(value))
        if self.unit == "share":
            return format_share(float(value))
        if self.unit == "probability":
            return format_p(float(value))
        return f"{int(value):,}" if self.is_whole else format_number(float(value), DECIMALS[self.unit])


class Table:
    """A function of a book that returns a frame, with what its keys and columns are.

    The frame has a column for each key, called `label` as well where there is one key, and the declared
    columns in their order. Missing values stand where a measure is not defined. It is computed once for each
    book, and kept in the cache of the book's folder.

    name: the name in figures and of the file, such as `terms-by-section`
    keys: none for a table of one row; at most two. Their values are words joined by hyphens
    file: the data that it is computed from, below the book's folder
    parts: the parts of a book without which it has no rows
    without: the beginnings of the names of data that it is not computed from
    """

    def __init__(
        self,
        compute: Callable[[Book], pd.DataFrame],
        keys: Sequence[str],
        columns: Mapping[str, Column],
        file: str,
        parts: Sequence[str],
        without: Sequence[str],
    ) -> None:
        functools.update_wrapper(self, compute)
        self._compute = compute
        self.name = compute.__name__.replace("_", "-")
        self.keys, self.columns, self.file = tuple(keys), dict(columns), file
        self.parts, self._without = tuple(parts), tuple(without)

    @property
    def title(self) -> str:
        """What the table holds: the first line of the function's docstring."""
        return (self.__doc__ or "").partition("\n")[0].rstrip(".")

    def __call__(self, book: Book | None = None) -> pd.DataFrame:
        """The frame of a book, by default of that in the current directory."""
        return _restore(self, book or Book.here()).copy()

    def rows(self, book: Book) -> dict[str, Any]:
        """The frame as JSON holds it. Raises `ReadingErrors` where two rows have the same keys."""
        frame = self._compute(book)
        if self.keys and (repeated := frame[frame.duplicated(list(self.keys))]).size:
            name = ".".join([self.name, *map(str, repeated[list(self.keys)].iloc[0])])
            raise single_error(book.root / self.file, 0, f"two rows are called {name}", "rename one")
        if len(self.keys) == 1 and "label" not in frame:
            (key,) = self.keys
            frame = frame.assign(label=[label_key(book, key, value) for value in frame[key]])
        frame = frame[[*self.keys, *(["label"] * (len(self.keys) == 1)), *self.columns]].astype(object)
        rows = frame.where(frame.notna() & ~frame.isin([math.inf, -math.inf]), None).to_numpy().tolist()
        return {"columns": list(frame.columns), "rows": rows}


@functools.lru_cache(maxsize=256)
def _restore(table: Table, book: Book) -> pd.DataFrame:
    stored = get_cached(book, f"table {table.name}", table.rows, without=table._without)
    frame = pd.DataFrame(stored["rows"], columns=stored["columns"], dtype=object)
    types = {
        name: "Int64" if column.is_whole else float
        for name, column in table.columns.items()
        if column.unit not in (WORDS, TRUTH)
    }
    return frame.astype(types)


def published(
    keys: Sequence[str],
    columns: Mapping[str, Column],
    *,
    file: str,
    parts: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Callable[[Callable[[Book], pd.DataFrame]], Table]:
    """Declare a function as a published table. For the arguments see `Table`."""
    return lambda compute: Table(compute, keys, columns, file, parts, without)
