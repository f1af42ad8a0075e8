"""Marks that the parser left in the text: see also `pages.yml`."""

from hypothesis import given
from hypothesis import strategies as st

from reading.files.markdown import escape
from tests.checks import conftest


def find(text):
    """The lines and the problems of the marks in a page, and what the parser itself reports there."""
    return conftest.find(text, "markup", "leftover-mark")


@given(st.text("ab1 .,;()\\`*_{}[]<>#$|~@^=&-:'!?%+/\"", max_size=20))
def test_escaped_text_has_no_marks(text):
    assert find(f"# a {escape(text)} b") == []
    assert find(f"- [a {escape(text)} b](a.md)") == []


def test_each_line_has_one_finding():
    assert [line for line, _ in find("**a [x](\nb\n[[c]] and **d")] == [1, 3]
