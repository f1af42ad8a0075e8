"""Reads samples: sentences of the reference that were coded by the codebook, in `data/coding/samples`.

A sample is a folder with a description, a table of sentences and passes of coding. The lexicons of themes are
made from some samples and judged on others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

import pandas as pd

from reading.data.coding import FOLDER as CODING
from reading.data.coding import Codebook, read_theme_passes
from reading.data.passes import Coded, pass_row, select_longest
from reading.files.errors import ReadingError, attempt, find_repeated, raise_any
from reading.files.models import NonEmptyStr, StrictModel
from reading.files.read import read_model, read_table

FOLDER = CODING / "samples"

DESCRIPTION, SENTENCES = "sample.yml", "sentences.csv"

UNIT = ["text", "sentence"]
"""The columns that identify a sentence of a sample."""

Use = Literal["development", "held out"]


class Description(StrictModel):
    """What a sample is.

    use: whether the general lexicon was made from it, or it was kept to judge the lexicons by
    drawn: how the sentences were drawn, in words
    """

    use: Use
    drawn: NonEmptyStr


_ROW = pass_row(text=str, sentence=int, themes=str)


class _Sentence(StrictModel):
    text: NonEmptyStr
    sentence: int
    words: NonEmptyStr


@dataclass(frozen=True, eq=False, kw_only=True)
class Sample(Coded):
    """Sentences of other texts, and how each coder coded them.

    sentences: a frame [text, sentence, words], where `text` is the name of the text's file without suffix
    passes: frames [text, sentence, themes] with one row a sentence; `themes` holds tuples of ids
    """

    name: str
    description: Description
    sentences: pd.DataFrame

    @property
    def held_out(self) -> bool:
        """Whether the sample was kept apart to judge lexicons by."""
        return self.description.use == "held out"

    @property
    def leading_passes(self) -> dict[str, pd.DataFrame]:
        """Those of `Coded` that are finished."""
        return select_longest(super().leading_passes)

    @cached_property
    def agreed(self) -> pd.DataFrame:
        """text, sentence, theme: the codes that all leading passes give, in order."""
        leading = self.leading_passes
        codes = pd.concat([rows.explode("themes").dropna() for rows in leading.values()])
        counts = codes.groupby([*UNIT, "themes"], sort=False).size()
        shared = counts[counts == len(leading)].reset_index()[[*UNIT, "themes"]]
        return shared.rename(columns={"themes": "theme"})


def load(folder: Path, codebook: Codebook | None) -> dict[str, Sample]:
    """Read the samples of a folder, by name. Empty where there is none.

    `codebook` is the one that they are coded by; None if it could not be read.

    Raises `ReadingErrors` with the mistakes of all files.
    """
    errors: list[ReadingError] = []
    samples = {}
    for path in sorted(path for path in folder.glob("[!.]*") if path.is_dir()):
        sample = attempt(errors, partial(_read, path, codebook), None)
        if sample is not None:
            samples[sample.name] = sample
    raise_any(errors)
    return samples


def _read(folder: Path, codebook: Codebook | None) -> Sample:
    errors: list[ReadingError] = []
    description = attempt(errors, lambda: read_model(folder / DESCRIPTION, Description), None)
    sentences = attempt(errors, lambda: _read_sentences(folder / SENTENCES), None)
    units = None if sentences is None else list(sentences[UNIT].itertuples(index=False, name=None))
    read = attempt(errors, lambda: read_theme_passes(folder, _ROW, codebook, units), ({}, {}))
    if not read[0] and not errors:
        errors.append(ReadingError(folder, 0, "there is no pass of coding", "its name is pass-a.csv"))
    raise_any(errors)
    assert description is not None
    assert sentences is not None
    return Sample(*read, name=folder.name, description=description, sentences=sentences)


def _read_sentences(path: Path) -> pd.DataFrame:
    sentences = read_table(path, _Sentence)
    units = zip(sentences[UNIT].itertuples(index=False, name=None), range(2, len(sentences) + 2), strict=True)
    raise_any(
        [
            ReadingError(path, line, f"{text}, sentence {number} appears twice", f"first in line {first}")
            for (text, number), line, first in find_repeated(units)
        ]
    )
    return sentences
