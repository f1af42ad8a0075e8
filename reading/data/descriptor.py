"""Describes tables as data packages do (Frictionless, version 1), and reads those that are described so."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from reading.files.errors import single_error
from reading.files.read import read_json, read_text

PACKAGE = "datapackage.json"
"""The file of a descriptor."""


def table_name(name: str) -> str:
    """The name of the file that holds a table."""
    return f"{name}.csv"


def checksum(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(table: str) -> str:
    """The hash of a table in the notation of data packages."""
    return f"sha256:{checksum(table)}"


def make_resource(
    about: Mapping[str, str], fields: Sequence[Mapping[str, Any]], keys: Sequence[str], **properties: Any
) -> dict[str, Any]:
    """Describe the file of a table: what it is about, its columns, and the keys that no two rows share."""
    named = {"profile": "tabular-data-resource", "name": about["name"], "path": table_name(about["name"])}
    file_format = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    schema = {"fields": fields, **({"primaryKey": keys} if keys else {})}
    return {**named, **about, **file_format, **properties, "schema": schema}


def format_package(resources: Sequence[Mapping[str, Any]], **properties: Any) -> str:
    """The text of a package of described tables."""
    package = {"profile": "tabular-data-package", **properties, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


class Descriptor:
    """A descriptor of derived tables.

    phrases: those that were counted when the tables were derived
    settings: what the tables of a reference were derived by
    """

    def __init__(self, folder: Path, hint: str, names: Iterable[str]) -> None:
        """Read the descriptor of a folder. Raises `ReadingErrors`, also where its tables have other names.

        hint: how the descriptor and its tables are written anew
        """
        self.folder, self.hint, path = folder, hint, folder / PACKAGE
        tree = read_json(path, hint=hint)
        try:
            # Of each file the hash, and the type of each column.
            self._tables = {
                one["path"]: (one["hash"], dict(map(_read_field, one["schema"]["fields"])))
                for one in tree["resources"]
            }
            self.phrases = tuple(map(str, tree["phrases"]))
            self.settings = tree.get("settings") or {}
        except (AttributeError, LookupError, TypeError):
            problem = "the descriptor lacks its resources, their hashes or the phrases"
            raise single_error(path, 0, problem, hint) from None
        if {*self._tables} != {*map(table_name, names)}:
            raise single_error(path, 0, "the descriptor names other files than the book's tables", hint)

    def read_table(self, name: str) -> pd.DataFrame:
        """Read a table, given without suffix.

        The hash stands for what was derived, so that rows are not validated again. Empty cells are missing
        values. Raises `ReadingErrors` where the table is not the one that was derived.
        """
        path = self.folder / table_name(name)
        text = read_text(path)
        stated, types = self._tables.get(path.name, ("", {}))
        if stated != hash_of(text):
            problem = f"the table differs from its description in {PACKAGE}"
            raise single_error(path, 0, problem, f"do not edit derived data; {self.hint}")
        # Words such as "null" are no missing values.
        return pd.read_csv(io.StringIO(text), dtype=types, keep_default_na=False, na_values=[""])


def _read_field(field: Mapping[str, Any]) -> tuple[str, Any]:
    whole = int if field["constraints"].get("required") else "Int64"
    return field["name"], {"integer": whole, "number": float}.get(field["type"], str)
