"""Robustness: findings are tried under every choice, and each is counted where it holds."""

import pytest

from reading.tables import trials as robustness
from reading.tables.counting import ALL_CHOICES
from reading.tables.trials import Level


@pytest.fixture(scope="module")
def findings(book):
    return robustness.findings(book)


def test_finding_that_half_of_the_choices_confirm_holds_under_most():
    names = list(map(str, ALL_CHOICES))
    half = len(names) // 2
    assert robustness._find_level(frozenset(names[:half])) == Level.MOST
    assert robustness._find_level(frozenset(names[: half - 1])) == Level.FEW


def test_forms_are_counted_as_they_stand(book):
    frame = robustness.forms(book).set_index("token")
    assert frame.loc["relations", "lemma"] == "relation"
    assert (frame["rank"] <= robustness.TOP).all()
