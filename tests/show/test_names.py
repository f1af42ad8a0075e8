"""Rows of charts and tables lead to what they count."""

from reading import tables
from reading.show import names


def test_a_row_of_a_paragraph_leads_to_its_chapter(book):
    addresses = names.find_addresses(book, tables.paragraphs(book))
    assert list(addresses) == [f"{book.page_of(paragraph)}.html" for paragraph in book.document.section_of]
