"""The codebook's page: where each theme and each of its sentences is found."""

from reading.evidence import codebook
from reading.measures.incidence import SENTENCE
from reading.tables import theme_counts as themes


def test_every_code_of_the_consensus_has_a_row(book):
    rows = codebook.theme_sentences(book)
    keys = ["theme", *SENTENCE]
    assert set(rows[keys].itertuples(index=False, name=None)) == set(
        book.coding.consensus[keys].itertuples(index=False, name=None)
    )
    assert list(rows["theme"].unique()) == list(themes.labels(book))


def test_sentences_of_a_theme_keep_the_order_of_the_document(book):
    order = list(book.document.sentences[SENTENCE].itertuples(index=False, name=None))
    for _, rows in codebook.theme_sentences(book).groupby("theme"):
        places = [order.index(key) for key in rows[SENTENCE].itertuples(index=False, name=None)]
        assert places == sorted(places)


def test_anchor_names_the_theme_and_can_name_a_paragraph():
    assert codebook.theme_anchor("security") == "security"
    assert codebook.theme_anchor("security", paragraph="great-powers") == "security.great-powers"
