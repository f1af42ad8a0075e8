"""Looks up figures, the cells of published tables, by their names: `TABLE.KEY.COLUMN`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from reading import tables
from reading.data.book import Book
from reading.files.errors import closest_match, suggest_or_list
from reading.tables.labels import label_key
from reading.tables.table import Table

Value = bool | int | float | str


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


class Figures(Mapping[str, Figure]):
    """All figures of a book, by their names. A table is computed when one of its figures is looked up."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The published tables by their names."""
        return {table.name: table for table in tables.PUBLISHED.values()}

    def __getitem__(self, name: str) -> Figure:
        table, keys, column = self._split(name)
        row = self._list_rows(table).get(keys, {})
        value = row.get(column)
        if value is None:
            raise KeyError(name)
        labels = {key: label_key(self._book, key, part) for key, part in zip(table.keys, keys, strict=True)}
        if len(keys) == 1:
            labels[table.keys[0]] = str(row["label"])
        value = int(value) if table.columns[column].is_whole else value
        return Figure(name, value, table.columns[column].says.format(**labels), table, keys, column)

    def __iter__(self) -> Iterator[str]:
        for table in self.tables.values():
            for keys, row in self._list_rows(table).items():
                for column in table.columns:
                    if row[column] is not None:
                        yield ".".join([table.name, *keys, column.replace("_", "-")])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def hint(self, name: str) -> str:
        """The nearest right name for one that is no figure; without one, how a name there is made."""
        first, *rest = name.split(".")
        table = self.tables.get(closest_match(first, self.tables) or "")
        if table is None:
            return suggest_or_list(first, self.tables)
        rows = list(map(".".join, self._list_rows(table)))
        if not rows:
            return f"the table {table.name} of this book is empty"
        *keys, column = rest or [""]
        if len(keys) != len(table.keys):
            form = (table.name, *(key.upper().replace("_", "-") for key in table.keys), "COLUMN")
            return f"write {'.'.join(form)}"
        columns = [each.replace("_", "-") for each in table.columns]
        turned = ".".join(reversed(keys))
        row = turned if turned in rows else closest_match(".".join(keys), rows)
        like = row, closest_match(column.replace("_", "-"), columns)
        if like[0] is None:
            return f"`reading figures {table.name}` lists the names of its rows"
        if like[1] is None:
            return suggest_or_list(column, columns)
        meant = ".".join(filter(None, [table.name, *like]))
        return (
            f"did you mean {meant!r}?"
            if meant in self
            else f"{meant} has no value, as what is too rare to test has no p"
        )

    def needs(self, name: str) -> tuple[str, ...]:
        """The optional parts of a book that a figure of this name, if there is one, is computed from."""
        table = self.tables.get(name.partition(".")[0])
        return table.needs if table else ()

    def _split(self, name: str) -> tuple[Table, tuple[str, ...], str]:
        """The table, the keys and the column of a name. Raises `KeyError` where there are none such."""
        first, *rest = name.split(".")
        table = self.tables.get(first)
        if table is None or len(rest) != len(table.keys) + 1:
            raise KeyError(name)
        *keys, column = rest
        if "_" in column or (column := column.replace("-", "_")) not in table.columns:
            raise KeyError(name)
        return table, tuple(keys), column

    def _list_rows(self, table: Table) -> dict[tuple[str, ...], dict[str, Any]]:
        """The cells of each row by their columns, by its keys. None stands for a missing value."""
        if table.name not in self._rows:
            stored, number = table.store(self._book), len(table.keys)
            self._rows[table.name] = {
                tuple(row[:number]): dict(zip(stored["columns"], row, strict=True)) for row in stored["rows"]
            }
        return self._rows[table.name]
