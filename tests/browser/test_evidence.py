"""From a count to the sentences behind it, to their place in a chapter, and back, in a real browser."""

PAGE = "notebooks/term_frequency.html"


def at_the_top(page, place):
    """Whether what has the id `place` lies within the upper half of the screen."""
    box = page.locator(f"[id='{place}']").bounding_box()
    return 0 <= box["y"] < page.viewport_size["height"] / 2


def test_a_bar_links_to_its_sentences_they_to_the_chapter_and_a_mark_back(page, address, problems):
    page.goto(address + PAGE)
    bar = page.locator("#chart-collocates .drawing:visible [aria-label^='stability: ']").first
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "evidence.html#stability")
    assert at_the_top(page, "stability")
    place = page.locator("#stability .behind a").first
    assert place.is_visible()
    assert place.inner_text() == "Great powers, sentence 2"
    place.click()
    page.wait_for_url(address + "chapters/diplomacy-and-politics/great-powers.html#s2")
    mark = page.get_by_role("link", name="sentence 2: its terms")
    assert at_the_top(page, "s2")
    mark.click()
    page.wait_for_url(address + "evidence.html#great-powers-2")
    assert at_the_top(page, "great-powers-2")
    page.locator("#great-powers-2").get_by_role("link", name="stability", exact=True).click()
    page.wait_for_url(address + "evidence.html#stability")
    assert problems == []


def test_an_address_opens_its_entry_also_without_script(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "evidence.html#china.security")
        assert page.locator("[id='china.security']").is_visible()
        assert at_the_top(page, "china.security")
        assert page.locator("details.entry[open]").count() == 1
        page.get_by_text("BRICS", exact=False).first.click()
        assert page.locator("#brics .behind a").first.is_visible()
