"""`CITATION.cff`: what a citation of the book and of its pages says."""

import pytest

from reading.data import citation


@pytest.fixture
def small(small_root):
    return citation.read(small_root)


def test_a_page_is_cited_as_a_part_of_the_book(small):
    cited = citation.cite(small, "a/b", "The quay", "https://example.org/a/b.html")
    assert cited.text == (
        "Ada Reader (2020). “The quay”. In The harbour plan, read twice (version 1.0.0)."
        " https://example.org/a/b.html"
    )
    assert cited.bibtex.splitlines() == [
        "@incollection{reader2020-a-b,",
        "  author = {{Ada Reader}},",
        "  title = {The quay},",
        "  booktitle = {The harbour plan, read twice},",
        "  year = {2020},",
        "  version = {1.0.0},",
        "  url = {https://example.org/a/b.html},",
        "}",
    ]


def test_the_book_is_cited_by_itself_and_without_an_address_where_none_is_known(small):
    cited = citation.cite(small, "index", "", "")
    assert cited.text == "Ada Reader (2020). The harbour plan, read twice (version 1.0.0)."
    assert "booktitle" not in cited.bibtex
    assert "url" not in cited.bibtex


def test_title_is_escaped_for_tex(small):
    assert (
        r"title = {50\% \& \{more\}  input}" in citation.cite(small, "a", "50% & {more} \\input", "").bibtex
    )
