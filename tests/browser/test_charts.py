"""Charts in a real browser: still until a reader reaches for one, then alive in the same place."""

import pytest

PAGE = "notebooks/term_frequency.html"
MARKS = ".role-mark > [role][aria-label]"


@pytest.fixture
def asked(page):
    """The names of the files that the page asks for."""
    names = []
    page.on("request", lambda request: names.append(request.url.rpartition("/")[2]))
    return names


@pytest.fixture
def open_page(page, address, asked):
    def go(name=PAGE, width=1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + name)
        return page

    return go


def drawing(page, name):
    return page.locator(f"#chart-{name} .drawing:visible")


def live(page, name):
    """The drawing of a chart, after a reader has reached for it by pointer."""
    drawn = drawing(page, name)
    drawn.hover()
    page.wait_for_selector(f"#chart-{name} .drawing[data-live=true]")
    return drawn


def test_the_runtime_is_loaded_once_and_only_after_a_chart_is_used(open_page, asked):
    page = open_page()
    assert "vega.js" not in asked
    for name in ("top-terms", "term-rates", "term-map"):
        live(page, name)
    assert asked.count("vega.js") == 1
    assert asked.count("chart-top-terms.wide.js") == 1


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_every_chart_becomes_interactive_without_moving_the_page(visits, width):
    faults = {name: record["alive"] for name, record in getattr(visits, width).items()}
    assert faults == {name: [] for name in faults}


def test_pointing_at_a_mark_shows_its_tooltip(open_page):
    page = open_page()
    drawn = live(page, "term-map")
    box = drawn.locator(f"{MARKS}[aria-label='China in Great powers: 4']").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator(".tip").inner_text() == "China in Great powers: 4"
    page.keyboard.press("Escape")
    assert page.locator(".tip").is_hidden()


def test_the_tab_key_stops_once_at_a_chart_and_arrow_keys_move_within_it(open_page):
    page = open_page()
    page.locator("#chart-term-map .drawing:visible svg").focus()
    page.wait_for_selector("#chart-term-map .drawing[data-live=true]")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused).startswith("Heat map of the")
    assert "Arrow keys" in page.locator(".tip").inner_text()
    drawing(page, "term-map").locator("[aria-label='China in Great powers: 4']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "China in The neighbourhood: 3"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "relation in The neighbourhood: 3"
    assert page.locator(".tip").inner_text() == "relation in The neighbourhood: 3"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.drawing')") is None


def test_arrow_keys_move_along_an_actors_bar_and_then_to_the_next_actor(open_page):
    page = open_page("notebooks/actors.html")
    drawn = live(page, "actor-names")
    named = drawn.locator(MARKS).evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    focused = "document.activeElement.getAttribute('aria-label')"
    drawn.locator("svg").focus()
    page.keyboard.press("End")
    assert page.evaluate(focused) == named[-1]
    page.keyboard.press("Home")
    assert page.evaluate(focused) == named[0]
    bars = [name.partition(" as ")[0] for name in named]
    walked = [named[0]]
    for _ in range(bars.count(bars[0])):
        page.keyboard.press("ArrowRight")
        walked.append(page.evaluate(focused))
    assert walked == named[: len(walked)]
    assert bars[len(walked) - 1] != bars[0]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == walked[-2]


@pytest.mark.parametrize("alive", [False, True])
def test_the_enter_key_follows_the_link_of_a_mark(open_page, address, alive):
    page = open_page()
    mark = "[aria-label='China in Great powers: 4']"
    if alive:
        live(page, "term-map")
        drawing(page, "term-map").locator(f"{MARKS}{mark}").focus()
    else:
        page.locator(f"#chart-term-map .drawing:visible a{mark}").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "evidence.html#china.great-powers")


def test_the_focus_stays_on_its_mark_when_a_chart_becomes_interactive(open_page):
    page = open_page()
    page.locator("#chart-term-map .drawing:visible a[aria-label='China in Great powers: 4']").focus()
    page.wait_for_selector("#chart-term-map .drawing[data-live=true]")
    assert page.evaluate("document.activeElement.matches('.role-mark > [role=link]')")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "China in Great powers: 4"


def test_the_static_drawing_stays_if_the_runtime_cannot_be_loaded(open_page, page):
    page.route("**/vega.js", lambda route: route.abort())
    drawn = drawing(open_page(), "top-terms")
    drawn.hover()
    page.wait_for_function("drawn => !drawn.dataset.live", arg=drawn.element_handle())
    assert drawn.locator("svg.marks").is_visible()


def test_every_download_of_a_chart_is_a_file_of_the_site(open_page):
    page = open_page()
    for suffix in ("svg", "png", "csv", "table.json", "vl.json"):
        with page.expect_download() as download:
            page.locator(f"#chart-top-terms a[download][href$='.{suffix}']").click()
        assert download.value.suggested_filename == f"chart-top-terms.{suffix}"
        assert download.value.path().stat().st_size > 200, suffix


def test_without_script_static_drawings_have_their_links(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + PAGE)
    assert drawing(page, "term-map").locator("a").count() > 50
    assert drawing(page, "term-map").is_visible()
    page.context.close()


def test_charts_become_interactive_without_a_server(page, site):
    seen = []
    page.on("console", lambda message: seen.append(message.text))
    page.goto((site / PAGE).as_uri())
    assert live(page, "top-terms").locator(MARKS).count() > 20
    assert seen == []
