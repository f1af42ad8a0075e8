"""The codings: both passes by the codebook, each sentence once."""

import shutil

import pandas as pd

from reading.data import coding
from reading.data.passes import Coder

SIZES = {"harbour/opening": 1, "harbour/quay": 3, "ties/opening": 1, "ties/trade": 2}


def load(root):
    return coding.load(root / coding.FOLDER, SIZES)


def test_a_coding_holds_the_codebook_and_each_coders_themes(small_root):
    read = load(small_root)
    assert list(read.codebook.themes) == ["commerce", "works"]
    assert list(read.passes) == ["a", "b"]
    assert read.passes["a"]["themes"].iloc[-1] == ("commerce", "works")
    assert len(read.passes["a"]) == 7


def test_codes_are_one_row_each_with_their_coder(small_root):
    codes = load(small_root).codes
    assert list(codes.columns) == ["coder", "paragraph", "sentence", "theme"]
    assert codes.groupby("coder").size().to_dict() == {"a": 8, "b": 7}


def test_a_sentence_may_carry_no_theme(small_root):
    for path in (small_root / coding.FOLDER).glob("pass-*.csv"):
        path.write_text(path.read_text().replace("harbour/quay,1,works", "harbour/quay,1,"))
    read = load(small_root)
    assert read.passes["a"]["themes"].iloc[1] == ()
    assert len(read.codes.query("coder == 'a'")) == 7


def test_a_third_pass_is_read_as_well(small_root):
    folder = small_root / coding.FOLDER
    shutil.copy(folder / "pass-a.csv", folder / "pass-c.csv")
    assert list(load(small_root).passes) == ["a", "b", "c"]


def test_a_coding_knows_who_made_each_pass(small_root):
    coders = load(small_root).coders
    assert coders["b"] == Coder("reader B", "person", "2026-11-24", "document", 1)
    assert list(coders) == ["a", "b"]


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
    assert agreed == set(
        read.codes.query("coder == 'b'").drop(columns="coder").itertuples(index=False, name=None)
    )
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


def test_third_pass_that_agrees_with_one_adds_no_difference(small_root):
    folder = small_root / coding.FOLDER
    shutil.copy(folder / "pass-a.csv", folder / "pass-c.csv")
    assert load(small_root).differences == [("ties/trade", 2, "commerce")]


def test_the_books_consensus_decides_both_differences_by_the_codebook(book):
    coded = book.coding
    assert [decision.code for decision in coded.decisions] == coded.differences
    assert len(coded.consensus) == 89
