"""The built pages of the evidence: an entry for each lemma and sentence, and every way to it and back."""

import posixpath
from urllib.parse import unquote

import pytest

from reading.site.pages import entries_data
from reading.tables import locations


@pytest.fixture(scope="module")
def entries(pages):
    """Each part of the page by its id."""
    return pages.places("evidence.html")


@pytest.fixture(scope="module")
def places(book):
    """Where each sentence is retold, by what its paragraph is called and its number."""
    return {
        (row.short, row.sentence): f"{row.page}.html#s{row.sentence}"
        for row in entries_data.sentences(book).itertuples()
    }


def leading(part):
    """Where the first link of an entry leads, from the top of the site."""
    return part.a["href"]


def words(part):
    return " ".join(part.get_text().split())


def test_each_lemmas_entry_holds_the_sentences_of_the_incidence_retold(entries, book, places):
    incidence = book.document.incidence
    retold = {
        f"{book.page_of(row.paragraph)}.html#{row.anchor}": " ".join(row.text.split())
        for row in book.retellings.itertuples()
    }
    for lemma, rows in incidence.groupby("lemma"):
        entry = entries[locations.term(lemma).anchor]
        assert entry.parent.summary.find(string=True).strip() == book.lexicon.label(lemma)
        items = entry.select("ul.behind > li")
        expected = [places[book.document.short[row.paragraph], row.sentence] for row in rows.itertuples()]
        leads = [leading(item) for item in items]
        assert leads == expected, lemma
        assert all(retold[led] in words(item) for led, item in zip(leads, items, strict=True)), lemma


def test_each_sentences_entry_leads_to_its_mark_and_to_its_terms(entries, pages, book, places):
    carried = book.document.incidence.groupby(["paragraph", "sentence"])["lemma"].agg(set)
    for row in entries_data.sentences(book).itertuples():
        entry = entries[locations.sentence(row.short, row.sentence).anchor]
        assert leading(entry) == places[row.short, row.sentence]
        name, anchor = leading(entry).split("#")
        assert "sentence-mark" in pages.places(name)[anchor]["class"]
        linked = {unquote(link["href"]) for link in entry.select(".carried a")}
        lemmas = carried[row.paragraph, row.sentence]
        terms = [locations.term(lemma) for lemma in lemmas]
        assert linked == {f"#{term.anchor}" for term in terms}


def test_each_mark_leads_to_its_sentences_entry(pages, entries):
    marks = [(name, mark) for name, one in pages.items() for mark in one.select("a.sentence-mark")]
    assert marks
    for name, mark in marks:
        target, anchor = mark["href"].split("#")
        assert target.endswith("evidence.html")
        assert leading(entries[anchor]).split("#") == [name, mark["id"]]
        terms = ", ".join(link.get_text() for link in entries[anchor].select(".carried a"))
        assert mark["title"] == f"Sentence {mark.get_text()}. Terms: {terms}."
        assert mark["aria-label"] == f"sentence {mark.get_text()}: its terms"


def test_each_number_with_sentences_behind_it_leads_to_their_entry_and_no_other_leads_anywhere(
    pages, book, figures
):
    linked = {"evidence": 0, "codebook": 0, "notebooks": 0, "about": 0, "": 0}
    for name, one in pages.items():
        for number in one.select("article data"):
            entry = figures[number["data-figure"]].locate(book)
            link = number.find_parent("a")
            linked[entry.page.partition("/")[0] if entry else ""] += 1
            assert bool(entry) == bool(link)
            if entry:
                page, anchor = unquote(link["href"]).split("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), page)) if page else name
                assert target == f"{entry.page}.html"
                assert anchor == entry.anchor
                assert anchor in pages.places(f"{entry.page}.html")
                assert number.get_text() in link["aria-label"]
    assert all(linked.values())
