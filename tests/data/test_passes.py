"""Passes of coding say who coded."""

import pytest

from reading.checks.run import check_book
from reading.data import coding
from reading.data.passes import Coder
from reading.site.pages.coders import name_coders


def coders(*kinds):
    return {
        str(number): Coder(f"coder {number}", kind, "2026-11-24", "document", 1)
        for number, kind in enumerate(kinds)
    }


@pytest.mark.parametrize(
    ("kinds", "named"),
    [
        (["model", "model"], "A language model"),
        (["person"], "A person"),
        (["person", "person"], "People"),
        (["model", "person"], "A language model and a person"),
        (["person", "model", "person"], "A language model and people"),
        ([], ""),
    ],
)
def test_coders_are_named_by_their_kinds(kinds, named):
    assert name_coders(coders(*kinds)) == named


def test_a_pass_of_a_person_may_end_early_and_that_of_a_model_may_not(small_root):
    folder = small_root / coding.FOLDER
    rows = (folder / "pass-a.csv").read_text().replace("reader A", "Ann").splitlines()
    (folder / "pass-ann.csv").write_text("\n".join(rows[:4]) + "\n")
    assert check_book(small_root) == []
    (folder / "pass-ann.csv").write_text("\n".join(rows[:4]).replace("person", "model") + "\n")
    assert {error.path.name for error in check_book(small_root)} >= {"pass-ann.csv"}
    # A sentence that is left out in between is a slip of anybody.
    (folder / "pass-ann.csv").write_text("\n".join(rows[:2] + rows[3:5]) + "\n")
    [error] = check_book(small_root)
    assert (error.line, error.hint) == (3, "expected harbour/quay,1")
