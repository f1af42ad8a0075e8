"""Tables in a real browser: what does not fit is scrolled to, and what is folded is printed."""

import pytest

from tests.browser.waiting import wait_until

PAGE = "notebooks/themes.html"
TABLE = ".table-wrapper[aria-label='Where the terms and the codes differ']"


@pytest.fixture
def narrow(page, address):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + PAGE)
    fold(page).locator("summary").click()
    return page


def fold(page):
    """The folded table that the tests look at."""
    return page.locator("details.folded", has=page.locator(TABLE))


def test_print_shows_a_folded_table_that_is_closed(page, address):
    page.goto(address + PAGE)
    folded = fold(page)
    closed = folded.bounding_box()["height"]
    page.emulate_media(media="print")
    assert folded.get_attribute("open") is None
    assert folded.locator(TABLE).evaluate("table => table.checkVisibility()")
    assert folded.bounding_box()["height"] > 2 * closed


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
