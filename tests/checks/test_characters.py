"""No file of the book has a character that nobody sees in a diff, and git shows each change."""

import subprocess

import pytest

from reading.checks.characters import find_unseen
from reading.checks.known import CheckedBook

UNSEEN = [
    "U+202E RIGHT-TO-LEFT OVERRIDE",
    "U+200B ZERO WIDTH SPACE",
    "U+00AD SOFT HYPHEN",
    "U+E0061 TAG LATIN SMALL LETTER A",
]


def find_in(root, name, content):
    """What is found after a file was written, as line and problem."""
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(find_unseen(CheckedBook(root)))
    assert {error.path for error in found} <= {root / name}
    return [f"{error.line}: {error.problem}" for error in found]


@pytest.mark.parametrize("name", ["Makefile", "rows.csv", "_toc.yml", "references.bib", "a.md", "a.ipynb"])
def test_a_character_without_a_shape_is_named_in_any_file(tmp_path, name):
    lines = [f"di{chr(int(each[2:7], 16))}plo{chr(int(each[2:7], 16))}macy" for each in UNSEEN]
    found = find_in(tmp_path, name, "\n".join(lines))
    assert found == [
        f"{number}: the line has what nobody can see: {told}" for number, told in enumerate(UNSEEN, 1)
    ]


def test_a_character_without_a_shape_is_named_in_the_name_of_a_file(tmp_path):
    found = find_in(tmp_path, "\u202etxt.exe", "text\n")
    assert found == ["0: the name of the file has U+202E RIGHT-TO-LEFT OVERRIDE"]


@pytest.mark.parametrize(
    "content",
    ["\ufeffa,b\n", "naïve\u00a0— “Łódź” 中国\r\n", "\u0646\u0645\u06cc\u200c\u062e", b"\0\xe2\x80\x8b"],
    ids=["mark of the encoding", "signs", "joined letters", "no text"],
)
def test_what_is_no_text_or_can_be_seen_is_left_alone(tmp_path, content):
    assert find_in(tmp_path, "a.txt", content) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("chapters/*.md -diff", "-diff"),
        ("* text=auto binary", "binary"),
        ("*.csv linguist-generated=true", "linguist-generated=true"),
        ("a.md\tlinguist-generated", "linguist-generated"),
    ],
)
def test_an_attribute_that_hides_a_diff_is_named(tmp_path, line, told):
    found = find_in(tmp_path, ".gitattributes", f"# binary files\n*.png binary\n{line}\n")
    assert [each.split(" hides ")[0] for each in found] == [f"3: {told!r}"]


@pytest.mark.parametrize("line", ["* text=auto eol=lf", "*.gz binary", "*.csv linguist-generated=false", ""])
def test_other_attributes_are_left_alone(tmp_path, line):
    assert find_in(tmp_path, ".gitattributes", f"{line}\n") == []
