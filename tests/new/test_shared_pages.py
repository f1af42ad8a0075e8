"""What a new book takes from this one names nothing of this one's document."""

import re

import pytest

from reading.new import shared_pages
from tests.conftest import ROOT

PACKAGE = [
    path for path in (ROOT / "reading").rglob("*") if path.is_file() and path.suffix not in {".gz", ".pyc"}
]


@pytest.fixture(scope="module")
def forbidden(book):
    """The names of this book's document: its author and title, its actors, and its parts.

    Names that are words of any text, such as a group's or a part's of one word, are left out.
    """
    source = book.document.outline.source
    names = {source.author, source.title, source.publisher}
    for actor in book.lexicon.actors:
        if actor.kind != "group":
            names.update(name for name in actor.names if name[0].isupper())
    for section in book.document.outline.sections:
        for part in (section, *section.paragraphs):
            names.update(name for name in (part.id, part.title) if re.search(r"[-/ ]", name))
    # Of these the book speaks whatever its document: spelled as a pronoun, a spelling, a language.
    return sorted(names - {"US", "American", "Chinese"})


def named(text, forbidden):
    written = [name for name in forbidden if name in text]
    return [name for name in written if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]


def test_no_file_of_a_new_book_speaks_of_the_other_document(brief, forbidden):
    files = [path for path in brief.rglob("*") if path.is_file() and "_build" not in path.parts]
    found = {path.relative_to(brief).as_posix(): named(path.read_text("utf-8"), forbidden) for path in files}
    assert len(forbidden) > 30
    # It explains how to count with two speeches, whatever the document.
    examples = {"notebooks/corpus.ipynb": ["BRICS", "China", "India", "Russia"]}
    assert {name: names for name, names in found.items() if names} == examples


def test_the_package_and_its_templates_do_not_mention_this_books_document(forbidden):
    found = {path: named(path.read_text(encoding="utf-8"), forbidden) for path in PACKAGE}
    assert {str(path): names for path, names in found.items() if names} == {}


def test_a_finding_is_removed_with_its_paragraph_and_a_heading_with_everything_below_it():
    text = (
        "# A\n\nStays.\n\n% finding\nGoes.\n\n% finding\n## B\n\nGoes.\n\n### C\n\nGoes.\n\n## D\n\nStays.\n"
    )
    assert shared_pages.remove_findings_from_page(text, "x.md") == "# A\n\nStays.\n\n## D\n\nStays.\n"


def test_a_heading_within_a_fence_does_not_end_a_finding():
    text = "% finding\n## A\n\n```{glossary}\nb\n  c\n\n## d\n```\n\n## E\n"
    assert shared_pages.remove_findings_from_page(text, "x.md") == "## E\n"


def test_a_chart_of_a_notebook_gets_its_plain_title_and_no_claim():
    code = """# The bars stay.
show(
    bars.mark_bar(),
    "It leads, by far, "
    "whatever is chosen",
    claim="claims.a",
    name="bars",
    says="How long the parts are",
)
show(frame, "A table")"""
    plain = """# The bars stay.
show(
    bars.mark_bar(),
    "How long the parts are",
    name="bars",
)
show(frame, "A table")"""
    assert shared_pages.use_plain_titles(code) == plain
    in_line = 'show(bars, "It leads", claim="claims.a", says="How long")'
    assert shared_pages.use_plain_titles(in_line) == 'show(bars, "How long")'
    assert shared_pages.use_plain_titles("x = f(1)") == "x = f(1)"
