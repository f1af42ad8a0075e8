"""Reads the timeline of a book: dated events that its chapters tell, with their sources."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from reading.files.models import NonEmptyStr, StrictModel, check_date, write_date
from reading.files.read import read_model

PATH = Path("data/timeline.yml")

_PART_OF_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def _check_part_of_date(text: str) -> str:
    if not _PART_OF_DATE.fullmatch(text):
        raise ValueError("write a year, a month or a day: 2022, 2022-10 or 2022-10-16")
    check_date(text + "-01" * (2 - text.count("-")))
    if text > datetime.date.today().isoformat():
        raise ValueError("the timeline holds what happened; the date is in the future")
    return text


Date = Annotated[str, BeforeValidator(write_date), AfterValidator(_check_part_of_date)]
"""A year, a month or a day, as the start of an ISO date."""


class Event(StrictModel):
    """An event.

    date: a year, a month or a day
    event: what happened, in a few words
    source: the key of its source in the bibliography
    page: the chapter that tells it, below the book's folder and without suffix
    """

    date: Date
    event: NonEmptyStr
    source: NonEmptyStr
    page: NonEmptyStr


class _Timeline(StrictModel):
    events: tuple[Event, ...]


def read(root: Path) -> tuple[Event, ...]:
    """Read the events of the book in a folder, by date. A book without the file has none.

    Events of a year or of a month come before those of its days. Raises `ReadingErrors` with all mistakes.
    """
    path = root / PATH
    if not path.exists():
        return ()
    return tuple(sorted(read_model(path, _Timeline).events, key=lambda event: event.date))
