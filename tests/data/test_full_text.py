import re
import shutil

import pytest

from reading.data import full_text
from reading.data.derive import derive
from reading.files.errors import ReadingErrors
from reading.text.words import split_words

SENTENCE = 'The "Harbour Office" asks the harbours\' masters: who pays harbour-masters?'


def matches(sentence, lemma, **options):
    return [line.match for line in full_text.concordance(sentence, lemma, **options)]


def test_line_of_the_concordance_has_the_word_and_its_context():
    [line] = full_text.concordance("Two ships load grain.", "ship")
    assert line == ("Two ", "ships", " load grain.")


def test_each_place_of_a_word_has_a_line():
    assert matches("Ships meet ships, and a ship waits.", "ship") == ["Ships", "ships", "ship"]


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


@pytest.mark.parametrize(
    ("sentence", "lemma", "expected"),
    [
        (
            "\u0130zmir and \u0130stanbul wait for the ships to load.",
            "ship",
            ("\u0130zmir and \u0130stanbul wait for the ", "ships", " to load."),
        ),
        ("The ships of \u0130zmir wait.", "i\u0307zmir", ("The ships of ", "\u0130zmir", " wait.")),
        ("The ships leave \u0130", "i\u0307", ("The ships leave ", "\u0130", "")),
    ],
)
def test_a_line_is_cut_at_the_word_where_lower_case_is_longer(sentence, lemma, expected):
    assert list(full_text.concordance(sentence, lemma)) == [expected]


def test_a_word_whose_lower_case_is_not_in_the_sentence_breaks_nothing():
    sentence = "\u03a3\u0391\u03a3''s\u00e9.\u03a3\u0391\u03a3'"
    for word in filter(None, split_words(sentence)):
        for left, match, right in full_text.concordance(sentence, word.lemma):
            assert left + match + right == sentence


def test_a_book_that_keeps_figures_alone_has_no_sentences(small_root):
    assert full_text.find_copy(small_root) is None
    assert full_text.read_sentences(small_root) == {}


def test_a_kept_copy_gives_the_sentences_of_each_paragraph(small_root):
    shutil.copy(small_root / "text.txt", small_root / "data/document/text.txt")
    found = full_text.read_sentences(small_root)
    outline = (small_root / "data/document/outline.yml").read_text()
    assert all(f"id: {paragraph}" in outline for paragraph in found)
    assert sum(map(len, found.values())) == sum(
        int(line.split(":")[1]) for line in outline.splitlines() if line.strip().startswith("sentences:")
    )


def test_a_kept_copy_with_lines_like_headings_of_markdown_is_no_markdown(small_root):
    text = (small_root / "text.txt").read_text() + "\n# Tag A\n\n# Tag B\n"
    copy, outline = small_root / "data/document/text.txt", small_root / "data/document/outline.yml"
    copy.write_text(text)
    lines = "".join(
        f"      - id: ties/tag-{name.lower()}\n        title: Tag {name}\n        sentences: 1\n"
        for name in "AB"
    )
    outline.write_text(re.sub(r"sha256: \w+\n", "", outline.read_text()).rstrip() + f"\n{lines}")
    with pytest.raises(ReadingErrors) as caught:
        full_text.read_sentences(small_root)
    # It fits the outline, whose checksum is not derived yet.
    assert "its wording is not that" in caught.value.exceptions[0].problem


def test_a_kept_copy_of_another_text_is_refused(small_root):
    path = small_root / "data/document/text.txt"
    text = (small_root / "text.txt").read_text()
    path.write_text(text.replace(" the ", " a ", 1))
    assert path.read_text() != text
    with pytest.raises(ReadingErrors) as caught:
        full_text.read_sentences(small_root)
    assert "its wording is not that" in caught.value.exceptions[0].problem


def test_figures_are_derived_from_a_kept_copy_as_from_any(small_root):
    path = small_root / "data/document/text.txt"
    shutil.copy(small_root / "text.txt", path)
    before = (small_root / "data/document/vocabulary.csv").read_text()
    derive(path, small_root)
    assert (small_root / "data/document/vocabulary.csv").read_text() == before
