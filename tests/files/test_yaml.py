"""YAML is read with its usual types, but `no` is a word, and every entry knows its line."""

from datetime import date
from pathlib import Path

import pytest

from reading.files.errors import ReadingErrors
from reading.files.yaml import line_of, parse_yaml

PATH = Path("file.yml")


def mistake(text):
    with pytest.raises(ReadingErrors) as raised:
        parse_yaml(PATH, text)
    (error,) = raised.value.exceptions
    return error.line, error.problem


def test_values_have_their_types():
    text = "[true, FALSE, trueish, no, on, y, ~, 1984, 1_000, 1.5, 2023-01-31, 20th, '1', =, !own 1]"
    values = [True, False, "trueish", "no", "on", "y", None, 1984, 1000, 1.5, date(2023, 1, 31), "20th"]
    assert parse_yaml(PATH, text) == [*values, "1", "=", "1"]
    assert parse_yaml(PATH, "# nothing\n") is None


def test_every_entry_knows_its_line():
    tree = parse_yaml(PATH, "# comment\na:\n  - b\n  -\n    c: d\n  - {e: [f,\n    g]}\n")
    assert line_of(tree, ("a",)) == 2
    assert [line_of(tree, ("a", item)) for item in range(3)] == [3, 5, 6]
    assert line_of(tree, ("a", 1, "c", "d", 3)) == 5
    assert line_of(tree, ("a", 2, "e", 1)) == 7
    assert line_of(tree, ("none",)) == line_of(None, ("none",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 'found duplicate key "a"'),
        ("a: 1\nb: &x 2\nc: *x\n", 2, "YAML alias"),
        ("a: 1\nb: *x\n", 2, "undefined alias"),
        ("a: 1\n? [b]\n: c\n", 2, "a key is a list or a mapping"),
        ("a: 1\n---\nb: 2\n", 2, "but found another document"),
        ("a: 1\nb: c: d\n", 2, "a second colon in the line"),
        ("a: [b\n", 2, "did not find expected ',' or ']'"),
        ("ä: 1\nb: \x07\n", 2, "character"),
        ("a: 1\nb: 2023-13-01\n", 2, "2023-13-01: month must be in 1..12"),
        ("[" * 100_000, 1, "not valid YAML"),
        ("9" * 5000, 1, "not valid YAML"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text, line, problem):
    found = mistake(text)
    assert found[0] == line
    assert problem in found[1]
