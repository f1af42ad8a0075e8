"""Robustness: findings are tried under every choice, and each is counted where it holds."""

from reading.tables import robustness_tables, theme_counts


def test_a_finding_that_half_of_the_choices_confirm_holds_under_most(book):
    frame = robustness_tables.findings(book)
    levels = dict(zip(frame["choices"], frame["level"], strict=True))
    assert {levels[choices] for choices in levels if choices == 12} == {"all"}
    assert levels[6] == "most"
    assert {level for choices, level in levels.items() if choices < 6} == {"few"}


def test_rankings_hold_every_theme_of_every_section_under_every_source(book):
    frame = robustness_tables.theme_rankings(book)
    assert len(frame) == len(theme_counts.sources(book)) * 2 * 10
    assert frame.groupby(["source", "section"])["rank"].min().eq(1).all()
