"""Compares what a notebook has counted with what the book publishes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd

from reading.data.book import Book
from reading.files.errors import suggest_or_list
from reading.tables.figures import Figures
from reading.text.tokens import slug

Found = TypeVar("Found")

CLOSE = 1e-9
"""The relative difference up to which two numbers are equal."""


class DisagreementError(ValueError):
    """A notebook has computed a number that differs from the published one."""


def agrees(found: Found, name: str) -> Found:
    """Return what was found, if the book publishes the same. Raises `DisagreementError` where it does not.

    Parameters
    ----------
    found : DataFrame or number or str
        A frame is compared with the published table `name`: rows are matched by the keys of the table, and
        every column that both have is compared. The frame may have fewer rows, and `lemma` in place of
        `term`. Any other value is compared with the published number `name`. A row that the table of a long
        document leaves out is not compared.
    name : str
        Such as `terms` or `document.tokens`.
    """
    book = Book.here()
    figures = Figures(book)
    if not isinstance(found, pd.DataFrame):
        if name not in figures:
            raise DisagreementError(f"the book publishes no {name} ({figures.hint(name)})")
        _compare(name, found, figures[name].value)
        return found
    table = figures.tables.get(name.replace("_", "-"))
    if table is None:
        hint = suggest_or_list(name, figures.tables)
        raise DisagreementError(f"the book publishes no table {name} ({hint})")
    lemmas = "lemma" in found and "term" in table.keys
    frame = found.assign(term=found["lemma"].map(slug)) if lemmas else found
    keys, published = list(table.keys), table(book)
    named = {*keys, *(["lemma"] if lemmas else [])}
    shared = [name for name in map(str, published) if name in frame and name not in named]
    if not shared or not set(keys) <= set(frame):
        columns = ", ".join(map(str, published))
        raise DisagreementError(f"{name} has the columns {columns}: none of the others can be compared")
    rows = {_name_row(row, keys): row for row in published.to_dict("records")}
    for row in frame[[*keys, *shared]].to_dict("records"):
        where = f"{name}, row {'.'.join(_name_row(row, keys))}"
        is_published = _name_row(row, keys) in rows
        if not is_published and not table.omits_rows:
            raise DisagreementError(f"{where}: it is not published")
        for column in shared if is_published else ():
            _compare(f"{where}, column {column}", row[column], rows[_name_row(row, keys)][column])
    return found


def _name_row(row: Mapping[Any, Any], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row[key]) for key in keys)


def _compare(where: str, computed: Any, published: Any) -> None:
    """Raise an error unless two values are equal, or both missing."""
    missing = _is_missing(computed), _is_missing(published)
    if all(missing):
        return
    numbers = not isinstance(published, str | bool) and not any(missing)
    if not (
        math.isclose(computed, published, rel_tol=CLOSE, abs_tol=CLOSE) if numbers else computed == published
    ):
        raise DisagreementError(f"{where}: computed {computed}, published {published}")


def _is_missing(value: Any) -> bool:
    """Whether a value is missing where it is published. Tables have no infinite numbers."""
    return bool(pd.isna(value)) or (isinstance(value, float) and math.isinf(value))
