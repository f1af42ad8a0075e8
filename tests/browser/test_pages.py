"""Every page in a real browser, with the network blocked."""

import pytest

from tests.browser.shown import SHOWN

MODES = ["light", "dark"]


def test_every_page_loads_without_an_error_or_a_foreign_request(page, address, problems, page_names):
    for name in page_names:
        page.goto(address + name, wait_until="networkidle")
        assert problems == [], name


@pytest.mark.parametrize("mode", MODES)
def test_charts_are_drawn_in_the_colours_of_the_page(page, address, mode):
    page.emulate_media(color_scheme=mode)
    page.goto(address + "notebooks/term_frequency.html")
    page_colour, ink = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
                  getComputedStyle(document.querySelector('figure.chart svg.marks text')).fill]"""
    )
    assert abs(_lightness(page_colour) - _lightness(ink)) > 120


def test_every_chart_is_drawn(page, address, page_names):
    undrawn = {}
    for name in page_names:
        page.goto(address + name)
        drawn = page.evaluate(SHOWN)
        if not all(drawn) or (name.startswith("notebooks/") and not drawn):
            undrawn[name] = drawn
    assert undrawn == {}


def test_no_page_scrolls_sideways(page, address, page_names):
    wide = []
    for name in page_names:
        page.goto(address + name)
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide.append(f"{name} at {width}: {found}")
    assert wide == []


def test_a_chart_shows_the_drawing_that_fits_the_screen(page, address):
    page.goto(address + "notebooks/term_frequency.html")
    figure = page.locator("figure.chart").first
    for width, shown in ((1280, "wide"), (360, "narrow")):
        page.set_viewport_size({"width": width, "height": 800})
        visible = [name for name in ("wide", "narrow") if figure.locator(f".{name}").is_visible()]
        assert visible == [shown]


def test_a_charts_table_opens_by_keyboard(page, address):
    page.goto(address + "notebooks/term_frequency.html")
    twin = page.locator("figure.chart details").first
    twin.locator("summary").focus()
    page.keyboard.press("Enter")
    assert twin.locator("table").is_visible()


def _lightness(colour):
    numbers = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return sum(numbers) / 3
