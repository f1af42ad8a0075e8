"""A reader gives sentences another code in the chart: the totals follow, and one press takes it back."""

import re

import pytest

from tests.independent_deals import gaps, paragraphs

PAGE = "notebooks/actors.html"


@pytest.fixture(params=[1280, 390])
def recoding(request, page, address):
    page.set_viewport_size({"width": request.param, "height": 844})
    page.goto(address + PAGE)
    page.get_by_role("button", name="Code it otherwise").click()
    return page


def numbers(page):
    """The sentences of the two sections with China's view, the deals that differ as much, and all deals."""
    said = page.locator(".recoding p").inner_text()
    found = re.search(r"China alone: (\d+) of 22, then (\d+) of 20; k is (\d+) of 126", said)
    return dict(zip(("first", "second", "k"), map(int, found.groups()), strict=True))


def count_deals(held):
    """In how many deals a feature with so many sentences in each paragraph differs as much."""
    _, first = paragraphs()
    found = dict(gaps(held))
    return sum(gap >= found[2**first - 1] for gap in found.values())


def test_recoded_squares_change_the_totals_and_can_be_taken_back(recoding):
    coded = numbers(recoding)
    held = [1, 2, 2, 3, 1, 0, 0, 0, 0]
    assert coded == {"first": 9, "second": 0, "k": count_deals(held)}
    assert "view: 10 of 22, then 4 of 20; k is 10 of 126" in recoding.locator(".recoding p").inner_text()
    square = recoding.locator("#chart-who-speaks a[aria-label^='A multipolar world, sentence 1:']:visible")
    square.focus()
    # By keyboard: the next code after that of no view is China's.
    recoding.keyboard.press("Enter")
    assert recoding.url.endswith(PAGE)
    assert recoding.evaluate("document.activeElement.getAttribute('aria-label')").endswith(
        "sentence 1: gives the view of China, as you coded it."
    )
    held[6] = 1
    assert numbers(recoding) == {"first": 9, "second": 1, "k": count_deals(held)}
    assert (
        "You have recoded 1 sentence; the title is that of the published codes."
        in recoding.locator(".recoding p").inner_text()
    )
    recoding.get_by_role("button", name="Undo all").click()
    assert numbers(recoding) == coded
    assert recoding.locator(".is-asked").count() == 0


def test_squares_lead_to_the_retelling_where_nobody_recodes(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        assert page.locator(".recoding").is_hidden()
        page.locator("#chart-who-speaks .wide a").nth(2).click()
        assert page.url.endswith("/chapters/diplomacy-and-politics/great-powers.html#s2")
