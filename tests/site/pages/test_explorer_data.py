"""What the explorer tells of each term: the measures' own numbers, in types that JSON has."""

from dataclasses import replace

import pytest

from reading.site.pages import explorer_data as explorer
from reading.tables import evidence


@pytest.fixture(scope="module")
def data(book):
    return explorer.explorer_data(book)


@pytest.fixture(scope="module")
def terms(data):
    return {term["id"]: term for term in data["terms"]}


def test_every_content_lemma_is_there_once_and_in_the_order_of_the_evidence(data, book):
    known = evidence.terms(book)
    anchors = [evidence.term(lemma).anchor for lemma in known["lemma"]]
    assert [term["id"] for term in data["terms"]] == anchors
    assert [term["label"] for term in data["terms"]] == list(known["label"])
    assert {term["kind"] for term in data["terms"]} == {"word", "phrase"}
    assert not all(term["ranked"] for term in data["terms"])


def test_phrases_and_words_left_out_of_rankings_are_described_and_not_tested(terms, book):
    for name in ("important", "world-order"):
        for row in terms[name]["keyness"]:
            assert row[0] is not None
            assert row[-3:] == [None, None, None]
    assert terms["world-order"]["keyness"][1][1] is None, "an interval without an end"


def test_collocates_are_neither_phrases_nor_stop_words_nor_words_of_the_phrase(terms, book):
    named = {term["id"] for term in terms.values() if term["kind"] == "phrase" or not term["ranked"]}
    beside = {row[0] for term in terms.values() for row in term["collocates"]}
    assert not beside & named
    assert beside <= terms.keys()
    for term in terms.values():
        if term["kind"] == "phrase":
            own = set(term["id"].split("-"))
            assert not own & {row[0] for row in term["collocates"]}, term["id"]
    assert [row[0] for row in terms["united-states"]["collocates"]] == ["china"]


def test_first_term_is_the_most_frequent_word_and_ties_are_in_alphabetical_order(data, book):
    assert data["first_term"] == "china"
    level = book.document.incidence.assign(count=1).drop_duplicates("lemma")
    again = explorer.explorer_data(replace(book, document=replace(book.document, incidence=level)))
    ranked = level[(level["kind"] == "word") & ~level["lemma"].isin(book.lexicon.stopwords)]
    assert again["first_term"] == evidence.term(min(ranked["lemma"])).anchor


def test_a_term_is_found_by_its_forms_and_by_unused_names_of_its_actor(book, terms):
    for name, form in (("country", "countries"), ("united-states", "usa"), ("build", "building")):
        assert form in terms[name]["forms"].split("|")
    [china, *others] = book.lexicon.actors
    renamed = replace(china, aliases=(*china.aliases, "Middle Kingdom"))
    lexicon = replace(book.lexicon, actors=(renamed, *others))
    forms = explorer.list_forms(replace(book, lexicon=lexicon))
    assert "middle kingdom" in forms["china"]
    assert "beijing" not in forms["china"], "it is a term itself"
