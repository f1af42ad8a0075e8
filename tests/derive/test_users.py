"""Which speakers use a lemma most, on a made-up reference with values that were computed by hand."""

import pytest

from reading.data.reference import check_reference, load_references
from reading.derive.users import collect_lemmas
from reading.files.errors import ReadingErrors
from tests.data.references import NAME, SETTINGS, derive_here, write_book

USERS = """\
users:
  years: [2002, 2003]
  texts: 2
  sample: 4
  most: 1
  passage: 2
  shown:
    word: [BOB]
    name: []
"""

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

INCIDENCE = """\
paragraph,sentence,kind,lemma,count
a/b,1,word,globalisation,1
a/b,1,word,harbour,1
a/b,1,word,trade,2
a/b,1,word,whale,1
a/b,2,phrase,clean water,1
"""


def write(root, users=USERS):
    write_book(root, settings=SETTINGS.partition("terms:")[0] + users)
    for path in (root / "speeches").iterdir():
        path.unlink()
    for name, text in TEXTS.items():
        (root / "speeches" / f"{name}.txt").write_text(text, encoding="utf-8")
    (root / "data/reference" / NAME / "long-names.txt").write_text("West Harbour\n", encoding="utf-8")
    (root / "data/document").mkdir(parents=True)
    (root / "data/document/incidence.csv").write_text(INCIDENCE, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A book with a derived reference. Tests do not edit it."""
    root = write(tmp_path_factory.mktemp("users"))
    derive_here(root)
    return root


@pytest.fixture(scope="module")
def reference(root):
    return load_references(root)[NAME]


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


@pytest.mark.parametrize("wrong", ["BOP", "DAN"])
def test_too_few_texts_are_refused(tmp_path, wrong):
    write(tmp_path, USERS.replace("[BOB]", f"[{wrong}]"))
    with pytest.raises(ReadingErrors) as caught:
        derive_here(tmp_path)
    [mistake] = caught.value.exceptions
    assert f"{mistake.line}: {mistake.problem}".startswith(
        f"22: the speaker '{wrong}' has no text, or too few"
    )


def test_a_reference_without_users_has_empty_tables(tmp_path):
    derive_here(write_book(tmp_path))
    reference = load_references(tmp_path)[NAME]
    assert reference.document_words.empty
    assert reference.ranks.empty
    assert reference.used.empty
    check_reference(tmp_path / "data/reference" / NAME)
