"""Samples: sentences of other texts, as each coder coded them."""

import shutil

import pandas as pd
import pytest

from reading.data import coding, samples
from reading.data.book import Book, read_data
from reading.data.passes import Coder
from tests.site.builds import change


@pytest.fixture
def folder(small_root):
    return small_root / samples.FOLDER


def load(folder):
    """The samples in a folder of a book."""
    return samples.load(folder, coding.read_codebook(folder.parent))


def test_a_sample_has_a_use_sentences_and_each_coders_themes(folder):
    read = load(folder)
    assert list(read) == ["judged", "made"]
    assert {name: sample.description.use for name, sample in read.items()} == {
        "judged": "held out",
        "made": "development",
    }
    judged = read["judged"]
    assert judged.sentences.to_numpy().tolist() == [
        ["captain_2022", 1, "The fishers like the old harbour."],
        ["mayor_2022", 1, "Free trade needs a harbour."],
    ]
    assert judged.passes["a"]["themes"].tolist() == [("works",), ("commerce", "works")]
    assert judged.passes["b"]["themes"].tolist() == [(), ("commerce", "works")]
    assert judged.coders["b"] == Coder("reader B", "person", "2026-11-26", "text", 1)


def test_agreed_codes_are_those_that_every_pass_gives(folder):
    path = folder / "judged/pass-c.csv"
    assert load(folder)["judged"].agreed.to_numpy().tolist() == [
        ["mayor_2022", 1, "commerce"],
        ["mayor_2022", 1, "works"],
    ]
    shutil.copy(folder / "judged/pass-a.csv", path)
    change(path, "commerce works", "commerce")
    assert load(folder)["judged"].agreed.to_numpy().tolist() == [["mayor_2022", 1, "commerce"]]


def test_a_broken_sample_leaves_the_other_parts_of_the_book_as_they_are(small_root, folder):
    whole = Book.load(small_root)
    change(folder / "made/sample.yml", "use: development", "use: training")
    book, errors = read_data(small_root)
    assert [error.path.name for error in errors] == ["sample.yml"]
    pd.testing.assert_frame_equal(book.coding.codes, whole.coding.codes)


def test_no_sentence_of_the_book_is_held_out_and_in_sight_when_the_lexicon_was_made(book):
    """By their words, too, as the same sentence can stand in two texts."""
    words = {
        use: {
            value
            for sample in book.samples.values()
            if sample.description.use == use
            for value in (*sample.sentences["text"], *sample.sentences["words"])
        }
        for use in ("held out", "development")
    }
    assert len(words["held out"]) > 100
    assert not words["held out"] & words["development"]
