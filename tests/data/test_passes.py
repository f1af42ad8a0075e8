"""Passes of coding: one schema for themes and stances, which says who coded."""

import pytest

from reading.data import coding, stances
from reading.data.passes import METADATA, OPTIONAL, Coder, name_coders


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


def test_one_person_who_codes_twice_is_one_person():
    twice = dict.fromkeys("ab", Coder("Ada", "person", "2026-11-24", "document", 1))
    assert name_coders(twice) == "A person"


def test_every_pass_of_the_book_has_the_columns_of_the_schema(book):
    folder = book.root / coding.FOLDER
    for pattern, own in (
        (coding.PASSES, ["paragraph", "sentence", "themes"]),
        (stances.PASSES, [*stances.UNIT, "stance"]),
    ):
        for path in folder.glob(pattern):
            columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
            assert [name for name in columns if name not in OPTIONAL] == [*own, *METADATA], path.name


def test_the_books_passes_go_by_the_version_in_use_and_were_made_by_a_model(book):
    assert {coder.codebook for coder in book.coding.coders.values()} == {book.coding.codebook.version}
    assert {coder.codebook for coder in book.stances.coders.values()} == {book.stances.rule.version}
    assert name_coders(book.coding.coders) == name_coders(book.stances.coders) == "A language model"
