import functools
import shutil
from pathlib import Path

import pytest

from reading.data.descriptor import hash_of
from reading.data.document import load
from reading.derive.document import derive
from tests.data import tables
from tests.site.builds import change

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
        {"section": "rivers", "paragraphs": 2, "sentences": 4, "tokens": 40},
        {"section": "towns", "paragraphs": 1, "sentences": 2, "tokens": 14},
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


def test_locators_that_hold_more_of_the_text_than_they_need_are_refused(folder):
    table = folder / "locators.csv"
    before = table.read_text()
    table.write_text(before + "".join(f"rivers/anna,{number},Upper Valley a\n" for number in range(40)))
    change(folder / "datapackage.json", hash_of(before), hash_of(table.read_text()))
    assert any("more than 90" in mistake for mistake in mistakes(folder))


def test_a_paragraph_that_was_renamed_after_the_tables_were_derived_is_named(folder):
    change(folder / "outline.yml", "id: rivers/anna", "id: rivers/ana")
    assert any("not here: rivers/anna" in mistake for mistake in mistakes(folder))
