"""The pages of the lists of texts, as they are built."""

import re
import shutil

import pytest

from reading.tables import evidence
from tests.conftest import Pages, names_of_pages
from tests.site.builds import build, change, differing, site_of

FIRST = "texts/un-general-debate"


@pytest.fixture(scope="module")
def reference(book):
    return book.references["un-general-debate"]


def listed(entry):
    """The names in the entry of a term or year."""
    paragraphs = [part for part in entry.select("p.names") if not part.select("q, a")]
    return [name for part in paragraphs for name in re.sub(r"^[\w ]+: ", "", part.get_text()).split(", ")]


def test_each_reference_has_its_pages_and_the_sidebar_leads_to_them(pages, book):
    expected = {f"{page}.html" for page in evidence.list_pages(book)}
    assert {name for name in pages if name.startswith("texts")} == expected
    for name in expected:
        entry = pages[name].select_one(".sidebar-tree .current-page > a")
        assert entry.get_text() == evidence.TEXTS_TITLE
    assert pages["index.html"].select_one('.sidebar-tree a[href="texts.html"]')


def test_each_year_of_a_term_lists_as_many_names_as_it_says(pages, reference):
    for term in reference.settings.terms:
        page = pages[f"{evidence.term_location(reference, term.name).page}.html"]
        for entry in page.select("section.term"):
            number = int(entry.select_one(".often").get_text().split(" of ")[0])
            assert len(listed(entry)) == number


def test_numbers_of_texts_agree_with_the_figures(pages, reference, figures):
    for term in reference.settings.terms:
        location = evidence.term_location(reference, term.name)
        name = term.name.lower().replace(" ", "-")
        entries = pages[f"{location.page}.html"].select("section.term")
        total = sum(len(listed(entry)) for entry in entries)
        assert total == figures[f"histories.{name}.texts"].value
    page = pages[f"{FIRST}/comparison.html"]
    number = figures["kind.speeches"].value
    for name, figure in figures.items():
        if re.fullmatch(r"kind\..+\.share", name):
            entry = page.find(id=figure.subject.id)
            assert len(listed(entry)) == round(figure.value * number), name
            assert (
                entry.select_one(".often")
                .get_text()
                .startswith(f"{round(figure.value * number)} of {number} ")
            )


def test_contents_of_a_list_lead_to_its_entries(pages):
    page = pages[f"{FIRST}/all.html"]
    links = [link["href"][1:] for link in page.select("#page-contents ul ul a")]
    assert links == [entry["id"] for entry in page.select("section.term")]


@pytest.mark.slow
def test_lists_stay_after_an_edit_and_go_with_their_reference(small_copy):
    assert build(small_copy).status == 0
    before = site_of(small_copy)
    assert "texts/speeches/terms/harbour.html" in before
    page = small_copy / "chapters/harbour/quay.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    done = build(small_copy)
    assert done.status == 0, done.out + done.err
    changed = differing(before, site_of(small_copy))
    assert [name for name in changed if name.startswith("texts")] == []
    shutil.rmtree(small_copy / "data/reference")
    shutil.rmtree(small_copy / "data/coding/samples")
    done = build(small_copy)
    assert done.status == 0, done.out + done.err
    names = names_of_pages(small_copy / "_build/html")
    assert [name for name in names if name.startswith("texts")] == []
    pages = Pages(small_copy / "_build/html", names)
    assert not pages["index.html"].select('a[href="texts.html"]')


@pytest.mark.slow
def test_changed_title_of_a_chapter_is_in_the_sidebar_of_the_lists(small_copy):
    assert build(small_copy).status == 0
    change(small_copy / "chapters/ties/trade.md", "# ", "# Another title: ")
    done = build(small_copy)
    assert done.status == 0, done.out + done.err
    page = (small_copy / "_build/html/texts/speeches/all.html").read_text(encoding="utf-8")
    assert "Another title" in page
