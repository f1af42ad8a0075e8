"""The content of a book: what is removed from the pages of a site, and where their links lead."""

import lxml.html
import pytest

from reading.editions.content import find_target, make_content, serialize
from reading.editions.epub import address_of
from reading.editions.site_pages import BuiltSite, Page, parse_page

PLACES = {"index": {"top"}, "chapters/quay": {"s1"}, "evidence": {"term.quay"}}
SITE = "https://example.org/book/"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../evidence.html#term.quay", "evidence.xhtml#term.quay"),
        ("../index.html", "index.xhtml"),
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        # The book has neither the page, nor the place, nor what a query asks for.
        ("../explorer.html?term=quay", f"{SITE}explorer.html?term=quay"),
        ("../data/document/terms.csv", f"{SITE}data/document/terms.csv"),
        ("../evidence.html#gone", f"{SITE}evidence.html#gone"),
        ("../index.html#gone", f"{SITE}#gone"),
    ],
)
def test_a_link_leads_into_the_book_where_it_has_the_place_and_else_to_the_site(href, target):
    assert find_target(href, "chapters/quay", PLACES, address_of, SITE) == target


PAGE = """<html lang="en"><body><article role="main" id="page-text">
<h1>Quay<a class="headerlink" href="#quay" title="Link">¶</a></h1>
<p id="one">See <a href="explorer.html" title="A tool">the explorer</a> and <a href="#two">below</a>,
<data data-figure="terms" value="3">3</data> times.</p>
<details class="steps"><summary>How this was computed</summary><div class="cell">code()</div></details>
<div class="cell" id="shown">A table</div>
<figure class="chart"><div class="drawing wide"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"
role="group" aria-label="One bar"><defs><clipPath id="clip1"/></defs>
<a href="explorer.html" aria-label="quay">
<path fill="var(--ink, #222)" clip-path="url(#clip1)"/></a></svg></div>
<p class="saved"><a href="quay.csv" download>CSV</a></p></figure>
<details class="folded"><summary>Rates</summary><table><tr><td>Folded</td></tr></table></details>
<ul><li><a href="explorer.html">A door</a></li><li><a href="explorer.html" id="s1">1</a> A word</li></ul>
<p id="two"></p><form><input></form><script>run()</script><p hidden>later</p></article></body></html>"""


def make(html, *, address="", prefix="", removed=""):
    """The content of a site of one page, as text."""
    page = Page("quay", "Quay", 1, parse_page(html).find(".//article"))
    site = BuiltSite("en", address, (("", (page,)),))

    def locate(name, place):
        return f"{name}.xhtml#{prefix}{place}" if place else f"{name}.xhtml"

    return make_content(site, locate, removed=removed)


def text_of(html, **options):
    (page,) = make(html, **options).pages
    return serialize(page.article)


def test_controls_and_downloads_are_removed():
    text = text_of(PAGE)
    assert "A table" in text
    for removed in (
        "¶",
        "<script",
        "<form",
        "<input",
        "code()",
        "CSV",
        "Folded",
        "later",
        "data-figure",
    ):
        assert removed not in text
    assert text.count('class="cell"') == 1


def test_a_link_to_a_page_that_needs_scripts_is_text_without_a_known_site():
    tree = lxml.html.fromstring(text_of(PAGE))
    assert [link.get("href") for link in tree.iter("a")] == ["quay.xhtml#two"]
    assert "See the explorer" in tree.text_content()
    # Of two items, the one that is nothing but such a link is gone. What others lead to stays a place.
    assert [item.text_content() for item in tree.iter("li")] == ["1 A word"]
    assert tree.get_element_by_id("s1").tag == "span"
    # A drawing of which no part is a link is one picture.
    assert 'role="img" aria-label="One bar"' in serialize(tree)


@pytest.mark.parametrize("entry", ["<noscript>no</noscript>", "<details class='entry'></details>"])
def test_a_tool_and_a_page_of_entries_stay_on_the_site(entry):
    assert make(PAGE.replace("<form>", f"{entry}<form>")).pages == []


def test_places_of_several_pages_in_one_document_do_not_meet():
    text = text_of(PAGE, prefix="quay--")
    assert 'id="quay--one"' in text
    assert 'href="quay.xhtml#quay--two"' in text
    assert 'id="quay--clip1"' in text
    assert "url(#quay--clip1)" in text
