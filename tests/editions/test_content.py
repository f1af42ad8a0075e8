"""The content of a book: what is removed from the pages of a site, and where their links lead."""

import lxml.html
import pytest

from reading.editions.content import find_target, make_content, serialize
from reading.editions.epub import address_of
from reading.editions.site_pages import BuiltSite, Page, Part, parse_page

PLACES = {"index": {"top"}, "chapters/quay": {"s1"}, "evidence": {"term.quay"}}
SITE = "https://example.org/book/"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../evidence.html#term.quay", "evidence.xhtml#term.quay"),
        ("../index.html", "index.xhtml"),
        ("#s1", "chapters--quay.xhtml#s1"),
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        # The book has neither the page, nor the place, nor what a query asks for.
        ("../explorer.html?term=quay", f"{SITE}explorer.html?term=quay"),
        ("../data/document/terms.csv", f"{SITE}data/document/terms.csv"),
        ("../evidence.html#gone", f"{SITE}evidence.html#gone"),
        ("#gone", f"{SITE}chapters/quay.html#gone"),
        ("../index.html#gone", f"{SITE}#gone"),
    ],
)
def test_a_link_leads_into_the_book_where_it_has_the_place_and_else_to_the_site(href, target):
    assert find_target(href, "chapters/quay", PLACES, address_of, SITE) == target


@pytest.mark.parametrize("href", ["../explorer.html?term=quay", "../evidence.html#gone", "#gone"])
def test_without_a_known_site_a_link_out_of_the_book_leads_nowhere(href):
    assert find_target(href, "chapters/quay", PLACES, address_of, "") is None


PAGE = """<html lang="en"><body><article role="main" id="page-text">
<h1>Quay<a class="headerlink" href="#quay" title="Link">¶</a></h1>
<p id="one">See <a href="explorer.html" title="A tool">the explorer</a> and <a href="#two">below</a>,
<data data-figure="terms" value="3">3</data> times.</p>
<div class="cell"><details class="admonition hide above-input">code()</details></div>
<div class="cell" id="shown">A table</div>
<figure class="chart"><div class="drawing wide"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"
role="group" aria-label="One bar"><defs><clipPath id="clip1"/></defs>
<a href="explorer.html" aria-label="quay"><path fill="var(--ink)" clip-path="url(#clip1)"/></a></svg></div>
<p class="saved"><a href="quay.csv" download>CSV</a></p></figure>
<p id="two"></p><form><input></form><script>run()</script><p hidden>later</p></article></body></html>"""


def make(html, *, address="", prefix="", removed=""):
    """The content of a site of one page, as text."""
    page = Page("quay", "Quay", 1, parse_page(html).find(".//article"))
    site = BuiltSite("en", address, (Part("", (page,)),))

    def locate(name, place):
        return f"{name}.xhtml#{prefix}{place}" if place else f"{name}.xhtml"

    return make_content(site, {"--ink": "#222222"}, locate, removed=removed)


def text_of(html, **options):
    (chapter,) = make(html, **options).chapters
    return serialize(chapter.tree)


def test_controls_and_downloads_are_removed():
    text = text_of(PAGE)
    assert "A table" in text
    for removed in ("¶", "<script", "<form", "<input", "code()", "CSV", "later", "data-figure", "title="):
        assert removed not in text
    assert text.count('class="cell"') == 1


def test_a_link_to_a_page_that_needs_scripts_is_text_without_a_known_site():
    tree = lxml.html.fromstring(text_of(PAGE))
    assert [link.get("href") for link in tree.iter("a")] == ["quay.xhtml#two"]
    assert "See the explorer" in tree.text_content()
    # A drawing of which no part is a link is one picture.
    assert 'role="img" aria-label="One bar"' in serialize(tree)


def test_a_link_to_a_page_that_needs_scripts_leads_to_a_known_site():
    text = text_of(PAGE, address=SITE)
    assert text.count(f'href="{SITE}explorer.html"') == 2
    assert 'role="group"' in text


def test_drawings_keep_the_case_of_their_names_and_have_plain_colours():
    text = text_of(PAGE)
    assert 'viewBox="0 0 9 9"' in text
    assert "<clipPath" in text
    assert 'fill="#222222"' in text
    assert 'class="fill-ink"' in text
    assert "var(" not in text


def test_places_of_several_pages_in_one_document_do_not_meet():
    text = text_of(PAGE, prefix="quay--")
    assert 'id="quay--one"' in text
    assert 'href="quay.xhtml#quay--two"' in text
    assert 'id="quay--clip1"' in text
    assert "url(#quay--clip1)" in text


def test_a_link_within_a_link_is_text():
    # A parser of HTML ends the first link where the second begins, unless an element is between them.
    text = text_of(
        '<article><p><a href="https://a.org"><span>Since <a href="https://b.org">1991</a></span></a></p>'
    )
    assert text.count("<a ") == 1
    assert "Since 1991" in text


def test_empty_elements_are_written_so_that_a_parser_of_html_reads_them():
    assert '<p id="two"></p>' in text_of(PAGE)
    assert "<br/>" in text_of("<article><h1>A<br>B</h1></article>")


def test_a_page_that_needs_scripts_is_left_out():
    content = make("<article><h1>Tool</h1><noscript><p>No scripts.</p></noscript></article>")
    assert content.left_out == ("quay",)
    assert content.parts == ()


def test_what_an_edition_has_no_room_for_is_removed_and_links_to_it_too():
    text = text_of(PAGE, removed=".//p[@id='two']")
    assert 'id="two"' not in text
    assert "#two" not in text
    assert "below" in text
