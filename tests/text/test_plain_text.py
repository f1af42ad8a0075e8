import pytest

from reading.text import plain_text


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
    assert plain_text.strip_markdown(markdown) == text


def test_a_table_is_no_prose():
    assert plain_text.strip_markdown("|a|b|\n|---|---|\n|c|d|\n\nShips.\n").split() == ["Ships."]


def test_an_empty_heading_at_the_end_is_removed():
    assert plain_text.strip_markdown("Ships.\n\n## Notes\n").split() == ["Ships."]


def test_markdown_is_recognised_by_the_name_of_the_file(tmp_path):
    (tmp_path / "a.MD").write_text("# Ports\n\nShips.\n")
    (tmp_path / "a.txt").write_text("# Ports\n\nShips.\n")
    assert plain_text.read(tmp_path / "a.MD") == "Ports\n\nShips.\n"
    assert plain_text.read(tmp_path / "a.txt") == "# Ports\n\nShips.\n"


def test_headings_come_with_their_levels():
    markdown = "# A\n\n## B\n\nText.\n\nC\n-\n\nText.\n"
    assert plain_text.list_headings(markdown) == [("A", 1), ("B", 2), ("C", 2)]


def test_a_paragraph_of_links_to_its_own_page_is_a_list_of_contents():
    assert plain_text.strip_markdown("[Old](#old) / [New](#new)\n").strip() == ""
    for text in ("[Old](#old) and [New](#new)", "[Old](#old) / [New](x.html)"):
        assert plain_text.strip_markdown(f"{text}\n").strip()
