"""New books that several tests read. They are created once, and tests leave them as they are."""

import pytest

from reading import new
from tests.conftest import ROOT
from tests.new import documents


@pytest.fixture(scope="session")
def brief(tmp_path_factory):
    """The folder of a book on the brief."""
    return create(tmp_path_factory.mktemp("brief"), "text.txt", documents.BRIEF)


@pytest.fixture(scope="session")
def note(tmp_path_factory):
    """The folder of a book on a note of two sentences."""
    return create(tmp_path_factory.mktemp("note"), "text.txt", documents.NOTE)


def create(folder, name, text):
    """Create a book on a text, which is written to a file of this name in the same folder."""
    copy = folder / name
    copy.write_text(text, encoding="utf-8")
    return new.create_book(copy, folder / "book", ROOT).folder
