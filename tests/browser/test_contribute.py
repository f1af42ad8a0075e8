"""The way from a page to a report on it, which names the sentence that a reader selects or came by."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.running import run_script


@pytest.fixture
def chapter(small_address):
    """The address of a chapter of the small book, whose repository is known."""
    return f"{small_address}chapters/harbour/quay.html"


def asked(page):
    """What the report is filled in with, as its link stands when it is reached."""
    link = page.get_by_role("link", name="Report on this paragraph")
    link.focus()
    return parse_qs(urlsplit(link.get_attribute("href")).query)


def test_a_report_names_the_sentence_that_the_address_leads_to(page, chapter):
    page.goto(f"{chapter}#s3")
    assert asked(page)["sentence"] == ["s3"]


def test_a_report_names_the_sentence_whose_retelling_is_selected(page, chapter):
    page.goto(f"{chapter}#s3")
    run_script(page, "select_start")
    assert asked(page)["sentence"] == ["s2"]
