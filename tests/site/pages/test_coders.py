"""The line that says who coded: on every page that shows a coded number, and on no other."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from reading.data.coding import NO_CODING
from reading.data.passes import Coder
from reading.data.stances import NO_STANCES
from reading.site.pages.coders import METHOD, PARTS, describe_coders

BY_A_MODEL = "A language model coded the "


def shows_codes(page, figures):
    """Whether a page shows a figure of codings, or a chart or an entry of coded sentences."""
    names = [data["data-figure"] for data in page.select("data[data-figure]")]
    kinds = ("theme", "paragraph-profile", "stances", "document-at-a-glance")
    charts = ", ".join([".stances", "section.theme", *(f"[id^=chart-{kind}]" for kind in kinds)])
    return any(not set(PARTS).isdisjoint(figures.needs(name)) for name in names) or bool(page.select(charts))


def test_every_page_that_shows_a_coded_number_says_once_who_coded_it(pages, page_names, figures):
    said = {name: page.select("p.who-coded") for name, page in ((name, pages[name]) for name in page_names)}
    expected = {name for name in page_names if shows_codes(pages[name], figures) and name != f"{METHOD}.html"}
    assert {name for name, lines in said.items() if lines} == expected
    assert len([name for name in expected if name.startswith("chapters/")]) > 5
    for name in expected:
        (line,) = said[name]
        assert line.get_text().startswith(BY_A_MODEL)
        coding, method = (link["href"] for link in line.select("a"))
        assert method.endswith(f"{METHOD}.html#who-coded")
        assert coding.endswith("coding.html")


def test_the_line_stands_in_the_section_of_the_first_coded_number_after_its_first_paragraph(pages, figures):
    page = pages["notebooks/robustness.html"]
    line = page.select_one("p.who-coded")
    first = next(
        data for data in page.select("data[data-figure]") if "coding" in figures.needs(data["data-figure"])
    )
    assert line.find_parent("section") == first.find_parent("section")
    assert line.find_previous_sibling().name == "p"
    assert line.find_previous_sibling().find_previous_sibling().name in ("h1", "h2")


def test_the_page_names_both_kinds_of_coding_where_it_shows_both(pages):
    text = pages["notebooks/actors.html"].select_one("p.who-coded").get_text()
    assert text.startswith("A language model coded the themes and the stances.")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["coding"], "A language model and a person coded the themes. The numbers go by the model."),
        (["stances"], "A language model coded the stances."),
        (
            ["coding", "stances"],
            "A language model and a person coded the themes. A language model coded the stances. "
            "The numbers go by the model.",
        ),
        ([], ""),
    ],
)
def test_with_a_persons_pass_the_line_changes_by_itself(book, parts, said):
    person = Coder("Ada", "person", "2026-12-01", "document", 1)
    coding = replace(book.coding, coders={**book.coding.coders, "c": person})
    assert describe_coders(replace(book, coding=coding), parts) == said


def test_what_nobody_has_coded_has_no_line(book):
    uncoded = replace(book, coding=NO_CODING, stances=NO_STANCES)
    assert describe_coders(uncoded, list(PARTS)) == ""
    assert describe_coders(replace(book, stances=NO_STANCES), list(PARTS)) == f"{BY_A_MODEL}themes."


def test_book_coded_by_people_says_so(built_small_book):
    page = (built_small_book / "_build/html/codebook.html").read_text(encoding="utf-8")
    (line,) = BeautifulSoup(page, "lxml").select("p.who-coded")
    assert line.get_text().startswith("People coded the themes")
