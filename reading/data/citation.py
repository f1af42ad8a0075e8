"""Reads `CITATION.cff`, and cites the book and its pages as text and as BibTeX."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from reading.files.models import NonEmptyStr, StrictModel, check_date, write_date
from reading.files.read import read_model

PATH = Path("CITATION.cff")


Date = Annotated[str, BeforeValidator(write_date), AfterValidator(check_date)]
"""An ISO date."""


class Author(StrictModel, extra="ignore"):
    """An author: a person has a family and given names, an organisation a name."""

    name: NonEmptyStr = ""
    family_names: NonEmptyStr = Field("", alias="family-names")
    given_names: NonEmptyStr = Field("", alias="given-names")

    def __str__(self) -> str:
        return self.name or f"{self.given_names} {self.family_names}".strip()


class BookMetadata(StrictModel, extra="ignore"):
    """The parts of `CITATION.cff` that citations and the site use."""

    title: NonEmptyStr
    abstract: NonEmptyStr
    authors: list[Author] = Field(min_length=1)
    version: NonEmptyStr
    released: Date = Field(alias="date-released")
    license: list[NonEmptyStr]
    keywords: tuple[NonEmptyStr, ...] = ()
    doi: NonEmptyStr = ""

    @property
    def by(self) -> str:
        """The names of the authors, with 'and' between them."""
        return " and ".join(map(str, self.authors))

    @property
    def year(self) -> str:
        """The year of the release."""
        return self.released[:4]


class Citation(NamedTuple):
    """A citation as text and as BibTeX."""

    text: str
    bibtex: str


def read(root: Path) -> BookMetadata:
    """Read the `CITATION.cff` of a book. Raises `ReadingErrors`."""
    return read_model(root / PATH, BookMetadata)


def cite(book: BookMetadata, page: str, title: str, address: str, *, commit: str = "") -> Citation:
    """Cite a page of the book, or the book itself.

    page: the name of the page, for the key of the entry in BibTeX
    title: the page's title; empty to cite the book itself
    address: the page's URL; empty where it is not known
    commit: the hash of the commit from which the page was built; empty where it is not known
    """
    part = f"“{title}”. In " if title else ""
    version = f"{book.version}, commit {commit[:12]}" if commit else book.version
    text = f"{book.by} ({book.year}). {part}{book.title} (version {version})."
    whole = "booktitle" if title else "title"
    fields = {"author": f"{{{_escape_tex(book.by)}}}", "title": _escape_tex(title)}
    fields |= {whole: _escape_tex(book.title), "year": book.year}
    fields |= {"version": version, "doi": book.doi, "url": address}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"\W+", "-", f"{book.by.split()[-1].lower()}{book.year}-{page}").strip("-")
    entry = "\n".join([f"@{'incollection' if title else 'misc'}{{{key},", *lines, "}"])
    return Citation(" ".join(filter(None, [text, doi_address(book), address])), entry)


def doi_address(book: BookMetadata) -> str:
    """The address that a book's DOI resolves to. Empty while it has none."""
    return book.doi and f"https://doi.org/{book.doi}"


def software_heritage_id(commit: str) -> str:
    """The identifier of a commit in the archive of Software Heritage (SWHID, ISO/IEC 18670).

    commit: the full hash; the identifier is empty where it is
    """
    return commit and f"swh:1:rev:{commit}"


def _escape_tex(text: str) -> str:
    """Escape the characters that have a meaning in TeX."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", " "))
