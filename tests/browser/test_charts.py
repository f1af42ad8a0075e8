"""Charts in a real browser: tooltips, keyboard, touch and downloads."""

import re
import struct

import pytest

from tests.browser.running import run_script, script, wait_until

PAGE = "notebooks/term_frequency.html"
LABEL = "{} in {}: {} occurrences. Opens the evidence."
MARK = f"[aria-label='{LABEL.format('China', 'Great powers', 4)}']"


@pytest.fixture
def open_page(page, address):
    def go(name=PAGE, width=1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + name)
        return page

    return go


@pytest.fixture
def touched(browser, address):
    """A page on a phone."""
    with browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True) as phone:
        page = phone.new_page()
        page.goto(address + PAGE)
        yield page


def drawing(page, name):
    return page.locator(f"#chart-{name} .drawing:visible")


def test_forced_colours_leave_the_colours_of_squares_apart_and_visible(open_page):
    page = open_page("notebooks/actors.html")
    page.emulate_media(forced_colors="active")
    swatches = drawing(page, "who-speaks").locator(".role-legend-symbol path")
    fills = swatches.evaluate_all("paths => paths.map((path) => getComputedStyle(path).fill)")
    assert len({*fills, page.evaluate("getComputedStyle(document.body).backgroundColor")}) == 4


@pytest.mark.parametrize("width", [360, 1280])
def test_no_text_of_a_chart_lies_on_text_or_leaves_the_drawing(open_page, pages, width):
    found = {}
    for name in [name for name, parsed in pages.items() if parsed.select_one("figure.chart")]:
        page = open_page(name, width)
        wait_until(page, script("prepared"))
        found[name] = run_script(page, "faulty_charts")
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_mark_that_leads_to_a_sentence_shows_its_retelling(open_page, book):
    page = open_page("index.html")
    drawing(page, "who-speaks").locator("a").nth(8).hover()
    retold = book.retellings.query("paragraph.str.endswith('great-powers') and sentence == 8")["text"].iloc[0]
    page.locator(".tip", has_text=retold).wait_for()
    assert page.locator(".tip").inner_text().startswith("Great powers, sentence 8: gives ")


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_the_tab_key_stops_once_at_a_chart_and_arrow_keys_move_within_it(open_page):
    page = open_page()
    drawn = drawing(page, "term-map")
    page.keyboard.press("Tab")
    drawn.locator("svg[tabindex]").focus()
    assert focused(page).startswith("Heat map: ")
    assert "Arrow keys" in page.locator(".tip").inner_text()
    page.keyboard.press("ArrowDown")
    assert focused(page) == drawn.locator("svg [aria-label]").first.get_attribute("aria-label")
    drawn.locator("svg[tabindex]").wait_for()
    drawn.locator(MARK).focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == LABEL.format("China", "The neighbourhood", 3)
    page.keyboard.press("ArrowDown")
    assert focused(page) == LABEL.format("relation", "The neighbourhood", 3)
    assert page.locator(".tip").inner_text() == LABEL.format("relation", "The neighbourhood", 3)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.drawing')") is None


def test_a_tap_beside_all_marks_shows_no_hint_and_moves_no_page(touched):
    drawn = drawing(touched, "top-terms")
    drawn.scroll_into_view_if_needed()
    before = touched.evaluate("scrollY")
    box = drawn.bounding_box()
    touched.touchscreen.tap(box["x"] + box["width"] - 2, box["y"] + box["height"] - 2)
    assert touched.locator(".tip").is_hidden()
    assert touched.evaluate("scrollY") == before
    assert touched.url.endswith(PAGE)


def test_a_tap_on_or_just_beside_a_mark_shows_its_numbers_and_the_next_follows_its_link(touched, address):
    page = "notebooks/united_nations.html"
    touched.goto(address + page)
    dot = drawing(touched, "word-histories").locator("a").first
    dot.scroll_into_view_if_needed()
    target, box = dot.get_attribute("href"), dot.bounding_box()
    assert box["height"] < 16
    middle = box["x"] + box["width"] / 2
    touched.touchscreen.tap(middle, box["y"] - 3)
    assert touched.locator(".tip").inner_text().startswith(dot.get_attribute("aria-label"))
    assert touched.url.endswith(page)
    touched.touchscreen.tap(middle, box["y"] - 3)
    touched.wait_for_url(address + target.removeprefix("../"))


def test_a_chart_is_saved_as_a_picture_that_the_browser_draws(open_page, site):
    page = open_page()
    with page.expect_download() as download:
        page.locator("#chart-top-terms [data-picture]").click()
    assert download.value.suggested_filename == "chart-top-terms.png"
    picture = download.value.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    file = (site / "_charts" / "notebooks" / "term_frequency" / "chart-top-terms.svg").read_text()
    width = float(re.search(r'<svg[^>]* width="([\d.]+)"', file)[1])
    assert struct.unpack(">I", picture[16:20])[0] == pytest.approx(2 * width, abs=2)
