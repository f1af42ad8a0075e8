"""YAML is read with the types of YAML 1.2, and every entry knows its line."""

import json
from datetime import date, datetime
from math import inf, isnan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.files.errors import ReadingErrors
from reading.files.yaml import compose_yaml, line_of, parse_yaml

PATH = Path("file.yml")


def mistake(text):
    with pytest.raises(ReadingErrors) as raised:
        parse_yaml(PATH, text)
    (error,) = raised.value.exceptions
    return error.line, error.problem


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("true", True), ("False", False), ("TRUE", True), ("null", None), ("~", None), ("", None),
        ("yes", "yes"), ("No", "No"), ("on", "on"), ("off", "off"), ("y", "y"), ("trueish", "trueish"),
        ("1984", 1984), ("-1", -1), ("+1", 1), ("010", 10), ("08", 8), ("1_000", 1000), ("0o17", 15),
        ("0x1F", 31), ("-0x1f", -31), ("0b101", 5), ("1:30", "1:30"), ("1:30:00", "1:30:00"),
        ("1.5", 1.5), (".5", 0.5), (".5e3", 500.0), ("1e5", 100000.0), ("-1_0.5", -10.5),
        ("-.inf", -inf), ("1e", "1e"),
        ("12a", "12a"), ("20th Congress", "20th Congress"), ("by 2023", "by 2023"), ("inf", "inf"),
        ("2023-01-31", date(2023, 1, 31)), ("2023-1-31", "2023-1-31"),
        ("2023-01-31 10:20:30", datetime(2023, 1, 31, 10, 20, 30)),
        ("'1'", "1"), ('"true"', "true"), ("!!str 1", "1"), ("!unknown 1", "1"),
        ("=", "="), ("<<", "<<"), ("-", [None]), ("--", "--"), ("a: b", {"a": "b"}), ("+_", "+_"),
    ],
)  # fmt: skip
def test_a_value_has_its_type_of_yaml_1_2(scalar, value):
    read = parse_yaml(PATH, f"- {scalar}\n")[0]
    assert read == value
    assert isinstance(read, type(value))


def test_not_a_number_is_a_float():
    assert isnan(parse_yaml(PATH, ".nan"))


NUMBERS = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")))
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
)


@given(JSON)
def test_json_is_yaml(value):
    assert parse_yaml(PATH, json.dumps(value, ensure_ascii=False, indent=1)) == value


def test_every_entry_knows_its_line():
    tree = parse_yaml(PATH, "# comment\na:\n  - b\n  -\n    c: d\n  - {e: [f,\n    g]}\n")
    assert line_of(tree, ("a",)) == 2
    assert [line_of(tree, ("a", item)) for item in range(3)] == [3, 5, 6]
    assert line_of(tree, ("a", 1, "c")) == 5
    assert line_of(tree, ("a", 2, "e", 1)) == 7


def test_a_line_is_found_as_far_as_the_place_exists():
    tree = parse_yaml(PATH, "a:\n  - b\n  - c: d\n")
    assert line_of(tree, ("a", 1, "c", "d", 3)) == 3
    assert line_of(tree, ("a", 7)) == 1
    assert line_of(tree, ("none",)) == line_of(None, ("none",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 'not valid YAML: found duplicate key "a"'),
        ("a: 1\nb: &x 2\nc: *x\n", 3, "the YAML alias *x"),
        ("a: &x 1\nb: &x 2\n", 2, "not valid YAML: found duplicate anchor &x"),
        ("a: 1\n? [b]\n: c\n", 2, "not valid YAML: a key is a list or a mapping"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML: a second document starts here"),
        ("a: 1\nb:\n\t- c\n", 3, "not valid YAML: found character '\\t' that cannot start any token"),
        ("a: 1\nb: c: d\n", 2, "not valid YAML: mapping values are not allowed in this context"),
        ("a: [b\n", 2, "not valid YAML: did not find expected ',' or ']'"),
        ("ä: 1\nb: \x07\n", 2, "not valid YAML: the character '\\x07' may not stand there"),
        ("a: 1\nb: c\u2028d\n", 2, "not valid YAML: the character '\\u2028' may not stand there"),
        ("a: 1\nb: 2023-13-01\n", 2, "not valid YAML: 2023-13-01 is no date: month must be in 1..12"),
        (f"a: 1\nb: 0x{'f' * 4000}\n", 2, "not valid YAML: a number has more than 300 digits"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text, line, problem):
    assert mistake(text) == (line, problem)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "9" * 5000])
def test_endless_nesting_and_endless_numbers_are_refused(text):
    assert mistake(text)[1].startswith("not valid YAML: ")


def test_places_of_nodes_are_counted_in_characters():
    text = "ä: '\U0001f600'\r\nb: [1,\r\n # c\r\n 2] # d\r\n"
    (_, _), (_, value) = compose_yaml(text).value
    assert text[value.start_mark.index : value.end_mark.index] == "[1,\r\n # c\r\n 2]"
