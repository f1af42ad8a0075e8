"""The sentences of terms and themes: each in the order of the document, with its page."""

from reading.measures.incidence import SENTENCE
from reading.site.pages import entries_data
from reading.tables import theme_counts as themes


def test_sentences_come_in_the_documents_order_each_with_its_page(book):
    found = entries_data.sentences(book)
    assert found[SENTENCE].equals(book.document.sentences[SENTENCE])
    assert set(found["page"]) == {book.page_of(paragraph) for paragraph in book.document.section_of}


def test_the_sentences_of_a_term_or_theme_come_in_the_documents_order(book):
    order = list(entries_data.sentences(book)[SENTENCE].itertuples(index=False, name=None))
    of_terms = entries_data.occurrences(book).groupby("lemma")
    of_themes = entries_data.theme_sentences(book).groupby("theme")
    for name, rows in (*of_terms, *of_themes):
        places = list(rows[SENTENCE].itertuples(index=False, name=None))
        assert places == [place for place in order if place in places], name


def test_every_code_of_the_consensus_has_a_row(book):
    rows = entries_data.theme_sentences(book)
    keys = ["theme", *SENTENCE]
    assert set(rows[keys].itertuples(index=False, name=None)) == set(
        book.coding.consensus[keys].itertuples(index=False, name=None)
    )
    assert list(rows["theme"].unique()) == list(themes.labels(book))
