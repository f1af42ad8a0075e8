"""A new book that several tests read. It is created once, and tests leave it as it is."""

import pytest

from reading.new.folder import create_book
from tests.new import documents


@pytest.fixture(scope="session")
def brief(tmp_path_factory):
    """The folder of a book on the brief, which stores figures only."""
    return create(tmp_path_factory.mktemp("brief"), documents.BRIEF)


def create(folder, text):
    """Create a book on a text, which is written to a file in the same folder."""
    copy = folder / "text.md"
    copy.write_text(text, encoding="utf-8")
    create_book(copy, folder / "book")
    return folder / "book"
