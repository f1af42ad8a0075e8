"""The built page of the codebook: each theme's rules and sentences."""

import pytest
from bs4 import BeautifulSoup

from reading.site.pages.entries_data import theme_sentences


@pytest.fixture(scope="module")
def page(pages):
    return pages["codebook.html"]


def words(part):
    return plain(part.get_text())


def plain(text):
    """A text with single spaces and plain quotation marks, as people type it."""
    for mark, typed in (("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"')):
        text = text.replace(mark, typed)
    return " ".join(text.split())


def test_each_theme_shows_its_rules_and_its_sentences_retold(page, book):
    rows = theme_sentences(book)
    for theme, rules in book.coding.codebook.themes.items():
        entry = page.find(id=theme)
        text = words(entry)
        assert all(plain(said) in text for said in (rules.definition, rules.include, rules.exclude))
        links = [item.a["href"] for item in entry.select("ul.behind > li")]
        assert links == [
            f"{row.page}.html#s{row.sentence}" for row in rows[rows["theme"] == theme].itertuples()
        ]


@pytest.mark.slow
def test_a_theme_that_nobody_has_coded_says_so(built_small_book):
    html = (built_small_book / "_build/html/codebook.html").read_text(encoding="utf-8")
    assert "Sentences: not coded" in words(BeautifulSoup(html, "html.parser").find(id="crews"))
