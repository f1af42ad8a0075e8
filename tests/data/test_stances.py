"""The codings of stances: two passes by one rule, and a consensus that says why where they differ."""

from reading.data import stances
from reading.data.book import Book


def test_pairs_uncoded_in_the_consensus_do_not_count(small_root):
    assert Book(small_root).stances.holding["sentence"].tolist() == [3, 1, 1]


def test_a_difference_has_the_code_of_each_coder_and_the_reason_of_the_decision(small_root):
    read = Book(small_root).stances
    apart = read.consensus[read.consensus["reason"] != ""]
    assert apart["stance"].tolist() == ["no stance", "no stance"]
    given = [read.given[item] for item in apart[stances.ITEM].itertuples(index=False, name=None)]
    assert given == [["neutral", "no stance"], ["no stance", "neutral"]]


def test_book_without_stances_is_valid(small_root):
    for path in (small_root / stances.FOLDER).glob("stances*"):
        path.unlink()
    read = Book(small_root).stances
    assert read.rule is None
    assert read.holding.empty
    assert read.codes.empty
