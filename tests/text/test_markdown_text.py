import pytest

from reading.text import any_format
from reading.text.markdown_text import read_markdown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Ports\n\nShips.\n", "Ports\n\nShips.\n"),
        ("Ports\n=====\n\nShips.\n", "Ports\n\n\nShips.\n"),
        ("Ships *load* **grain** at [Elm](elm.html), `now`.\n", "Ships load grain at Elm, now.\n"),
        ("Ships\nload\ngrain.\n", "Ships load grain.\n\n\n"),
        ("- One.\n- Two.\n", "One.\nTwo.\n"),
        ("> Quoted.\n", "Quoted.\n"),
        ("![A ship](ship.png)\n\nShips.\n", "\n\nShips.\n"),
        ("```\ncode\n```\n\nShips.\n", "\n\n\n\nShips.\n"),
        ("---\ntitle: Ports\n---\n\nShips.\n", "\n\n\n\nShips.\n"),
        ("<div>\nno\n</div>\n\nShips.\n", "\n\n\n\nShips.\n"),
    ],
)
def test_markup_is_removed_and_text_keeps_its_line(markdown, text):
    assert read_markdown(markdown).text == text


def test_a_table_is_no_prose():
    assert read_markdown("|a|b|\n|---|---|\n|c|d|\n\nShips.\n").text.split() == ["Ships."]


def test_an_empty_heading_at_the_end_is_removed():
    assert read_markdown("Ships.\n\n## Notes\n").text.split() == ["Ships."]


def test_headings_come_with_their_levels():
    markdown = "# A\n\n## B\n\nText.\n\nC\n-\n\nText.\n"
    assert read_markdown(markdown).headings == [("A", 1), ("B", 2), ("C", 2)]


def test_a_paragraph_of_links_to_its_own_page_is_a_list_of_contents():
    assert read_markdown("[Old](#old) / [New](#new)\n").text.strip() == ""
    for text in ("[Old](#old) and [New](#new)", "[Old](#old) / [New](x.html)"):
        assert read_markdown(f"{text}\n").text.strip()


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("It sails[^1].\n\n[^1]: At noon.\n", "It sails."),
        ("It sails[^lost].\n", "It sails."),
        ("It sails. {pr}`3805` {issue}`12`\n", "It sails."),
        ("It sails ({pr}`3805`, {pr}`3806`).\n", "It sails."),
        ("See {meth}`~ships.Boat` and {ref}`the quay <quay>`.\n", "See Boat and the quay."),
        ("It costs {a}`lot` (or not), in 1999.\n", "It costs lot (or not), in 1999."),
        ("> [!NOTE]\n> It sails.\n", "It sails."),
        ("## The quay {#quay}\n\nIt sails.\n", "The quay\nIt sails."),
        ("(quay)=\n\nIt sails.\n", "It sails."),
        ("[TOC]\n\nIt sails.\n", "It sails."),
        ("It sails.\n\n- One.\n\n    ```\n    x\n    ```\n", "It sails.\nOne."),
        ("!!! note\n    It sails\n    now.\n", "It sails now."),
        ('!!! danger "Mind it"\n    It sails.\n\n    It waits.\n', "Mind it\nIt sails.\nIt waits."),
        ('It sails.\n\n??? example "Click"\n    ```\n    x\n    ```\n', "It sails."),
        ("!!! That is loud.\n", "!!! That is loud."),
        ("```{note}\n:class: loud\n\nIt *sails*.\n```\n", "It sails."),
        ("```{versionadded} 3.2\nIt sails.\n```\n", "It sails."),
        (":::note\nIt sails.\n:::\n", "It sails."),
        (":::{tip}\nIt sails.\n:::\n", "It sails."),
        ("It sails.\n\n```{toctree}\na\n```\n", "It sails."),
    ],
)
def test_marks_of_notes_roles_and_admonitions_are_removed_and_their_text_stays(markdown, text):
    lines = [line for line in read_markdown(markdown).text.split("\n") if line]
    assert "\n".join(lines) == text


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("It sails[^1].\n\n[^1]: At noon.\n[^2]: It is late.\n", "2 footnotes: 5 words"),
        ("- [A](#a)\n- [B](#b) / [C](#c)\n\nIt sails.\n", "a contents list (2 lines)"),
        ("It sails. {pr}`3805`\n", "1 issue number"),
        ("It sails.\n\n```{automodule} ships\n```\n", "1 directive (automodule)"),
        ("It sails.\n\n```{figure} a.png\nA ship.\n```\n", "1 picture"),
        ("<p>Not <b>read</b></p>\n\nIt sails.\n", "1 HTML block: 2 words"),
        ("<!-- not counted -->\n\nIt sails.\n", "1 HTML block"),
        ("| a | b |\n|---|---|\n| c | - |\n\nIt sails.\n", "1 table: 3 words"),
        ("(quay)=\n\nIt sails.\n", "1 link target"),
    ],
)
def test_what_is_left_out_is_named_with_its_count(markdown, line):
    assert read_markdown(markdown).stripped == [line]


def test_a_link_to_another_page_is_no_entry_of_a_contents_list():
    markdown = "- [A](a.html)\n- See [B](#b).\n"
    assert read_markdown(markdown) == ("A\nSee B.\n", [], [])


def test_lines_of_an_admonition_and_of_a_directive_keep_their_numbers():
    markdown = "A.\n\n!!! note\n    B.\n\n```{tip}\n:class: x\nC.\n```\n"
    assert [(n, line) for n, line in enumerate(read_markdown(markdown).text.split("\n")) if line] == [
        *[(0, "A."), (3, "B."), (7, "C.")]
    ]


FIELDS = "Title: Old Ports\nAuthor: Ann Lee\nDate: 2020-05-01\n"


@pytest.mark.parametrize(
    "head", [f"{FIELDS}\n", f"---\n{FIELDS}---\n", FIELDS.lower().join(["---\n", "---\n"])]
)
def test_fields_at_the_start_give_title_author_and_date(tmp_path, head):
    path = tmp_path / "a.md"
    path.write_text(f"{head}\n# Ports\n\nIt sails: now.\n")
    read = any_format.read(path)
    assert [line.text for line in read.lines if line.text] == ["Ports", "It sails: now."]
    assert (read.title.lower(), read.author.lower(), read.date) == ("old ports", "ann lee", "2020-05-01")
    assert read.lines[head.count("\n") + 1].text == "Ports"


def test_a_first_paragraph_with_colons_is_no_head_of_fields(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Note: it sails.\nTitle or not: it waits.\n\n# Ports\n\nIt sails.\n")
    assert not any_format.read(path).stripped
