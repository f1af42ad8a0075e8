"""Tables in a real browser: what does not fit is scrolled to, and paper cuts none."""

import re

import pytest

from tests.browser.running import wait_until

PAGE = "notebooks/themes.html"
WIDEST = ("notebooks/actors.html", "notebooks/term_frequency.html", PAGE)
A4 = {"width": 680, "height": 980}
"""What is printed on a page, in pixels."""
TABLE = ".table-wrapper[aria-label='Where the word list and the codes differ']"


@pytest.fixture
def narrow(page, address):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + PAGE)
    fold(page).locator("summary").click()
    return page


def fold(page):
    """The folded table that the tests look at."""
    return page.locator("details.folded", has=page.locator(TABLE))


@pytest.mark.parametrize("name", WIDEST)
def test_paper_has_the_tables_that_are_open_and_cuts_none(page, address, name):
    page.set_viewport_size(A4)
    page.goto(address + name)
    page.emulate_media(media="print")
    assert page.locator("details.folded:visible").count() == 0
    page.locator("details.folded").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
    tables = page.locator("details.folded table:visible").all()
    assert tables
    assert all(box["x"] + box["width"] <= A4["width"] for box in [table.bounding_box() for table in tables])


def test_the_landing_page_is_three_pages_of_paper(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 3


def test_a_wide_table_scrolls_by_keyboard_and_its_caption_stays(narrow):
    table = narrow.locator(TABLE)
    seen, caption = table.bounding_box(), table.locator("caption").bounding_box()
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    assert caption["width"] <= seen["width"]
    table.focus()
    for _ in range(3):
        narrow.keyboard.press("ArrowRight")
    wait_until(narrow, "table => table.scrollLeft > 60", table.element_handle())
    assert table.locator("caption").bounding_box()["x"] == pytest.approx(seen["x"], abs=1)
