"""Reads samples: sentences of the reference that were coded by the codebook, in `data/coding/samples`.

A sample is a folder with a description, a table of sentences and passes of coding. The lexicon of themes is
made from some samples and judged by others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from reading.data.coding import FOLDER as CODING
from reading.data.coding import Codebook, CodedThemes, Themes, check_themes
from reading.data.passes import pass_row
from reading.files.errors import ReadingError, attempt, raise_any
from reading.files.models import NonEmptyStr, StrictModel
from reading.files.read import read_model, read_table

FOLDER = CODING / "samples"

DESCRIPTION, SENTENCES = "sample.yml", "sentences.csv"

SENTENCE = ["text", "sentence"]
"""The columns that identify a sentence of a sample."""

Use = Literal["development", "held out"]


class Description(StrictModel):
    """What a sample is.

    use: whether the lexicon of themes was made from it, or it was kept to judge the lexicon by
    drawn: how the sentences were drawn, in words
    judged: the hash of the lexicon that its sentences judged: see `Lexicon.theme_hash`
    """

    use: Use
    drawn: NonEmptyStr
    judged: str = ""


class _Sentence(StrictModel):
    text: NonEmptyStr
    sentence: int
    words: NonEmptyStr


@dataclass(frozen=True, eq=False, kw_only=True)
class Sample(CodedThemes):
    """Sentences of other texts, and how each coder coded them.

    sentences: a frame [text, sentence, words], where `text` is the name of the text's file without suffix
    """

    item_columns = (*SENTENCE, "theme")
    row = pass_row(text=str, sentence=int, themes=Themes)

    name: str
    description: Description
    sentences: pd.DataFrame

    @cached_property
    def agreed(self) -> pd.DataFrame:
        """text, sentence, theme: the codes that all leading passes give, in order."""
        codes = [item for item, carried in self.given.items() if all(carried)]
        return pd.DataFrame(codes, columns=list(self.item_columns))


def load(folder: Path, codebook: Codebook) -> dict[str, Sample]:
    """Read the samples of a folder, which are coded by the codebook, by name. Empty where there is none.

    Raises `ReadingErrors` with the mistakes of all files.
    """
    errors: list[ReadingError] = []
    samples = [attempt(errors, partial(_read, path, codebook), None) for path in list_folders(folder)]
    raise_any(errors)
    return {sample.name: sample for sample in samples if sample}


def list_folders(folder: Path) -> list[Path]:
    """The folders of samples in a folder."""
    return sorted(path for path in folder.glob("[!.]*") if path.is_dir())


def _read(folder: Path, codebook: Codebook) -> Sample:
    description = read_model(folder / DESCRIPTION, Description)
    sentences = read_table(folder / SENTENCES, _Sentence)
    places = list(sentences[SENTENCE].itertuples(index=False, name=None))
    parts: dict[str, Any] = {"name": folder.name, "description": description, "sentences": sentences}
    parts |= {"codebook": codebook, "places": places}
    return Sample.read(folder, codebook.version, check_themes(codebook, places), may_wait=True, **parts)
