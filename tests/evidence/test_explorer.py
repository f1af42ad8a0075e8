"""What the explorer tells of each term: the measures' own numbers, in types that JSON has."""

import json
from dataclasses import replace
from itertools import accumulate
from math import isfinite

import pytest

from reading.analysis.counting import count_words
from reading.evidence import explorer, sentences
from reading.evidence.explorer import COLLOCATE, DISPERSION, KEYNESS, RATE
from reading.formatting import round_half_up
from reading.measures import association, dispersion, keyness
from reading.measures.intervals import rates_with_intervals

NEAR = 0.5001 * 10**-explorer.DECIMALS


@pytest.fixture(scope="module")
def data(book):
    return explorer.explorer_data(book)


@pytest.fixture(scope="module")
def terms(data):
    return {term["id"]: term for term in data["terms"]}


def same(data, expected):
    """Whether the numbers are those of a measure, None standing for what is no finite number."""
    return list(data) == [
        value if isinstance(value, str) else pytest.approx(value, abs=NEAR) if isfinite(value) else None
        for value in expected
    ]


def test_every_content_lemma_is_there_once_and_in_the_order_of_the_evidence(data, book):
    known = sentences.terms(book)
    assert [term["id"] for term in data["terms"]] == list(known["lemma"].map(sentences.term_anchor))
    assert [term["label"] for term in data["terms"]] == list(known["label"])
    assert {term["kind"] for term in data["terms"]} == {"word", "phrase"}
    assert not all(term["ranked"] for term in data["terms"])


def test_counts_by_sentence_are_those_of_the_incidence(terms, book):
    keys = list(book.document.sentences[["paragraph", "sentence"]].itertuples(index=False, name=None))
    for lemma, rows in book.document.incidence.groupby("lemma"):
        found = {keys[index]: often for index, often in terms[sentences.term_anchor(lemma)]["occurrences"]}
        expected = rows.set_index(["paragraph", "sentence"])["count"].to_dict()
        assert found == expected, lemma
        assert terms[sentences.term_anchor(lemma)]["rate"][0] == sum(expected.values())


def test_sentences_of_the_paragraphs_are_those_of_the_document_in_order(data, book):
    sizes = [(paragraph["id"], paragraph["sentences"]) for paragraph in data["paragraphs"]]
    in_order = sentences.sentences(book).groupby("short", sort=False).size()
    assert sizes == list(in_order.items())


def test_rates_have_the_intervals_of_the_registry(terms, book):
    document = book.document
    for row in rates_with_intervals(document.incidence, document.sentences).itertuples():
        assert same(terms[sentences.term_anchor(row.lemma)]["rate"], [getattr(row, name) for name in RATE])
    by_section = rates_with_intervals(document.incidence, document.sentences, by="section")
    for lemma, rows in by_section.groupby("lemma"):
        for found, expected in zip(
            terms[sentences.term_anchor(lemma)]["rates"], rows[RATE].to_numpy(float), strict=True
        ):
            assert same(found, expected), lemma


def test_spread_is_dispersion_over_paragraphs_and_over_sentences(terms, book):
    document = book.document
    units = [(document.paragraphs, "paragraph"), (document.sentences, ["paragraph", "sentence"])]
    for place, (parts, unit) in enumerate(units):
        for row in dispersion.dispersion(document.incidence, parts, unit=unit).itertuples():
            found = terms[sentences.term_anchor(row.lemma)]["dispersion"][place]
            expected = [
                round_half_up(float(getattr(row, name)), explorer.SHOWN_DECIMALS) for name in DISPERSION
            ]
            assert same(found, expected), row.lemma


def test_what_is_tested_between_sections_is_what_the_registry_tests(terms, book):
    compared = keyness.keyness(count_words(book), book.document.sentences)
    for lemma, rows in compared.groupby("lemma"):
        for found, (_, row) in zip(
            terms[sentences.term_anchor(lemma)]["keyness"], rows.iterrows(), strict=True
        ):
            assert same(found, [row[name] for name in KEYNESS]), lemma


def test_phrases_and_words_left_out_of_rankings_are_described_and_not_tested(terms, book):
    for name in ("important", "world-order"):
        for row in terms[name]["keyness"]:
            assert row[0] is not None
            assert row[-3:] == [None, None, None]
    assert terms["world-order"]["keyness"][1][1] is None, "an interval without an end"


def test_collocates_of_a_ranked_word_are_those_of_the_registry(terms, book):
    words, sentences_of = count_words(book), book.document.sentences
    pairs = association.pairs(words, sentences=sentences_of, min_together=2)
    for node in ("stability", "china", "india", "cooperation"):
        nodes = words[words["lemma"] == node]
        expected = association.collocates(words, nodes, sentences=sentences_of)
        expected = association.add_p_values(expected, pairs)
        found = terms[sentences.term_anchor(node)]["collocates"]
        assert [row[0] for row in found] == list(expected["lemma"].map(sentences.term_anchor))
        for row, (_, values) in zip(found, expected[COLLOCATE].iterrows(), strict=True):
            assert same(row[1:-1], values), node
        p = expected["p_adjusted"]
        counts = [len(p), p.notna().sum(), (p <= keyness.Q).sum()]
        assert terms[sentences.term_anchor(node)]["collocate_counts"] == counts


def test_the_sentences_that_a_collocate_shares_are_those_that_hold_both(terms):
    def held(id_):
        return {place for place, _ in terms[id_]["occurrences"]}

    for term in terms.values():
        own = [place for place, _ in term["occurrences"]]
        for beside, together, *_, steps in term["collocates"]:
            shared = {own[at - 1] for at in accumulate(steps)}
            assert shared == held(term["id"]) & held(beside)
            assert len(shared) == together
        assert term["collocate_counts"][0] == len(term["collocates"])


def test_strongest_collocates_by_each_measure_are_listed(book, monkeypatch):
    monkeypatch.setattr(explorer, "ALL_COLLOCATES", 0)
    monkeypatch.setattr(explorer, "STRONGEST", 2)
    data = {term["id"]: term for term in explorer.explorer_data(book)["terms"]}["china"]
    words = count_words(book)
    nodes = words[words["lemma"] == "china"]
    every = association.collocates(words, nodes, sentences=book.document.sentences)
    assert data["collocate_counts"][0] == len(every)
    names = [row[0] for row in data["collocates"]]
    assert len(names) < len(every)
    for measure in association.NAMES:
        best = every.nlargest(2, measure, keep="all")["lemma"].map(sentences.term_anchor)
        assert set(best) <= set(names), measure


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
    assert again["first_term"] == sentences.term_anchor(min(ranked["lemma"]))


def test_json_holds_it_and_it_is_the_same_each_time(data, book):
    text = json.dumps(data, allow_nan=False)
    assert json.loads(text) == data
    assert json.dumps(explorer.explorer_data(book)) == text


def test_a_term_is_found_by_its_forms_and_by_unused_names_of_its_actor(book, terms):
    for name, form in (("country", "countries"), ("united-states", "usa"), ("build", "building")):
        assert form in terms[name]["forms"].split("|")
    [china, *others] = book.lexicon.actors
    renamed = replace(china, aliases=(*china.aliases, "Middle Kingdom"))
    lexicon = replace(book.lexicon, actors=(renamed, *others))
    forms = explorer.list_forms(replace(book, lexicon=lexicon))
    assert "middle kingdom" in forms["china"]
    assert "beijing" not in forms["china"], "it is a term itself"
