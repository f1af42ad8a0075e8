"""Claims: what a title states, held against figures."""

from types import SimpleNamespace

import pytest

from reading.data import claims

VALUES = {
    name: SimpleNamespace(value=value) for name, value in {"a.count": 3, "b.count": 2, "c.share": 0.5}.items()
}


def written(folder, *comparisons):
    lines = [f"      - {comparison}" for comparison in comparisons]
    (folder / "data").mkdir()
    (folder / claims.PATH).write_text("claims:\n  claims.x:\n    says: X.\n    holds:\n" + "\n".join(lines))
    return folder


@pytest.mark.parametrize(
    ("comparison", "true"),
    [
        ("a.count > b.count", True),
        ("a.count < b.count", False),
        ("a.count = 3", True),
        ("c.share >= 0.5", True),
        ("b.count <= 1", False),
    ],
)
def test_a_claim_compares_figures_with_figures_and_numbers(tmp_path, comparison, true):
    (claim,) = claims.load(written(tmp_path, comparison))
    assert claim.holds(VALUES) is true


def test_a_claim_holds_only_where_all_its_comparisons_do(tmp_path):
    (claim,) = claims.load(written(tmp_path, "a.count > b.count", "c.share > 0.5"))
    assert claim.holds(VALUES) is False
