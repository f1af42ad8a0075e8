"""Writes the tables of derived data with their Frictionless descriptor, and reads them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, get_args, get_origin

import pandas as pd
from pydantic.fields import FieldInfo

from reading.files.errors import single_error
from reading.files.models import StrictModel
from reading.files.read import read_json, read_text
from reading.files.write import write_files

PACKAGE = "datapackage.json"
"""The file of a descriptor."""


class Table(NamedTuple):
    """What a table of derived data holds.

    model: the model of a row
    key: the columns that no two rows share, by which the rows are sorted
    """

    model: type[StrictModel]
    key: Sequence[str]


Tables = Mapping[str, Table]
"""Tables by their names, without suffix."""


def table_name(name: str) -> str:
    """The name of the file that holds a table."""
    return f"{name}.csv"


def checksum(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(table: str) -> str:
    """The hash of a table in the notation of data packages."""
    return f"sha256:{checksum(table)}"


def format_table(rows: Iterable[Sequence[object]], model: type[StrictModel]) -> str:
    """The text of a table with the columns of its model. None is an empty cell."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(model.model_fields)
    writer.writerows(rows)
    return file.getvalue()


def write_tables(
    folder: Path,
    tables: Tables,
    rows: Mapping[str, Iterable[Sequence[object]]],
    properties: Mapping[str, Any],
    *,
    citation: str,
    descriptions: Mapping[str, str],
    files: Mapping[str, str] | None = None,
) -> list[str]:
    """Write tables and the data package that describes them: all files or none. Returns a line about each.

    rows: of each table, by name
    properties: the properties of the package, without its tables; its licences are also those of each table
    citation: what the tables are derived from
    descriptions: what each column holds
    files: the texts of other files to write with them, by name
    """
    texts = {name: format_table(rows[name], table.model) for name, table in tables.items()}
    package = _describe_package(properties, tables, texts, citation, descriptions)
    named = {table_name(name): text for name, text in texts.items()}
    write_files(folder, {**(files or {}), **named, PACKAGE: package})
    return [f"{name}: {text.count(chr(10)) - 1:,} rows" for name, text in named.items()]


def _describe_package(
    properties: Mapping[str, Any],
    tables: Tables,
    texts: Mapping[str, str],
    citation: str,
    descriptions: Mapping[str, str],
) -> str:
    """The text of the Frictionless data package (version 1) that describes tables."""
    resources = [
        {
            "profile": "tabular-data-resource",
            "name": name,
            "path": table_name(name),
            "description": " ".join((model.__doc__ or "").split()),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(texts[name].encode()),
            "hash": hash_of(texts[name]),
            "licenses": properties["licenses"],
            "citation": f"Derived from {citation}",
            "schema": {
                "fields": [
                    _describe_field(column, info, descriptions[column])
                    for column, info in model.model_fields.items()
                ],
                "primaryKey": list(key),
            },
        }
        for name, (model, key) in tables.items()
    ]
    package = {"profile": "tabular-data-package", **properties, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _describe_field(column: str, info: FieldInfo, description: str) -> dict[str, object]:
    optional = _is_optional(info)
    annotation: Any = get_args(info.annotation)[0] if optional else info.annotation
    kind = {int: "integer", float: "number"}.get(annotation, "string")
    constraints: dict[str, object] = {} if optional else {"required": True}
    if kind == "integer":
        constraints["minimum"] = next(rule.ge for rule in info.metadata if hasattr(rule, "ge"))
    if get_origin(annotation) is Literal:
        constraints["enum"] = list(get_args(annotation))
    return {"name": column, "type": kind, "description": description, "constraints": constraints}


@dataclass(frozen=True)
class Descriptor:
    """The part of a descriptor that is read again.

    path: its file
    tree: all that it holds
    hashes: the hash of each table, by the name of its file
    phrases: those that were counted when the tables were derived
    """

    path: Path
    tree: Mapping[str, Any]
    hashes: Mapping[str, str]
    phrases: tuple[str, ...]

    @classmethod
    def read(cls, path: Path, *, hint: str) -> Descriptor:
        """Read a descriptor. The hint says how it is written anew. Raises `ReadingErrors`."""
        tree = read_json(path, hint=hint)
        try:
            hashes = {str(resource["path"]): str(resource["hash"]) for resource in tree["resources"]}
            phrases = tuple(map(str, tree["phrases"]))
        except (LookupError, TypeError):
            problem = "the descriptor lacks its resources, their hashes or the phrases"
            raise single_error(path, 0, problem, hint) from None
        return cls(path, tree, hashes, phrases)

    def read_table(self, name: str, row: type[StrictModel], *, hint: str) -> pd.DataFrame:
        """Read a table, given without suffix, that was derived with the columns of a model.

        The hash stands for what was derived, so that rows are not validated again. Empty cells of optional
        columns are missing values. Raises `ReadingErrors` where the table is not the one that was derived.
        """
        path = self.path.with_name(table_name(name))
        text = read_text(path)
        if self.hashes.get(path.name) != hash_of(text):
            problem = f"the table differs from its description in {PACKAGE}"
            raise single_error(path, 0, problem, f"do not edit derived data; {hint}")
        types: dict[str, Any] = {
            column: info.annotation if info.annotation in (int, float) else str
            for column, info in row.model_fields.items()
        }
        table = pd.read_csv(io.StringIO(text), dtype=types, keep_default_na=False)
        for column, info in row.model_fields.items():
            if _is_optional(info):
                table[column] = table[column].where(table[column] != "", None)
            if info.annotation == int | None:
                table[column] = pd.to_numeric(table[column]).astype("Int64")
        return table


def _is_optional(info: FieldInfo) -> bool:
    """Whether a cell may be empty, as in a column of `int | None`."""
    return get_origin(info.annotation) is UnionType
