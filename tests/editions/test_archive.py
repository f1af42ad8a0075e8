"""The archive: what is in it, and what its RO-Crate says."""

import json
import zipfile

import pytest
import yaml

from reading.editions import archive
from reading.files.errors import ReadingErrors

COMMIT = "94a9ed024d3859793618152ea559a168bbcbb5e2"


@pytest.fixture
def packed(small_root, tmp_path, monkeypatch):
    """The archive of a book whose parts were made, with the names of its files."""
    (tmp_path / "CITATION.cff").write_bytes((small_root / "CITATION.cff").read_bytes())
    for name in (
        "html/index.html",
        "html/data.zip",
        "html/notebooks.zip",
        "book.epub",
        "book.pdf",
        "source.zip",
    ):
        path = tmp_path / archive.BUILD / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"made")
    monkeypatch.setattr(archive.github, "find_commit", lambda root: COMMIT)
    with zipfile.ZipFile(archive.write_archive(tmp_path)) as file:
        yield file


def test_each_part_that_the_crate_describes_is_in_the_archive(packed):
    graph = {one["@id"]: one for one in json.loads(packed.read(archive.DESCRIPTION))["@graph"]}
    parts = [one["@id"] for one in graph["./"]["hasPart"]]
    assert all(any(name.startswith(part) for name in packed.namelist()) for part in parts)
    held = {name for name in packed.namelist() if not name.startswith("html/")}
    assert held == {archive.DESCRIPTION, *(part for part in parts if not part.startswith("html/"))}


def test_each_entity_that_the_crate_names_is_described(packed):
    graph = {one["@id"]: one for one in json.loads(packed.read(archive.DESCRIPTION))["@graph"]}
    assert graph[archive.DESCRIPTION]["about"] == {"@id": "./"}
    named = [
        one["@id"]
        for values in graph["./"].values()
        if isinstance(values, list)
        for one in values
        if "@id" in one
    ]
    assert named
    assert set(named) <= set(graph)
    assert {"name", "description", "datePublished", "license"} <= set(graph["./"])


def test_citation_and_crate_name_the_commit(packed):
    identifier = f"swh:1:rev:{COMMIT}"
    cited = yaml.safe_load(packed.read("CITATION.cff"))
    assert cited["commit"] == COMMIT
    assert cited["identifiers"][-1] == {"type": "swh", "value": identifier}
    graph = json.loads(packed.read(archive.DESCRIPTION))["@graph"]
    assert identifier in next(one for one in graph if one["@id"] == "./")["identifier"]


def test_part_that_was_not_made_is_named(small_root, tmp_path):
    (tmp_path / "CITATION.cff").write_bytes((small_root / "CITATION.cff").read_bytes())
    with pytest.raises(ReadingErrors) as raised:
        archive.write_archive(tmp_path)
    assert raised.value.exceptions[0].path.name == "html"
    assert not (tmp_path / archive.ARCHIVE).exists()
