"""A copy in Markdown: its marked lines are headings, its prose is kept, the rest is named."""

import pytest

from reading.derive.document_text import decode_text, read_blocks, read_markdown


@pytest.fixture
def read(tmp_path):
    """Read a text in Markdown."""

    def read(text):
        path = tmp_path / "text.md"
        path.write_text(text, encoding="utf-8")
        return read_markdown(path)

    return read


def test_only_marked_lines_are_headings(read):
    text = "Ports\n=====\n\nSHIPS\n\nThey load.\n\n**Lights**\n\nThey burn.\n\n### Walls ###\n\nOld.\n"
    found = [(part.line, part.level, part.text) for part in read(text).parts]
    assert found == [
        (1, 1, "Ports"),
        (4, 0, "SHIPS"),
        (6, 0, "They load."),
        (8, 0, "Lights"),
        (10, 0, "They burn."),
        (12, 3, "Walls"),
        (14, 0, "Old."),
    ]


def test_what_is_no_prose_is_left_out_and_counted(read):
    text = "Ships[^1] wait ![a boat](b.png).\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\n"
    text += "<p>b</p>\n\n[TABLE]\n\nPorts.^([\\[2\\]](#n)) Walls.^([3](#m))\n\n[^1]: A note.\n"
    found = read(text)
    assert [part.text for part in found.parts] == ["Ships wait .", "Ports. Walls."]
    assert found.left_out == ["1 picture", "1 code block", "2 tables", "1 block of HTML", "1 footnote"]


def test_headings_without_text_are_left_out_and_their_lines_named_but_not_the_title(read):
    found = read("# Title\n\n# One\n\n## Below\n\n# Two\n\nText.\n\n## End\n")
    assert [part.text for part in found.parts] == ["Title", "Two", "Text."]
    assert [line.split(",")[0].split()[-1] for line in found.left_out] == ["3", "5", "11"]


@pytest.mark.parametrize(
    ("matter", "fields"),
    [
        (
            "title: On Ships\nauthor: [Ann, Ben]\ndate: 2024-05-03",
            {"title": "On Ships", "author": "Ann, Ben", "date": "2024-05-03"},
        ),
        ("authors:\n  - name: Ann\n    url: x", {"authors": "Ann"}),
        ("just words", {}),
    ],
)
def test_front_matter_is_no_text_and_what_it_states_is_known(read, matter, fields):
    found = read(f"---\n{matter}\n---\n\nShips wait.\n")
    assert ([part.text for part in found.parts], found.fields) == (["Ships wait."], fields)


def test_plain_text_has_the_headings_that_its_outline_names(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("Ports\n\n# They\nassociate.\nShips.\n", encoding="utf-8")
    assert [(block.line, block.text, block.heading) for block in read_blocks(path, ["Ports"], "blank")] == [
        (1, "Ports", True),
        (3, "# They associate. Ships.", False),
    ]


def test_ligatures_are_spelt_out_and_superscripts_stay(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("\ufb01rst o\ufb03ce\u00a0of\x0c5 m² and\x85½\uf0c1\n", encoding="utf-8")
    assert decode_text(path) == "first office of 5 m² and ½\n"
