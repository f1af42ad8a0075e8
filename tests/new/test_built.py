"""A new book is built with its text, after its author has named themes."""

import pytest
from bs4 import BeautifulSoup

from reading.checks.run import check
from reading.tables.not_yet import NO_CODES
from tests.new import documents
from tests.new.conftest import create
from tests.new.themes import name_themes
from tests.site.builds import command_build, run

pytestmark = pytest.mark.slow


def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def find_broken(site):
    """The links and anchors within a site that lead nowhere."""
    pages = {path: parsed(path) for path in site.rglob("*.html")}
    anchors = {path: {part["id"] for part in page.find_all(id=True)} for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.select("a[href]"):
            address, _, anchor = link["href"].partition("#")
            target = (path.parent / address.partition("?")[0]).resolve() if address else path
            is_own = "://" not in address and not address.startswith("mailto:")
            if is_own and (not target.exists() or (anchor and anchor not in anchors.get(target, {anchor}))):
                yield f"{path.relative_to(site)}: {link['href']}"


@pytest.mark.extended
def test_a_brief_is_built_with_its_text_and_a_concordance(tmp_path):
    made = create(tmp_path, documents.BRIEF.replace("lighter ships", '"lighter" -- ships'), keep=True)
    name_themes(made)
    # Without an address and editions, all links lead to files.
    done = run(command_build, made, {})
    assert done.status == 0, done.out[-4000:] + done.err[-4000:]
    assert check(made) == []
    site = made / "_build" / "html"
    assert list(find_broken(site)) == []
    # Marks of the document stay as they are.
    why = (site / "chapters/why-the-council-should-act/index.html").read_text(encoding="utf-8")
    assert "&quot;lighter&quot; -- ships" in why
    assert why.count("Not yet retold") == 1
    assert "<strong>boats</strong> for the training." in (site / "evidence/b.html").read_text(
        encoding="utf-8"
    )
    # Its author has named themes, and nobody has coded yet.
    themes = parsed(site / "notebooks/themes.html")
    titles = [chart.get_text(strip=True) for chart in themes.select("figure.chart > figcaption")]
    assert titles == [
        "Share of sentences that carry each theme, by section and paragraph",
        "Share of the sentences in each section that carry each theme",
    ]
    assert NO_CODES in [note.get_text() for note in themes.select(".cell_output em")]
    codebook = parsed(site / "codebook.html")
    assert [len(theme.select("li")) for theme in codebook.select("section.theme")] == [5, 8, 0]
    assert parsed(site / "coding.html").select_one("form.begin")
