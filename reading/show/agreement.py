"""Compares what a notebook has counted with what the book publishes."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd

from reading.data.book import Book
from reading.files.errors import suggest_or_list
from reading.show.environment import ReaderError, is_building
from reading.tables.figures import Figures
from reading.tables.labels import key_rows
from reading.text.tokens import slug

Found = TypeVar("Found")

CLOSE = 1e-9
"""The relative difference up to which two numbers are equal."""


DIFFERING: list[str] = []
"""What differed since the kernel started. Titles of charts below it may no longer be true."""


class DisagreementError(ReaderError):
    """A notebook has computed what differs from what the book publishes, or what cannot be compared."""


def agrees(found: Found, name: str, *, columns: Iterable[str] | None = None) -> Found:
    """Return what was found, if the book publishes the same.

    Where a value differs or is not published, and where there are no rows, a build raises
    `DisagreementError`. Elsewhere, whoever has changed something is warned, and gets what was found.

    Parameters
    ----------
    found : DataFrame or number or str
        A frame is compared with the published table `name`: rows are matched by the keys of the table, which
        may be names or ids. The frame may have fewer rows, and `lemma` in place of `term`. Any other value is
        compared with the published number `name`.
    name : str
        Such as `terms` or `document.tokens`.
    columns : names
        The columns to compare; by default all but the keys, each of which the table must have.

    Raises
    ------
    DisagreementError
        For a table or a column that is not published, and for two rows with the same keys.
    """
    book = Book.here()
    figures = Figures(book)
    if not isinstance(found, pd.DataFrame):
        if name in figures:
            _report(_compare(name, found, figures[name].value))
        else:
            _report(f"{name} is not published ({figures.hint(name)})")
        return found
    table = figures.tables.get(name.replace("_", "-"))
    if table is None:
        hint = suggest_or_list(name, figures.tables)
        raise DisagreementError(f"the book publishes no table {name} ({hint})")
    frame = key_rows(book, found)
    lemmas = "lemma" in found and "term" in table.keys
    frame = frame.assign(term=frame["lemma"].map(slug)) if lemmas else frame
    keys, published = list(table.keys), table(book)
    named = {*keys, *(["lemma"] if lemmas else [])}
    asked = frame if columns is None else [columns] if isinstance(columns, str) else columns
    compared = [column for column in map(str, asked) if column not in named]
    for column in (*keys, *compared):
        for side, has in (("the frame", frame), (name, published)):
            if column not in has:
                both = (
                    f"{name} has {', '.join(map(str, published))}; the frame has {', '.join(map(str, found))}"
                )
                hint = suggest_or_list(column, map(str, has))
                raise DisagreementError(f"{side} has no column {column} ({hint}). {both}")
    if frame.empty:
        _report(f"{name}, of which here is no row")
    elif not compared:
        raise DisagreementError(f"{name}: there is nothing to compare, the frame has no columns but the keys")
    if keys and frame.duplicated(keys).any():
        row = frame[frame.duplicated(keys)].to_dict("records")[0]
        raise DisagreementError(f"{name}: the frame has two rows {'.'.join(_name_row(row, keys))}")
    rows = {_name_row(row, keys): row for row in published.to_dict("records")}
    _report(*_compare_rows(name, frame[[*keys, *compared]], keys, rows))
    return found


def _compare_rows(name: str, frame: pd.DataFrame, keys: list[str], rows: Mapping[Any, Any]) -> Iterator[str]:
    """The differences between a frame and the published rows, which are given by their keys."""
    for row in frame.to_dict("records"):
        key = _name_row(row, keys)
        where = f"{name}, row {'.'.join(key)}" if key else name
        if key in rows:
            for column in frame.columns.difference(keys, sort=False):
                yield _compare(f"{where}, column {column}", row[column], rows[key][column])
        else:
            yield f"{where}: it is not published"


def _report(*differences: str) -> None:
    """Raise an error for the first difference in a build; elsewhere, warn of it."""
    first, *others = [*filter(None, differences)] or [""]
    if not first:
        return
    more = f", and {len(others)} more" if others else ""
    message = f"differs from what the book publishes: {first}{more}"
    if is_building():
        raise DisagreementError(message)
    DIFFERING.append(first)
    warnings.warn(f"{message}. That is fine if you changed something.", stacklevel=3)


def _name_row(row: Mapping[Any, Any], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row[key]) for key in keys)


def _compare(where: str, computed: Any, published: Any) -> str:
    """The difference between two values. Empty where they are equal, or both missing, as infinity is."""
    values = [math.nan if value in (math.inf, -math.inf) else value for value in (computed, published)]
    missing = [bool(pd.isna(value)) for value in values]
    is_number = not any(missing) and not any(isinstance(value, str) for value in values)
    is_equal = math.isclose(*values, rel_tol=CLOSE, abs_tol=CLOSE) if is_number else computed == published
    return "" if is_equal or all(missing) else f"{where}: here {computed}, there {published}"
