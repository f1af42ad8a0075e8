"""Which speakers use a lemma most, on a made-up reference with values that were computed by hand."""

import numpy as np
import pytest

from reading.data import derive_users
from reading.data.derive_users import rank_users
from reading.data.reference import check_reference, load_references
from reading.files.errors import ReadingErrors
from tests.data.references import NAME, SETTINGS, derive_here, write_book

USERS = """\
users:
  years: [2002, 2003]
  texts: 2
  sample: 4
  most: 1
  pair: [ANN, BOB]
"""

TEXTS = {
    # Not in the years that are compared.
    "ANN_1_2001": "Harbours, harbours, trade, ships.\n",
    "ANN_2_2002": "Harbours grow near ships. Towns organise harbours.\n",
    "ANN_3_2003": "Ships, ships.\n",
    "BOB_2_2002": "Towns grow. They organize trade.\n",
    "BOB_3_2003": "The harbour and trade, globalization, trade.\n",
    "CAT_2_2002": "Trade. Harbours. Trade. Trade. Towns.\n",
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


def test_presences_are_means_over_the_texts_of_a_speaker(reference):
    rows = reference.users.set_index("lemma").astype(object)
    rows = rows.where(rows.notna(), None)
    # Of ANN's seven words, two are `harbour`: 1 - C(5, 4) / C(7, 4) = 6/7, and none in the second text. Of
    # BOB's six, one: 4/6, and none of five before. Of CAT's five, one, twice: 4/5.
    assert rows.loc["harbour"].tolist() == ["CAT ANN BOB", 0.8, round(6 / 14, 4), 3]
    # CAT's other words are two, which is less than the sample.
    assert rows.loc["trade"].tolist() == ["CAT BOB", 1.0, round((4 / 5 + 1 - 1 / 15) / 2, 4), 2]
    assert rows.loc["whale"].tolist() == [None, 0.0, 0.0, 0]
    # A text of two words, which is shorter than the sample.
    assert rows.loc["ship"].tolist() == ["ANN", round((4 / 7 + 1) / 2, 4), 0.0, 1]
    # Nobody who is compared has it, and one speaker who is not.
    assert rows.loc["clean water"].tolist() == [None, 0.0, 0.0, 0]


def test_two_spellings_are_counted_together(reference):
    rows = reference.users.set_index("lemma")
    expected = ["BOB ANN", 0.4, round(4 / 14, 4), 2]
    assert rows.loc["organise"].tolist() == rows.loc["organize"].tolist() == expected
    assert rows.loc["globalisation", "users"] == rows.loc["globalization", "users"] == "BOB"
    words = set(reference.pair_words["lemma"])
    assert {"organize", "globalisation"} <= words
    assert not {"organise", "globalization"} & words


def test_those_who_tie_share_the_last_of_their_places():
    speakers, presences = list("abcdef"), np.array([0.5, 0.2, 0.5, 0.2, 0.0, 0.7])
    assert rank_users(speakers, presences, 5) == "f a=c b=d"
    assert rank_users(speakers, presences, 4) == "f a=c"
    assert rank_users(speakers, presences, 2) == "f"
    assert rank_users(speakers, np.zeros(6), 5) == ""


def test_the_pair_has_all_its_words_and_only_the_documents_in_other_years(reference):
    rows = [tuple(row) for row in reference.pair_words.itertuples(index=False)]
    assert set(reference.pair_words["text"]) == {name for name in TEXTS if name[:3] in ("ANN", "BOB")}
    assert [row[1:] for row in rows if row[0] == "ANN_1_2001"] == [("harbour", 2), ("trade", 1)]
    assert [row[1:] for row in rows if row[0] == "ANN_2_2002"] == [
        *[("grow", 1), ("harbour", 2), ("organize", 1), ("ship", 1), ("town", 1)],
    ]


def test_all_sentences_of_the_pair_are_listed_and_some_of_others(reference):
    rows = reference.sentences
    rows = rows.assign(lemmas=rows["lemmas"].fillna(""))
    of = {text: part["lemmas"].tolist() for text, part in rows.groupby("text")}
    assert of["ANN_2_2002"] == ["harbour", "harbour"]
    assert of["ANN_3_2003"] == [""]
    assert of["BOB_3_2003"] == ["globalisation harbour trade"]
    # Fewer than 42 in the comparison set, two of the five in another year.
    assert of["CAT_3_2003"] == ["trade", "harbour", "trade", "trade", ""]
    assert len(of["CAT_2_2002"]) == derive_users.DRAWN
    assert not {"ANN_1_2001", "DAN_3_2003"} & set(of)


def test_a_draw_depends_on_the_name_of_the_text_only():
    sentences = [{f"w{number}"} for number in range(50)]
    known = {f"w{number}" for number in range(50)}
    draws = [
        derive_users.collect_lemmas(name, 5, {}, {}, sentences, known).sentences
        for name in ("A_2002", "B_2002")
    ]
    again = derive_users.collect_lemmas("A_2002", 5, {}, {}, sentences, known).sentences
    assert draws[0] == again != draws[1]
    numbers = [number for number, _ in again]
    assert len(set(numbers)) == 5
    assert numbers == sorted(numbers)
    assert all(lemmas == f"w{number - 1}" for number, lemmas in again)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "[ANN, BOB]",
            "[ANN, BOP]",
            "20: the speaker 'BOP' has no text, or too few",
        ),
        (
            "[ANN, BOB]",
            "[ANN, DAN]",
            "20: the speaker 'DAN' has no text, or too few",
        ),
    ],
)
def test_too_few_texts_or_speakers_are_refused(tmp_path, old, new, problem):
    write(tmp_path, USERS.replace(old, new))
    with pytest.raises(ReadingErrors) as caught:
        derive_here(tmp_path)
    [mistake] = caught.value.exceptions
    assert f"{mistake.line}: {mistake.problem}".startswith(problem)


def test_a_reference_without_users_has_empty_tables(tmp_path):
    derive_here(write_book(tmp_path))
    reference = load_references(tmp_path)[NAME]
    assert reference.users.empty
    assert reference.pair_words.empty
    assert reference.sentences.empty
    check_reference(tmp_path / "data/reference" / NAME)
