"""The links to the EPUB and the PDF on the site."""

import pytest
from bs4 import BeautifulSoup

from reading.site.frame.editions import EDITIONS
from tests.conftest import Pages, names_of_pages
from tests.site.builds import build


def hrefs(place):
    return [link["href"] for link in place.select(".editions a")]


@pytest.mark.slow
def test_a_site_that_offers_editions_links_to_them_from_the_sidebar_and_from_its_landing_page(small_copy):
    done = build(small_copy, **{EDITIONS: "epub,pdf"})
    assert done.status == 0, done.out + done.err
    site = small_copy / "_build" / "html"
    pages = Pages(site, names_of_pages(site))
    for name, page in pages.items():
        root = "../" * name.count("/")
        assert hrefs(page.nav) == [f"{root}book.epub", f"{root}book.pdf"], name
        assert bool(hrefs(page.article)) == (name == "index.html"), name
    # All pages change again with the next build.
    assert build(small_copy).status == 0
    chapter = BeautifulSoup((site / "chapters/harbour/quay.html").read_text(encoding="utf-8"), "lxml")
    assert hrefs(chapter) == []


def test_a_site_offers_nothing_unless_it_is_asked_to(pages):
    assert [name for name, page in pages.items() if hrefs(page)] == []


@pytest.mark.slow
def test_an_unknown_format_ends_the_build_with_one_message(small_copy):
    done = build(small_copy, **{EDITIONS: "epub,mobi"})
    assert done.status == 1
    assert "EDITIONS names 'mobi': expected epub or pdf" in done.err
    assert "Traceback" not in done.err
