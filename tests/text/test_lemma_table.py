"""The packed table of lemmas, unpacked again."""

import gzip

from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from reading.text.lemma_table import pack, pack_english

MAX_PACKED = 300_000
"""Bytes of the table as servers send it. The page may take 500 KB in all."""


def unpack(packed):
    """The table of packed text, as its module describes it."""
    table = {}
    for line in filter(None, packed.split("\n")):
        endings, lemmas = line.split("\t")
        lemma = ""
        for entry in lemmas.split(" "):
            lemma = lemma[: int(entry[0], 36)] + entry[1:]
            for ending in endings.split(" "):
                removed, added = ending.split(">")
                assert lemma.endswith(removed)
                table[lemma.removesuffix(removed) + added] = lemma
    return table


WORDS = st.text(st.sampled_from("aes'\u00e9-"), min_size=1, max_size=40)


@given(st.dictionaries(WORDS, WORDS))
def test_any_table_is_unpacked_as_it_was(table):
    assert unpack(pack(table)) == table


def test_the_english_table_is_complete_and_small():
    packed = pack_english()
    assert unpack(packed) == dict(DEFAULT_DICTIONARY_FACTORY.get_dictionary("en"))
    assert len(gzip.compress(packed.encode())) < MAX_PACKED
