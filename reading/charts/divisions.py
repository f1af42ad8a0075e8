"""Divides a document into parts that a chart can show: paragraphs, or longer parts of a long document."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from reading.data.document import Document

MAX_DIVISIONS = 24
"""The number of divisions that a chart can show."""


class Divisions(NamedTuple):
    """Successive parts that make up a document.

    frame: [unit, title, heading, first, tokens, sentences], in the order of the document. `unit` identifies
        the part, `heading` is the title of the section in which it starts, `first` its first paragraph
    by_paragraph: the part of each paragraph
    kind: `paragraph`, `section` or `stretch`
    """

    frame: pd.DataFrame
    by_paragraph: dict[str, str]
    kind: str

    def assign_to(self, words: pd.DataFrame) -> pd.DataFrame:
        """Add the column `unit` to a frame [..., paragraph, ...]."""
        return words.assign(unit=words["paragraph"].map(self.by_paragraph))


@functools.lru_cache(maxsize=8)
def divide(document: Document, *, limit: int = MAX_DIVISIONS) -> Divisions:
    """Divide a document into paragraphs; if these are more than `limit`, into sections.

    If there is only one section, or if there are too many, into at most `limit` stretches of paragraphs.
    """
    paragraphs = document.paragraphs.assign(heading=lambda rows: rows["section"].map(document.titles))
    if len(paragraphs) <= limit:
        return _group(paragraphs, paragraphs["paragraph"], paragraphs["title"], "paragraph")
    if 1 < len(document.sections) <= limit:
        return _group(paragraphs, paragraphs["section"], document.titles.values(), "section")
    size = math.ceil(len(paragraphs) / limit)
    numbers = [str(place // size) for place in range(len(paragraphs))]
    titles = [f"from {title}" for title in paragraphs["title"][::size]]
    return _group(paragraphs, numbers, titles, "stretch")


def _group(paragraphs: pd.DataFrame, units: Iterable[str], titles: Iterable[str], kind: str) -> Divisions:
    """Group paragraphs: `units` has the part of each paragraph, `titles` the title of each part."""
    rows = paragraphs.assign(unit=list(units))
    frame = rows.groupby("unit", sort=False, as_index=False).agg(
        heading=("heading", "first"),
        first=("paragraph", "first"),
        tokens=("tokens", "sum"),
        sentences=("sentences", "sum"),
    )
    frame.insert(1, "title", list(titles))
    return Divisions(frame, dict(zip(rows["paragraph"], rows["unit"], strict=True)), kind)
