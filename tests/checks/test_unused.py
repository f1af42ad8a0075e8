"""What nothing uses is named: entries of the bibliography, and files of data."""

import shutil
from pathlib import Path

import pytest

from reading.checks.run import check
from reading.checks.unused import find_uncited
from tests.checks.conftest import known_page

BIBLIOGRAPHY = "\n\n```{bibliography}\n```\n"


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        (f"So {{cite:p}}`a`.{BIBLIOGRAPHY}", ["b"]),
        (f"So {{cite:p}}`a, b`.{BIBLIOGRAPHY}", []),
        ("So {cite:p}`a`.", []),
        ("So.\n\n```{bibliography}\n:all:\n```\n", []),
    ],
)
def test_an_entry_that_no_page_cites_is_named(text, uncited):
    path, known = Path("x.bib"), known_page(text).book
    known.entries = {"a": (path, 1), "b": (path, 5)}
    errors = find_uncited(known)
    assert [(one.line, one.problem) for one in errors] == [(5, f"no page cites {key!r}") for key in uncited]


def test_files_of_a_second_reference_are_named_as_unread(small_root):
    shutil.copytree(small_root / "data/reference/speeches", small_root / "data/reference/verses")
    (small_root / "data/reference/verses/reference.yml").write_text("title: Verses\n", encoding="utf-8")
    found = check(small_root)
    assert {error.path.parent.name for error in found} == {"verses"}
    assert {error.problem for error in found} == {"the book does not read the file"}
