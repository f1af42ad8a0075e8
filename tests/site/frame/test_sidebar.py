"""The sidebar marks the page of the reader, and opens what holds it."""

import pytest


def opened(tree):
    """The captions of open parts, and the addresses of open entries."""
    parts = [part.summary.get_text() for part in tree.select("details[open]")]
    return parts, [box.parent.a["href"] for box in tree.select("input[checked]")]


@pytest.mark.parametrize(
    ("name", "current", "parts", "entries"),
    [
        ("chapters/diplomacy-and-politics/security.html", "#", ["Read"], ["index.html"]),
        ("notebooks/themes.html", "#", ["Findings"], []),
        ("evidence/actors.html", "../evidence.html", ["Tools"], ["../explorer.html"]),
        ("index.html", None, ["Read"], []),
    ],
)
def test_the_page_is_marked_and_what_holds_it_is_open(pages, name, current, parts, entries):
    tree = pages[name].select_one(".sidebar-tree")
    marked = tree.select_one(".current-page")
    assert (marked and marked.a["href"]) == current
    assert not marked or marked.get("hidden") is None
    assert opened(tree) == (parts, entries)


def test_pages_that_others_lead_to_are_hidden(pages):
    hidden = pages["index.html"].select(".sidebar-tree li[hidden] > a")
    names = {"about/tables.html", "codebook.html", "coding.html", "evidence.html", "texts.html"}
    assert {link["href"] for link in hidden} == names
