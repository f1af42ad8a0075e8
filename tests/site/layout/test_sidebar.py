"""The sidebar marks the page of the reader, and opens what holds it."""

import pytest


@pytest.mark.parametrize(
    ("name", "current", "part"),
    [
        ("chapters/diplomacy-and-politics/security.html", "#", "Read"),
        ("notebooks/themes.html", "#", "Findings"),
        ("evidence.html", "#", "Look up"),
        ("index.html", None, "Read"),
    ],
)
def test_the_page_is_marked_and_its_part_is_open(pages, name, current, part):
    tree = pages[name].select_one(".sidebar-tree")
    marked = tree.select_one(".current-page")
    assert (marked and marked.a["href"]) == current
    assert [each.summary.get_text() for each in tree.select("details[open]")] == [part]


def test_each_page_stands_in_its_part_at_all_times(pages):
    made = {"404.html", "index.html", "search.html"}
    for name in ("index.html", "evidence.html"):
        tree = pages[name].select_one(".sidebar-tree")
        assert len(tree.select("details li > a")) == len(set(pages) - made)
        assert not tree.select("[hidden]")
