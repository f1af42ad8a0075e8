"""Dataclasses whose fields are read from files when they are first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")


def read_on_demand(dataclass: type[T], readers: Mapping[str, Callable[[], Any]]) -> T:
    """An instance of a dataclass that reads each field when it is first used, and keeps it.

    Parameters
    ----------
    dataclass : type
        The class of the instance.
    readers : mapping of str to function
        For each field of the class, the function that reads it. What it raises is raised where the field is
        used.
    """
    fields = {name: cached_property(lambda self, read=read: read()) for name, read in readers.items()}  # type: ignore[misc]
    instance: T = object.__new__(type(dataclass.__name__, (dataclass,), fields))
    return instance
