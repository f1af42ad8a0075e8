"""Writes tables of derived data with the Frictionless data package (version 1) that describes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reading.data.descriptor import PACKAGE, format_package, hash_of, make_resource, table_name
from reading.files.write import write_files

Field = Mapping[str, Any]
"""What a column holds: its type, its description and its constraints, in the words of data packages."""

Row = Sequence[object]


class TableSchema(NamedTuple):
    """What a table holds.

    says: what a row is
    columns: their names, as `fields` of `write_tables` describe them
    keys: the number of columns, from the first, that no two rows share, and by which rows are sorted
    own: the columns that are described otherwise in this table
    """

    says: str
    columns: str
    keys: int
    own: Mapping[str, Field] = {}


def text_field(description: str, *allowed: str, optional: bool = False) -> Field:
    """Describe a column of words, or of some words only."""
    enum = {"enum": list(allowed)} if allowed else {}
    return _field("string", description, optional, enum)


def count_field(description: str, least: int = 1, *, optional: bool = False) -> Field:
    """Describe a column of whole numbers."""
    return _field("integer", description, optional, {"minimum": least})


def _field(type_: str, description: str, optional: bool, constraints: Mapping[str, Any]) -> Field:
    required = {} if optional else {"required": True}
    return {"type": type_, "description": description, "constraints": {**required, **constraints}}


def write_tables(
    folder: Path,
    tables: Mapping[str, TableSchema],
    fields: Mapping[str, Field],
    rows: Mapping[str, Iterable[Row]],
    properties: Mapping[str, Any],
    *,
    citation: str,
    files: Mapping[str, str] | None = None,
) -> list[str]:
    """Write tables and the data package that describes them: all files or none. Returns a line about each.

    tables: by name
    fields: the columns of all tables
    rows: of each table; None is an empty cell
    properties: the properties of the package, without its tables; its licences are also those of each table
    citation: what the tables are derived from
    files: the texts of other files to write with them, by name
    """
    texts = {name: _format(table, rows[name]) for name, table in tables.items()}
    shared = {"licenses": properties["licenses"], "citation": f"Derived from {citation}"}
    resources = []
    for name, table in tables.items():
        columns, described = table.columns.split(), {**fields, **table.own}
        size = {"bytes": len(texts[name].encode()), "hash": hash_of(texts[name])}
        listed = [{"name": column, **described[column]} for column in columns]
        about = {"name": name, "description": table.says}
        resources.append(make_resource(about, listed, columns[: table.keys], **size, **shared))
    named = {table_name(name): text for name, text in texts.items()}
    write_files(folder, {**(files or {}), **named, PACKAGE: format_package(resources, **properties)})
    return [f"{name}: {text.count(chr(10)) - 1:,} rows" for name, text in named.items()]


def _format(table: TableSchema, rows: Iterable[Row]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([table.columns.split(), *rows])
    return file.getvalue()
