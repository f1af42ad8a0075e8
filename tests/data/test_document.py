import functools
import json
import shutil
from pathlib import Path

import pytest

from reading.data.document import load
from reading.derive.document import derive
from tests.conftest import ROOT
from tests.data import tables
from tests.data.tables import edit

MADE = Path(__file__).parent / "made"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    root = tmp_path_factory.mktemp("made")
    shutil.copytree(MADE, root, dirs_exist_ok=True)
    derive(root / "copy.txt", root)
    return root / "data/document"


@pytest.fixture
def folder(once, tmp_path):
    """The figures of a made-up text."""
    return shutil.copytree(once, tmp_path / "document")


mistakes = functools.partial(tables.mistakes, load)


def test_a_document_lists_its_sections_paragraphs_and_sentences(folder):
    document = load(folder)
    assert document.sections.to_dict("records") == [
        {"section": "rivers", "title": "Water", "paragraphs": 2, "sentences": 4, "tokens": 40},
        {"section": "towns", "title": "Towns", "paragraphs": 1, "sentences": 2, "tokens": 14},
    ]
    assert document.paragraphs["tokens"].tolist() == [11, 29, 14]
    assert document.sentences.columns.tolist() == ["section", "paragraph", "sentence", "tokens"]
    assert document.sentences.iloc[-1].tolist() == ["towns", "towns/opening", 2, 5]
    assert document.phrases[0] == "Upper Valley"


def test_outline_without_derived_values_is_reported(folder):
    shutil.copy(MADE / "data/document/outline.yml", folder)
    messages = mistakes(folder)
    assert "outline.yml:1: the text's checksum is missing" in messages[0]
    assert len(messages) == 4


def test_a_table_that_the_description_lacks_is_noticed(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [entry for entry in package["resources"] if entry["path"] != "bigrams.csv"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    [mistake] = mistakes(folder)
    assert "bigrams.csv:0: the table differs from its description" in mistake


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("incidence.csv", "us,1", "us,2", "incidence.csv:0: the table differs from its description"),
        ("outline.yml", "id: rivers/anna", "id: rivers/ana", "did you mean 'rivers/ana'?"),
        ("outline.yml", "towns/opening", "rivers/opening", "'rivers/opening' appears twice"),
        ("datapackage.json", '"resources"', '"resource"', "the descriptor lacks"),
        ("datapackage.json", '"resources"', '"resources', "not valid JSON"),
    ],
)
def test_a_mistake_is_reported(folder, name, old, new, problem):
    edit(folder, name, old, new)
    found = mistakes(folder)
    assert any(message.startswith(name) and problem in message for message in found), found


@pytest.mark.parametrize(("title", "other"), [("Towns", "Water"), ("Water stored", "Anna's river")])
def test_a_title_of_two_sections_or_two_paragraphs_is_reported(folder, title, other):
    edit(folder, "outline.yml", f"title: {title}\n", f"title: {other}\n")
    lines = (folder / "outline.yml").read_text().split("\n")
    [first, second] = [number for number, text in enumerate(lines, 1) if text.endswith(f"title: {other}")]
    [mistake] = mistakes(folder)
    assert mistake.startswith(f"outline.yml:{second}: {other!r} appears twice in the titles")
    assert f"first in line {first}" in mistake


def test_the_books_own_openings_stand_first_in_their_sections():
    document = load(ROOT / "data/document")
    for section in document.outline.sections:
        assert section.paragraphs[0].id == f"{section.id}/opening"
