"""Findings about themes: tried under each coder and each lexicon."""

from reading.tables import theme_counts as themes
from reading.tables import trial_tables as robustness


def test_rankings_hold_every_theme_of_every_section_under_every_source(book):
    frame = robustness.theme_rankings(book)
    assert len(frame) == len(themes.sources(book)) * 2 * 10
    assert frame.groupby(["source", "section"])["rank"].min().eq(1).all()
