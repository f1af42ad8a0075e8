"""New books are built, and pass their own tests. `benchmarks/new.py` does the same by `make`.

`make test` builds the brief alone, which has the most to show; `make test-all` builds all five.
"""

import random
import re
import subprocess
import sys
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from reading import new
from reading.charts.not_yet import NO_CODES, NO_THEME
from reading.charts.plain_titles import TITLES
from reading.data.chapters import page_of
from reading.data.document import read_outline
from reading.new.chapter import create_chapter
from tests.conftest import ROOT
from tests.new import documents
from tests.new.themes import name_themes
from tests.site.builds import build
from tests.site.weight import heavy

TESTS = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]

WAITING = [
    "Nobody has coded the sentences yet.",
    "This needs two passes over the same sentences.",
    "This, too, needs two passes.",
    NO_CODES,
    "Terms and codes agree everywhere, or nobody has coded the sentences yet.",
]
"""What the notebook on themes says while nobody has coded."""

pytestmark = pytest.mark.slow


def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def built(folder, name, text, *, keep, edit=lambda made: None, tests="tests"):
    """The site of a book that was begun, edited and built, and that its own tests pass, which check it."""
    copy = folder / name
    copy.write_text(text, encoding="utf-8")
    made = new.create_book(copy, folder / "book", ROOT, keep=keep).folder
    edit(made)
    done = build(made)
    assert done.status == 0, done.out[-4000:] + done.err[-4000:]
    tested = subprocess.run([*TESTS, tests], cwd=made, capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stdout[-4000:] + tested.stderr[-4000:]
    return made / "_build" / "html"


def find_paragraphs(made):
    """The ids of the paragraphs of a book, in their order."""
    _, outline = read_outline(made / "data/document/outline.yml")
    return [paragraph.id for _, paragraph in outline.paragraphs()]


def retell(made):
    """Put a sentence of its own in every place that waits for one, which packs no better than prose."""
    chance = random.Random(1)
    for chapter in sorted((made / "chapters").rglob("*.md")):
        parts = chapter.read_text(encoding="utf-8").split("*Not yet retold.*")
        pieces = [part for text in parts for part in (documents.retelling(chance), text)][1:]
        chapter.write_text("".join(pieces), encoding="utf-8")


def lost(site, names):
    """The links of pages that lead to no place of the site, found without parsing them."""
    texts = {name: (site / name).read_text(encoding="utf-8") for name in names}
    places = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in texts.items()}
    found = []
    for name, text in texts.items():
        for address, anchor in set(re.findall(r'<a [^>]*href="([^"#:?]+)#([^"]+)"', text)):
            page = (site / name).parent.joinpath(address).resolve().relative_to(site.resolve()).as_posix()
            if unquote(anchor) not in places.get(page, ()):
                found.append(f"{name}: {address}#{anchor}")
    return found


@pytest.mark.extended
@pytest.mark.parametrize("name", ["speech", "note"])
def test_a_short_text_is_built_from_figures_alone(tmp_path, name):
    site = built(
        tmp_path, f"{name}.txt", {"speech": documents.SPEECH, "note": documents.NOTE}[name], keep=False
    )
    assert f"<h1>{name.capitalize()}" in (site / "index.html").read_text(encoding="utf-8")


def test_a_brief_is_built_with_its_text_and_a_concordance(tmp_path):
    text = documents.BRIEF.replace("lighter ships", '"lighter" -- ships')
    site = built(tmp_path, "brief.txt", text, keep=True, edit=name_themes)
    # Marks of the document stay as they are.
    why = (site / "chapters/why-the-council-should-act/index.html").read_text(encoding="utf-8")
    assert "&quot;lighter&quot; -- ships" in why
    chapter = (site / "chapters/four-points-for-a-plan/index.html").read_text(encoding="utf-8")
    assert "The survey should be public." in chapter
    evidence = (site / "evidence.html").read_text(encoding="utf-8")
    assert "<strong>boats</strong> for the training." in evidence
    landing = (site / "index.html").read_text(encoding="utf-8")
    assert "Safer Harbours for the Northern Coast" in landing
    # Its author has named themes, and nobody has coded yet.
    themes = parsed(site / "notebooks/themes.html")
    titles = [chart.get_text(strip=True) for chart in themes.select("figure.chart > figcaption")]
    assert titles == [TITLES["document_at_a_glance"], TITLES["theme_shares"]]
    assert [note.get_text() for note in themes.select(".cell_output em")] == WAITING
    codebook = parsed(site / "codebook.html")
    assert [len(theme.select("li")) for theme in codebook.select("section.theme")] == [5, 8, 0]
    for page in (themes, codebook, parsed(site / "chapters/what-it-costs/index.html")):
        (who,) = page.select(".who-coded")
        assert who.get_text().startswith(
            "A sentence has a theme where one of the terms of the codebook stands. Nobody"
        )
    assert parsed(site / "coding.html").select_one("form.begin")


@pytest.mark.extended
def test_of_many_paragraphs_only_the_first_of_each_section_has_a_chapter_until_another_is_written(tmp_path):
    def write_one(made):
        """Begin another chapter, as its author would."""
        name = find_paragraphs(made)[4]
        create_chapter(made, name)
        contents = made / "_toc.yml"
        first = f"      - file: {page_of(find_paragraphs(made)[0])}\n"
        more = f"        sections:\n          - file: {page_of(name)}\n"
        contents.write_text(contents.read_text().replace(first, first + more))

    text, tests = documents.many_paragraphs(), "tests/test_book.py"
    site = built(tmp_path, "remarks.md", text, keep=False, edit=write_one, tests=tests)
    names = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    paragraphs = find_paragraphs(tmp_path / "book")
    assert len(paragraphs) == 30
    written = {f"{page_of(paragraphs[number])}.html" for number in (0, 4, 15)}
    assert {name for name in names if name.startswith("chapters/")} == written
    assert lost(site, names) == []
    rest = parsed(site / f"{page_of(paragraphs[0])}.html").find(id="the-rest-of-the-section").select("li a")
    assert len(rest) == 13
    # Nobody has named a theme.
    themes = parsed(site / "notebooks/themes.html")
    assert [note.get_text() for note in themes.select(".cell_output em")][:2] == [NO_THEME, NO_THEME]
    assert themes.select("figure.chart, .who-coded") == []
    chapter = parsed(site / f"{page_of(paragraphs[4])}.html")
    assert TITLES["paragraph_profile"] not in chapter.get_text()
    for name in ("codebook", "coding"):
        assert "No theme is named yet" in (site / f"{name}.html").read_text(encoding="utf-8")
    # Every sentence has a place that the scripts lead to.
    data = (site / "_static/own_copy_data.js").read_text(encoding="utf-8")
    starts = re.findall(r'"sentences_at":"([^"]+)"', data)
    assert len(starts) == 30
    assert sum(start.startswith("chapters/") for start in starts) == 3
    for start in starts:
        page, _, anchor = start.partition("#")
        assert f'id="{anchor}2"' in (site / page).read_text(encoding="utf-8")


@pytest.mark.extended
def test_a_report_of_twenty_thousand_words_is_built_of_pages_that_are_light(tmp_path):
    # Of its own tests, those that parse every page would take a minute more.
    site = built(
        tmp_path, "report.md", documents.long_report(), keep=False, edit=retell, tests="tests/browser"
    )
    names = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    assert lost(site, names) == []
    heaviest = sorted(names, key=lambda name: -(site / name).stat().st_size)[:12]
    pages = {name: parsed(site / name) for name in (*heaviest, "index.html", "explorer.html", "search.html")}
    assert heavy(site, pages, charted={"explorer.html"}) == {}
    sections = len(documents.CHAPTERS) * len(documents.PARTS)
    assert len([name for name in names if name.startswith("chapters/")]) <= sections
    assert "tokens in each section" in (site / "index.html").read_text(encoding="utf-8")
    volume = parsed(site / "evidence/terms-1.html")
    assert volume.select_one(".sidebar-tree .current > a").get_text().startswith("Evidence")
    assert volume.select("#page-contents a")
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert '"evidence/terms-1"' in index
