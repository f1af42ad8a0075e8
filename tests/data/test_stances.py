"""The codings of stances: two passes by one rule, and a consensus that says why where they differ."""

import pytest
from nltk.metrics.agreement import AnnotationTask

from reading.data import stances
from reading.measures.agreement import krippendorff_alpha

SIZES = {"harbour/opening": 1, "harbour/quay": 3, "ties/opening": 1, "ties/trade": 2}
ACTORS = ["northport", "eastland"]


def load(root):
    return stances.load(root / stances.FOLDER, SIZES, ACTORS)


def test_pairs_uncoded_in_the_consensus_do_not_count(small_root):
    assert load(small_root).coded["sentence"].tolist() == [3, 1, 1]


def test_difference_has_the_code_of_each_coder_and_the_reason_of_the_consensus(small_root):
    apart = load(small_root).differences
    assert list(apart.columns) == [*stances.UNIT, "a", "b", "stance", "reason"]
    assert apart["b"].tolist() == ["neutral", "not coded"]
    assert apart["reason"].str.len().min() > 0


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
