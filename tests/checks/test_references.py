"""Cross-references of pages: the places and the terms that pages may point to."""

import json
import shutil

import pytest

from reading.checks.known import KnownBook
from reading.checks.references import find_repeated_names
from reading.checks.required_pages import check_required_pages
from reading.checks.run import check
from tests.checks.conftest import known_page


def problems_of_book(root, text):
    """What the check says of the landing page of a book."""
    (root / "index.md").write_text(f"# A book\n\n{text}\n")
    return [error.problem for error in check(root) if error.path.name == "index.md"]


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


def test_a_book_with_a_reference_needs_its_page_of_texts(small_root):
    (small_root / "texts.md").unlink()
    missing = "the page is missing, but counts of other texts link to it"
    assert missing in {error.problem for error in check_required_pages(KnownBook(small_root))}
    shutil.rmtree(small_root / "data/reference")
    assert missing not in {error.problem for error in check_required_pages(KnownBook(small_root))}


def test_a_label_and_a_term_that_the_book_has_twice_are_named_with_the_first():
    text = "(Quay)=\n## The quay\n\n```{glossary}\ntide\n  The sea rises.\n```"
    names = [("a.md", "Quay"), ("b.md", "Pier"), ("c.md", "quay")]
    pages = [known_page(text.replace("Quay", quay), name=name) for name, quay in names]
    assert [
        (error.path.name, error.line, error.problem, error.hint)
        for error in find_repeated_names(KnownBook(pages[0].book.root, pages=pages))
    ] == [
        ("b.md", 5, "a second term of a glossary 'tide'", "first in a.md:5"),
        ("c.md", 1, "a second label 'quay'", "first in a.md:1"),
        ("c.md", 5, "a second term of a glossary 'tide'", "first in a.md:5"),
    ]
