"""Every page in a real browser, with the network blocked."""

import pytest

from tests.browser.visits import WIDE

MODES = ["light", "dark"]


def test_every_page_loads_without_an_error_or_a_foreign_request(visits):
    for records in (visits.wide, visits.narrow, visits.without_script):
        assert {name: record["problems"] for name, record in records.items() if record["problems"]} == {}


@pytest.mark.parametrize("mode", MODES)
def test_text_of_charts_contrasts_with_the_page(page, address, mode):
    page.emulate_media(color_scheme=mode)
    page.goto(address + "notebooks/term_frequency.html")
    page_colour, ink = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
                  getComputedStyle(document.querySelector('figure.chart svg.marks text')).fill]"""
    )
    assert abs(_lightness(page_colour) - _lightness(ink)) > 120


def test_every_chart_is_drawn(visits):
    drawn = {name: record["charts"] for name, record in visits.wide.items()}
    assert all(shown for name, shown in drawn.items() if name.startswith("notebooks/"))
    assert {name: shown for name, shown in drawn.items() if not all(shown)} == {}


def test_no_page_scrolls_sideways_on_a_wide_screen(visits):
    assert {name: found for name, record in visits.wide.items() if (found := record["width"]) > WIDE} == {}


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
