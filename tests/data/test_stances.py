"""The codings of stances: two passes by one rule, and a consensus that says why where they differ."""

from reading.data import stances

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


def test_book_without_stances_is_valid(small_root):
    for path in (small_root / stances.FOLDER).glob("stances*"):
        path.unlink()
    read = load(small_root)
    assert read.rule is None
    assert read.coded.empty
    assert read.codes.empty
    assert read.differences.empty
