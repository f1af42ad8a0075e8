"""Codes do not outlive the words that they were given to, unless a person says so."""

import re

import pytest

from reading.data.changed_sentences import Words, find_changed, name_places, read_words
from reading.data.derive import derive
from reading.files.errors import ReadingErrors
from tests.data.test_derive import COPY, made  # noqa: F401

HEADER = "paragraph,sentence,themes,coder,kind,date,basis,codebook\n"
ROW = "{},work,Ada,person,2026-11-27,document,1\n"
PLACES = ["rivers/opening,1", "rivers/anna,1", "rivers/anna,2", "rivers/anna,3", "towns/opening,1"]


@pytest.fixture
def coded(made):  # noqa: F811
    """A derived book with a pass over the first five sentences."""
    (made / "copy.txt").write_text(COPY, encoding="utf-8")
    derive(made / "copy.txt", made)
    folder = made / "data/coding"
    folder.mkdir()
    (folder / "pass-ada.csv").write_text(HEADER + "".join(map(ROW.format, PLACES)), encoding="utf-8")
    return made


def derive_anew(root, text, **options):
    """Derive another text on purpose: without the checksum of the one before."""
    outline = root / "data/document/outline.yml"
    outline.write_text(re.sub("sha256.*\n", "", outline.read_text()), encoding="utf-8")
    (root / "copy.txt").write_text(text, encoding="utf-8")
    derive(root / "copy.txt", root, **options)


def refuse(root, text):
    before = (root / "data/document/incidence.csv").read_bytes()
    with pytest.raises(ReadingErrors) as caught:
        derive_anew(root, text)
    assert (root / "data/document/incidence.csv").read_bytes() == before
    [error] = caught.value.exceptions
    assert error.path.name == "pass-ada.csv"
    return error


@pytest.mark.parametrize(
    ("old", "new", "line", "place"),
    [
        ("feeds the", "floods the", 3, "rivers/anna#1"),
        # No content word, yet one token more.
        ("feeds the", "has not fed the", 3, "rivers/anna#1"),
        ("towns in the Upper", "towns of the Lower", 6, "towns/opening#1"),
    ],
)
def test_a_code_of_a_sentence_with_other_words_is_named_by_its_line(coded, old, new, line, place):
    error = refuse(coded, COPY.replace(old, new))
    assert (error.line, error.problem) == (line, f"1 sentence that the pass codes changed: {place}")
    assert "--keep-codes" in error.hint


def test_a_sentence_that_moved_is_named_with_its_new_number(coded):
    outline = coded / "data/document/outline.yml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(re.sub(r"sentences: 3\n +tokens:.*", "sentences: 4", text), encoding="utf-8")
    error = refuse(coded, COPY.replace("First, Anna", "Rain fell everywhere. First, Anna"))
    assert error.problem.startswith("3 sentences that the pass codes changed: rivers/anna#1, ")
    assert error.problem.endswith("; the sentence that was rivers/anna#1 is now #2")


def test_codes_stay_where_a_person_says_so_and_where_no_coded_sentence_changed(coded):
    derive_anew(coded, COPY.replace("The US has helped", "The US has not helped"))
    derive_anew(coded, COPY.replace("feeds the", "floods the"), keep_codes=True)


def test_codes_of_stances_count_too(coded):
    stances = "paragraph,sentence,actor,stance\nrivers/anna,1,anna,calm\n"
    (coded / "data/coding/stances-ada.csv").write_text(stances, encoding="utf-8")
    (coded / "data/coding/pass-ada.csv").unlink()
    with pytest.raises(ReadingErrors) as caught:
        derive_anew(coded, COPY.replace("feeds the", "floods the"))
    assert [(error.path.name, error.line) for error in caught.value.exceptions] == [("stances-ada.csv", 2)]


def test_the_first_text_of_a_book_changes_nothing(made):  # noqa: F811
    (made / "data/coding").mkdir()
    (made / "data/coding/pass-ada.csv").write_text(HEADER + ROW.format(PLACES[0]), encoding="utf-8")
    derive_anew(made, COPY)


def test_where_tokens_are_not_known_only_the_words_are_compared():
    lines = ["a/b,1,word,ship,2", "a/b,1,phrase,grain ship,1", 'a/b,2,word,"1,000",1']
    before, after = read_words(lines, {}), read_words(lines, {"a/b": [7, 4]})
    assert before["a/b", 2] == Words(None, frozenset({("1,000", "1")}))
    assert find_changed(before, after) == []
    # The list of phrases may have changed meanwhile, which is no change of the text.
    assert find_changed(before, read_words([lines[0], lines[2]], {})) == []
    assert find_changed(after, read_words(lines, {"a/b": [7, 5]})) == [("a/b", 2)]


def test_a_message_names_three_places_at_most():
    assert name_places([("a", number) for number in range(1, 6)]) == "a#1, a#2, a#3 and 2 more"
