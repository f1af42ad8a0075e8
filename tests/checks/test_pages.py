"""What checks find in a page of a line or two, and what they leave alone: the cases of `pages.yml`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.checks.registry import find_problems, list_checks
from reading.checks.typed_numbers import find_in_option
from reading.files.markdown import escape
from reading.files.read import read_yaml
from tests.checks.conftest import known_page

GROUPS = read_yaml(Path(__file__).with_name("pages.yml"))


def find(text, checks, name="page.md"):
    """The lines and the problems that checks find in a page, without what follows from other problems."""
    assert set(checks) <= list_checks().keys()
    found = find_problems("page", known_page(text, name=name))
    return [f"{error.line}: {error.problem}" for error in sorted(found) if error.check in checks]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["what"])
def test_what_is_wrong_is_found_and_what_only_looks_like_it_is_not(group):
    wrong = [(entry["text"], entry["finds"]) for entry in group["wrong"]]
    for text, expected in (*wrong, *((text, []) for text in group["right"])):
        assert find(text, group["checks"], group.get("page", "page.md")) == expected, text


@given(st.text("ab1 .,;()\\`*_{}[]<>#$|~@^=&-:'!?%+/\"", max_size=20))
def test_escaped_text_has_no_markup(text):
    for shown in (f"# a {escape(text)} b", f"- [a {escape(text)} b](a.md)"):
        assert find(shown, ["markup", "leftover-markup"]) == []


def test_a_number_in_words_in_a_title_is_one_that_its_claim_proves():
    title = "Six of nine sentences name China"
    (found,) = find_in_option("title", title, 1, proven=frozenset({"7", "9"}))
    assert "'six'" in found.problem
    assert not [*find_in_option("title", title, 1, proven=frozenset({"6", "9"}))]
