"""Cross-references of pages: the places and the terms that pages may point to."""

import json
import shutil

import pytest

from reading.checks.known import CheckedBook
from reading.checks.required_pages import check_required_pages
from reading.checks.run import check_book


def problems_of_book(root, text):
    """What the check says of the landing page of a book."""
    (root / "index.md").write_text(f"# A book\n\n{text}\n")
    return [error.problem for error in check_book(root) if error.path.name == "index.md"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(quay)=\n## The quay", []),
        ("```\n(quay)=\n```", ["there is no label 'quay' on notebooks/counts.ipynb"]),
    ],
)
def test_a_label_in_a_cell_of_a_notebook_is_a_place_unless_it_is_code(small_root, source, expected):
    path = small_root / "notebooks" / "counts.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"].append({"cell_type": "markdown", "id": "quay", "metadata": {}, "source": source})
    path.write_text(json.dumps(notebook))
    assert problems_of_book(small_root, "[To the quay](notebooks/counts.ipynb#quay)") == expected


def test_a_book_with_a_reference_needs_its_page_on_texts(small_root):
    (small_root / "notebooks/united_nations.ipynb").unlink()
    assert [error.path.stem for error in check_required_pages(CheckedBook(small_root))] == ["united_nations"]
    shutil.rmtree(small_root / "data/reference")
    assert list(check_required_pages(CheckedBook(small_root))) == []
