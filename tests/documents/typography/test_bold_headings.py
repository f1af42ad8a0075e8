"""Which lines in bold are headings."""

import pytest

from reading.documents.typography.bold_headings import Text, find_bold_headings


def list_headings(*texts):
    """The headings of texts, in which two asterisks mark bold and a hyphen marks an item."""
    blocks = [
        Text(text.strip("*-# "), text.startswith("#"), text.startswith("**"), text.startswith("- "))
        for text in texts
    ]
    return [blocks[place].text for place in sorted(find_bold_headings(blocks))]


def test_lines_in_bold_above_text_are_headings():
    texts = ["**Old ships**", "They wait.", "**New ships**", "- in the harbour"]
    assert list_headings(*texts) == ["Old ships", "New ships"]


@pytest.mark.parametrize(
    "texts",
    [
        ["**Old ships**", "They wait.", "They load."],
        ["**Ann Lee**", "Harbour master", "**Ben Low**", "Pilot"],
        ["**They wait.**", "In vain.", "**They load!**", "In vain."],
        ["**3. They wait.**", "In vain.", "**1. They load!**", "In vain."],
        ["**Old ships**", "**New ships**"],
    ],
)
def test_stress_and_names_in_a_letterhead_are_no_headings(texts):
    assert list_headings(*texts) == []


def test_a_numbered_line_in_bold_may_end_like_a_sentence_and_be_long():
    long = f"(2) Why do the ships {'and boats ' * 8}wait?"
    texts = ["**(1) My ship waits!**", "It does.", f"**{long}**", "Nobody knows."]
    assert list_headings(*texts) == ["(1) My ship waits!", long]
    texts[2] = f"**(2) {long * 3}**"
    assert list_headings(*texts) == []


def test_a_short_line_in_bold_that_comes_again_is_a_speaker():
    texts = ["**ALICE**", "They wait.", "**BOB**", "They do.", "**ALICE**", "They load."]
    assert list_headings(*texts) == []
    headings = ["**Old ships**", "They wait.", "**New ships**", "They load."]
    assert list_headings(*texts[:2], *headings, *texts[4:]) == ["Old ships", "New ships"]
    texts = ["**Ships that wait here**", "They wait."] * 2
    assert list_headings(*texts) == ["Ships that wait here"] * 2
