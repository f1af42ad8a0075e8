import pytest

from reading.new.names import propose_names
from reading.new.speakers import find_speakers, strip_speakers


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Q", "Q"),
        ("A.", "A"),
        ("THE PRESIDENT:", "THE PRESIDENT"),
        ("MR. LEE:", "MR. LEE"),
        ("Ann Lee:", "Ann Lee"),
    ],
)
def test_a_label_that_opens_several_paragraphs_is_that_of_a_speaker(label, speaker):
    turns = [[f"{label} Oslo is old.", "We like Oslo."]] * 3
    assert find_speakers(turns) == [speaker]
    assert find_speakers(turns[:2]) == []
    assert list(strip_speakers(turns)) == ["Oslo is old.", "We like Oslo."] * 3


def test_a_name_on_a_line_of_its_own_is_a_label():
    turns = [["ALGERNON.", "We saw ALGERNON."]] * 3
    assert list(strip_speakers(turns)) == ["We saw ALGERNON."] * 3


@pytest.mark.parametrize(
    "first", ["A ship sails.", "Ships sail.", "NATO is old.", "However: it is.", "(a) Ships"]
)
def test_what_opens_several_paragraphs_of_prose_is_no_speaker(first):
    turns = [[first], ["They wait."], [first]]
    assert list(strip_speakers(turns)) == [first, "They wait.", first]
    assert find_speakers([["A ship sails."], ["NATO is old."], ["I sail."]] * 3) == []


def test_speakers_are_no_actors_and_no_words_of_names():
    turns = [["Q And who of us saw Oslo?"], ["MR. LEE: Oslo is what we saw."], ["Q Are they in Oslo?"]] * 3
    assert [actor.text for actor in propose_names(strip_speakers(turns)).actors] == ["Oslo"]


def test_labels_of_a_list_are_no_speakers():
    turns = [["Goal: Oslo is old."]] * 3
    assert find_speakers([*turns, *[["They wait."]] * 12]) == ["Goal"]
    assert find_speakers([*turns, *[["They wait."]] * 13]) == []
