"""What is read of a document in AsciiDoc."""

import pytest

from reading.documents import any_format
from reading.documents.markup.asciidoc_text import is_asciidoc, read_asciidoc

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
    assert text.describe() == [
        "read as AsciiDoc: its headings and other marks are those of AsciiDoc",
        "left out: 1 footnote: 2 words",
    ]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        (f"= Ports\n\n{PROSE}\n\n== Ships\n\n{PROSE}\n", True),
        (f"== Ports ==\n\n{PROSE}\n\n== Ships ==\n\n{PROSE}\n", False),
        (f"Ports\n=====\n\n{PROSE}\n\nShips\n=====\n", False),
        (f"a + b\n= 2 + 3\n= 5\n\n{PROSE}\n", False),
        (f"= 2 and no heading\n\n{PROSE}\n", False),
        (f":toc:\n// Not yet.\n\n= Ports\n\n{PROSE}\n\n== Ships\n", True),
        (f"{PROSE}\n\n== Ships\n\n{PROSE}\n\n=== Boats\n", True),
        (f"{PROSE}\n\n= Ships\n\n{PROSE}\n\n= Boats\n", False),
        (f"{PROSE}\n\n== Ships\n\n{PROSE}\n\n==== Boats\n", False),
        (f"=== Ships\n\n{PROSE}\n\n=== Boats\n", False),
        (f"= Ports - a view\n\n{PROSE}\n\n== Ships\n", True),
        (f"= Ports\n\n{PROSE}\n\n== 2 a\n", False),
        (f"= Ports\n\n{PROSE}\n\n== ships + boats\n", False),
    ],
)
def test_a_plain_text_is_asciidoc_by_its_headings(text, is_it):
    assert is_asciidoc(text) == is_it


def list_headings(text):
    return [(part.text, part.level) for part in read_asciidoc(text).paragraphs if part.level]


def test_a_line_of_marks_below_a_line_of_text_makes_it_a_heading():
    text = (
        f"git-add(1)\n==========\n\nNAME\n----\n{PROSE}\n\nOld ships\n~~~~~~~~~~~\n\nIce\n^^^\n\nSalt\n++++\n"
    )
    assert list_headings(text) == [("git-add(1)", 1), ("NAME", 2), ("Old ships", 3), ("Ice", 4), ("Salt", 5)]
    assert read(text) == (["git-add(1)", "NAME", PROSE, "Old ships", "Ice", "Salt"], [])


@pytest.mark.parametrize(
    "text",
    [
        "They\nwait\n----\nls\n----\n",
        "They wait:\n----\nls\n----\n",
        "[ls]\n----\nls\n----\n",
        ".Box\n----\nls\n----\n",
    ],
)
def test_other_lines_above_a_listing_are_no_headings(text):
    assert list_headings(text) == []
    assert read_asciidoc(text).stripped == ["1 code block"]


@pytest.mark.parametrize("mark", ["----", "....", "////", "|===", "```sh", "++++"])
def test_a_mark_that_nothing_closes_takes_no_text(mark):
    text = f"== Ports\n\n{PROSE}\n\n{mark}\n{PROSE}\n\n== Ships\n\n{PROSE}\n"
    assert read(text) == (["Ports", PROSE, PROSE, "Ships", PROSE], [])


def test_indented_paragraphs_of_a_plain_text_are_read(tmp_path):
    text = f"= Ports\n\n  {PROSE}\n\n== Ships\n\n{PROSE}\n"
    for name, size in (("a.txt", 2), ("a.adoc", 1)):
        path = tmp_path / name
        path.write_text(text)
        document = any_format.read(path)
        assert document.kind == "asciidoc"
        assert sum(PROSE in line.text for line in document.lines) == size


@pytest.mark.parametrize(
    ("head", "author", "texts"),
    [
        ("Ann van Lee; Ben Low\n2020-05-01", "Ann van Lee; Ben Low", []),
        ("Pilots of the bay <https://elm.example>\nv1, May 2020: first", "Pilots of the bay", []),
        ("Ann Lee\n1.0\n:a: b", "Ann Lee", []),
        (PROSE, "", [PROSE]),
        ("All Ships Of Elm Bay", "", ["All Ships Of Elm Bay"]),
        ("Ships wait <here> now", "", ["Ships wait <here> now"]),
        ("Ann Lee\n5 in all", "Ann Lee", ["5 in all"]),
    ],
)
def test_below_the_title_other_lines_than_author_and_version_are_text(head, author, texts):
    converted = read_asciidoc(f"= Ports\n{head}\n\n{PROSE}\n")
    assert [part.text for part in converted.paragraphs] == ["Ports", *texts, PROSE]
    assert converted.author == author


def test_the_value_of_an_attribute_goes_on_below_a_backslash():
    assert read(":a: old \\\n ships + \\\n and boats\n:b: ice\n\nSee {a} in {b}.\n") == (
        ["See old ships and boats in ice."],
        [],
    )


def test_marks_within_a_paragraph_are_text():
    assert read("They are\n= 5 in all.\n:note: there\n\n:a: b\n\n= Ships\n") == (
        ["They are = 5 in all. :note: there", "Ships"],
        [],
    )


def test_attributes_within_themselves_do_not_grow_without_limit():
    names = "{a}" * 60
    (text,) = read(f":a: {names}\n\n{names}\n")[0]
    assert len(text) < 1_000_000
    assert read(":a: ice\n\n{a} and {a}\n")[0] == ["ice and ice"]


def test_a_term_that_is_a_sentence_gets_no_colon():
    read = read_asciidoc("Load the ship.::\n  Then sail.\n\nPort:: It is left.\n")
    assert [part.text for part in read.paragraphs] == ["Load the ship. Then sail.", "Port: It is left."]


UNDERLINED = "ports(1)\n========\n\nNAME\n----\nports - They wait.\n\nOPTIONS\n-------\n\n{}\n"


@pytest.mark.parametrize(
    "mark",
    [
        "--ice::\n\tThey wait.\n",
        "See link:ice.html[ice].\n",
        "[[ice]]\n",
        "[verse]\n",
        "[source, sh]\n",
        "[role=x]\n",
    ],
)
def test_underlined_headings_and_several_other_marks_are_those_of_asciidoc(mark, tmp_path):
    assert is_asciidoc(UNDERLINED.format(3 * mark))
    # A plain text may have underlined headings, and another one such marks.
    assert not is_asciidoc(UNDERLINED.format(2 * mark))
    path = tmp_path / "b.txt"
    path.write_text(UNDERLINED.format(3 * "See :ref:`ice <ice>`, and wait::\n\n  ice()\n\n"))
    assert any_format.read(path).kind == "rst"
    assert not is_asciidoc(f"They wait.\n\n{3 * mark}")
    path = tmp_path / "a.txt"
    path.write_text(UNDERLINED.format(f"{3 * mark}\n----\n# Ice\n----\n\nThey load."))
    text = any_format.read(path)
    assert (text.kind, list(text.headings)[:3]) == ("asciidoc", ["ports(1)", "NAME", "OPTIONS"])
    assert "# Ice" not in text.text


def test_directions_in_brackets_are_no_marks_of_asciidoc(tmp_path):
    directions = ["[laughter]", "[a long silence, then the bell]", "[music]", "[silence, then ice]", "[[ice"]
    text = UNDERLINED.format("\n\n".join(f"{PROSE}\n\n{direction}" for direction in directions))
    assert not is_asciidoc(text)
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert sum("bell]" in line.text for line in any_format.read(path).lines) == 1
