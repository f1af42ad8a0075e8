"""Charts in a real browser: tooltips, keyboard, touch and downloads."""

import re
import struct

import pytest

from tests.browser.waiting import wait_until

PAGE = "notebooks/term_frequency.html"
LABEL = "Paragraph: {}; Term: {}; Count: {}"
MARK = f"[aria-label='{LABEL.format('Great powers', 'China', 4)}']"


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


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


PLACE = """(shape) => {
  const { x, y, width, height } = shape.getBBox();
  const { e, f } = shape.getScreenCTM();
  return [x + e, y + f, width, height];
}"""
"""The place of a shape without its stroke. Drawings are not scaled on a wide screen."""


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_every_chart_has_marks_for_the_keyboard_and_text_that_can_be_read_within_its_frame(visits, width):
    faults = {name: record["faulty charts"] for name, record in getattr(visits, width).items()}
    assert faults == {name: [] for name in faults}


def test_pointing_at_a_mark_shows_its_tooltip(open_page):
    page = open_page()
    drawing(page, "term-map").locator(MARK).hover()
    assert page.locator(".tip").inner_text() == LABEL.format("Great powers", "China", 4)
    page.keyboard.press("Escape")
    assert page.locator(".tip").is_hidden()


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
    assert focused(page) == LABEL.format("The neighbourhood", "China", 3)
    page.keyboard.press("ArrowDown")
    assert focused(page) == LABEL.format("The neighbourhood", "relation", 3)
    assert page.locator(".tip").inner_text() == LABEL.format("The neighbourhood", "relation", 3)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.drawing')") is None


def test_a_ring_above_all_marks_fits_the_mark_with_the_focus(open_page):
    page = open_page()
    drawn = drawing(page, "term-map")
    drawn.locator("svg[tabindex]").focus()
    page.keyboard.press("ArrowDown")
    mark, ring = (drawn.locator(part).evaluate(PLACE) for part in (":focus", ".ring :last-child"))
    assert ring == pytest.approx(mark, abs=3)
    assert drawn.locator("svg > :last-child").get_attribute("class") == "ring"
    page.keyboard.press("End")
    assert drawn.locator(".ring").count() == 1


def test_arrow_keys_move_along_an_actors_bar_and_then_to_the_next_actor(open_page):
    page = open_page("notebooks/actors.html")
    drawn = drawing(page, "actor-names")
    named = drawn.locator("svg [aria-label]").evaluate_all("marks => marks.map((mark) => mark.ariaLabel)")
    drawn.locator("svg[tabindex]").focus()
    page.keyboard.press("End")
    assert focused(page) == named[-1]
    page.keyboard.press("Home")
    assert focused(page) == named[0]
    bars = [re.search("Actor: ([^;]+)", name)[1] for name in named]
    walked = [named[0]]
    for _ in range(bars.count(bars[0])):
        page.keyboard.press("ArrowRight")
        walked.append(focused(page))
    assert walked == named[: len(walked)]
    assert bars[len(walked) - 1] != bars[0]
    page.keyboard.press("ArrowLeft")
    assert focused(page) == walked[-2]


def test_the_enter_key_follows_the_link_of_a_mark(open_page, address):
    page = open_page()
    drawing(page, "term-map").locator("svg[tabindex]").wait_for()
    drawing(page, "term-map").locator(MARK).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "evidence/c.html#china.great-powers")


def test_a_drawing_that_larger_text_brings_into_view_can_be_reached_with_the_tab_key(open_page):
    page = open_page()
    wide = drawing(page, "term-map").locator("svg[tabindex]")
    wide.wait_for()
    wide = wide.element_handle()
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    wait_until(page, "(svg) => !svg.checkVisibility()", wide)
    drawing(page, "term-map").locator("svg[tabindex]").wait_for()
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()


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
    dot = drawing(touched, "section-terms").locator("a").first
    dot.scroll_into_view_if_needed()
    target, box = dot.get_attribute("href"), dot.bounding_box()
    assert box["height"] < 16
    middle = box["x"] + box["width"] / 2
    touched.touchscreen.tap(middle, box["y"] - 3)
    assert touched.locator(".tip").inner_text().startswith(dot.get_attribute("aria-label"))
    assert touched.url.endswith(PAGE)
    touched.touchscreen.tap(middle, box["y"] - 3)
    touched.wait_for_url(address + target.removeprefix("../"))


def test_every_download_of_a_chart_is_a_file_of_the_site(open_page):
    page = open_page()
    for suffix in ("svg", "csv", "table.json", "vl.json"):
        with page.expect_download() as download:
            page.locator(f"#chart-top-terms a[download][href$='.{suffix}']").click()
        assert download.value.suggested_filename == f"chart-top-terms.{suffix}"
        assert download.value.path().stat().st_size > 200, suffix


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


def test_without_script_static_drawings_have_their_links(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + PAGE)
    assert drawing(page, "term-map").locator("a").count() > 50
    assert drawing(page, "term-map").is_visible()
    page.context.close()


def test_charts_have_tooltips_without_a_server(page, site):
    seen = []
    page.on("console", lambda message: seen.append(message.text))
    page.goto((site / PAGE).as_uri())
    drawing(page, "term-map").locator(MARK).hover()
    assert page.locator(".tip").is_visible()
    assert seen == []
