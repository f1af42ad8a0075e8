import pytest

from reading.documents.plain.not_prose import strip_not_prose, unframe
from reading.files.read import Line

PROSE = "The ships load grain at the quay each winter."


def strip(text):
    return strip_not_prose([Line(number, line) for number, line in enumerate(text.split("\n"))])


def read(lines):
    return [line.text.strip() for line in lines if line.text.strip()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("   +---+---+\n   |ID1|ID2| (more-->)\n   +---+---+", "1 diagram: 3 words"),
        ("  0      1\n +------+------+\n |  ID  |  CM  |\n +------+------+", "1 diagram: 4 words"),
        (
            "\u250c\u2500\u2500\u2500\u2510\n\u2502 a \u2502\n\u2514\u2500\u2500\u2500\u2518",
            "1 diagram: 1 word",
        ),
        (">>> load(1)\n2", None),
        (">>> load(1)\n>>> load(2)\n3", "1 code block: 5 words"),
        (
            "  int n;\n\n  /* Load\n   the ships. */\n\n  for (n = 0; n < 9; n++) {\n    load(n);\n  }",
            "1 code block: 13 words",
        ),
        ("```\nThe ships of old\n```", "1 code block: 4 words"),
        ("  <ship> ::= <name>\n  <name> ::= <letter>", "1 code block: 4 words"),
        ("Port      Ships\nNorth        12\nSouth         3\nWest          5", "1 table: 8 words"),
        (
            "King        Ann Lee\n\nQueen       Ben Mills\n\nKnight      Carl\n\nOgre        Dan",
            "1 table: 10 words",
        ),
    ],
)
def test_code_diagrams_and_tables_are_left_out_with_their_words(text, said):
    found = strip(f"{PROSE}\n\n{text}\n\n{PROSE}")
    assert found.stripped == ([said] if said else [])
    assert read(found.lines) == [PROSE, *([] if said else text.split("\n")), PROSE]


@pytest.mark.parametrize(
    "text",
    [
        # Points of a law, verse, numbered items, and what a text says beside a term.
        "(a) the ports of the coast (old and new);\n(b) the ships of the person(s);\n(c) the quays;",
        "The ice is on the water;\nthe ships are in the port;\nthe sailors sing;\nthe night is short;",
        "1.    The ports are old.\n2.    The ships are new.\n3.    They wait.\n4.    They sail.",
        "Port      Ships\nNorth        12",
        "grain     what the ships of the north carry to the ports of the south in winter\n"
        "timber    what the ships of the south carry to the ports of the north in summer\n"
        "ice       what neither of them carries, since it melts before it is unloaded there\n"
        "coal      what both of them carry to each of the ports for those who live there",
        "They said: if you can\nload it, do.",
        "a + b | c is what\nthe ships load.",
    ],
)
def test_prose_that_looks_a_little_like_code_or_tables_stays(text):
    assert strip(f"{PROSE}\n\n{text}\n\n{PROSE}").stripped == []


def test_text_in_a_box_is_text():
    box = [
        f"{'*' * 30}",
        "*  6. Old ports              *",
        "*                            *",
        "*  They wait.                *",
        "*" * 30,
    ]
    lines = unframe([Line(number, line) for number, line in enumerate([PROSE, *box, PROSE])])
    assert read(lines) == [PROSE, "6. Old ports", "They wait.", PROSE]
    assert lines[3].text == ""


def test_lines_of_asterisks_around_text_are_no_box():
    text = ["*" * 30, "They wait.", "*" * 30]
    assert [line.text for line in unframe([Line(0, line) for line in text])] == text
