"""Writes the published tables as files of a data package (Frictionless Data Package, version 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from reading.data import claims
from reading.data.book import Book
from reading.data.descriptor import PACKAGE, format_package, make_resource, table_name
from reading.files.errors import raise_any
from reading.files.spreadsheet import write_csv
from reading.tables.figures import Figures
from reading.tables.table import DECIMALS, TRUTH, WORD, Column, say_keys

CLAIMS = {
    "claim": Column(WORD, "the name of the claim"),
    "says": Column(WORD, "what the claim says"),
    "holds": Column(TRUTH, "whether all comparisons of the claim are true"),
}
"""The columns of the table of claims. Its cells are not figures: a claim compares figures."""

Resource = dict[str, Any]


def write_package(book: Book, folder: Path) -> None:
    """Write each published table that has rows, and the claims, with `datapackage.json` into a folder.

    Raises `ReadingErrors` where a claim compares what is no figure.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures = Figures(book)
    raise_any([mistake for claim in book.claims for mistake in claim.mistakes(figures, figures.hint)])
    resources = list_resources(book)
    for resource in resources:
        table = figures.tables.get(resource["name"])
        rows = _list_rows(table(book)) if table else _list_claims(book, figures)
        path = folder / table_name(resource["name"])
        path.write_text(write_csv(rows), encoding="utf-8", newline="\n")
    text = format_package(resources, name="tables")
    (folder / PACKAGE).write_text(text, encoding="utf-8", newline="\n")


def list_resources(book: Book) -> list[Resource]:
    """The descriptions of the published tables that have rows, and of the claims if there are any."""
    resources = []
    for table in Figures(book).tables.values():
        frame = table(book)
        if len(frame):
            columns = {name: _describe_key(name) for name in frame.columns} | table.columns
            resources.append(_describe(table.name, table.title, table.keys, columns))
    title = f"What titles state, from {claims.PATH}"
    return [*resources, *([_describe("claims", title, ["claim"], CLAIMS)] if book.claims else [])]


def _list_rows(frame: pd.DataFrame) -> list[list[Any]]:
    """The head of a frame and its rows. None stands for a missing value."""
    values = frame.astype(object).where(frame.notna(), None)
    rows = values.to_numpy().tolist()
    return [
        list(frame.columns),
        *([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in rows),
    ]


def _list_claims(book: Book, figures: Figures) -> list[list[str]]:
    rows = [[claim.name, claim.says, str(claim.holds(figures)).lower()] for claim in book.claims]
    return [list(CLAIMS), *rows]


def _describe_key(name: str) -> Column:
    """What a key is, or the label of a row of one key."""
    return Column(WORD, "what readers call the row" if name == "label" else f"key: {name.replace('_', ' ')}")


def _describe(name: str, title: str, keys: Sequence[str], columns: Mapping[str, Column]) -> Resource:
    """The description of a table. The names of keys in the words of a column stand for themselves."""
    fields = [
        {
            "name": column,
            "type": _TYPES.get(described.unit, "number" if described.unit in DECIMALS else "integer"),
            "description": say_keys(described.says),
            "unit": described.unit,
            **({"formula": described.formula} if described.formula else {}),
        }
        for column, described in columns.items()
    ]
    return make_resource({"name": name, "title": title}, fields, list(keys))


_TYPES = {WORD: "string", TRUTH: "boolean"}
