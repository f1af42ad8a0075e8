"""What is read of a document in AsciiDoc."""

import pytest

from reading.text import any_format
from reading.text.asciidoc_text import is_asciidoc, read_asciidoc

PROSE = "They wait for the ships at the quay."


def read(text):
    converted = read_asciidoc(text)
    return [part.text for part in converted.paragraphs], converted.stripped


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("They *wait* _there_, **in**side `all` +day+.", "They wait there, inside all day."),
        ("Two * three * four, a_name_here and 2.0.", "Two * three * four, a_name_here and 2.0."),
        ("See https://elm.example/a[the pilot^] or link:b.html[docks].", "See the pilot or docks."),
        ("See https://elm.example/a and git:log[1].", "See https://elm.example/a and log."),
        ("See the [.path]_dock_ list and [x].", "See the dock list and [x]."),
        ("See <<docks>>, <<ice,the ice>> [[here]]now.", "See docks, the ice now."),
        ("Beware +\nof ice.", "Beware of ice."),
    ],
)
def test_marks_within_a_paragraph_are_left_out(marked, text):
    assert read(f"== Ports\n\n{marked}\n") == (["Ports", text], [])


def test_items_terms_and_blocks_with_text_are_paragraphs():
    text = "* One\n** Two\n+\nMore.\n\n. [x] Three\nfour\n\nquay:: a wall\ndock::\n  a basin\n\n"
    text += ".Box\n====\nFive.\n===="
    assert read(text) == (
        ["One", "Two", "More.", "Three four", "quay: a wall", "dock: a basin", "Box", "Five."],
        [],
    )


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("[source,sh]\n----\nls\n\n== No heading\n----", "1 code block"),
        ("....\nls\n....", "1 code block"),
        ("```sh\nls\n```", "1 code block"),
        (" ls\n  -a", "1 code block"),
        ("|===\n|a |two words\n|===", "1 table: 3 words"),
        ("image::ship.png[A ship]", "1 picture"),
        ("include::other.adoc[]", "1 directive (include)"),
        ("////\nNot yet.\n////", None),
        ("// Not yet.", None),
        (":toc:", None),
    ],
)
def test_what_is_no_prose_is_left_out_and_counted(block, line):
    assert read(f"== Ports\n\n{PROSE}\n\n{block}\n\n{PROSE}\n") == (
        ["Ports", PROSE, PROSE],
        [line] if line else [],
    )


def test_the_head_states_the_author_and_attributes_stand_for_their_values(tmp_path):
    assert read(":a: https://elm.example\n:b: {a}/c\n\nSee {b}[docks].\n")[0] == ["See docks."]
    path = tmp_path / "a.txt"
    path.write_text(
        f"= Ports\nAnn Lee <ann@elm.example>\nv1.0, 2020-05-01\n:bay: Elm Bay\n\n{PROSE} It is {{bay}}, "
        f"not {{sea}}.footnote:[It was.]\n\n== Ships\n\n{PROSE}\n"
    )
    text = any_format.read(path)
    assert (text.kind, text.author, text.headings) == ("asciidoc", "Ann Lee", {"Ports": 1, "Ships": 2})
    assert text.lines[2].text == f"{PROSE} It is Elm Bay, not {{sea}}."
    assert text.describe() == ["read as AsciiDoc: its headings begin with =", "left out: 1 footnote: 2 words"]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        (f"= Ports\n\n{PROSE}\n\n== Ships\n\n{PROSE}\n", True),
        (f"== Ports ==\n\n{PROSE}\n\n== Ships ==\n\n{PROSE}\n", False),
        (f"Ports\n=====\n\n{PROSE}\n\nShips\n=====\n", False),
        (f"a + b\n= 2 + 3\n= 5\n\n{PROSE}\n", False),
        (f"= 2 and no heading\n\n{PROSE}\n", False),
    ],
)
def test_a_plain_text_is_asciidoc_by_its_headings(text, is_it):
    assert is_asciidoc(text) == is_it
