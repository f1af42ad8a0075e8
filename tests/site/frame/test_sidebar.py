"""The sidebar of each page is the one that the theme would have rendered."""

import re

import pytest
from bs4 import BeautifulSoup
from furo.navigation import get_navigation_tree

from reading.site.frame.sidebar import Sidebar

PAGES = ["a/index.html", "a/one.html", "a/deep/two.html", "b.html"]

ENTRIES = """<p class="caption" role="heading"><span class="caption-text">Part &amp; parcel</span></p>
<ul{ul}><li class="toctree-l1{l1}"><a class="{a0}reference internal" href="{h0}">A &lt;b&gt;</a><ul{ul}>
<li class="toctree-l2{one}"><a class="{a1}reference internal" href="{h1}">One</a></li>
<li class="toctree-l2{two}"><a class="{a2}reference internal" href="{h2}">Two</a></li></ul></li></ul>
<ul><li class="toctree-l1"><a class="reference internal" href="{h3}">B</a></li>
<li class="toctree-l1"><a class="reference external" href="https://example.org/">C</a></li></ul>"""

PLAIN = dict.fromkeys(["ul", "l1", "one", "two", "a0", "a1", "a2"], "")


def normal(html):
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.find_all("details"):
        part.summary.span.name = "p"
        part.summary.unwrap()
        part.unwrap()
    for element in soup.find_all(True):
        element.attrs = {
            name: sorted(value) if isinstance(value, list) else value
            for name, value in sorted(element.attrs.items())
        }
    return re.sub(r">\s+<", "><", str(soup))


def tree(hrefs, **marks):
    links = {f"h{number}": href for number, href in enumerate(hrefs)}
    return get_navigation_tree(ENTRIES.format(**PLAIN | links | marks))


@pytest.fixture
def sidebar():
    return Sidebar(tree(PAGES))


def test_the_current_page_and_its_ancestors_are_marked_and_open(sidebar):
    inside = {"ul": ' class="current"', "l1": " current"}
    expected = tree(
        ["index.html", "#", "deep/two.html", "../b.html"], **inside, one=" current", a1="current "
    )
    assert normal(sidebar.for_page("a/one.html")) == normal(expected)


def test_the_part_of_the_current_page_is_open_or_the_first(sidebar):
    two = Sidebar(tree(PAGES) + tree(["c.html", "d.html", "e.html", "f.html"]))
    for page, opened in (("a/one.html", [True, False]), ("d.html", [False, True]), ("x.html", [True, False])):
        parts = BeautifulSoup(two.for_page(page), "html.parser").find_all("details")
        assert [part.has_attr("open") for part in parts] == opened


def test_a_target_of_links_is_listed_only_while_a_reader_is_there(sidebar):
    sidebar.hide_entry("b.html")
    for page, is_hidden in (("a/one.html", True), ("b.html", False)):
        entries = BeautifulSoup(sidebar.for_page(page), "html.parser").find_all("li")
        assert [item.has_attr("hidden") for item in entries].count(True) == is_hidden
