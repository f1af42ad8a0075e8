"""What pages say of themselves: to search engines, where they are shared, and to whoever cites them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from reading.files.github import Repository
from reading.files.read import read_yaml
from reading.site.layout import contribute
from tests.conftest import ROOT, Pages, names_of_pages

CHAPTER = "chapters/harbour/quay.html"

BOOK = "Diplomacy in an Era of Change: a close and distant reading"

GENERATED = {"search.html", "404.html"}


@pytest.fixture(scope="module")
def written(pages):
    """The pages that have a source, by name."""
    return {name: page for name, page in pages.items() if name not in GENERATED}


@pytest.fixture(scope="module")
def addressed_pages(built_small_book):
    """The pages of the small book, whose address and repository are known, with an EPUB and a PDF."""
    site = built_small_book / "_build" / "html"
    return Pages(site, names_of_pages(site))


def test_where_the_repository_is_known_pages_lead_to_where_readers_take_part(addressed_pages):
    for name, page in addressed_pages.items():
        found = {link.text: link["href"] for link in page.select(".contribute a")}
        assert ("Suggest a change" in found) == (name not in GENERATED), name
        assert all(address.startswith("https://") for address in found.values()), name
    chapter = {link.text: link["href"] for link in addressed_pages[CHAPTER].select(".contribute a")}
    assert chapter["Suggest a change"] == f"https://github.com/some/book/edit/main/{CHAPTER[:-4]}md"
    asked = urlsplit(chapter["Report on this paragraph"])
    assert asked.path == "/some/book/issues/new"
    assert parse_qs(asked.query) == {
        "template": ["retelling.yml"],
        "page": [CHAPTER.removesuffix(".html")],
        "paragraph": ["harbour/quay"],
    }
    notebook = addressed_pages["notebooks/counts.html"]
    edit, binder, code, _ = (link["href"] for link in notebook.select(".contribute a"))
    assert edit == "https://github.com/some/book/edit/main/notebooks/counts.ipynb"
    assert binder.startswith("https://mybinder.org/v2/gh/some/book/main?")
    assert code == "https://github.com/some/book"


def test_forms_that_pages_fill_in_have_those_fields():
    for links in (
        contribute.links(Repository("https://github.com/a/b"), "p", "p.md", None),
        contribute.links(Repository("https://github.com/a/b"), "p", "p.md", "x/y"),
    ):
        asked = parse_qs(urlsplit(links["report"]).query)
        (form,) = asked.pop("template")
        fields = read_yaml(ROOT / ".github/ISSUE_TEMPLATE" / form)["body"]
        assert set(asked) <= {field.get("id") for field in fields}
    retelling = read_yaml(ROOT / ".github/ISSUE_TEMPLATE" / contribute.RETELLING)["body"]
    assert "sentence" in {field.get("id") for field in retelling}


def content(page, name):
    found = page.select_one(f"meta[name='{name}'], meta[property='{name}']")
    return found and found["content"]


def test_every_page_has_a_title_and_a_description_of_its_own(written):
    for texts in (
        [page.title.string for page in written.values()],
        [content(page, "description") for page in written.values()],
    ):
        assert all(texts)
        assert len(set(texts)) == len(texts)


def test_a_page_is_described_by_its_answer_or_its_first_sentence(written):
    for name, page in written.items():
        own = "section > p:not(.who-coded), .key-points li"
        first = "p > strong:only-child" if name == "index.html" else own
        said = content(page, "description")
        text = re.sub(r" \[[^]]*\]", "", page.article.select_one(first).get_text())
        assert " ".join(text.split()).startswith(said), name
        assert said.endswith("."), name


def test_every_page_says_how_to_cite_it(written):
    for name, page in written.items():
        cited = page.select_one("footer details.cite")
        heading = page.h1.find(string=True)
        assert (heading in cited.select_one("#citation").get_text()) or name == "index.html"
        bibtex = cited.select_one("#bibtex").get_text()
        assert re.match(r"@(incollection|misc)\{[\w-]+,\n", bibtex)
        # What Google Scholar and Zotero take from the page says the same.
        assert content(page, "citation_title") == (BOOK if name == "index.html" else heading)
        assert content(page, "citation_inbook_title") == (None if name == "index.html" else BOOK)
        assert content(page, "citation_author") in bibtex
        assert re.fullmatch(r"20\d\d/\d\d/\d\d", content(page, "citation_publication_date"))


@pytest.mark.slow
def test_where_the_address_is_known_pages_are_canonical(addressed_pages):
    pages = {name: page for name, page in addressed_pages.items() if name not in GENERATED}
    for name, page in pages.items():
        address = f"https://example.org/a&b/{name}"
        assert page.select_one("[rel=canonical]")["href"] == address
        assert content(page, "og:url") == address
        assert address in page.select_one("#citation").get_text() or name == "index.html"


@pytest.mark.slow
def test_the_page_for_lost_addresses_works_at_any_depth(addressed_pages, pages):
    for page, top in ((addressed_pages["404.html"], "/a&b/"), (pages["404.html"], "/")):
        assert not page.select("[rel=canonical]")
        for tag in page.select("[href], [src], [action]"):
            address = tag.get("href") or tag.get("src") or tag.get("action")
            assert address.startswith((top, "#", "http")), address


def test_a_site_that_offers_editions_links_to_them_from_the_sidebar_and_from_its_landing_page(
    addressed_pages, pages
):
    for name, page in addressed_pages.items():
        root = "/a&b/" if name == "404.html" else "../" * name.count("/")
        links = [link["href"] for link in page.nav.select(".editions a")]
        assert links == [f"{root}book.epub", f"{root}book.pdf"], name
        assert bool(page.article.select(".editions a")) == (name == "index.html"), name
    assert not any(page.select(".editions a") for page in pages.values())
