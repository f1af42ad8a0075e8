"""Every page where scripts are off, on paper, and from a folder without a server."""

import pytest
from coloraide import Color

from tests.browser.shown import SHOWN

# On paper: the page's colour, and the inks of its text, charts included, but for numbers in their dark cells.
PAPER = """() => {
  const words = "article :is(h1, h2, h3, p, li, th, td), svg.marks text:not([fill*=on-heat])";
  const seen = [...document.querySelectorAll(words)].filter((text) => text.checkVisibility());
  const inks = seen.filter((text) => text.textContent.trim()).map((text) => {
    const { color, fill } = getComputedStyle(text);
    return text.localName === "text" ? fill : color;
  });
  return [getComputedStyle(document.body).backgroundColor, [...new Set(inks)]];
}"""


@pytest.fixture
def without_script(browser):
    """A page of a browser whose scripts are off."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_pages_are_read_without_script(without_script, address, page_names):
    page, links = without_script, 0
    for name in page_names:
        page.goto(address + name)
        assert all(page.evaluate(SHOWN)), name
        assert page.locator("h1").is_visible(), name
        links += page.locator("figure.chart svg.marks:visible a[href]").count()
    assert links, "no chart leads anywhere"


def test_paper_is_white_with_black_text_and_every_chart(page, address, page_names):
    page.emulate_media(color_scheme="dark")
    faults = {}
    for name in page_names:
        page.goto(address + name)
        page.emulate_media(media="print")
        drawn, (paper, inks) = page.evaluate(SHOWN), page.evaluate(PAPER)
        page.emulate_media(media="screen")
        pale = [ink for ink in inks if Color(ink).contrast("white") < 7]
        if not all(drawn) or paper != "rgb(255, 255, 255)" or pale:
            faults[name] = drawn, paper, pale
    assert faults == {}


def test_the_site_opens_from_a_folder(page, site, problems, page_names):
    for name in page_names:
        page.goto((site / name).as_uri())
        assert all(page.evaluate(SHOWN)), name
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--ink')"), name
        assert problems == [], name
