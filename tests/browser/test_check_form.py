"""The form of a check in a real browser, of the small book. Names and comments are made up."""

import re
import urllib.parse

import pytest
import yaml

from reading.data import review
from reading.data.book import Book
from reading.site.pages.review import list_chapters
from tests.browser.server import served
from tests.browser.test_own_copy import give
from tests.browser.visits import AXE, axe, listened

KEYS = "[sessionStorage, localStorage].map((storage) => storage.length)"

REAL = "The council considers the quay a strategic priority. Northport hopes that trade with Eastland grows."


@pytest.fixture(scope="module")
def small_site(built_small_book):
    return built_small_book / "_build" / "html"


@pytest.fixture(scope="module")
def small_address(small_site):
    with served(small_site) as address:
        yield address


@pytest.fixture
def form(page, small_address, small_site):
    """The form, opened from the chapter of the quay. No request may leave the site."""
    with listened(page, small_address, small_site.as_uri()) as problems:
        open_form(page, f"{small_address}chapters/harbour/quay.html")
        yield page
    assert problems == []


def open_form(page, chapter):
    page.goto(chapter)
    page.get_by_role("link", name="Check a sentence").click()
    page.locator(".sentences-to-check > li").nth(2).wait_for()


def judge(page, number, verdict, comment=""):
    item = page.locator(".sentences-to-check > li").nth(number - 1)
    item.get_by_label(verdict, exact=True).check()
    item.get_by_label("Comment on").fill(comment)


def status(page):
    return page.locator("[data-part=status]").inner_text()


def lines(page):
    return page.locator("#check-lines").inner_text()


def test_the_lines_can_be_pasted_and_fit_the_words_that_are_shown(form, built_small_book, tmp_path):
    judge(form, 2, "wrong", 'It says: "no" # {s}`3` </script>\u2028')
    judge(form, 1, "right")
    assert status(form).startswith("Write your name")
    assert not form.locator("#check-lines").is_visible()
    form.get_by_label("Name").fill("Ada: 'Made-Up' \u202e- <b>")
    form.get_by_label("ORCID").fill("0000-0002-1825-0098")
    assert "no ORCID iD" in status(form)
    form.get_by_label("ORCID").fill("https://orcid.org/0000-0002-1825-0097")
    assert status(form) == "The lines of 2 checks are below."
    (tmp_path / "data").mkdir()
    (tmp_path / review.PATH).write_text(f"checks:\n{lines(form)}\n", encoding="utf-8")
    first, second = sorted(review.read(tmp_path), key=lambda check: check.what)
    chapter = list_chapters(Book.on_demand(built_small_book))["harbour/quay"]
    assert (first.what, first.verdict, first.seen) == ("harbour/quay#1", "right", chapter[0]["seen"])
    assert (second.verdict, second.comment) == ("wrong", 'It says: "no" # {s}`3` </script>')
    assert (first.who, first.orcid) == ("Ada: 'Made-Up' - <b>", "0000-0002-1825-0097")
    assert form.evaluate(KEYS) == [0, 0]


def test_checks_of_several_chapters_are_collected_and_none_is_stored(form):
    judge(form, 1, "right")
    form.get_by_label("Name").fill("Ada Made-Up")
    form.get_by_label("Chapter").select_option("ties/trade")
    form.locator(".sentences-to-check > li").nth(1).wait_for()
    judge(form, 2, "unsure")
    assert [entry["what"] for entry in yaml.safe_load(lines(form))] == ["harbour/quay#1", "ties/trade#2"]
    form.get_by_label("Chapter").select_option("harbour/quay")
    form.locator(".sentences-to-check > li").nth(2).wait_for()
    assert form.get_by_label("right", exact=True).first.is_checked()
    form.reload()
    form.locator(".sentences-to-check > li").nth(2).wait_for()
    assert not form.get_by_label("right", exact=True).first.is_checked()
    assert lines(form) == ""


def test_the_copy_stands_beside_the_retelling_and_no_run_of_its_words_gets_into_the_lines(
    page, small_address, small_site, built_small_book
):
    text = (built_small_book / "text.txt").read_text(encoding="utf-8")
    with listened(page, small_address, small_site.as_uri()) as problems:
        give(page, small_address, text, keep="localStorage")
        open_form(page, f"{small_address}chapters/harbour/quay.html")
        real = page.locator(".sentences-to-check .real").nth(1).inner_text()
        assert real.endswith("The council considers the quay a strategic priority.")
        page.get_by_label("Name").fill("Ada Made-Up")
        # Eight words across two sentences, in other letters, with other signs and what cannot be seen.
        run = "the QUAY a strategic, priority \u2013 Northport ho\u200bpes that"
        judge(page, 2, "wrong", f"I think {run}.")
        assert "harbour/quay#2 repeats eight words" in status(page)
        assert lines(page) == ""
        assert not page.locator("[data-part=result]").is_visible()
        judge(page, 2, "wrong", "I think the quay a strategic priority Northport hopes")
        assert status(page) == "The lines of one check are below."
        assert "considers" not in lines(page)
        page.get_by_label("Name").fill(run)
        assert "name repeats" in status(page)
    assert problems == []


def test_the_form_works_from_a_folder_and_passes_axe(page, small_site):
    with listened(page, small_site.as_uri()) as problems:
        open_form(page, f"{small_site.as_uri()}/chapters/harbour/quay.html")
        judge(page, 1, "right")
        page.get_by_label("Name").fill("Ada Made-Up")
        assert 'what: "harbour/quay#1"' in lines(page)
        page.evaluate(AXE)
        assert axe(page) == []
    assert problems == []


def test_the_issue_has_the_lines_unless_its_address_would_be_too_long(form):
    # The small book has no repository.
    assert form.locator("[data-part=issue]").count() == 0
    form.evaluate(
        """() => {
          const root = document.querySelector(".check-form");
          root.dataset.issue = "https://example.org/issues/new?template=check.yml";
          const link = document.createElement("a");
          link.dataset.part = "issue";
          root.append(link);
        }"""
    )
    judge(form, 1, "right", "fine & good")
    form.get_by_label("Name").fill("Ada Made-Up")
    address = urllib.parse.urlsplit(form.locator("[data-part=issue]").get_attribute("href"))
    fields = urllib.parse.parse_qs(address.query)
    assert fields["template"] == ["check.yml"]
    assert yaml.safe_load(fields["checks"][0])[0]["comment"] == "fine & good"
    for number in (1, 2, 3):
        judge(form, number, "wrong", "\u00e9" * 600)
    assert re.search("template=check.yml$", form.locator("[data-part=issue]").get_attribute("href"))
