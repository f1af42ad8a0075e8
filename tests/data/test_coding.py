"""The codings: both passes by the codebook, each sentence once."""

import pandas as pd

from reading.data import coding
from reading.data.book import Book


def load(root):
    return Book(root).coding


def test_a_coding_holds_the_codebook_and_each_coders_themes(small_root):
    read = load(small_root)
    assert list(read.codebook.themes) == ["commerce", "works"]
    assert list(read.passes) == ["a", "b"]
    assert read.passes["a"]["themes"].iloc[-1] == ("commerce", "works")
    assert len(read.passes["a"]) == 7


def test_notes_of_a_pass_may_be_given_and_change_no_code(small_root):
    before, path = load(small_root).codes, small_root / coding.FOLDER / "pass-a.csv"
    header, *rows = path.read_text().splitlines()
    noted = [f"{header},unsure,note", *(f"{row},close,between two themes" for row in rows)]
    path.write_text("\n".join(noted) + "\n")
    pd.testing.assert_frame_equal(load(small_root).codes, before)


def test_consensus_has_the_codes_that_all_share_and_those_that_were_decided(small_root):
    read = load(small_root)
    assert read.differences == [("ties/trade", 2, "commerce")]
    agreed = set(read.consensus.itertuples(index=False, name=None))
    codes = read.codes.query("coder == 'b' and code")[list(read.unit)]
    assert agreed == set(codes.itertuples(index=False, name=None))
    path = small_root / coding.FOLDER / coding.CONSENSUS
    path.write_text(path.read_text().replace("carried: false", "carried: true"))
    assert set(load(small_root).consensus.itertuples(index=False, name=None)) - agreed == {
        ("ties/trade", 2, "commerce")
    }


def test_consensus_is_in_the_order_of_the_document(small_root):
    folder = small_root / coding.FOLDER
    path = folder / "pass-b.csv"
    path.write_text(path.read_text().replace("harbour/opening,1,works", "harbour/opening,1,commerce works"))
    path = folder / coding.CONSENSUS
    path.write_text(
        path.read_text()
        + "  - {paragraph: harbour/opening, sentence: 1, theme: commerce, carried: true, reason: Goods.}\n"
    )
    first = load(small_root).consensus.head(2)
    assert first.to_numpy().tolist() == [["harbour/opening", 1, "commerce"], ["harbour/opening", 1, "works"]]


def test_the_books_consensus_decides_both_differences_by_the_codebook(book):
    coded = book.coding
    assert [decision.unit for decision in coded.decisions] == coded.differences
    assert len(coded.consensus) == 89
