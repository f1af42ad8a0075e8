"""Passes of coding: one schema for themes and stances, which says who coded."""

import pytest

from reading.data.passes import Coder, name_coders


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


def test_the_books_passes_go_by_the_version_in_use_and_were_made_by_a_model(book):
    assert {coder.codebook for coder in book.coding.coders.values()} == {book.coding.codebook.version}
    assert {coder.codebook for coder in book.stances.coders.values()} == {book.stances.rule.version}
    assert name_coders(book.coding.coders) == name_coders(book.stances.coders) == "A language model"
