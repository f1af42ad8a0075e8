"""What a published number is: its name, value, unit, definition and table, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reading.formatting import format_number, format_p, format_share

Value = bool | int | float | str

DOCUMENT = "data/document"
INCIDENCE = f"{DOCUMENT}/incidence.csv"
VOCABULARY = f"{DOCUMENT}/vocabulary.csv"

DECIMALS = {"ratio": 2, "doublings": 2, "times": 0}
"""How many places a value has that is no whole number, by its unit; one for other units."""


@dataclass(frozen=True)
class Figure:
    """A published number.

    `unit` says what is counted ("tokens", "occurrences", "share", "per thousand tokens", ...) and so how the
    value is written; `table` names the file, below the book's folder, that it is computed from, or several by
    a pattern; `lemma` is the content lemma that it is about, whose sentences are its evidence, empty where it
    is about none.
    """

    name: str
    value: Value
    unit: str
    definition: str
    table: str
    lemma: str = ""

    def __str__(self) -> str:
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, str):
            return self.value
        if self.unit == "share":
            return format_share(self.value)
        if isinstance(self.value, int):
            return f"{self.value:,}"
        if self.unit == "probability":
            return format_p(self.value)
        return format_number(self.value, DECIMALS.get(self.unit, 1))


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, each with its columns as attributes."""
    return iter(frame.itertuples(index=False))
