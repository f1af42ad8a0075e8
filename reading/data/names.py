"""Reads which lemmas of a document are names, so that its words and its names can be counted apart."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import Field

from reading.data.lexicon import FOLDER
from reading.files.models import NonEmptyStr, StrictModel
from reading.files.read import read_model

PATH = FOLDER / "names.yml"

WORD, NAME, OWN, PART, NUMBER = "word", "name", "own", "part", "number"
"""The kinds of lemmas."""


class Names(StrictModel):
    """The names of a document, as lemmas and phrases in lower case. A book may have none."""

    own: tuple[NonEmptyStr, ...] = ()
    """What those whom the document speaks for call themselves."""
    others: tuple[NonEmptyStr, ...] = ()
    forms: dict[NonEmptyStr, NonEmptyStr] = Field(default_factory=dict)
    """Forms that stand for another name, which other texts have."""
    parts: tuple[NonEmptyStr, ...] = ()
    """Words that stand within names that are counted already."""
    everywhere: tuple[NonEmptyStr, ...] = ()
    """Names that other texts have."""
    parts_elsewhere: tuple[NonEmptyStr, ...] = ()
    """Words that stand mostly within names in other texts."""

    def kind_of(self, lemma: str) -> str:
        """The kind of a lemma of the document: `word`, `name`, `own`, `part` or `number`."""
        if lemma in self.own:
            return OWN
        if lemma in self.others or lemma in self.forms:
            return NAME
        if lemma in self.parts:
            return PART
        return NUMBER if any(map(str.isdigit, lemma)) else WORD

    def kind_elsewhere(self, lemma: str, names: Collection[str]) -> str | None:
        """The kind of a lemma of another text, of which `names` are listed; None for what is not counted."""
        parts = {*self.parts, *self.parts_elsewhere}
        if lemma in {*names, *self.everywhere, *self.others} - parts:
            return NAME
        is_part = lemma in parts or lemma in self.own or lemma in self.forms
        return None if " " in lemma or is_part or any(map(str.isdigit, lemma)) else WORD

    def list_names(self) -> list[str]:
        """The names that the document has."""
        names = (*self.own, *self.others, *self.parts)
        return [*(name for name in names if name not in self.forms.values()), *self.forms]


def read(root: Path) -> Names:
    """Read the names of the book in a folder. Without the file, everything is a word."""
    path = root / PATH
    return read_model(path, Names) if path.exists() else Names()
