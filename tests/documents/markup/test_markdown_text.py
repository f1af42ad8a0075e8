import pytest

from reading.documents import any_format
from reading.documents.markup.markdown_text import read_markdown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Ports\n\nShips.\n", "Ports\n\nShips.\n"),
        ("Ports\n=====\n\nShips.\n", "Ports\n\n\nShips.\n"),
        ("Ships *load* **grain** at [Elm](elm.html), `now`.\n", "Ships load grain at Elm, now.\n"),
        ("Ships\nload\ngrain.\n", "Ships load grain.\n\n\n"),
        ("- One.\n- Two.\n", "- One.\n- Two.\n"),
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
        ("It sails.\n\n- One.\n\n    ```\n    x\n    ```\n", "It sails.\n- One."),
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
        ("<p><img src='a.png'></p>\n\nIt sails.\n", "1 HTML block"),
        ("| a | b |\n|---|---|\n| c | - |\n\nIt sails.\n", "1 table: 3 words"),
        ("(quay)=\n\nIt sails.\n", "1 link target"),
    ],
)
def test_what_is_left_out_is_named_with_its_count(markdown, line):
    assert read_markdown(markdown).stripped == [line]


def test_a_link_to_another_page_is_no_entry_of_a_contents_list():
    markdown = "- [A](a.html)\n- See [B](#b).\n"
    assert read_markdown(markdown).text == "- A\n- See B.\n"


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


def test_a_title_without_letters_is_none_and_authors_have_names(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "2020-05-01"\nauthors:\n  - name: Ann Lee\n    id: 1\n  - Jo Hill\n---\n\nIt sails.\n'
    )
    read = any_format.read(path)
    assert (read.title, read.author) == ("", "Ann Lee, Jo Hill")
    path.write_text('---\ntitle: "1984 and on"\n---\n\nIt sails.\n')
    assert any_format.read(path).title == "1984 and on"


BOLD = "**The old port**\n\nIt is old.\n\n**<u>The new port</u>**\n\n- It is new.\n"


def test_lines_in_bold_that_stand_alone_above_text_are_headings_below_those_with_marks():
    assert read_markdown(f"# Ports\n\n{BOLD}").headings == [
        *[("Ports", 1), ("The old port", 12), ("The new port", 12)]
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        # One alone, the end of a sentence, bold only in part, items, and lines of a letterhead.
        "**The old port**\n\nIt is old.\n",
        "**It is old.**\n\nIt waits.\n\n**It is new!**\n\nIt waits.\n",
        "**The old** port\n\nIt is old.\n\n**The new** port\n\nIt is new.\n",
        "- **The old port**\n\n  It is old.\n- **The new port**\n\n  It is new.\n",
        "**Ann Lee**\n\nMaster of the port\n\n**Jo Hill**\n\nHarbour Road 12\n\nDear Jo, it sails.\n",
    ],
)
def test_other_words_in_bold_are_no_headings(markdown):
    assert read_markdown(markdown).headings == []


def test_headings_that_open_their_paragraphs_are_set_apart():
    clauses = "1. **Old Ports**. They wait.\n\n2. **New Ports**. They load.\n\n3. **Ships**. They sail.\n"
    read = read_markdown(f"# Terms\n\n{clauses}")
    assert [text for text, _ in read.headings] == ["Terms", "1. Old Ports.", "2. New Ports.", "3. Ships."]
    assert read.headings[1][1] > read.headings[0][1]
    assert [(line.number, line.text) for line in read.lines if line.text][1:3] == [
        (3, "1. Old Ports."),
        (3, "They wait."),
    ]
    sentences = "1. They wait there. It rains.\n2. They load grain. It rains.\n3. They leave. It rains.\n"
    assert read_markdown(sentences).headings == []


def test_items_count_up_from_the_first_number_and_have_a_bullet_where_they_have_none():
    assert read_markdown("3. One.\n3. Two.\n   - Three.\n").text == "3. One.\n4. Two.\n  - Three.\n"
    assert read_markdown("- (a) One.\n- (b) Two.\n").text == "(a) One.\n(b) Two.\n"


NUMBERED = "## 1 Ports\n\nText.\n\n## 1.1 Old\n\nText.\n\n## 2 Ships\n\nText.\n\n## 2.1 New\n\nText.\n"


def test_numbers_set_the_levels_of_headings_that_marks_set_alike():
    assert [level for _, level in read_markdown(NUMBERED).headings] == [2, 3, 2, 3]


@pytest.mark.parametrize(
    ("old", "new"),
    [("2 Ships", "0 Ships"), ("2.1 New", "3.1 New"), ("1.1 Old", "Old"), ("## 2.1", "### 2.1")],
)
def test_numbers_of_versions_and_of_some_headings_set_no_levels(old, new):
    markdown = NUMBERED.replace(old, new).replace("## 1.1", "### 1.1" if new == "### 2.1" else "## 1.1")
    marks = [len(line.split()[0]) for line in markdown.split("\n") if line.startswith("#")]
    assert [level for _, level in read_markdown(markdown).headings] == marks


def test_numbers_that_go_down_set_no_levels():
    versions = ("2", "2.1", "1", "1.1")
    markdown = "".join(f"## {number} Ports\n\nText.\n\n" for number in versions)
    assert [level for _, level in read_markdown(markdown).headings] == [2, 2, 2, 2]


def test_boxes_of_tasks_and_keys_of_cited_works_are_no_words():
    read = read_markdown(
        "- [x] It sails.\n- [ ] It waits [see @lee2020; @hill, p. 3].\n\nAsk [a@port.org] or [x].\n"
    )
    assert [line.text for line in read.lines if line.text] == [
        *["- It sails.", "- It waits.", "Ask [a@port.org] or [x]."]
    ]
    assert read.stripped == ["1 citation"]


def test_comments_and_empty_tags_are_not_counted():
    assert read_markdown("<!-- -->\n\nIt sails.\n\n<a name='port'></a>\n\nIt waits.\n").stripped == []
