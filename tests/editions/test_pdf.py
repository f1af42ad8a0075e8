"""The document that is printed as a PDF, and what is said where it cannot be printed."""

import builtins
from collections import Counter

import lxml.html
import pytest

from reading.data import citation
from reading.editions import pdf
from reading.editions.epub import SITE
from reading.editions.site_pages import read_site
from reading.files.errors import ReadingErrors


@pytest.fixture(scope="module")
def text(built_small_book):
    return pdf.make_document(citation.read(built_small_book), read_site(built_small_book / SITE))


@pytest.fixture(scope="module")
def document(text):
    return lxml.html.document_fromstring(text)


def test_every_link_within_the_document_has_its_place_and_no_place_is_named_twice(document):
    ids = Counter(document.xpath("//@id"))
    assert {place: count for place, count in ids.items() if count > 1} == {}
    links = [href for href in document.xpath("//a/@href") if href.startswith("#")]
    assert len(links) > 10
    assert {href for href in links if href[1:] not in ids} == set()
    assert {
        href for href in document.xpath("//a/@href") if not href.startswith(("#", "http", "mailto"))
    } == set()


def test_a_chart_stands_once_with_its_text_and_its_table_at_the_end(document, text):
    figures = document.find_class("chart")
    assert figures
    for figure in figures:
        (drawing,) = figure.iter("svg")
        assert drawing.findtext("title") == drawing.get("aria-label")
        assert not list(drawing.iter("a"))
        (link,) = figure.find_class("numbers")[0].iter("a")
        table = document.get_element_by_id(link.get("href")[1:])
        assert table.tag == "table"
        assert table.findtext("caption") == figure.findtext("figcaption")
        assert table.xpath("ancestor::section/@id") == ["tables"]
    assert "var(" not in text
    assert "<details" not in text


def test_without_weasyprint_one_message_says_what_to_install(monkeypatch, tmp_path):
    real = builtins.__import__

    def refuse(name, *arguments, **options):
        if name == "weasyprint":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ReadingErrors) as raised:
        pdf.print_pdf("<p>text</p>", tmp_path / "book.pdf")
    (error,) = raised.value.exceptions
    assert error.problem == "WeasyPrint is not installed"
    assert "make pdf" in error.hint
