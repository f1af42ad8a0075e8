"""What stands behind the counts: every lemma and every sentence, each with its address."""

from dataclasses import replace

import pytest

from reading.evidence import sentences


@pytest.fixture(scope="module")
def terms(book):
    return sentences.terms(book).set_index("lemma")


def test_every_content_lemma_has_an_entry_and_an_address_of_its_own(terms, book):
    assert set(terms.index) == set(book.document.incidence["lemma"])
    anchors = [sentences.term_anchor(lemma) for lemma in terms.index]
    anchors += [
        sentences.sentence_anchor(row.short, row.sentence) for row in sentences.sentences(book).itertuples()
    ]
    anchors += [sentences.actor_anchor(actor.id) for actor in book.lexicon.actors]
    assert len(set(anchors)) == len(anchors)
    assert not any(set(anchor) & set(" \t\n\"'<>") for anchor in anchors)


def test_terms_are_named_as_charts_name_them_and_sorted_as_in_a_dictionary(terms):
    assert terms.loc["china", "label"] == "China"
    assert terms.loc["united states", "kind"] == "phrase"
    folded = [label.casefold() for label in terms["label"]]
    assert folded == sorted(folded)
    assert list(dict.fromkeys(terms["initial"])) == sorted(set(terms["initial"]))


def test_stop_words_have_an_entry_and_no_rank(terms, book):
    assert set(terms.index[~terms["ranked"]]) == set(terms.index) & book.lexicon.stopwords
    assert not terms.loc["important", "ranked"]


def test_every_term_is_under_one_letter_and_accents_are_ignored(book):
    words = book.document.incidence
    accented = words.assign(lemma=words["lemma"].replace({"energy": "énergie", "research": "5g"}))
    strange = replace(book, document=replace(book.document, incidence=accented))
    letters = dict(sentences.by_initial(sentences.terms(strange)))
    assert sum(map(len, letters.values())) == accented["lemma"].nunique()
    assert "énergie" in set(letters["E"]["lemma"])
    assert "5g" in set(letters["0\u20139"]["lemma"])


def test_sentences_come_in_the_documents_order_each_with_its_page(book):
    found = sentences.sentences(book)
    expected = book.document.sentences
    assert found[["paragraph", "sentence"]].equals(expected[["paragraph", "sentence"]])
    assert set(found["page"]) == {book.page_of(paragraph) for paragraph in book.document.section_of}


def test_a_terms_sentences_come_in_the_documents_order(book):
    order = list(sentences.sentences(book)[["short", "sentence"]].itertuples(index=False, name=None))
    for lemma, rows in sentences.occurrences(book).groupby("lemma"):
        places = list(rows[["short", "sentence"]].itertuples(index=False, name=None))
        assert places == [place for place in order if place in places], lemma
