"""What pages say of checks by people: lines of chapters, names, the data of the form. Names are made up."""

import json
import re

import pytest

from reading.analysis.review import collect_retellings
from reading.data.book import Book
from reading.data.review import PAGE, Check, hash_chapter, hash_retelling
from reading.site.pages.review import _credit_people, describe_checks, list_chapters

QUAY = "harbour/quay"


@pytest.fixture
def sign(derived_small_book):
    """Makes the small book with checks, each of which gives who, a sentence or "all", when and verdict."""

    def make(*checks, **rest):
        book = Book.on_demand(derived_small_book)
        chapter = collect_retellings(book)[QUAY]
        book.__dict__["review"] = tuple(
            Check(
                who=who,
                what=QUAY if number == "all" else f"{QUAY}#{number}",
                when=when,
                verdict=verdict,
                seen=hash_chapter(chapter) if number == "all" else hash_retelling(chapter[number]),
                **rest,
            )
            for who, number, when, verdict in checks
        )
        return book

    return make


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ([], "No person has checked these sentences yet."),
        ([("A", 1, "2026-01-05", "unsure")], "No person has checked these sentences yet."),
        (
            [("A", 1, "2026-01-05", "right"), ("B", 1, "2026-01-07", "right")],
            "1 of 3 sentences checked by a person; last on 2026-01-07.",
        ),
        (
            [("A", 1, "2026-02-05", "wrong"), ("B", 2, "2026-01-07", "right")],
            "2 of 3 sentences checked by a person, 1 found wrong; last on 2026-02-05.",
        ),
        ([("A", "all", "2026-01-05", "right")], "3 of 3 sentences checked by a person; last on 2026-01-05."),
    ],
)
def test_chapter_counts_its_checked_sentences(sign, checks, said):
    book = sign(*checks)
    assert describe_checks(book, QUAY) == said
    assert describe_checks(book, "harbour/opening").startswith("No person")


def test_reviewers_are_named_once_with_their_orcid(sign):
    book = sign(("ada", 1, "2026-01-05", "right"), ("Ada", 2, "2026-01-07", "right"))
    [line] = _credit_people(book)
    assert "".join(node.astext() for node in line) == "Ada: 2 checks, last on 2026-01-07"
    book = sign(("<b>Bo</b>", 1, "2026-01-05", "right"), orcid="0000-0002-1825-0097")
    [line] = _credit_people(book)
    assert [node["refuri"] for node in line if "refuri" in getattr(node, "attributes", {})] == [
        "https://orcid.org/0000-0002-1825-0097"
    ]
    assert "".join(node.astext() for node in line).startswith("<b>Bo</b> (ORCID 0000-0002-1825-0097)")


def test_form_gives_the_hash_that_the_check_expects(sign):
    book = sign()
    retellings = collect_retellings(book)
    listed = list_chapters(book)
    assert {name: len(chapter) for name, chapter in listed.items()} == {
        name: len(chapter) for name, chapter in retellings.items()
    }
    assert listed[QUAY][1] == {"texts": retellings[QUAY][2], "seen": hash_retelling(retellings[QUAY][2])}


def test_every_chapter_of_the_site_leads_to_its_form(site, pages, book):
    form = pages[f"{PAGE}.html"].select_one(".check-form")
    script = (site / "about" / form["data-script"].partition("?")[0]).read_text(encoding="utf-8")
    data = json.loads(re.fullmatch(r"window\.checkFormData=(.*);\n", script)[1])
    assert data == list_chapters(book)
    for paragraph, path in ((name, book.page_of(name)) for name in data):
        [line] = pages[f"{path}.html"].select("p.checked")
        assert line.find_parent("section").h2.get_text().startswith("What the document says")
        assert line.a["href"].endswith(f"{PAGE}.html#{paragraph}")
        [option] = form.select(f'option[id="{paragraph}"]')
        assert option["data-page"] == f"../{path}.html"
