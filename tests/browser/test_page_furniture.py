"""What works around the content: tips, drawers, colours, copying, search, and all of it from disk."""

import pytest

from reading.data import citation
from reading.formatting import format_date
from tests.browser.waiting import wait_until
from tests.conftest import ROOT

CHAPTER = "chapters/diplomacy-and-politics/great-powers.html"
NARROW = {"width": 320, "height": 700}
NOTEBOOK, OTHER = "notebooks/term_frequency.html", "notebooks/themes.html"
OPENED = "cells => cells.map(cell => cell.open)"


@pytest.fixture
def chapter(page, address):
    page.goto(address + CHAPTER)
    return page


def term(page):
    return page.locator("article a:has(> .std-term)").first


def test_a_definition_is_shown_while_the_pointer_is_on_the_term_or_on_the_tip(chapter):
    tip = chapter.get_by_role("tooltip")
    term(chapter).hover()
    assert "initiative" in tip.inner_text()
    tip.hover()
    chapter.wait_for_timeout(400)
    assert tip.is_visible()
    chapter.mouse.move(0, 0)
    tip.wait_for(state="hidden")


def test_a_definition_is_shown_by_focus_and_hidden_by_escape(chapter):
    tip = chapter.get_by_role("tooltip")
    term(chapter).focus()
    assert tip.is_visible()
    assert term(chapter).get_attribute("aria-describedby") == tip.get_attribute("id")
    chapter.keyboard.press("Escape")
    assert tip.is_hidden()
    assert term(chapter).get_attribute("aria-describedby") is None
    assert term(chapter).evaluate("element => element === document.activeElement")


def test_a_tap_shows_the_definition_of_a_number_until_the_next_tap(browser, address):
    with browser.new_context(has_touch=True) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        page.locator("article data:not(a data)").first.tap()
        page.wait_for_timeout(400)
        assert page.get_by_role("tooltip").is_visible()
        page.locator("h1").tap()
        assert page.get_by_role("tooltip").is_hidden()


@pytest.mark.parametrize("link", ["a:has(> .std-term)", "a[href*='references.html#']", "a.sentence-mark"])
def test_a_tap_opens_the_card_of_a_link_and_a_second_tap_follows_it(browser, address, link):
    with browser.new_context(has_touch=True, is_mobile=True, viewport=NARROW) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        tip, tapped = page.get_by_role("tooltip"), page.locator(f"article {link}").first
        for close in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").tap()):
            tapped.tap()
            assert tip.is_visible()
            close()
            assert tip.is_hidden()
        tapped.tap()
        assert page.url.endswith(CHAPTER)
        target = tapped.get_attribute("href").removeprefix("../../")
        tapped.tap()
        page.wait_for_url(address + target)


def test_focus_shows_the_definition_of_a_linked_number(chapter):
    number = chapter.locator("article a.counted").first
    number.focus()
    assert chapter.get_by_role("tooltip").inner_text().startswith("occurrences of")
    assert number.get_attribute("aria-label") == f"{number.inner_text()}, its evidence"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_tip_is_within_the_page_and_does_not_cover_its_term(chapter, width):
    chapter.set_viewport_size({"width": width, "height": 700})
    links = chapter.locator("article a.reference.internal:is([href*='glossary'], [href*='references'])").all()
    assert links
    for link in links:
        link.focus()
        tip = chapter.locator("#page-tip").bounding_box()
        at = link.evaluate("e => e.getClientRects()[0].toJSON()")
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= width
        assert tip["y"] >= at["bottom"] or tip["y"] + tip["height"] <= at["top"]


def test_without_script_terms_are_links_and_buttons_that_need_one_are_hidden(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        assert page.locator("button.theme, button[data-copy]").filter(visible=True).count() == 0
        term(page).click()
        assert "/glossary.html#term-" in page.url


def test_the_menu_opens_and_closes_by_keyboard(chapter):
    chapter.set_viewport_size(NARROW)
    menu = chapter.get_by_role("navigation", name="The book")
    assert not menu.is_visible()
    chapter.get_by_role("button", name="Menu").focus()
    chapter.keyboard.press("Enter")
    assert menu.is_visible()
    chapter.keyboard.press("Tab")
    assert menu.locator(":focus").inner_text() == "Close"
    for close in ("Enter", "Escape"):
        chapter.keyboard.press(close)
        assert not menu.is_visible()
        assert chapter.get_by_role("button", name="Menu").evaluate("e => e === document.activeElement")
        chapter.keyboard.press("Enter")


def test_the_link_that_skips_the_frame_moves_the_focus_to_the_text_until_the_text_loses_it(chapter):
    chapter.keyboard.press("Tab")
    chapter.keyboard.press("Enter")
    text = chapter.locator("article")
    assert text.evaluate("text => text === document.activeElement")
    chapter.keyboard.press("Tab")
    assert text.locator(":focus").count() == 1
    assert text.get_attribute("tabindex") is None


def test_a_search_on_a_phone_takes_a_tap_to_type_and_a_tap_on_a_result(browser, address):
    with browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        page.get_by_role("button", name="Search").tap()
        page.keyboard.type("hegemonism")
        page.keyboard.press("Enter")
        page.locator("#search-results a").first.tap()
        page.wait_for_url("**highlight=hegemonism*")


def test_a_link_of_the_contents_leads_to_its_section_and_closes_them(chapter):
    chapter.set_viewport_size(NARROW)
    chapter.get_by_role("button", name="Contents").click()
    contents = chapter.get_by_role("navigation", name="On this page")
    contents.get_by_role("link", name="Questions").click()
    assert chapter.url.endswith("#questions")
    assert not contents.is_visible()


def test_a_branch_of_the_contents_folds_by_keyboard(chapter):
    switch = chapter.get_by_role("switch").first
    inside = chapter.locator(".sidebar-tree .toctree-l2 a").first
    assert inside.is_visible()
    switch.focus()
    chapter.keyboard.press("Space")
    assert not inside.is_visible()


def test_the_bar_covers_no_focused_element(chapter):
    chapter.set_viewport_size(NARROW)
    bar = chapter.locator("header").bounding_box()
    chapter.evaluate("scrollTo(0, document.body.scrollHeight)")
    for _ in range(30):
        chapter.keyboard.press("Shift+Tab")
        top = chapter.evaluate(
            """() => document.activeElement.closest('article')
                     ? document.activeElement.getBoundingClientRect().top : Infinity"""
        )
        assert top >= bar["height"]


def test_the_chosen_colours_are_kept_on_the_next_page(chapter, address):
    chapter.emulate_media(color_scheme="light")
    button = chapter.get_by_role("button", name="Colours")

    def paper():
        return chapter.evaluate("getComputedStyle(document.body).backgroundColor")

    light = paper()
    button.click()
    assert "light" in button.inner_text()
    button.click()
    assert "dark" in button.inner_text()
    assert paper() != light
    chapter.goto(address + "about/glossary.html")
    assert paper() != light
    assert chapter.evaluate("Object.keys(localStorage)") == ["theme"]
    assert chapter.evaluate("document.cookie") == ""


def test_a_chapter_on_paper_begins_with_its_citation_and_ends_with_its_references(chapter):
    printed = chapter.locator(".printed")
    assert not any(part.is_visible() for part in printed.all())
    chapter.emulate_media(media="print")
    first, last = printed.all()
    title = chapter.locator("h1").bounding_box()
    assert "Diplomacy in an Era of Change" in first.inner_text()
    assert first.bounding_box()["y"] < title["y"] < last.bounding_box()["y"]


@pytest.mark.parametrize(
    ("name", "selected", "other"),
    [
        (CHAPTER, ".current-page > a", ".sidebar-tree .toctree-l2:not(.current-page) > a"),
        ("explorer.html", ".choice :checked + span", ".choice :not(:checked) + span"),
    ],
)
def test_forced_colours_show_what_is_selected(page, address, name, selected, other):
    page.emulate_media(forced_colors="active")
    page.goto(address + name)
    page.locator(selected).first.wait_for()
    colours = "part => [getComputedStyle(part).backgroundColor, getComputedStyle(part).color]"
    background, ink = page.locator(selected).first.evaluate(colours)
    assert len({background, ink, page.locator(other).first.evaluate(colours)[0]}) == 3


def test_a_citation_can_be_copied(chapter):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chapter.get_by_text("Cite this page").click()
    chapter.get_by_role("button", name="Copy the citation").click()
    chapter.get_by_role("button", name="Copied").wait_for()
    assert "Great powers" in chapter.evaluate("navigator.clipboard.readText()")


def test_a_chart_can_be_cited(chapter):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chart = chapter.locator("figure.chart").first
    chart.get_by_text("Cite").click()
    chart.get_by_role("button", name="Copy the BibTeX entry").click()
    chart.get_by_role("button", name="Copied").wait_for()
    copied = chapter.evaluate("navigator.clipboard.readText()")
    assert f"title = {{{chart.locator('figcaption').inner_text()}}}" in copied


def test_code_can_be_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "about/reuse.html")
    page.locator(".highlight").first.hover()
    page.get_by_role("button", name="Copy the code").first.click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("CLONE/.venv/bin/reading text")
    page.goto(address + NOTEBOOK)
    page.get_by_text("Show the code").first.click()
    page.get_by_role("button", name="Copy the code").first.click()
    assert "from reading import tables\n" in page.evaluate("navigator.clipboard.readText()")


def test_one_switch_opens_all_code_and_the_next_notebook_keeps_it(page, address):
    switch = page.get_by_role("switch", name="Show all code")
    cells = page.locator("details.above-input")
    page.goto(address + NOTEBOOK)
    assert set(cells.evaluate_all(OPENED)) == {False}
    switch.focus()
    page.keyboard.press("Space")
    assert set(cells.evaluate_all(OPENED)) == {True}
    page.goto(address + OTHER)
    assert set(cells.evaluate_all(OPENED)) == {True}
    switch.click()
    assert set(cells.evaluate_all(OPENED)) == {False}


def test_without_script_the_code_of_each_cell_opens_and_there_is_no_switch(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + NOTEBOOK)
        assert page.get_by_text("Show all code").count() == 0
        page.get_by_text("Show the code").first.click()
        assert "import" in page.locator(".cell_input").first.inner_text()


KINDS = [
    *["index.html", CHAPTER, "notebooks/term_frequency.html", "about/method.html", "explorer.html"],
    *[
        "evidence.html",
        "evidence/c.html",
        "evidence/actors.html",
        "evidence/sentences.html",
        "codebook.html",
        "coding.html",
        "your-copy.html",
        "search.html",
        "404.html",
    ],
]
"""A page of each kind."""


@pytest.mark.parametrize("name", KINDS)
def test_the_article_begins_at_the_top_beside_the_sidebar(page, address, name):
    page.goto(address + name)
    for width in (320, 390, 768, 1023, 1024, 1180, 1279, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 820})
        heading = page.locator("article h1").bounding_box()
        assert heading["y"] <= 140, width
        sidebar = page.get_by_role("navigation", name="The book")
        if sidebar.is_visible():
            box = sidebar.bounding_box()
            assert box["x"] + box["width"] <= heading["x"], width
            assert page.locator("article").bounding_box()["x"] >= box["x"] + box["width"], width


@pytest.mark.parametrize("width", [1024, 1180, 1280, 1440])
def test_the_contents_of_the_page_are_beside_it_and_mark_the_section_on_the_screen(chapter, width):
    chapter.set_viewport_size({"width": width, "height": 700})
    contents = chapter.get_by_role("navigation", name="On this page")
    box, text = contents.bounding_box(), chapter.locator("article").bounding_box()
    assert box["width"] >= 160
    assert box["x"] + box["width"] <= text["x"] or box["x"] >= text["x"] + text["width"]
    chapter.locator("#questions").evaluate("section => scrollTo(0, section.offsetTop - 100)")
    current = contents.locator("[aria-current]")
    current.get_by_text("Questions").wait_for()
    assert current.count() == 1


def test_the_address_of_a_sentence_highlights_its_retelling(page, address):
    page.goto(f"{address}{CHAPTER}#s3")
    highlighted = "[...CSS.highlights.get('sentence')].map((range) => range.toString())"
    (third,) = page.evaluate(highlighted)
    assert len(third) > 20
    page.evaluate("location.hash = '#s4'")
    wait_until(page, f"third => ({highlighted})[0] !== third", third)
    paragraph = page.locator("p:has(> #s3)").first
    assert third in paragraph.inner_text()


def test_marks_of_sentences_are_not_copied_with_the_text(chapter):
    copied = chapter.evaluate(
        """() => {
             getSelection().selectAllChildren(document.getElementById("s3").closest("p"));
             return getSelection().toString();
           }"""
    )
    assert len(copied) > 20
    assert not any(character.isdigit() for character in copied)


def test_marks_of_sentences_are_large_enough_for_a_finger(browser, address):
    with browser.new_context(viewport=NARROW, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        for mark in page.locator("a.sentence-mark").all():
            box = mark.bounding_box()
            assert min(box["width"], box["height"]) >= 24


def test_pages_work_from_disk_under_the_policy(page, site):
    seen = []
    page.on("console", lambda message: message.type in ("error", "warning") and seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto((site / CHAPTER).as_uri())
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.locator("figure.chart svg.marks").first.is_visible()
    term(page).focus()
    assert page.get_by_role("tooltip").is_visible()
    page.goto((site / "search.html").as_uri() + "?q=hapax")
    page.locator("#search-results a[href^='about/glossary.html']").first.wait_for()
    assert seen == []


def test_an_injected_script_does_not_run(chapter):
    blocked = chapter.evaluate(
        """() => new Promise(resolve => {
             document.addEventListener("securitypolicyviolation", event => resolve(event.violatedDirective));
             const script = document.createElement("script");
             script.textContent = "window.ran = 1";
             document.body.append(script);
           })"""
    )
    assert blocked.startswith("script-src")
    assert chapter.evaluate("window.ran") is None


@pytest.mark.parametrize("page_name", ["index.html", CHAPTER, "404.html", "search.html"])
def test_buttons_and_links_are_large_enough_to_be_hit(page, address, page_name):
    page.goto(address + page_name)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input, summary, nav a, label")]
                 .filter(e => e.checkVisibility())
                 .map(e => [e.getBoundingClientRect(), e.outerHTML])
                 .filter(([box]) => box.height < 24 || box.width < 24)
                 .map(([, html]) => html)"""
    )
    assert small == []


def test_the_first_screen_holds_the_answer_the_picture_and_the_doors(page, address):
    page.goto(address)
    for width, height in ((1280, 800), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        answers = page.locator(".landing > section > p:has(strong:first-child)")
        assert answers.count() >= 3
        box = answers.nth(2).bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= height
    page.set_viewport_size({"width": 1280, "height": 800})
    for part in (".landing > section > ul", ".chart .drawing:visible"):
        box = page.locator(part).first.bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= 800, part
    assert page.locator(".landing > section > ul a").count() == 3


def test_every_page_says_by_whom_it_is_and_which_version_also_in_print(page, address):
    metadata = citation.read(ROOT)
    for name in ("index.html", CHAPTER, "search.html"):
        page.goto(address + name)
        page.emulate_media(media="print")
        edition = page.locator("footer .edition")
        assert edition.is_visible()
        text = edition.inner_text()
        assert metadata.by in text
        assert metadata.version in text
        assert format_date(metadata.released) in text
        page.emulate_media(media="screen")
