"""The data package of the built site: whole, valid, and the same as the pages show."""

import csv
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


def test_the_package_lists_every_table_of_a_chart_and_of_the_document(site, described):
    paths = {resource["path"] for resource in described["resources"]}
    charts = {path.relative_to(site).as_posix() for path in (site / "_charts").rglob("*.csv")}
    assert charts
    assert charts < paths
    assert {f"data/document/{name}.csv" for name in ("vocabulary", "incidence", "bigrams")} < paths


def test_the_archive_contains_the_descriptor_and_every_table(site, described):
    with zipfile.ZipFile(site / data_package.ARCHIVE) as archive:
        assert archive.testzip() is None
        paths = {resource["path"] for resource in described["resources"]}
        assert set(archive.namelist()) == {data_package.DESCRIPTOR, *paths}


def test_a_charts_table_is_the_same_in_csv_and_json(site):
    for path in (site / "_charts").rglob("*.table.json"):
        records = json.loads(path.read_text(encoding="utf-8"))
        with path.with_name(path.name.replace("table.json", "csv")).open(
            encoding="utf-8", newline=""
        ) as file:
            rows = list(csv.DictReader(file))
        shown = [
            {name: "" if one is None else str(one) for name, one in row.items()} for row in records["data"]
        ]
        assert rows == shown, path.name
