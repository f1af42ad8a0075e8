"""What works around the content: tips, drawers, colours, copying, search, and all of it from disk."""

import pytest

from tests.browser.running import run_script, wait_until

CHAPTER = "chapters/diplomacy-and-politics/great-powers.html"
NARROW = {"width": 320, "height": 700}
NOTEBOOK, OTHER = "notebooks/themes.html", "notebooks/actors.html"
OPENED = "cells => cells.map(cell => cell.open)"


@pytest.fixture
def chapter(page, address):
    page.goto(address + CHAPTER)
    return page


def term(page):
    return page.locator("article a:has(> .std-term)").first


def test_a_definition_is_shown_by_focus_and_hidden_by_escape(chapter):
    tip = chapter.get_by_role("tooltip")
    term(chapter).focus()
    assert tip.is_visible()
    assert term(chapter).get_attribute("aria-describedby") == tip.get_attribute("id")
    chapter.keyboard.press("Escape")
    assert tip.is_hidden()
    assert term(chapter).get_attribute("aria-describedby") is None
    assert term(chapter).evaluate("element => element === document.activeElement")


def test_a_tap_opens_the_card_of_a_link_and_a_second_tap_follows_it(browser, address):
    with browser.new_context(has_touch=True, is_mobile=True, viewport=NARROW) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        tip, tapped = page.get_by_role("tooltip"), term(page)
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


def test_a_tip_is_within_the_page_and_does_not_cover_its_term(chapter):
    chapter.set_viewport_size(NARROW)
    links = chapter.locator("article a.reference.internal:is([href*='glossary'], [href*='references'])").all()
    assert links
    for link in links:
        link.focus()
        tip = chapter.locator("#page-tip").bounding_box()
        at = link.evaluate("e => e.getClientRects()[0].toJSON()")
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= NARROW["width"]
        assert tip["y"] >= at["bottom"] or tip["y"] + tip["height"] <= at["top"]


def test_without_script_terms_are_links_and_buttons_that_need_one_are_hidden(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + CHAPTER)
        assert page.locator("button.theme, button[data-copy]").filter(visible=True).count() == 0
        term(page).click()
        assert "/glossary.html#term-" in page.url
        page.goto(address + NOTEBOOK)
        page.get_by_text("How this was computed").first.click()
        assert "import" in page.locator(".cell_input").first.inner_text()


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


def test_a_citation_can_be_copied(chapter):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chapter.get_by_text("Cite this page").click()
    chapter.get_by_role("button", name="Copy the citation").click()
    chapter.get_by_role("button", name="Copied").wait_for()
    assert "Great powers" in chapter.evaluate("navigator.clipboard.readText()")


def test_one_switch_opens_all_steps_and_the_next_notebook_keeps_it(page, address):
    switch = page.get_by_role("switch", name="Show all steps")
    cells = page.locator("details.steps")
    page.goto(address + NOTEBOOK)
    assert set(cells.evaluate_all(OPENED)) == {False}
    switch.focus()
    page.keyboard.press("Space")
    assert set(cells.evaluate_all(OPENED)) == {True}
    page.goto(address + OTHER)
    assert set(cells.evaluate_all(OPENED)) == {True}
    switch.click()
    assert set(cells.evaluate_all(OPENED)) == {False}


def test_the_contents_of_the_page_are_beside_it_and_mark_the_section_on_the_screen(chapter):
    contents = chapter.get_by_role("navigation", name="On this page")
    for width in (1024, 1280):
        chapter.set_viewport_size({"width": width, "height": 700})
        box, text = contents.bounding_box(), chapter.locator("article").bounding_box()
        assert box["width"] >= 160, width
        assert box["x"] + box["width"] <= text["x"] or box["x"] >= text["x"] + text["width"], width
    chapter.locator("#questions").evaluate("section => scrollTo(0, section.offsetTop - 100)")
    current = contents.locator("[aria-current]")
    current.get_by_text("Questions").wait_for()
    assert current.count() == 1
    for link in contents.get_by_role("link").all():
        link.click()
        chapter.locator(f"#page-contents [aria-current][href='{link.get_attribute('href')}']").wait_for()
        assert current.count() == 1


def test_the_address_of_a_sentence_highlights_its_retelling(page, address):
    page.goto(f"{address}{CHAPTER}#s3")
    highlighted = "[...CSS.highlights.get('sentence')].map((range) => range.toString())"
    (third,) = page.evaluate(highlighted)
    assert len(third) > 20
    page.evaluate("location.hash = '#s4'")
    gone = "third => ![...CSS.highlights.get('sentence')].some((range) => range.toString() === third)"
    wait_until(page, gone, third)
    paragraph = page.locator("p:has(> #s3)").first
    assert third in paragraph.inner_text()


def test_marks_of_sentences_are_not_copied_with_the_text(chapter):
    copied = run_script(chapter, "copy_paragraph")
    assert len(copied) > 20
    assert not any(character.isdigit() for character in copied)


def test_an_injected_script_does_not_run(chapter):
    blocked = run_script(chapter, "inject_script")
    assert blocked.startswith("script-src")
    assert chapter.evaluate("window.ran") is None


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 2 * 844)])
def test_the_first_screen_holds_the_answer_the_picture_and_the_doubt(page, address, width, height):
    page.goto(address)
    page.set_viewport_size({"width": width, "height": height})
    answer, _, doubt = page.locator(".landing > section > p").all()[1:4]
    ends = []
    for part in (answer, doubt, page.locator(".chart .drawing:visible").first):
        box = part.bounding_box()
        ends += [box["y"], box["y"] + box["height"]]
    assert ends == sorted(ends)
    assert ends[-1] <= height
    assert page.locator(".landing > section > ul > li").count() == 3
