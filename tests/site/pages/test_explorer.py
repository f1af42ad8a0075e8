"""The built page of the explorer: its data, what it loads, and the ways that lead there."""

import copy

import pytest

from reading.site.pages import explorer_data as explorer
from tests.site import weight


@pytest.fixture(scope="module")
def data(site):
    return weight.explorer_data(site)


def test_the_published_data_is_that_of_the_explorer_with_the_addresses_of_pages(site, data, book):
    data, expected = copy.deepcopy(data), explorer.explorer_data(book)
    assert data.pop("details").startswith("term_details.js?v=")
    assert data == expected
    addresses = [paragraph["sentences_at"] for paragraph in data["paragraphs"]]
    assert addresses == [f"{book.page_of(name)}.html#s" for name in book.document.paragraphs["paragraph"]]
    assert all((site / address.partition("#")[0]).exists() for address in addresses)
