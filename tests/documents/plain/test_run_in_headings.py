import pytest

from reading.documents.plain.run_in_headings import separate_headings
from reading.files.read import Line


def separate(*paragraphs):
    lines = "\n\n".join(paragraphs).split("\n")
    return [line.text for line in separate_headings([Line(0, line) for line in lines]) if line.text]


CLAUSES = [
    "   2. Grant of Ports. The ports are granted\n      to you.",
    "   3. Ships of the North and the\n      South. They sail.",
    "   4. Who Pays? You pay.",
]


def test_headings_that_open_numbered_paragraphs_are_set_apart():
    assert separate("   1. Definitions.", "Ports are ports.", *CLAUSES) == [
        "   1. Definitions.",
        "Ports are ports.",
        "   2. Grant of Ports.",
        "   The ports are granted",
        "      to you.",
        "   3. Ships of the North and the South.",
        "   They sail.",
        "   4. Who Pays?",
        "   You pay.",
    ]


@pytest.mark.parametrize("start", ["Section 1", "1.1", "Article 1", "\u00a7 1"])
def test_headings_of_sections_below_others_are_set_apart(start):
    clauses = [f"{start[:-1]}{number}. Old Ports. They wait." for number in (1, 2, 3)]
    lines = separate(*clauses, *["They sail on and on."] * 30)
    assert lines[:2] == [f"{start}. Old Ports.", "They wait."]


def test_short_labels_belong_to_the_series_of_a_long_one_and_items_may_follow_their_names():
    texts = [
        "Section 1. Old Ports. They wait.",
        "Sec. 2. Ships. (a) They sail.",
        "SEC. 3. IRON DOCKS. They rust.",
    ]
    lines = separate(*texts)
    assert lines == [
        *["Section 1. Old Ports.", "They wait.", "Sec. 2. Ships.", "(a) They sail."],
        *["SEC. 3. IRON DOCKS.", "They rust."],
    ]
    assert separate("Sec. 1. They waited there. It rains.", *texts[1:]) == [
        *["Sec. 1. They waited there. It rains.", *texts[1:]],
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        # Two are no series, and a number is missing.
        CLAUSES[:2],
        [CLAUSES[0], "   7. Who Pays? You pay.", CLAUSES[1]],
        # Sentences, not names.
        ["1. You may load grain. It is cheap.", "2. Ships sail. They wait.", "3. Ports. They rest."],
        ["1. Mr. Lee sails.", "2. Dr. Mills waits.", "3. St. John rests."],
        # A list within a longer text.
        ["1. Speed. Ships sail.", "2. Safety. They wait.", "3. Cost. You pay.", *["They sail on."] * 9],
    ],
)
def test_numbered_sentences_and_lists_stay_as_they_are(paragraphs):
    assert separate(*paragraphs) == [line for part in paragraphs for line in part.split("\n")]


def test_a_broken_heading_in_capitals_is_joined_where_it_stands():
    heading = f"{'THE PORTS OF THE NORTH':^60}\n{'AND OF THE SOUTH':^60}"
    [joined, _] = separate(heading, "They wait.")
    assert joined.strip() == "THE PORTS OF THE NORTH AND OF THE SOUTH"
    assert abs(len(joined) + len(joined) - len(joined.lstrip()) - 60) <= 2


@pytest.mark.parametrize(
    "lines",
    [
        "ACT ONE\nTHE OLD PORT",
        "THE OLD PORT\nBY ANN LEE",
        "THE OLD PORT\nIS HERE.",
        "GO   NORTH\nGO SOUTH",
        "OLD PORTS\nNEW PORTS\nOLD SHIPS\nNEW SHIPS",
        "ANN\nBEN",
    ],
)
def test_other_lines_in_capitals_are_not_joined(lines):
    assert separate(lines, "They wait.") == [*lines.split("\n"), "They wait."]


def test_a_heading_that_the_list_of_contents_names_is_set_apart_from_its_sentence():
    line = "   3.1. Old ports In this book, a box like this:"
    contents = ["3. Ports", "3.1. Old ports"]
    found = [part.text for part in separate_headings([Line(7, line)], contents)]
    assert found == ["   3.1. Old ports", "", "   In this book, a box like this:"]
    # The list may shorten a heading, or name what a sentence begins with.
    for other in (
        "3.1. Old ports and Docks",
        "3.1. Old ports are described in a book:",
        "4.1. Old ports In a book, we sail.",
    ):
        assert [part.text for part in separate_headings([Line(7, other)], contents)] == [other]
    assert [
        part.text for part in separate_headings([Line(7, "Old ports In this book, a box:")], ["Old ports"])
    ] == ["Old ports In this book, a box:"]
