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
