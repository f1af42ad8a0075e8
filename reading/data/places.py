"""Reads the places that a document names, and the part of the world that their map shows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from reading.data.lexicon import FOLDER, Located, read_listed
from reading.files.errors import ReadingError, raise_any
from reading.files.models import Id, NonEmptyStr, StrictModel
from reading.files.read import read_yaml
from reading.files.yaml import line_of

PATH = FOLDER / "places.yml"

HINT = "look its degrees up: south and west have the sign -; or widen the `frame`"

Latitude = Annotated[float, Field(ge=-90, le=90)]
"""Degrees north of the equator."""

Longitude = Annotated[float, Field(ge=-180, le=180)]
"""Degrees east of Greenwich."""


class Position(StrictModel):
    """A point on the map."""

    latitude: Latitude
    longitude: Longitude


class Frame(StrictModel):
    """The part of the world that the map shows, in degrees. It may cross the 180th meridian."""

    west: Longitude = -180
    east: Longitude = 180
    south: Latitude = -60
    north: Latitude = 80

    @model_validator(mode="after")
    def _check_order(self) -> Frame:
        if self.south >= self.north:
            raise ValueError("south must be less than north")
        return self

    @property
    def width(self) -> float:
        """The number of degrees from west to east."""
        return (self.east - self.west) % 360 or 360

    def holds(self, point: Position) -> bool:
        """Whether a point is in this part of the world."""
        is_between = (point.longitude - self.west) % 360 <= self.width
        return is_between and self.south <= point.latitude <= self.north


class Place(Position):
    """A place that the document names.

    names: as people write them
    name: how charts call the place, if not by the first of its names
    label: where the map writes the name, if not beside the dot
    """

    names: tuple[NonEmptyStr, ...] = Field(min_length=1)
    name: NonEmptyStr | None = None
    label: Position | None = None

    @property
    def title(self) -> str:
        """How charts call the place."""
        return self.name or self.names[0]


class Places(StrictModel):
    """The places by their ids, and the frame of their map. A book may have none."""

    frame: Frame = Frame()
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
    places = read_listed(path, Places, Places.listed, "the places")
    tree = read_yaml(path) if places.places else None
    raise_any(
        [
            ReadingError(path, line_of(tree, ("places", name, part)), f"{name} is not on the map", HINT)
            for name, place in places.places.items()
            for part, point in (("latitude", place), ("label", place.label))
            if point and not places.frame.holds(point)
        ]
    )
    return places
