"""The check does not judge the words of the document's titles, wherever they stand as headings and links."""

import pytest

from reading.checks.pages import check_words
from reading.files.markdown import escape, parse_page

TITLES = frozenset(["What now ? TBD", "The the (end", 'A "mark\'s" end'])


def find_problems(text):
    return [finding.line for finding in check_words(parse_page(text), titles=TITLES)]


@pytest.mark.parametrize("title", sorted(TITLES))
@pytest.mark.parametrize("form", ["# {}\n", "- [{}](a.md)\n", "## {}\n\nIt is here.\n"])
def test_titles_are_not_judged_as_headings_and_links(form, title):
    assert find_problems(form.format(escape(title))) == []


def test_other_words_are_judged():
    assert find_problems("# What now ? XXX\n") == [1]
    assert find_problems("[What now ? XXX](a.md) and [What now ? TBD](b.md) the the end.\n") == [1]
    assert find_problems("We ask: What now ?\n") == [1]
