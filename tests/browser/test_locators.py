"""From a sentence of the book to the same sentence of the published article, in a real browser."""

import html
import os
import re
from pathlib import Path

import pytest

from reading.data.document import FOLDER, OUTLINE, read_outline
from reading.derive.copies import fit, read_copy
from reading.tables import locations
from tests.browser.running import wait_until
from tests.conftest import EXTENDED, ROOT

SCREEN_APART = "<style>p { margin: 100vh 0; text-align: center }</style>"

IN_THE_MIDDLE = "document.elementFromPoint(innerWidth / 2, innerHeight / 2).id"


@pytest.fixture(scope="module")
def article():
    """A page of the text as publishers set it, with a screen of nothing around each sentence."""
    copy, (_, outline) = Path(os.environ["DOCUMENT"]), read_outline(ROOT / FOLDER / OUTLINE)
    sentences = fit(copy, read_copy(copy, outline).blocks, outline)
    headings = "".join(f"<p id=heading>{html.escape(heading)}</p>" for heading in outline.headings)
    blocks = [
        f'<p id="{paragraph}#{number}">{html.escape(sentence, quote=False)}</p>'
        for paragraph, numbered in sentences.items()
        for number, sentence in enumerate(numbered, 1)
    ]
    text = re.sub(r"(\d)(th)\b", r"\1<sup>\2</sup>", "".join(blocks)).replace("'", "\u2019")
    return f"<!doctype html><meta charset=utf-8>{SCREEN_APART}{headings}{text}"


@pytest.mark.skipif("DOCUMENT" not in os.environ, reason="DOCUMENT names no copy of the text")
def test_each_locator_leads_a_browser_to_its_sentence(page, book, article):
    """The browser opens the article for a sentence of each paragraph, and under `make test-all` for all."""
    page.route("https://**", lambda route: route.fulfill(body=article, content_type="text/html"))
    landed = {}
    places = [*book.document.locator_of]
    assert len(places) == len(book.document.sentences)
    for paragraph, number in places if EXTENDED else dict(places).items():
        page.goto("about:blank")
        page.goto(locations.in_article(book, paragraph, number))
        wait_until(page, "() => scrollY > 0")
        landed[f"{paragraph}#{number}"] = page.evaluate(IN_THE_MIDDLE)
    assert landed
    assert {sentence: place for sentence, place in landed.items() if sentence != place} == {}


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("evidence.html#great-powers-3", 3),
        ("search.html?q=stabilise", 6),
        ("explorer.html?term=stabilise", 6),
    ],
)
def test_a_sentence_has_a_link_into_the_article_that_says_where_it_leads(page, address, book, place, number):
    page.goto(address + place)
    name = f"Great powers, sentence {number}, in the article"
    link = page.get_by_role("link", name=name, exact=True).first
    link.wait_for()
    paragraph = "diplomacy-and-politics/great-powers"
    assert link.get_attribute("href") == locations.in_article(book, paragraph, number)
