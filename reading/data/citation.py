"""`CITATION.cff` goes in; how to cite the book and each of its pages comes out, as text and as BibTeX."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from reading.files.models import NonEmptyStr, StrictModel
from reading.files.read import read_model

PATH = Path("CITATION.cff")


class Author(StrictModel, extra="ignore"):
    """A person by family and given names, or somebody else by name."""

    name: NonEmptyStr = ""
    family_names: NonEmptyStr = Field("", alias="family-names")
    given_names: NonEmptyStr = Field("", alias="given-names")

    def __str__(self) -> str:
        return self.name or f"{self.given_names} {self.family_names}".strip()


class Book(StrictModel, extra="ignore"):
    """What a citation names of the book."""

    title: NonEmptyStr
    abstract: NonEmptyStr
    authors: list[Author] = Field(min_length=1)
    version: NonEmptyStr
    released: NonEmptyStr = Field(alias="date-released")
    license: list[NonEmptyStr]
    keywords: tuple[NonEmptyStr, ...] = ()

    @property
    def by(self) -> str:
        """Its authors."""
        return " and ".join(map(str, self.authors))

    @property
    def year(self) -> str:
        """The year of its release."""
        return self.released[:4]


class Citation(NamedTuple):
    """How to cite a page."""

    text: str
    bibtex: str


def read(root: Path) -> Book:
    """What a book says of itself. Raises `ReadingErrors`."""
    return read_model(root / PATH, Book)


def cite(book: Book, page: str, title: str, address: str) -> Citation:
    """Cite a page of the book by its title; without a title the book itself, without an address none."""
    part = f"“{title}”. In " if title else ""
    text = f"{book.by} ({book.year}). {part}{book.title} (version {book.version})."
    whole = "booktitle" if title else "title"
    fields = {
        "author": f"{{{_tex(book.by)}}}",
        "title": _tex(title),
        whole: _tex(book.title),
        "year": book.year,
    }
    fields |= {"version": book.version, "url": address}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"\W+", "-", f"{book.by.split()[-1].lower()}{book.year}-{page}").strip("-")
    entry = "\n".join([f"@{'incollection' if title else 'misc'}{{{key},", *lines, "}"])
    return Citation(f"{text} {address}".strip(), entry)


def _tex(text: str) -> str:
    """Text in which TeX finds no command."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", " "))
