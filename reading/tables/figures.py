"""Looks up figures, the cells of published tables, by their names: `TABLE.KEY.COLUMN`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from reading import tables
from reading.data.book import Book
from reading.files.errors import closest_match, suggest_or_list
from reading.tables.labels import label_key
from reading.tables.table import Figure, Table


class Figures(Mapping[str, Figure]):
    """All figures of a book, by their names. A table is computed when one of its figures is looked up."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._rows: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The published tables by their names."""
        return {table.name: table for table in tables.PUBLISHED.values()}

    def __getitem__(self, name: str) -> Figure:
        first, _, rest = name.partition(".")
        *keys, last = rest.split(".")
        table, column = self.tables.get(first), last.replace("-", "_")
        row = self._list_rows(table).get(tuple(keys), {}) if table else {}
        if table is None or "_" in last or column not in table.columns or row.get(column) is None:
            raise KeyError(name)
        labels = {key: label_key(self.book, key, part) for key, part in zip(table.keys, keys, strict=True)}
        if len(keys) == 1:
            labels[table.keys[0]] = str(row["label"])
        value = int(row[column]) if table.columns[column].is_whole else row[column]
        return Figure(name, value, table.columns[column].says.format(**labels), table, tuple(keys), column)

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
        *keys, column = rest or [""]
        # Keys may be turned round.
        named = {".".join(turned): row for row in self._list_rows(table) for turned in (row[::-1], row)}
        row = named.get(closest_match(".".join(keys), named) or "", ())
        column = closest_match(column, [each.replace("_", "-") for each in table.columns]) or ""
        meant = ".".join(filter(None, [table.name, *row, column]))
        if len(keys) == len(table.keys) and meant in self and meant != name:
            return f"did you mean {meant!r}?"
        form = (table.name, *(key.upper().replace("_", "-") for key in table.keys), "COLUMN")
        return f"write {'.'.join(form)}; `reading figures {table.name}` lists all that have a value"

    def needs(self, name: str) -> tuple[str, ...]:
        """The optional parts of a book that a figure of this name, if there is one, is computed from."""
        table = self.tables.get(name.partition(".")[0])
        return table.needs if table else ()

    def _list_rows(self, table: Table) -> dict[tuple[str, ...], dict[str, Any]]:
        """The cells of each row by their columns, by its keys. None stands for a missing value."""
        if table.name not in self._rows:
            stored, number = table.store(self.book), len(table.keys)
            self._rows[table.name] = {
                tuple(row[:number]): dict(zip(stored["columns"], row, strict=True)) for row in stored["rows"]
            }
        return self._rows[table.name]
