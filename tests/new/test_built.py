"""A new book is built, and parts of it are retold."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reading.checks.run import check_book
from tests.new import documents
from tests.new.conftest import create
from tests.site.builds import command_build, run

pytestmark = [pytest.mark.slow, pytest.mark.extended]


def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def find_broken(site):
    """The links and anchors within a site that lead nowhere."""
    pages = {path: parsed(path) for path in site.rglob("*.html")}
    anchors = {path: {part["id"] for part in page.find_all(id=True)} for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.select("a[href]"):
            address, _, anchor = link["href"].partition("#")
            # The page for lost addresses has links from the top of the host.
            place = site / address.lstrip("/") if address.startswith("/") else path.parent / address
            target = Path(str(place).partition("?")[0]).resolve() if address else path
            is_own = "://" not in address and not address.startswith("mailto:")
            if is_own and (not target.exists() or (anchor and anchor not in anchors.get(target, {anchor}))):
                yield f"{path.relative_to(site)}: {link['href']}"


def test_a_brief_is_built_and_retold(tmp_path):
    made = create(tmp_path, documents.BRIEF)
    page = made / "chapters/why-the-council-should-act.md"
    told = " ".join(f"It says so in this place.{{s}}`1.{number}`" for number in range(1, 5))
    page.write_text(page.read_text(encoding="utf-8") + f"\n{told}\n", encoding="utf-8")
    # Without an address and editions, all links lead to files.
    done = run(command_build, made, {})
    assert done.status == 0, done.out[-4000:] + done.err[-4000:]
    assert check_book(made) == []
    site = made / "_build" / "html"
    assert list(find_broken(site)) == []
    why = parsed(site / "chapters/why-the-council-should-act.html")
    assert all(why.find(id=f"s1.{number}") for number in range(1, 5))
    assert "actor" not in parsed(site / "evidence.html").select_one("article").get_text()
    charts = parsed(site / "notebooks/themes.html").select("figure.chart > figcaption")
    assert charts[-1].get_text(strip=True) == "Sentences of each theme, by section"
    codebook = parsed(site / "codebook.html")
    assert [len(theme.select("li")) for theme in codebook.select("section.theme")] == [8, 5, 4]
    assert parsed(site / "coding.html").select_one("form.begin")
