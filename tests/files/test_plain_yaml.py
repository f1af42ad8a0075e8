"""The fast way to read YAML gives what the careful one gives, or leaves it to that."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading.files import plain_yaml
from reading.files.plain_yaml import NotPlainError
from reading.files.read import tree_of

ODD = r"""
    true Null No yes on 1 0 01 1_000 1:30 0x1F 0b1 0o7 1e5 1.5 .5 .inf -1 +1 ~ = << 2001-01-01 20th 12e3 12a
    0b1010a 0x5n 1n inf nan trueish - '1' "a\tb" É !!int !x &a *a % @ ` # : , [ ] { } ? | >-
"""
SCALARS = ODD.split()


def plain(text):
    try:
        return plain_yaml.value(text)
    except NotPlainError:
        return None


@given(
    st.lists(
        st.sampled_from(["a", "b", "a: ", "b: ", "- ", "\n", "\n", "\n  ", " ", "#c", *SCALARS]), max_size=12
    )
)
@example(["a: ", ">-", "#c"])
def test_what_is_read_fast_is_what_the_careful_reader_reads(parts):
    text = "".join(parts)
    value = plain(text)
    if value is not None:
        assert value == tree_of(Path("x"), text)


@pytest.mark.parametrize("scalar", SCALARS)
def test_a_value_means_the_same_to_both(scalar):
    value = plain(f"a: {scalar}\n")
    assert value is None or value == tree_of(Path("x"), f"a: {scalar}\n")


@pytest.mark.parametrize(
    "scalar", ["1984", "20th Congress", "by 2023", "'1'", "[1, 2]", "a - b", f"{'9a' * 32}"]
)
def test_what_outlines_are_made_of_is_read_fast(scalar):
    assert plain(f"a: {scalar}\n") is not None


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, "a: 1\na: 2\n", "? [a]\n: b\n", "a: *b\n", "%YAML 1.1\n---\na: b\n"]
)
def test_what_is_odd_is_left_to_the_careful_reader(text):
    assert plain(text) is None


def test_places_are_counted_in_characters():
    text = "ä: '\U0001f600'\r\nb: [1,\r\n # c\r\n 2] # d\r\n"
    (_, _), (_, value) = plain_yaml.nodes(text).value
    assert text[value.start_mark.index : value.end_mark.index] == "[1,\r\n # c\r\n 2]"
