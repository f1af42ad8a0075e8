"""Findings about themes: tried under each coder and each lexicon."""

import pytest

from reading.analysis import robustness, themes
from reading.measures import keyness


@pytest.fixture(scope="module")
def findings(book):
    return robustness.theme_findings(book)


def test_a_finding_holds_under_one_source_at_least_and_names_those_without_it(findings, book):
    every = list(themes.sources(book).values())
    for row in findings.itertuples():
        without = [name for name in row.fails_under.split(", ") if name]
        assert row.held == len(every) - len(without) >= 1
        assert set(without) < set(every)
        assert row.holds_in_book == (themes.CONSENSUS not in without)
        assert row.holds_in_frozen == (themes.LEXICONS[themes.FROZEN] not in without)


def test_no_finding_stands_twice_and_those_that_hold_most_come_first(findings):
    assert not findings.duplicated(["kind", "theme", "section"]).any()
    assert findings["held"].is_monotonic_decreasing


def test_under_the_consensus_are_found_the_leaders_and_verdicts_that_the_book_reports(findings, book):
    own = findings[findings["holds_in_book"]]
    compared = themes.compare_sections(book)
    leaders = compared[compared["rank"] <= themes.LEADING]
    more = compared[compared["verdict"] == keyness.Verdict.MORE]
    for kind, expected in (("leads", leaders), ("more", more)):
        found = own[own["kind"] == kind]
        assert set(zip(found["section"], found["theme"], strict=True)) == set(
            zip(expected["section"], expected["theme"], strict=True)
        )


def test_rankings_hold_every_theme_of_every_section_under_every_source(book):
    frame = robustness.theme_rankings(book)
    assert len(frame) == len(themes.sources(book)) * 2 * 10
    assert frame.groupby(["source", "section"])["rank"].min().eq(1).all()


def test_of_two_sections_that_are_told_apart_the_one_with_the_higher_share_has_more(book):
    frame = robustness.theme_rankings(book)
    apart = frame[frame["told"]]
    higher = apart.groupby(["source", "theme"])["share"].idxmax()
    assert sorted(higher) == list(frame.index[frame["more"]]) != []
