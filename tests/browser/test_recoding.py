"""A reader gives sentences another code: totals and address follow, and one press takes it back."""

import pytest

from tests.independent_deals import gaps, paragraphs

PAGE = "notebooks/actors.html"


@pytest.fixture
def recoding(page, address):
    page.goto(address + PAGE)
    page.locator(".recoding button.square").first.wait_for()
    return page


def numbers(page):
    return {
        name: int(page.locator(f'.recoding [data-number="{name}"]').inner_text())
        for name in ("first", "second", "k")
    }


def count_deals(held):
    """In how many deals a feature with so many sentences in each paragraph differs as much."""
    _, first = paragraphs()
    found = dict(gaps(held))
    return sum(gap >= found[2**first - 1] for gap in found.values())


def test_recoded_squares_change_the_totals_and_the_address_and_can_be_taken_back(recoding):
    coded = numbers(recoding)
    held = [1, 2, 2, 3, 1, 0, 0, 0, 0]
    assert coded == {"first": 9, "second": 0, "k": count_deals(held)}
    square = recoding.get_by_role("button", name="A multipolar world, sentence 1: the author")
    square.focus()
    # By keyboard: the next code of the list after the author is that of no finite verb, and then China.
    for _ in range(2):
        recoding.keyboard.press("Enter")
    assert recoding.evaluate("document.activeElement.getAttribute('aria-label')").endswith("1: China")
    held[6] = 1
    assert numbers(recoding) == {"first": 9, "second": 1, "k": count_deals(held)}
    assert "You have recoded 1 sentence." in recoding.locator(".recoding").inner_text()
    pressed = recoding.locator(".recoding .pressed a")
    assert pressed.all_inner_texts() == ["retold", "in the article"]
    assert "#:~:text=" in pressed.last.get_attribute("href")
    recoding.reload()
    assert numbers(recoding) == {"first": 9, "second": 1, "k": count_deals(held)}
    recoding.get_by_role("button", name="As coded").click()
    assert numbers(recoding) == coded
    assert "recoded" not in recoding.url


def test_an_address_with_codes_that_do_not_exist_changes_nothing(page, address):
    page.goto(f"{address}{PAGE}?recoded=99.china_3.nobody_x")
    page.locator(".recoding button.square").first.wait_for()
    assert numbers(page)["first"] == 9
    assert page.locator(".recoding .other").count() == 0


def test_without_script_the_squares_lead_to_the_retelling(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        squares = page.locator(".recoding a.square")
        assert squares.count() == 42
        squares.nth(2).click()
        assert page.url.endswith("/chapters/diplomacy-and-politics/great-powers.html#s2")
