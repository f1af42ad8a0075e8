"""GitHub: annotations that the runner reads as they are meant, and addresses that nobody has to name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import github
from reading.errors import ReadingError

ROOT = Path("/book")


@pytest.fixture(autouse=True)
def _outside_of_github(monkeypatch):
    for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)


def annotation(path, line, problem, hint=""):
    return github.annotation(ReadingError(Path(path), line, problem, hint), ROOT)


def test_an_annotation_names_file_and_line_and_the_fix():
    assert annotation("/book/a/b.md", 3, "it is wrong", "mend it") == (
        "::error file=a/b.md,line=3::it is wrong (mend it)"
    )


def test_a_mistake_of_a_whole_file_has_no_line():
    assert annotation("/book/a.md", 0, "it is empty") == "::error file=a.md::it is empty"


def test_paths_are_seen_from_the_folder_of_the_repository(monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", "/work")
    assert github.annotation(ReadingError(Path("/work/book/a.md"), 1, "x"), Path("/work/book")) == (
        "::error file=book/a.md,line=1::x"
    )


@given(st.text(), st.text(alphabet=st.characters(exclude_characters="/\0")))
def test_nothing_in_a_mistake_ends_its_command_or_begins_another(problem, name):
    told = github.annotation(ReadingError(ROOT / f"x{name}", 1, problem), ROOT)
    assert "\n" not in told
    assert "\r" not in told
    head, _, rest = told.removeprefix("::error ").partition("::")
    assert head.count(",") == 1
    assert head.count(":") == 0
    read = rest.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    assert read == problem
