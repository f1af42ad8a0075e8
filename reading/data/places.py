"""Reads the places that a document names."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from reading.data.lexicon import FOLDER
from reading.files.models import Id, NonEmptyStr, StrictModel
from reading.files.read import read_model

PATH = FOLDER / "places.yml"


class Place(StrictModel):
    """A place that the document names.

    names: as people write them
    name: how charts call the place, if not by the first of its names
    """

    names: tuple[NonEmptyStr, ...] = Field(min_length=1)
    name: NonEmptyStr | None = None

    @property
    def title(self) -> str:
        """How charts call the place."""
        return self.name or self.names[0]


class Places(StrictModel):
    """The places by their ids. A book may have none."""

    places: dict[Id, Place] = Field(default_factory=dict)


def read(root: Path) -> Places:
    """Read the places of the book in a folder. A book without the file has none."""
    path = root / PATH
    return read_model(path, Places) if path.exists() else Places()
