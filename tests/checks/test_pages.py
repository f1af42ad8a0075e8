"""What rules find in a page of a line or two, and what they leave alone: the cases of `pages.yml`."""

from pathlib import Path

import pytest

from reading.checks.rules import find_problems, list_rules
from reading.files.read import read_yaml
from tests.checks.conftest import known_page

GROUPS = read_yaml(Path(__file__).with_name("pages.yml"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["what"])
def test_what_is_wrong_is_found_and_what_only_looks_like_it_is_not(group):
    assert set(group["rules"]) <= list_rules().keys()
    wrong = [(entry["text"], entry["finds"]) for entry in group["wrong"]]
    for text, expected in (*wrong, *((text, []) for text in group["right"])):
        found = find_problems("page", known_page(text, name=group.get("page", "page.md")))
        shown = sorted((error.line, error.problem) for error in found if error.rule in group["rules"])
        assert [f"{line}: {problem}" for line, problem in shown] == expected, text
