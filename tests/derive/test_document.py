import os
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from reading import tables
from reading.derive.document import derive
from reading.files.errors import ReadingErrors
from tests import independent_deals, independent_voices
from tests.conftest import ROOT

MADE = ROOT / "tests/data/made"
COPY = (MADE / "copy.txt").read_text(encoding="utf-8")
OUTLINE = (MADE / "data/document/outline.yml").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path):
    """A book with a made-up text, not derived yet."""
    shutil.copytree(MADE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def derived(root, copy=COPY):
    """The files that a copy of the text gives, by name."""
    (root / "copy.txt").write_text(copy, encoding="utf-8")
    derive(root / "copy.txt", root)
    return contents(root)


def contents(root):
    return {path.name: path.read_bytes() for path in (root / "data/document").iterdir()}


def mistakes(root, copy=COPY):
    """What is wrong with a copy, as (line, problem and hint), once it is sure that nothing was written."""
    before = contents(root)
    (root / "copy.txt").write_text(copy, encoding="utf-8")
    with pytest.raises(ReadingErrors) as caught:
        derive(root / "copy.txt", root)
    assert contents(root) == before
    return [(error.line, f"{error.problem} ({error.hint})") for error in caught.value.exceptions]


def counts(root, name, *, by):
    table = pd.read_csv(root / f"data/document/{name}.csv", keep_default_na=False)
    return table.groupby(by)["count"].sum().to_dict()


# What comes out


def test_the_outline_gets_the_tokens_of_each_sentence_and_the_checksum(made):
    outline = derived(made)["outline.yml"].decode()
    assert re.findall(r"tokens: (.*)", outline) == ["[11]", "[8, 15, 6]", "[9, 5]"]
    assert re.search(r"^sha256: [0-9a-f]{64}$", outline, re.M)


def test_text_that_people_wrote_in_the_outline_is_kept(made):
    outline = derived(made)["outline.yml"].decode()
    assert re.sub(r"sha256: .*\n\n|^ *tokens: .*\n", "", outline, flags=re.M) == OUTLINE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tokens: [8, 15, 6]", "tokens:\n        - 9\n        - 1"),
        ("tokens: [9, 5]", "tokens: [9,\n          5]"),
        (
            "      - id: rivers/opening\n",
            "      - {id: rivers/opening, title: A, sentences: 1}\n      - id: a/b\n",
        ),
    ],
)
def test_an_outline_that_no_value_can_be_set_in_is_refused(made, old, new):
    expected = derived(made)["outline.yml"].decode()
    assert old in expected
    (made / "data/document/outline.yml").write_text(expected.replace(old, new))
    assert mistakes(made)


def test_derived_values_are_set_again_in_their_places(made):
    expected = derived(made)["outline.yml"]
    path = made / "data/document/outline.yml"
    path.write_text(
        expected.decode()
        .replace("tokens: [9, 5]", "tokens: [9]")
        .replace("sentences: 3", "sentences: 3  # long")
    )
    assert derived(made)["outline.yml"].replace(b"  # long", b"") == expected


def test_the_vocabulary_has_every_word_of_a_section(made):
    derived(made)
    vocabulary = counts(made, "vocabulary", by=["section", "token", "lemma"])
    assert vocabulary["rivers", "the", "the"] == 4
    assert vocabulary["rivers", "20th", "20th"] == 1
    assert vocabulary["rivers", "low-lying", "low-lying"] == 1
    assert vocabulary["rivers", "rivers", "river"] == 1
    assert vocabulary["towns", "us", "us"] == 1
    assert vocabulary["towns", "us", "we"] == 1


def test_the_incidence_has_content_words_and_phrases_of_each_sentence(made):
    derived(made)
    table = pd.read_csv(made / "data/document/incidence.csv")
    last = table[(table["paragraph"] == "towns/opening")]
    assert last.drop(columns="paragraph").to_numpy().tolist() == [
        [1, "phrase", "clean water", 1],
        [1, "phrase", "upper valley", 1],
        [1, "word", "clean", 1],
        [1, "word", "store", 1],
        [1, "word", "town", 1],
        [1, "word", "upper", 1],
        [1, "word", "valley", 1],
        [1, "word", "water", 1],
        [2, "word", "help", 1],
        [2, "word", "us", 1],
    ]
    assert (
        counts(made, "incidence", by=["paragraph", "sentence", "lemma"])["rivers/anna", 2, "water level"] == 2
    )


def test_only_repeated_pairs_are_in_the_bigrams(made):
    derived(made)
    assert counts(made, "bigrams", by=["first", "second"]) == {
        ("clean", "water"): 2,
        ("upper", "valley"): 2,
        ("water", "level"): 2,
    }


def ask_for_locators(root):
    path = root / "data/document/outline.yml"
    path.write_text(path.read_text().replace("/rivers\n", "/rivers\n  locators: true\n"))


def test_sentences_get_words_that_stand_together_once_where_the_outline_asks_for_them(made):
    assert derived(made)["locators.csv"].split() == [b"paragraph,sentence,locator"]
    ask_for_locators(made)
    derived(made)
    locators = pd.read_csv(made / "data/document/locators.csv")["locator"]
    # Neither a word with an apostrophe, a hyphen or a digit, nor words with a comma between them.
    expected = "Rivers matter, river feeds, levels fell, common good, Valley store, helped us"
    assert ", ".join(locators) == expected


def test_deriving_again_or_with_other_white_space_gives_identical_bytes(made):
    expected = derived(made)
    assert derived(made) == expected
    spaced = COPY.replace(" the ", "\t\u00a0\nthe ")
    assert spaced != COPY
    assert derived(made, spaced) == expected


# What is refused


def test_another_number_of_sentences_is_reported_with_its_paragraph_and_line(made):
    problems = mistakes(
        made, COPY.replace("fields. Its", "fields, and its").replace("water. The", "water, and the")
    )
    assert [line for line, _ in problems] == [3, 9]
    assert "sentences of paragraph 'rivers/anna': expected 3, found 2" in problems[0][1]
    assert "sentences of paragraph 'towns/opening': expected 2, found 1" in problems[1][1]


def test_a_missing_heading_is_reported(made):
    [(line, problem)] = mistakes(made, COPY.replace("The Valley at Work\n", ""))
    assert line == 8
    assert "expected the heading 'The Valley at Work', found a paragraph" in problem
    # The text may be under copyright.
    assert max(len(words.split()) for words in re.findall("'(.*?)'", problem)) <= 5


def test_another_wording_is_refused_until_the_checksum_is_removed(made):
    derived(made)
    changed = COPY.replace("feeds", "floods")
    [(line, problem)] = mistakes(made, changed)
    assert line == 9
    assert "was made from (to use a new text on purpose, remove this line" in problem
    path = made / "data/document/outline.yml"
    path.write_text(re.sub("sha256.*\n", "", path.read_text()))
    assert b"flood" in derived(made, changed)["vocabulary.csv"]


def test_a_sentence_without_a_locator_and_locators_of_too_many_words_are_refused(made, monkeypatch):
    ask_for_locators(made)
    # Also words of a heading make a place that is not the only one.
    outline = made / "data/document/outline.yml"
    outline.write_text(outline.read_text().replace("On rivers", "The US has helped us"))
    [(_, problem)] = mistakes(made, COPY.replace("On rivers", "The US has helped us"))
    assert problem.startswith("no two or three words of towns/opening#2 stand together only there (remove")
    outline.write_text(outline.read_text().replace("The US has helped us", "On rivers"))
    monkeypatch.setattr("reading.data.document.MAX_LOCATOR_WORDS", 11)
    [(_, problem)] = mistakes(made)
    assert problem.startswith("the locators have 12 words, more than 11")


def test_a_section_may_have_no_heading_and_a_paragraph_several(made):
    path = made / "data/document/outline.yml"
    outline = OUTLINE.replace("    heading: The Valley at Work\n", "")
    text = COPY.replace("The Valley at Work\n", "")
    path.write_text(outline)
    derived(made, text)
    path.write_text(
        outline.replace("id: towns/opening", "id: towns/opening\n        heading: [Of Old, Of Now]")
    )
    derived(made, text.replace("Second", "Of Old\nOf Now\nSecond"))
    [(_, problem)] = mistakes(made, text)
    assert "expected the heading 'Of Old'" in problem


# The book's own data


@pytest.mark.skipif("DOCUMENT" not in os.environ, reason="DOCUMENT names no copy of the text")
def test_data_of_the_book_equal_those_derived_from_its_text(tmp_path):
    for name in ("coding", "document", "lexicon"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    derive(Path(os.environ["DOCUMENT"]), tmp_path)
    assert contents(tmp_path) == contents(ROOT)


@pytest.mark.skipif("DOCUMENT" not in os.environ, reason="DOCUMENT names no copy of the text")
def test_deals_are_those_of_the_text(book):
    text = Path(os.environ["DOCUMENT"]).read_text(encoding="utf-8")
    published = tables.deals(book).set_index(["list", "feature"])
    found = {
        ("words", "moscow"): independent_deals.count_in_text(text, r"\bMoscow\b"),
        ("words", "russia"): independent_deals.count_in_text(text, r"\bRussia\b"),
        ("words", "xi"): independent_deals.count_in_text(text, r"\bXi\b"),
        ("asked", "modality"): [
            sum(bool(independent_voices.modals(sentence)) for sentence in paragraph)
            for paragraph in independent_deals.split_text(text)
        ],
    }
    _, cut = independent_deals.paragraphs()
    for key, counts in found.items():
        assert published.loc[key, ["first", "second"]].tolist() == [sum(counts[:cut]), sum(counts[cut:])]
    k = independent_deals.deals_reaching({"modality": found["asked", "modality"]})["modality"]
    assert published.loc[("asked", "modality"), "k"] == k
