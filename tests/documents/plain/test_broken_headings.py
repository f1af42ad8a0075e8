"""Which lines of plain text are one heading, and which headings stand right above their text."""

import pytest

from reading.documents.plain.broken_headings import join_broken_headings
from tests.documents.lines import number

PROSE = "All of them wait for the ships that sail to the north when the\nice is gone."


def join(text, contents=()):
    return [line.text for line in join_broken_headings(number(text), contents) if line.text]


@pytest.mark.parametrize(
    ("heading", "joined"),
    [
        ("THE PORTS\nOF OLD", "THE PORTS OF OLD"),
        ("IV.  THE PORTS\nOF OLD", "IV. THE PORTS OF OLD"),
        ("The Harbour Office of the Northern Coast and Its Islands of\nSalt", "{}"),
        ("Harbour Office 4.0 of the Northern Coastlands and Its Islands\nof Ice", "{}"),
    ],
)
def test_lines_in_capitals_or_in_title_case_up_to_the_margin_are_one_heading(heading, joined):
    whole = joined.format(" ".join(heading.split()))
    assert join(f"{PROSE}\n\n{heading}\n\n{PROSE}\n")[2] == whole


@pytest.mark.parametrize(
    "lines",
    [
        "The Harbour Office\nof Salt",
        "The Harbour Office of the Northern Coast, and Its Islands of\nSalt,",
        "The Harbour Office waits for the Northern Coast and Its Isle\nof Salt",
        "The Harbour Office of the Northern Coast: a Report of March 2020\nof Salt",
        "Harbour of the Northern Coast and Its Islands of Old Salt and Ice\nand the Ships of the Old Coast",
    ],
)
def test_addresses_sentences_and_lines_with_a_year_stay_as_they_are(lines):
    assert join(f"{PROSE}\n\n{lines}\n\n{PROSE}\n")[2:4] == lines.split("\n")


def test_a_broken_line_that_the_contents_list_names_is_one_heading():
    question = "1.2. Do they wait for ships, or\ndo they not?"
    name = " ".join(question.split())
    assert join(f"{PROSE}\n\n{question}\n\n{PROSE}\n", [name])[2] == name
    assert name not in join(f"{PROSE}\n\n{question}\n\n{PROSE}\n", ["1.2. Do they wait"])


def tell(*parts):
    return "\n\n".join(f"{mark}\n\n\n  {name}\n\n{PROSE}" for mark, name in parts)


def test_numbers_and_the_names_below_them_are_one_heading():
    names = ["  I Old Ports", "  II What Waits?", "  III Ice", "  IV. Salt"]
    parts = [("I", "Old Ports"), ("II", "What Waits?"), ("III", "Ice"), ("IV.", "Salt")]
    assert [line for line in join(tell(*parts)) if line.startswith("  ")] == names
    assert "  1 Old Ports" in join(tell(("1", "Old Ports"), ("2", "Ice"), ("3", "Salt")))


@pytest.mark.parametrize(
    "parts",
    [
        [("I", "Old Ports"), ("II", "Ice")],
        [("I", "Old Ports"), ("III", "Ice"), ("IV", "Salt")],
        [("I", "Old Ports"), ("II", "They wait."), ("III", "Ice")],
        [("I", "Old Ports"), ("II", "in the winter"), ("III", "Ice")],
    ],
)
def test_numbers_that_do_not_count_up_and_sentences_stay_apart(parts):
    assert f"  {parts[0][1]}" in join(tell(*parts))


def list_items(
    *names, text="All of them wait for the ships that sail to the very far\n     north when the ice is gone."
):
    items = [f"  {place}. {name}\n     {text}" for place, name in enumerate(names, 1)]
    return "\n".join([*[PROSE] * 6, *items])


def test_numbered_lines_with_room_for_the_text_below_them_are_set_apart():
    joined = join_broken_headings(number(list_items("Old ports", "Ships wait", "Who pays")))
    assert [line.text for line in joined][-15:-9] == [
        *["", "  1. Old ports", "", "     All of them wait for the ships that sail to the very far"],
        *["     north when the ice is gone.", ""],
    ]


@pytest.mark.parametrize(
    "items",
    [
        list_items("Old ports", "Ships wait"),
        list_items("Old ports", "Ships wait.", "Who pays"),
        list_items("Old ports", "Ships of harbourmasters of northern coastlands wait and", "Who pays"),
        list_items(
            "Old ports", "Ships wait", "Who pays", text="When the ships are gone,\n     They wait for it,"
        ),
        list_items("Old ports", "Ships wait", "Who pays", text="in the winter they wait for\n     ships."),
    ],
)
def test_items_that_go_on_and_verse_stay_as_they_are(items):
    assert [line.text for line in join_broken_headings(number(items))] == items.split("\n")


def test_a_long_heading_in_capitals_may_have_a_comma_at_the_end_of_a_line_and_a_full_stop():
    heading = "OF THE ORIGIN OF THE PORTS ON THE COAST,\nWITH A NOTE ON SHIPS AND THE ICE."
    assert join(f"{PROSE}\n\n{heading}\n\n{PROSE}\n")[2] == " ".join(heading.split())
    # A sentence is broken where the line is full, and a heading has no more than 20 words.
    for lines in (
        "THE SHIPS ARE GIVEN AS THEY ARE WITH ALL OF THEIR OLD FAULTS,\nWITHOUT GRAIN.",
        "THE PORTS OF OLD.\nTHE SHIPS OF OLD.",
        f"{'OF THE ICE ' * 5}AND\n{'OF SALT ' * 4}AND",
    ):
        assert join(f"{PROSE}\n\n{lines}\n\n{PROSE}\n")[2:4] == [line.strip() for line in lines.split("\n")]


LABELLED = "CHAPTER XX -- OF THE PORTS ON THE COAST, AND OF THOSE WHO LIVE\n{}"


def test_a_label_with_a_name_in_capitals_that_reaches_the_margin_is_one_heading():
    for end in ("IN THEM OR NOT?", "IN THEM"):
        lines = LABELLED.format(end)
        assert join(f"{PROSE}\n\n{lines}\n\n{PROSE}\n")[2] == " ".join(lines.split())
    # A short line is whole, small letters are those of a text, and a label below it opens another part.
    for lines in (
        "CHAPTER XX -- OF THE PORTS\nIN THEM OR NOT?",
        LABELLED.format("in them"),
        LABELLED.format("SCENE 1. ICE"),
        LABELLED.format(f"{'IN THEM, ' * 6}END"),
    ):
        assert join(f"{PROSE}\n\n{lines}\n\n{PROSE}\n")[2:4] == [line.strip() for line in lines.split("\n")]


def test_the_name_below_a_number_may_be_in_italics():
    parts = [("I", "_Old Ports_"), ("II", "_Ice_"), ("III", "_Salt_")]
    assert "  II _Ice_" in join(tell(*parts))
