"""The data package of the built site: whole, valid, and the same as the pages show."""

import json
import zipfile

import pytest

from reading.site import data_package
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def described(site):
    return json.loads((site / data_package.DESCRIPTOR).read_text(encoding="utf-8"))


@pytest.mark.extended
def test_the_validator_of_the_standard_accepts_each_package(site):
    from frictionless import Package

    for path in (site / data_package.DESCRIPTOR, *(ROOT / "data").rglob("datapackage.json")):
        report = Package(str(path)).validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_the_package_lists_every_published_table_and_those_of_the_document(site, described):
    paths = {resource["path"] for resource in described["resources"]}
    written = {path.relative_to(site).as_posix() for path in (site / "tables").rglob("*.csv")}
    assert written < paths
    assert {f"data/document/{name}.csv" for name in ("vocabulary", "incidence", "bigrams")} < paths


def test_the_archive_contains_the_descriptor_and_every_table(site, described):
    with zipfile.ZipFile(site / data_package.ARCHIVE) as archive:
        assert archive.testzip() is None
        paths = {resource["path"] for resource in described["resources"]}
        assert set(archive.namelist()) == {data_package.DESCRIPTOR, *paths}
