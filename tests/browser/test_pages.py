"""Every page in a real browser, with the network blocked."""

import pytest

MODES = ["light", "dark"]


@pytest.fixture
def problems(page, address):
    """What goes wrong while pages load: errors on the console, failed requests, requests to other origins."""
    seen = []
    page.on("console", lambda message: message.type in ("error", "warning") and seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("requestfailed", lambda request: seen.append(f"failed: {request.url}"))
    page.on("response", lambda response: response.status >= 400 and seen.append(f"not there: {response.url}"))
    page.on(
        "request",
        lambda request: not request.url.startswith(address) and seen.append(f"foreign: {request.url}"),
    )
    return seen


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


def test_paper_is_white_whatever_the_screen_is(page, address):
    page.emulate_media(color_scheme="dark")
    page.goto(address + "notebooks/term_frequency.html")
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => [getComputedStyle(document.body).backgroundColor,
                  getComputedStyle(document.querySelector('figure.chart svg.marks text')).fill]"""
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(page, address, page_names, width):
    page.set_viewport_size({"width": width, "height": 800})
    for name in page_names:
        page.goto(address + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


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
