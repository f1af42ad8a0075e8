"""Packs the site, its editions and its source into one archive, and describes what is in it.

The description is an RO-Crate 1.3 (https://w3id.org/ro/crate/1.3), which archives of research data read.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from reading.data import citation
from reading.files import github
from reading.files.errors import single_error
from reading.files.read import read_text
from reading.files.write import add_to_zip

BUILD = Path("_build")
ARCHIVE = BUILD / "archive.zip"
DESCRIPTION = "ro-crate-metadata.json"

FORMAT = "https://w3id.org/ro/crate/1.3"
"""The version of RO-Crate that the description follows."""

PARTS = {
    "html/": ("The site", "text/html"),
    "html/data.zip": ("The published tables, as a data package", "application/zip"),
    "html/notebooks.zip": ("The notebooks, with what they need to run", "application/zip"),
    "book.epub": ("The book as EPUB", "application/epub+zip"),
    "book.pdf": ("The book as PDF", "application/pdf"),
    "source.zip": ("The source of the commit", "application/zip"),
    str(citation.PATH): ("How to cite the book", "application/yaml"),
}
"""What the archive holds: path, name and media type. A path with a slash at its end is a folder."""


def write_archive(root: Path) -> Path:
    """Pack the built site, its editions, the source and `CITATION.cff` with the commit. Returns the file.

    Raises `ReadingErrors` where a part was not made before.
    """
    build, commit = root / BUILD, github.find_commit(root)
    made = [build / name for name in PARTS if name != str(citation.PATH)]
    if missing := next((path for path in made if not path.exists()), None):
        raise single_error(missing, 0, "the archive lacks this part", "run `make archive`")
    cited = name_commit(yaml.safe_load(read_text(root / citation.PATH)), commit)
    crate = json.dumps(describe(citation.read(root), commit), ensure_ascii=False, indent=2)
    files = {*(build / "html").rglob("*"), *made}
    with zipfile.ZipFile(root / ARCHIVE, "w") as archive:
        add_to_zip(archive, DESCRIPTION, crate)
        add_to_zip(archive, str(citation.PATH), yaml.safe_dump(cited, allow_unicode=True, sort_keys=False))
        for file in sorted(filter(Path.is_file, files)):
            add_to_zip(archive, file.relative_to(build).as_posix(), file.read_bytes())
    return root / ARCHIVE


def name_commit(cited: Mapping[str, Any], commit: str) -> dict[str, Any]:
    """The content of a `CITATION.cff`, with the commit and its identifier at Software Heritage."""
    identifier = {"type": "swh", "value": citation.software_heritage_id(commit)}
    return {**cited, "commit": commit, "identifiers": [*cited.get("identifiers", []), identifier]}


def describe(book: citation.BookMetadata, commit: str) -> dict[str, Any]:
    """The description of the archive: an RO-Crate with the book as its root.

    commit: the full hash of the commit from which it was made
    """
    authors = [
        {"@id": f"#author-{number}", "@type": schema_type, "name": str(author)}
        for number, author in enumerate(book.authors, start=1)
        for schema_type in ["Person" if author.family_names else "Organization"]
    ]
    licences = [
        {"@id": f"https://spdx.org/licenses/{name}", "@type": "CreativeWork", "name": name}
        for name in book.license
    ]
    parts = [
        {"@id": path, "name": name, "encodingFormat": media_type}
        | {"@type": "Dataset" if path[-1] == "/" else "File"}
        for path, (name, media_type) in PARTS.items()
    ]
    identifiers = [citation.software_heritage_id(commit), citation.doi_address(book)]
    crate: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": book.title,
        "description": book.abstract,
        "datePublished": book.released,
        "version": book.version,
        "identifier": list(filter(None, identifiers)),
        "keywords": list(book.keywords),
    }
    links = {"author": authors, "license": licences, "hasPart": parts}
    crate |= {name: [{"@id": one["@id"]} for one in linked] for name, linked in links.items()}
    about = {
        "@id": DESCRIPTION,
        "@type": "CreativeWork",
        "conformsTo": {"@id": FORMAT},
        "about": {"@id": crate["@id"]},
    }
    return {"@context": f"{FORMAT}/context", "@graph": [about, crate, *authors, *licences, *parts]}
