"""Which speakers use a lemma most, on a made-up reference with values that were computed by hand."""

import pytest

from reading.data.book import Book
from reading.derive.heaviest_users import collect_lemmas
from tests.data.references import NAME, SETTINGS, derive_here, write_book

TEXTS = {
    # Not in the years that are compared.
    "ANN_1_2001": "Harbours, harbours, trade, ships.\n",
    "ANN_2_2002": "Harbours grow near ships. Towns organise harbours.\n",
    "ANN_3_2003": "Ships, ships.\n",
    "BOB_2_2002": "Towns grow. They organize trade.\n",
    "BOB_3_2003": "The harbour and trade, globalization, trade.\n",
    "CAT_2_2002": "Trade. Harbours. Trade. Trade. Towns of West Harbour.\n",
    "CAT_3_2003": "Trade. Harbours. Trade. Trade. Rain.\n",
    # Fewer texts than a speaker needs.
    "DAN_3_2003": "Clean water, harbours.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A book with a derived reference. Tests do not edit it."""
    settings = SETTINGS.replace("texts: 1", "texts: 2")
    root = write_book(tmp_path_factory.mktemp("users"), settings, texts=TEXTS)
    (root / "data/reference" / NAME / "long-names.txt").write_text("West Harbour\n", encoding="utf-8")
    derive_here(root)
    return root


@pytest.fixture(scope="module")
def reference(root):
    return Book(root).reference


def test_only_words_of_the_document_are_listed_in_its_spelling_and_no_long_name(reference):
    assert reference.lemmas == ["globalisation", "harbour", "trade", "whale"]
    assert reference.document_words.set_index("text")["words"].fillna("").to_dict() == {
        "ANN_2_2002": "2:2",
        "ANN_3_2003": "",
        "BOB_2_2002": "3",
        "BOB_3_2003": "1 2 3:2",
        "CAT_2_2002": "2 3:3",
        "CAT_3_2003": "2 3:3",
    }


def ranks(reference, text, prefix=""):
    row = reference.ranks.set_index(["text", "kind", "user"]).loc[(text, "word", "BOB")]
    return int(row[f"{prefix}total"]), str(row[f"{prefix}ranks"])


def test_tokens_are_counted_by_the_rank_of_a_user_among_other_speakers(reference):
    # Of CAT's words BOB uses `trade` first, and `harbour` after ANN. CAT itself is no candidate.
    assert ranks(reference, "CAT_3_2003") == (5, "3 1")
    # Two words of it: the first passage that has as many of the document's.
    assert ranks(reference, "CAT_3_2003", "passage_") == (2, "1 1")
    # ANN organises as BOB does: one of seven words, and one of five, in one text each. It has `grow` less.
    assert ranks(reference, "ANN_2_2002") == (6, "3 2")


def test_a_text_is_left_out_of_the_presence_of_its_own_speaker(reference):
    # BOB has no harbour but in this text, and no globalisation. In the other one, it trades less than CAT.
    assert ranks(reference, "BOB_3_2003") == (4, "0 2")
    own = reference.document_words.set_index("text")[["total", "own"]]
    assert own.loc["BOB_3_2003"].tolist() == [4, 0]


def test_tokens_of_each_user_are_counted_in_the_year_of_comparison(reference):
    rows = reference.used.set_index(["text", "kind"])
    assert rows["used"].to_dict() == {
        ("ANN_3_2003", "name"): "0 0 0",
        ("ANN_3_2003", "word"): "0 0 0",
        ("BOB_3_2003", "name"): "0 0 0",
        ("BOB_3_2003", "word"): "0 0 3",
        ("CAT_3_2003", "name"): "0 0 0",
        ("CAT_3_2003", "word"): "1 3 0",
    }


def test_the_passage_is_the_part_of_a_text_that_shares_most_with_the_document():
    sentences = [(1, ["sea"]), (1, ["trade"]), (1, ["trade"]), (1, ["harbour"])]
    found = collect_lemmas(sentences, {"trade": 1, "harbour": 1}, 2)
    assert found == [("sea", 1, 0), ("trade", 2, 1), ("harbour", 1, 1)]
