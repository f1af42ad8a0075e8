"""The codings of stances: two passes by one rule, and a consensus that says why where they differ."""

import pytest
from nltk.metrics.agreement import AnnotationTask

from reading.data import stances
from reading.data.passes import Coder
from reading.measures.agreement import krippendorff_alpha

SIZES = {"harbour/opening": 1, "harbour/quay": 3, "ties/opening": 1, "ties/trade": 2}
ACTORS = ["northport", "eastland"]


def load(root):
    return stances.load(root / stances.FOLDER, SIZES, ACTORS)


def test_stances_hold_the_rule_each_coders_pairs_and_the_consensus(small_root):
    read = load(small_root)
    assert read.rule.actors == ("northport", "eastland")
    assert {coder: len(rows) for coder, rows in read.passes.items()} == {"a": 4, "b": 4}
    assert len(read.consensus) == 5


def test_pairs_uncoded_in_the_consensus_do_not_count(small_root):
    assert load(small_root).coded["sentence"].tolist() == [3, 1, 1]


def test_every_coder_has_a_code_for_every_coded_pair(small_root):
    codes = load(small_root).codes
    assert codes.groupby("coder").size().to_dict() == {"a": 5, "b": 5}
    trade = codes[codes["paragraph"] == "ties/trade"]
    assert sorted(trade["code"]) == ["neutral", "neutral", "not coded", "not coded"]


def test_difference_has_the_code_of_each_coder_and_the_reason_of_the_consensus(small_root):
    apart = load(small_root).differences
    assert list(apart.columns) == [*stances.UNIT, "a", "b", "stance", "reason"]
    assert apart["b"].tolist() == ["neutral", "not coded"]
    assert apart["reason"].str.len().min() > 0


def test_stances_know_who_made_each_pass(small_root):
    coders = load(small_root).coders
    assert coders["a"] == Coder("reader A", "person", "2026-11-24", "document", 2)
    assert [coder.name for coder in coders.values()] == ["reader A", "reader B"]


def test_the_books_matrix_is_not_symmetric_by_rule(book):
    # The view of one state alone is not coded for the other: sentences 7 and 8 on the great powers.
    rows = book.stances.coded.query("paragraph == 'diplomacy-and-politics/great-powers'")
    towards = rows.groupby(["actor", "target"])["sentence"].agg(list).to_dict()
    assert towards["china", "russia"] == [7, 8]
    assert ("russia", "china") not in towards


def test_book_without_stances_is_valid(small_root):
    for path in (small_root / stances.FOLDER).glob("stances*"):
        path.unlink()
    read = load(small_root)
    assert read.rule is None
    assert read.coded.empty
    assert read.codes.empty
    assert read.differences.empty


def test_the_consensus_takes_no_more_pairs_than_the_coders_together(book):
    read = book.stances
    one, other = (set(map(tuple, rows[stances.UNIT].to_numpy())) for rows in read.passes.values())
    assert set(map(tuple, read.consensus[stances.UNIT].to_numpy())) == one | other
    assert one & other <= set(map(tuple, read.coded[stances.UNIT].to_numpy()))


def test_agreement_on_coded_pairs_equals_that_of_nltk(book):
    passes = [{tuple(row[:4]): row[4] for row in rows.to_numpy()} for rows in book.stances.passes.values()]
    units = set(passes[0]) | set(passes[1])
    triples = [
        (coder, unit, codes.get(unit, stances.NOT_CODED))
        for coder, codes in enumerate(passes)
        for unit in units
    ]
    alpha = krippendorff_alpha(book.stances.codes, unit=stances.UNIT)
    assert alpha == pytest.approx(AnnotationTask(triples).alpha())


def test_agreement_is_that_of_krippendorffs_formula_by_hand(small_root):
    # Five pairs, ten codes: 6 favourable, 2 neutral, 2 not coded; the two last pairs have one of each.
    disagreement = 2 * 2 / 10
    expected = (6 * 4 + 2 * 8 + 2 * 8) / (10 * 9)
    assert krippendorff_alpha(load(small_root).codes, unit=stances.UNIT) == pytest.approx(
        1 - disagreement / expected
    )
