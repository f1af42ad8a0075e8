"""Reads the places that a document names."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from reading.data.lexicon import FOLDER, Located, read_listed
from reading.files.models import Id, NonEmptyStr, StrictModel

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

    def listed(self) -> list[Located]:
        """The names of the places, and where they stand in the file."""
        return [
            (("places", place, "names", number), name)
            for place, entry in self.places.items()
            for number, name in enumerate(entry.names)
        ]


def read(root: Path) -> Places:
    """Read the places of the book in a folder. A book without the file has none.

    Raises `ReadingErrors` with all mistakes of the file, such as a name that two places have.
    """
    path = root / PATH
    return read_listed(path, Places, Places.listed, "the places") if path.exists() else Places()
