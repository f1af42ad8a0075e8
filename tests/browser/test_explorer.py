"""The explorer of terms in a real browser: by keyboard, with its parts linked."""

import re

import pytest

from tests.browser.visits import AXE, NARROW, WIDE, axe, axe_on_colours

PAGE = "explorer.html"
FULL = "?term=china&at=sino-russian-cooperation&with=relation"


@pytest.fixture
def explore(page, address, problems):
    """Open the explorer at an address."""

    def go(query=""):
        page.goto(f"{address}{PAGE}{query}")
        page.locator("[data-part=views]").wait_for()
        # What is picked then is shown at once.
        page.evaluate("pageTools.loadScript(`_static/${terms.details}`)")
        return page

    yield go
    assert problems == []


def shown(page, part):
    return " ".join(page.locator(f"[data-part={part}]").inner_text().split())


def field(page):
    return page.get_by_role("combobox", name="Term")


def query(page):
    return page.url.partition("?")[2]


def filled(page):
    """The sentences whose squares are filled, as paragraph and number."""
    squares = page.locator(".square.holds:not(.aside)")
    return [re.match(r"(.*), sentence (\d+)", name).groups() for name in names(squares)]


def names(located):
    return located.evaluate_all("parts => parts.map((part) => part.getAttribute('aria-label'))")


def quoted(text):
    return f"\u2018{text}\u2019"


def around(page):
    return page.locator("[data-part=collocate-rows] th a.plain").all_inner_texts()


def test_a_term_can_be_found_with_the_keyboard_alone(explore):
    page = explore()
    for _ in range(60):
        page.keyboard.press("Tab")
        if field(page).evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("stab")
    options = page.get_by_role("option")
    assert options.first.inner_text().split() == ["stability", "6"]
    assert field(page).get_attribute("aria-expanded") == "true"
    active = field(page).get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    assert shown(page, "name") == "stability"
    assert "7.2 per thousand tokens" in shown(page, "headline")
    assert query(page) == "term=stability"
    assert page.get_by_role("option").count() == 0
    # What is typed next takes the place of the term.
    page.keyboard.type("security")
    page.keyboard.press("Enter")
    assert shown(page, "name") == "security"


def test_every_choice_goes_into_the_address_and_comes_from_it(explore, context):
    page = explore("?term=stability")
    page.get_by_role("button", name="Ties with Russia").click()
    page.get_by_role("button", name="shared with Beijing").click()
    assert query(page) == "term=stability&at=sino-russian-cooperation&with=beijing"
    parts = ("headline", "places", "selection", "collocates-text", "collocate-rows")
    before = [shown(page, part) for part in parts]
    again = context.new_page()
    again.goto(page.url)
    again.locator("[data-part=views]").wait_for()
    assert [shown(again, part) for part in parts] == before


def test_the_back_button_leads_to_the_term_before(explore):
    page = explore("?term=stability")
    page.locator("[data-part=collocate-rows]").get_by_role("link", name="Beijing", exact=True).click()
    assert shown(page, "name") == "Beijing"
    assert page.locator("[data-part=name]").evaluate("name => name === document.activeElement")
    page.go_back()
    assert (shown(page, "name"), query(page)) == ("stability", "term=stability")
    page.go_forward()
    assert shown(page, "name") == "Beijing"


def test_the_data_of_other_terms_are_loaded_when_one_is_picked_and_what_fails_is_said(page, address):
    asked = "**/term_details.js*"
    page.route(asked, lambda route: route.abort())
    page.goto(address + PAGE)
    page.get_by_role("link", name="development", exact=True).click()
    page.get_by_text("The data of this term could not be loaded.").wait_for()
    assert shown(page, "name") == "China"
    page.unroute(asked)
    page.get_by_role("link", name="development", exact=True).click()
    page.locator("[data-part=name]").get_by_text("development", exact=True).wait_for()
    assert page.locator("[data-part=problems]").is_hidden()
    assert query(page) == "term=development"


def test_any_form_of_a_word_finds_its_term(explore, page):
    explore()
    for text, name in (
        ("USA", "United States"),
        ("North Korea", "Pyongyang"),
        ("globalization", "globalisation"),
        ("great powers", "great power"),
    ):
        field(page).fill(text)
        page.keyboard.press("Enter")
        page.locator("[data-part=name]").get_by_text(name, exact=True).wait_for()
        assert page.locator("[data-part=problems]").is_hidden()
    field(page).fill("stabbility")
    assert page.get_by_role("option").all_inner_texts()[0].split() == ["Did", "you", "mean", "stability", "6"]
    field(page).fill("__proto__")
    page.keyboard.press("Enter")
    assert f"No term is called {quoted('__proto__')}" in shown(page, "problems")


def test_terms_stand_side_by_side(explore, page):
    explore("?term=china, russia&and=united-states")
    table = page.get_by_role("table", name="3 terms side by side")
    rows = [line.split("\t") for line in table.locator("tbody tr").all_inner_texts()]
    assert {row[0]: row[1:] for row in rows}["Occurrences"] == ["16", "7", "3"]
    place = page.locator(".place").first
    assert place.locator(".of-term").all_inner_texts() == ["China", "Russia", "United States"]
    table.get_by_role("link", name="Russia", exact=True).click()
    assert query(page) == "term=russia&and=china&and=united-states"
    table.get_by_role("link", name="Remove China").click()
    assert query(page) == "term=russia&and=united-states"
    assert field(page).input_value() == "Russia, United States"


def test_terms_with_commas_between_them_are_compared_while_they_are_typed(explore):
    page = explore()
    field(page).click()
    page.keyboard.type("russia, ind")
    assert page.get_by_role("option").first.inner_text().split() == ["India", "4"]
    page.keyboard.type("ia")
    page.get_by_role("table", name="2 terms side by side").wait_for()
    assert (query(page), field(page).input_value()) == ("term=russia&and=india", "russia, india")
    assert page.get_by_role("option").count() == 0
    page.keyboard.type(", jap")
    page.keyboard.press("Enter")
    page.get_by_role("table", name="3 terms side by side").wait_for()
    page.keyboard.type("india vs USA, moscow, china, japan")
    assert query(page) == "term=india&and=united-states&and=moscow&and=china&and=japan"
    assert "At most 4 terms" in shown(page, "problems")


def test_an_unknown_term_is_reported_with_the_nearest_one_and_no_other_stays_in_view(explore):
    page = explore("?term=japan")
    field(page).fill("indya")
    page.keyboard.press("Enter")
    for problems in (["indya"], ["indya", "nowhere"]):
        message = shown(page, "problems")
        assert f"No term is called {quoted('indya')}; did you mean India?" in message
        assert all(quoted(problem) in message for problem in problems)
        assert page.locator("[data-part=views]").is_hidden()
        page.goto(f"{page.url.partition('?')[0]}?term=indya&at=nowhere")
        page.get_by_text("No term is called").wait_for()
    page.get_by_role("link", name="India", exact=True).click()
    # The link loads the page again.
    page.locator("[data-part=name]", has_text="India").wait_for()
    assert (shown(page, "name"), query(page)) == ("India", "term=india")
    assert page.locator("[data-part=problems]").is_hidden()


def test_markup_in_the_address_is_shown_as_text(explore):
    page = explore("?term=china&and=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert quoted("<img src=x onerror=alert(1)>") in shown(page, "problems")
    assert page.locator(".explorer img").count() == 0


def test_a_picked_paragraph_marks_its_sentences_and_limits_the_words_around(explore):
    page = explore("?term=stability")
    every = around(page)
    assert len(filled(page)) == 6
    page.get_by_role("button", name="Stability in Eurasia").focus()
    page.keyboard.press("Enter")
    assert filled(page) == [("Stability in Eurasia", number) for number in "123"]
    assert page.locator(":focus").get_attribute("aria-pressed") == "true"
    assert 0 < len(around(page)) < len(every)
    assert "occurs 3 times" in shown(page, "selection") == shown(page, "announcement") + " Clear"
    page.keyboard.press("Escape")
    assert (around(page), len(filled(page)), query(page)) == (every, 6, "term=stability")


def test_the_tab_key_stops_once_at_the_marks_and_arrow_keys_move_within_them(explore, address):
    page = explore("?term=stability")
    assert page.locator(".square[tabindex='0']").count() == 1
    page.locator(".square[tabindex='0']").focus()
    size = page.locator(".square[tabindex='0']").bounding_box()
    assert min(size["width"], size["height"]) >= 24
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "Great powers, sentence 2: once"
    assert page.get_by_role("tooltip").inner_text() == "Great powers, sentence 2: once"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "Great powers, sentence 3: not here"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "The neighbourhood, sentence 5: once"
    page.keyboard.press("End")
    assert page.evaluate(focused).startswith("New areas, sentence 5")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "chapters/sino-russian-cooperation/eurasian-stability.html#s3")


SIDE_BY_SIDE = "?term=community-with-a-common-destiny&and=china&and=russia&and=united-states"


def test_axe_finds_no_fault_in_any_state_of_the_explorer(explore):
    """Axe looks at the whole page six times, which takes seconds."""
    page, found = explore(FULL), {}
    for state in (FULL, f"{SIDE_BY_SIDE}&at=unknown"):
        explore(state)
        page.evaluate(AXE)
        field(page).focus()
        page.keyboard.press("ArrowDown")
        found[state] = axe(page)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found[state, scheme] = axe_on_colours(page)
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {state: [] for state in found}


def test_without_script_the_explorer_links_to_the_evidence(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        assert not page.locator(".ask").is_visible()
        assert not page.locator("[data-part=views]").is_visible()
        page.locator("article noscript a, article .explorer a").first.click()
        page.wait_for_url("**/evidence.html")
