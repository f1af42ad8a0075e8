"""The way from a page to a report on it, which names the sentence that a reader selects or came by."""

from urllib.parse import parse_qs, urlsplit

import jinja2
import pytest

from reading.files.github import Repository
from reading.site.frame import contribute
from tests.conftest import ROOT

CHAPTER = "chapters/diplomacy-and-politics/great-powers"


@pytest.fixture
def chapter(page, address):
    """A chapter's address, whose page is as it is where the repository is known."""
    links = contribute.links(
        Repository("https://github.com/some/book"),
        CHAPTER,
        f"{CHAPTER}.md",
        CHAPTER.removeprefix("chapters/"),
    )
    template = (ROOT / "_templates/contribute.html").read_text(encoding="utf-8")
    shown = jinja2.Template(template).render(contribute=links)

    def known(route):
        served = route.fetch()
        route.fulfill(response=served, body=served.text().replace("</footer>", f"{shown}</footer>"))

    page.route(f"**/{CHAPTER}.html*", known)
    return f"{address}{CHAPTER}.html"


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
    page.evaluate("""() => {
        const mark = document.getElementById("s2");
        getSelection().setBaseAndExtent(mark.previousSibling, 0, mark.previousSibling, 5);
    }""")
    assert asked(page)["sentence"] == ["s2"]
