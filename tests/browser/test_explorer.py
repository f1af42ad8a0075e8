"""The explorer of terms in a real browser: by keyboard, with its parts linked."""

import json
import re

import pytest

from reading.measures import association
from tests import independent
from tests.browser.visits import AXE, LAYOUT_RULES, NARROW, WIDE, axe, axe_on_colours
from tests.browser.waiting import wait_until

PAGE = "explorer.html"
NPMI = 4
"""The place of NPMI in the row of a collocate."""
PLACE = "&at=eurasian-stability"
FULL = "?term=china&unit=section&scale=rate&measure=g2&at=sino-russian-cooperation&with=relation"


@pytest.fixture
def explore(page, address, problems):
    """Open the explorer at an address, from the server or from `root`."""

    def go(query="", root=address):
        page.goto(f"{root}{PAGE}{query}")
        page.locator("[data-part=views]").wait_for()
        return page

    yield go
    assert problems == []


def settled(page):
    """The page, after the measures of its terms have come."""
    page.locator("[data-part=findings]:not([aria-busy])").wait_for(state="attached")
    return page


def shown(page, part):
    settled(page)
    return " ".join(page.locator(f"[data-part={part}]").inner_text().split())


def field(page):
    return page.get_by_role("combobox", name="Term")


def query(page):
    return settled(page).url.partition("?")[2]


def filled(page):
    """The sentences whose marks are filled, as paragraph and number."""
    marks = settled(page).locator(".mark.holds:not(.aside)")
    return [re.match(r"(.*), sentence (\d+)", name).groups() for name in names(marks)]


def names(located):
    return located.evaluate_all("parts => parts.map((part) => part.getAttribute('aria-label'))")


def quoted(text):
    return f"\u2018{text}\u2019"


def around(page):
    return settled(page).locator("[data-part=collocate-rows] [data-term]").all_inner_texts()


def test_without_a_term_in_the_address_the_most_frequent_is_shown(explore):
    page = explore()
    assert shown(page, "name") == "China"
    assert shown(page, "headline").startswith("Occurs 16 times in 16 sentences and 7 of 9 paragraphs")
    assert page.title().startswith("China: Term explorer")


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
    assert "7.2 per thousand tokens (95 % interval 2.6 to 15.6)" in shown(page, "headline")
    assert "Too rare to tell whether the sections differ" in shown(page, "headline")
    assert query(page) == "term=stability"
    assert page.get_by_role("option").count() == 0


def test_arrow_keys_move_through_the_list_and_escape_closes_it(explore):
    page = explore("?term=stability")
    field(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    label = second.inner_text().split()[0]
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert (field(page).input_value(), query(page)) == ("stability", "term=stability")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    assert shown(page, "name") == label


def test_the_state_survives_reload_and_sharing(explore, context, address):
    page = explore(FULL)
    before = [
        shown(page, part) for part in ("headline", "places", "selection", "collocates-text", "collocate-rows")
    ]
    assert query(page) == FULL[1:]
    for again in (page, context.new_page()):
        again.goto(page.url)
        again.locator("[data-part=views]").wait_for()
        assert [
            shown(again, part)
            for part in ("headline", "places", "selection", "collocates-text", "collocate-rows")
        ] == before
        assert again.locator("article input:checked").evaluate_all("all => all.map((one) => one.value)") == [
            "section",
            "rate",
            "g2",
        ]


def test_every_choice_goes_into_the_address(explore):
    page = explore("?term=stability")
    for choice in ("section", "rate per thousand tokens", "NPMI"):
        page.get_by_role("radio", name=choice, exact=True).check()
    page.get_by_role("button", name="Ties with Russia").click()
    page.get_by_role("button", name="shared with Beijing").click()
    state = "term=stability&unit=section&scale=rate&measure=npmi&at=sino-russian-cooperation&with=beijing"
    assert query(page) == state


def test_the_back_button_leads_to_the_term_before(explore):
    page = explore("?term=stability&measure=pmi")
    page.locator("[data-part=collocate-rows]").get_by_role("button", name="Beijing", exact=True).click()
    assert shown(page, "name") == "Beijing"
    assert page.locator("[data-part=name]").evaluate("name => name === document.activeElement")
    page.go_back()
    assert (shown(page, "name"), query(page)) == ("stability", "term=stability&measure=pmi")
    page.go_forward()
    assert shown(page, "name") == "Beijing"


def test_the_back_button_steps_through_picks_and_terms_alike(explore):
    page = explore("?term=stability")
    page.get_by_role("button", name="Stability in Eurasia").click()
    page.get_by_role("button", name="shared with Beijing").click()
    field(page).fill("china")
    page.keyboard.press("Enter")
    wait_until(page, "() => location.search === '?term=china'")
    field(page).fill("russia")
    page.get_by_role("button", name="Compare").click()
    steps = ["term=china&and=russia", "term=china"]
    steps += [f"term=stability{picks}" for picks in (f"{PLACE}&with=beijing", PLACE, "")]
    for step in steps[:-1]:
        wait_until(page, "step => location.search === `?${step}`", step)
        page.go_back()
    wait_until(page, "step => location.search === `?${step}`", steps[-1])
    assert len(filled(page)) == 6
    page.go_forward()
    assert len(filled(page)) == 3


@pytest.mark.parametrize(
    ("text", "name"), [("globalization", "globalisation"), ("Multipolarity", "multipolar")]
)
def test_another_spelling_and_the_name_of_a_followed_term_in_the_address_find_the_term(explore, text, name):
    page = explore(f"?term={text}")
    assert shown(page, "name") == name
    assert page.locator("[data-part=problems]").is_hidden()


def test_any_form_of_a_word_finds_its_term(explore, page):
    explore()
    for text, name in (
        ("relations", "relation"),
        ("USA", "United States"),
        ("countries", "country"),
        ("globalization", "globalisation"),
        ("great powers", "great power"),
        ("neighbors", "neighbour"),
    ):
        field(page).fill(text)
        page.keyboard.press("Enter")
        page.locator("[data-part=name]").get_by_text(name, exact=True).wait_for()
        assert page.locator("[data-part=problems]").is_hidden()
    field(page).fill("stabbility")
    assert page.get_by_role("option").all_inner_texts()[0].split() == ["Did", "you", "mean", "stability", "6"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert shown(page, "name") == "stability"
    for text in ("__proto__", "constructor", "toString"):
        field(page).fill(text)
        page.keyboard.press("Enter")
        assert f"No term is called {quoted(text)}" in shown(page, "problems")
    explore("?term=cooperating")
    assert shown(page, "name") == "cooperation"
    assert (
        shown(page, "problems")
        == f"No term is called {quoted('cooperating')}; this is {quoted('cooperation')}."
    )


def test_the_sentences_are_retold_below_the_strip(explore, book):
    page = explore("?term=stability")
    items = page.locator("[data-part=sentences] li")
    items.first.locator(".text", has_text=" ").wait_for()
    words = book.document.incidence.query("lemma == 'stability'")
    retold = book.retellings.groupby(["paragraph", "sentence"])["text"].agg(" ".join)
    expected = {retold[row.paragraph, row.sentence] for row in words.itertuples()}
    assert set(items.locator(".text").all_inner_texts()) == expected
    page.get_by_role("button", name="Great powers").click()
    assert items.locator("a").all_inner_texts() == ["Great powers, sentence 2"]
    explore("?term=china")
    page.get_by_role("button", name="Show all 16 sentences").click()
    assert items.count() == 16
    assert page.locator(":focus").inner_text() == items.nth(6).locator("a").inner_text()


def test_terms_stand_side_by_side(explore, page):
    explore("?term=china, russia&and=united-states")
    table = page.get_by_role("table", name="3 terms side by side")
    cells = {
        row[0]: row[1:] for row in (line.split("\t") for line in table.locator("tbody tr").all_inner_texts())
    }
    assert cells["Occurrences"] == ["16", "7", "3"]
    assert cells[f"Sentences shared with {quoted('China')}"][0] == "\u2013"
    assert all(
        "chance" in text or "than elsewhere" in text or "not tested" in text
        for text in cells["Do the sections differ?"]
    )
    place = page.locator(".place").first
    assert place.locator(".of-term").all_inner_texts() == ["China", "Russia", "United States"]
    assert shown(page, "more") == f"More about {quoted('China')}"
    note = page.locator("[data-part=sentences] .note", has_text="Russia").first
    assert note.inner_text() in (", China, Russia", ", Russia")
    table.get_by_role("button", name="Russia", exact=True).click()
    assert query(page) == "term=russia&and=china&and=united-states"
    table.get_by_role("button", name="Remove China").click()
    assert query(page) == "term=russia&and=united-states"
    for name in ("india", "japan", "moscow"):
        field(page).fill(name)
        page.get_by_role("button", name="Compare").click()
    assert query(page) == "term=russia&and=united-states&and=india&and=japan"
    assert "At most 4 terms" in shown(page, "problems")


def test_on_a_touch_screen_a_comparison_opens_no_keyboard_and_no_hint_names_a_key(browser, address):
    with browser.new_context(has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(f"{address}explorer.html")
        page.get_by_role("button", name="Compare").tap()
        assert shown(page, "problems") == "Type the term to compare with."
        assert not field(page).evaluate("field => field === document.activeElement")
        field(page).fill("russia")
        page.get_by_role("button", name="Compare").tap()
        wait_until(page, "() => location.search === '?term=china&and=russia'")
        assert not field(page).evaluate("field => field === document.activeElement")
        assert not page.get_by_text("arrow").filter(visible=True).count()


def test_an_unknown_term_is_reported_with_the_nearest_one(explore):
    page = explore("?term=indya&measure=mi&unit=page&at=nowhere&with=nobody")
    message = shown(page, "problems")
    assert f"No term is called {quoted('indya')}; did you mean India?" in message
    for value in ("mi", "page", "nowhere", "nobody"):
        assert quoted(value) in message
    assert shown(page, "name") == "China"
    page.get_by_role("link", name="India", exact=True).click()
    assert (shown(page, "name"), query(page)) == ("India", "term=india")
    assert page.locator("[data-part=problems]").is_hidden()
    field(page).fill("zzzz")
    page.keyboard.press("Enter")
    assert shown(page, "problems") == f"No term is called {quoted('zzzz')}."
    assert shown(page, "name") == "India"


def test_markup_in_the_address_is_shown_as_text(explore):
    page = explore("?term=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert quoted("<img src=x onerror=alert(1)>") in shown(page, "problems")
    assert page.locator(".explorer img").count() == 0


def test_a_picked_paragraph_marks_its_sentences_and_limits_the_words_around(explore):
    page = explore("?term=stability")
    every = around(page)
    assert len(filled(page)) == 6
    page.get_by_role("button", name="Stability in Eurasia").focus()
    page.keyboard.press("Enter")
    assert filled(page) == [
        ("Stability in Eurasia", "1"),
        ("Stability in Eurasia", "2"),
        ("Stability in Eurasia", "3"),
    ]
    assert page.locator(":focus").inner_text().startswith("Stability in Eurasia")
    assert page.locator(":focus").get_attribute("aria-pressed") == "true"
    limited = around(page)
    assert limited
    assert set(limited) < set(every)
    assert f"Limited to {quoted('Stability in Eurasia')}: 3 of these words" in shown(page, "collocates-text")
    assert "occurs 3 times" in shown(page, "selection") == shown(page, "announcement") + " Clear"
    page.keyboard.press("Escape")
    assert (around(page), len(filled(page)), query(page)) == (every, 6, "term=stability")
    assert page.locator("[data-part=selection]").is_hidden()


def test_a_picked_neighbour_marks_the_sentences_that_hold_both(explore, book):
    page = explore("?term=stability")
    shared = page.get_by_role("button", name="shared with Beijing")
    shared.focus()
    page.keyboard.press("Space")
    words = book.document.incidence
    sentences = [
        set(map(tuple, words.loc[words["lemma"] == lemma, ["paragraph", "sentence"]].to_numpy()))
        for lemma in ("stability", "beijing")
    ]
    titles = dict(book.document.paragraphs[["paragraph", "title"]].to_numpy())
    both = {(titles[paragraph], str(sentence)) for paragraph, sentence in sentences[0] & sentences[1]}
    assert set(filled(page)) == both
    message = f"Marked: {len(both)} sentences with both {quoted('stability')} and {quoted('Beijing')}."
    assert message in shown(page, "selection")
    assert page.locator(":focus").get_attribute("aria-pressed") == "true"
    page.locator("[data-part=selection] button").focus()
    page.keyboard.press("Enter")
    assert len(filled(page)) == 6
    page.locator("tr[data-with=beijing] td").nth(3).click()
    assert set(filled(page)) == both


def test_the_tab_key_stops_once_at_the_marks_and_arrow_keys_move_within_them(explore, address):
    page = explore("?term=stability")
    assert page.locator(".mark[tabindex='0']").count() == 1
    page.locator(".mark[tabindex='0']").focus()
    size = page.locator(".mark[tabindex='0']").bounding_box()
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


def test_a_button_shows_the_rest_of_a_long_list(explore):
    page = explore("?term=china")
    assert len(around(page)) == 10
    button = page.locator("[data-part=show-all]")
    number = int(button.inner_text().removeprefix("Show all "))
    button.click()
    assert len(around(page)) == number > 20
    assert page.locator(":focus").inner_text() == around(page)[10]


def test_the_head_of_the_chosen_measure_says_that_words_are_sorted_by_it(explore):
    page = explore("?term=china")
    for measure in association.NAMES:
        page.locator(f"input[value={measure}]").check()
        header = page.locator(".collocates th[aria-sort]")
        assert header.get_attribute("data-measure") == measure
        assert header.count() == 1


def test_a_measure_without_a_value_is_a_dash(explore, page):
    page.route("**/_static/terms-*.js*", lambda route: route.fulfill(body=without_npmi(route.fetch().text())))
    explore("?term=stability&measure=npmi")
    cells = page.locator("[data-part=collocate-rows] td[data-measure=npmi]").all_inner_texts()
    assert set(cells) == {"\u2013"}


SIDE_BY_SIDE = "?term=community-with-a-common-destiny&and=china&and=russia&and=united-states"

LISTED = "?term=multipolar"
"""A term with a list of texts and with a line through the years that counts several words."""


def open_list(page):
    """Open the list of the texts that have the term. Returns its rows."""
    page.locator("[data-part=uses] summary").click()
    rows = page.locator("[data-part=uses] li")
    rows.first.wait_for()
    return rows.all_inner_texts()


@pytest.mark.parametrize("from_disk", [False, True])
def test_the_texts_that_have_the_term_are_listed_when_a_reader_asks(explore, address, site, from_disk):
    page = explore("?term=cooperation", site.as_uri() + "/" if from_disk else address)
    loaded = "document.querySelectorAll('script[src*=uses-]').length"
    assert page.evaluate(loaded) == 0
    rows = open_list(page)
    labels = independent.speaker_names()[0]
    counts = independent.uses("cooperation")
    expected = sorted(
        ((count, labels.get(speaker, speaker)) for speaker, count in counts.items()),
        key=lambda row: (-row[0], row[1].casefold()),
    )
    assert rows == [f"{name} {count}" for count, name in expected]
    # Another choice on the page leaves the list open; another term closes it.
    page.locator("input[value=rate]").check()
    assert page.locator("[data-part=uses] li").count() == len(rows)
    field(page).fill("stability")
    page.keyboard.press("Enter")
    assert shown(page, "name") == "stability"
    assert page.locator("[data-part=uses]").get_attribute("open") is None
    assert len(open_list(page)) == len(independent.uses("stability"))
    assert page.evaluate(loaded) == 1


def test_a_list_that_is_lost_is_reported_and_can_be_asked_for_again(page, address, explore, problems):
    page.route("**/_static/uses-*", lambda route: route.abort())
    explore("?term=stability")
    assert open_list(page) == ["The list could not be loaded."]
    page.unroute("**/_static/uses-*")
    page.locator("[data-part=uses] summary").click()
    page.locator("[data-part=uses] summary").click()
    page.locator("[data-part=uses] li span").first.wait_for()
    assert page.locator("[data-part=uses] li").count() == len(independent.uses("stability"))
    problems.clear()


def test_the_line_through_the_years_is_labelled_and_leads_to_its_page(explore, address):
    page = explore(LISTED)
    line = page.get_by_role("img", name="Share of texts that use it")
    labels = [" ".join(text.split()) for text in line.locator("text").all_text_contents()]
    assert labels[2:] == ["1991", "2024"]
    assert re.fullmatch(r"\d+ % in \d{4}", labels[0])
    assert "Counted together: multipolar*, multi-polar*, where * stands" in shown(page, "through-time")
    page.get_by_role("link", name="Words through time").last.click()
    page.wait_for_url(address + "notebooks/comparison.html#chart-word-histories")


def test_a_book_without_a_reference_shows_nothing_of_other_texts(explore, page):
    def serve_page(route):
        html = route.fetch().text()
        start = html.index('<section aria-labelledby="explorer-beside">')
        route.fulfill(body=html[:start] + html[html.index("<section", start + 1) :], content_type="text/html")

    def serve_data(route):
        data = read_data(route.fetch().text())
        del data["reference"], data["through_time"]
        del data["terms"]["followed"]
        route.fulfill(body=f"window.terms={json.dumps(data)};\n", content_type="text/javascript")

    page.route("**/explorer.html*", serve_page)
    page.route("**/_static/terms.js*", serve_data)
    explore("?term=stability")
    assert shown(page, "headline").startswith("Occurs")
    assert page.get_by_role("heading", name="Beside other texts").count() == 0
    page.get_by_role("button", name="Great powers").click()
    assert "at=great-powers" in page.url


def read_data(script):
    return json.loads(script.removeprefix("window.terms=").removesuffix(";\n"))


def without_npmi(script):
    """The measures of terms with no value for the NPMI of any word."""
    terms = json.loads(script.removeprefix("window.terms.add(").removesuffix(");\n"))
    for row in (row for term in terms for row in term["collocates"]):
        row[NPMI] = None
    return f"window.terms.add({json.dumps(terms)});\n"


def test_the_explorer_works_without_a_server(explore, site):
    page = explore("?term=world-order", site.as_uri() + "/")
    assert shown(page, "headline").startswith("The phrase occurs twice")
    page.get_by_role("button", name="Great powers").click()
    assert "at=great-powers" in page.url
    field(page).fill("india")
    page.keyboard.press("Enter")
    assert query(page) == "term=india"
    page.go_back()
    assert shown(page, "name") == "world order"


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_no_fault_in_any_state_of_the_explorer(explore, width):
    page = explore(FULL)
    page.set_viewport_size({"width": width, "height": 800})
    found, judged = {}, {"light": set(), "dark": set()}
    for state in (
        FULL,
        "?term=indya",
        "?term=stability&at=great-powers",
        "?term=hegemonism",
        SIDE_BY_SIDE,
        LISTED,
    ):
        explore(state)
        if state == LISTED:
            open_list(page)
        page.evaluate(AXE)
        field(page).focus()
        # The list of terms is the same in all states.
        for opened in (False, True) if state == FULL else (False,):
            if opened:
                page.keyboard.press("ArrowDown")
            # Colours are the same at any width; one state is enough to see that nothing lies below something.
            coloured = width == WIDE or (state == FULL and not opened)
            found[state, opened] = axe(page, None if coloured else LAYOUT_RULES)
            for scheme in ("dark", "light") if coloured else ():
                page.emulate_media(color_scheme=scheme)
                found[state, opened, scheme] = axe_on_colours(page, judged[scheme])
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


def test_printing_shows_the_bars_and_hides_the_controls(explore):
    page = explore("?term=stability")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".ask, .choices").filter(visible=True).count()
    assert page.locator(".bar rect").nth(1).is_visible()
    ink = page.locator("[data-part=collocates-text]").evaluate("text => getComputedStyle(text).color")
    assert ink == "rgb(0, 0, 0)"


def test_each_entry_of_the_evidence_leads_to_its_term(page, address):
    page.goto(address + "evidence/b.html#belt-and-road")
    page.locator("#belt-and-road .often a").click()
    page.wait_for_url(address + "explorer.html?term=belt-and-road")
    assert shown(page, "name") == "Belt and Road"
