"""A document in; the parts of it that a chart can show side by side out: paragraphs, or else longer ones."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import pandas as pd

from reading.data.document import Document
from reading.measures import readability

MOST = 24
"""How many a chart can show."""


class Units(NamedTuple):
    """Parts that follow one another and make up the document.

    frame: [unit, title, heading, first, tokens, sentences], in the document's order; `heading` is the title
    of the section that a part is, or opens in, and `first` its first paragraph
    of: the unit of each paragraph
    called: what one is: a paragraph, a section or a stretch
    """

    frame: pd.DataFrame
    of: dict[str, str]
    called: str

    def within(self, words: pd.DataFrame) -> pd.DataFrame:
        """Words [..., paragraph, ...] with the unit of each."""
        return words.assign(unit=words["paragraph"].map(self.of))


def units(document: Document, *, most: int = MOST) -> Units:
    """Paragraphs; where there are more than `most`, sections; where these are one, or too many, stretches."""
    paragraphs = document.paragraphs.assign(heading=lambda rows: rows["section"].map(document.titles))
    if len(paragraphs) <= most:
        return _made(
            paragraphs, list(paragraphs["paragraph"]), dict(enumerate(paragraphs["title"])), "paragraph"
        )
    if 1 < len(document.sections) <= most:
        return _made(
            paragraphs, list(paragraphs["section"]), dict(enumerate(document.titles.values())), "section"
        )
    size = -(-len(paragraphs) // most)
    numbers = [f"{place // size}" for place in range(len(paragraphs))]
    titles = {}
    for place, (_, rows) in enumerate(
        groupby(zip(numbers, paragraphs["title"], strict=True), lambda row: row[0])
    ):
        titles[place] = f"from {next(rows)[1]}"
    return _made(paragraphs, numbers, titles, "stretch")


def several(document: Document, title: str) -> Units:
    """The units of a document for a chart that compares them. Raises `ValueError` where there is but one."""
    found = units(document)
    if len(found.frame) < 2:
        raise ValueError(f"the chart {title!r} needs two paragraphs")
    return found


def _made(paragraphs: pd.DataFrame, names: list[str], titles: dict[int, str], called: str) -> Units:
    rows = paragraphs.assign(unit=names)
    frame = rows.groupby("unit", sort=False, as_index=False).agg(
        heading=("heading", "first"),
        first=("paragraph", "first"),
        tokens=("tokens", "sum"),
        sentences=("sentences", "sum"),
    )
    frame.insert(1, "title", [titles[place] for place in range(len(frame))])
    return Units(frame, dict(zip(rows["paragraph"], rows["unit"], strict=True)), called)


def described(document: Document) -> pd.DataFrame:
    """A row a section: [section, title, tokens, types, mattr, mtld, ari, coleman_liau, lix]."""
    frame = document.diversity_by_section
    words = dict(iter(document.vocabulary.groupby("section")))
    sentences = document.sentences.groupby("section").size()
    formulas = {"ari": readability.ari, "coleman_liau": readability.coleman_liau, "lix": readability.lix}
    return frame.assign(
        **{
            name: [formula(words[section], int(sentences[section])) for section in frame["section"]]
            for name, formula in formulas.items()
        }
    )
