"""Robustness: findings are tried under every choice, and each is counted where it holds."""

from reading.charts.listings import forms
from reading.tables import trial_tables


def test_a_finding_that_half_of_the_choices_confirm_holds_under_most(book):
    frame = trial_tables.findings(book)
    levels = dict(zip(frame["choices"], frame["level"], strict=True))
    assert {levels[choices] for choices in levels if choices == 12} == {"all"}
    assert levels[6] == "most"
    assert {level for choices, level in levels.items() if choices < 6} == {"few"}


def test_forms_are_counted_as_they_stand(book):
    frame = forms(book).set_index("token")
    assert frame.loc["relations", "lemma"] == "relation"
    assert (frame["rank"] <= trial_tables.TOP).all()
