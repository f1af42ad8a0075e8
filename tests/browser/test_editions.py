"""The pages of the EPUB in a browser, as some reading systems are."""

import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe

from reading.editions.epub import EPUB
from tests.conftest import ROOT

pytestmark = pytest.mark.editions


@pytest.mark.parametrize(("scheme", "width"), [("light", 800), ("dark", 360)])
def test_axe_finds_nothing_on_a_page_of_the_epub(browser, tmp_path, scheme, width):
    with zipfile.ZipFile(ROOT / EPUB) as archive:
        archive.extractall(tmp_path)
    pages = sorted(tmp_path.glob("EPUB/*.xhtml"))
    assert len(pages) > 20
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 1000})
    page = context.new_page()
    found = {}
    for path in pages:
        page.goto(path.as_uri())
        found[path.name] = [violation["id"] for violation in Axe().run(page).response["violations"]]
    context.close()
    assert {name: rules for name, rules in found.items() if rules} == {}
