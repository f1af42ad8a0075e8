import shutil

import pytest

from reading.data import full_text
from reading.files.errors import ReadingErrors

SENTENCE = 'The "Harbour Office" asks the harbours\' masters: who pays harbour-masters?'


def matches(sentence, lemma, **options):
    return [line.match for line in full_text.concordance(sentence, lemma, **options)]


def test_a_word_within_another_is_no_place_of_it():
    assert matches("The capital of the cap is high.", "cap") == ["cap"]


def test_a_phrase_is_found_as_it_is_counted():
    assert matches("Great powers fear a great power.", "great power", phrase="great power") == [
        "Great powers",
        "great power",
    ]
    assert matches(SENTENCE, "harbour office", phrase="Harbour Office") == ["Harbour Office"]


def test_marks_and_possessives_between_words_do_not_shift_their_places():
    assert matches(SENTENCE, "master") == ["masters"]


def test_a_kept_copy_gives_the_sentences_of_each_paragraph(small_root):
    shutil.copy(small_root / "text.txt", small_root / "data/document/text.txt")
    found = full_text.read_sentences(small_root)
    outline = (small_root / "data/document/outline.yml").read_text()
    assert all(f"id: {paragraph}" in outline for paragraph in found)
    assert sum(map(len, found.values())) == sum(
        int(line.split(":")[1]) for line in outline.splitlines() if line.strip().startswith("sentences:")
    )


def test_a_kept_copy_of_another_text_is_refused(small_root):
    path = small_root / "data/document/text.txt"
    text = (small_root / "text.txt").read_text()
    path.write_text(text.replace(" the ", " a ", 1))
    assert path.read_text() != text
    with pytest.raises(ReadingErrors) as caught:
        full_text.read_sentences(small_root)
    assert "its wording is not that" in caught.value.exceptions[0].problem
