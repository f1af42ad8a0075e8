"""Robustness: findings are tried under every choice, and each is counted where it holds."""

from reading.tables import trial_tables


def test_a_finding_that_half_of_the_choices_confirm_holds_under_most(book):
    frame = trial_tables.findings(book)
    levels = dict(zip(frame["choices"], frame["level"], strict=True))
    assert {levels[choices] for choices in levels if choices == 12} == {"all"}
    assert levels[6] == "most"
    assert {level for choices, level in levels.items() if choices < 6} == {"few"}
