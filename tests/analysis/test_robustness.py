"""Robustness: findings are tried under every choice, and each is counted where it holds."""

import pytest

from reading.analysis import robustness
from reading.analysis.counting import ALL_CHOICES, BOOK_CHOICES, count_words
from reading.analysis.robustness import Level
from reading.measures import frequency

OWN_NAME = str(BOOK_CHOICES)


@pytest.fixture(scope="module")
def findings(book):
    return robustness.findings(book)


def test_the_ranking_agrees_wholly_with_itself(book):
    own = robustness.stability(book).query("choices == @OWN_NAME").iloc[0]
    assert own["tau"] == pytest.approx(1)
    assert own["overlap"] == own["of"]


def test_every_choice_is_compared_and_agreement_keeps_its_bounds(book):
    frame = robustness.stability(book)
    assert list(frame["choices"]) == list(map(str, ALL_CHOICES))
    assert frame["tau"].between(-1, 1).all()
    assert (frame["overlap"] <= frame["of"]).all()


def test_rankings_hold_all_terms_of_equal_rank(book):
    frame = robustness.rankings(book)
    own = frame[frame["choices"] == OWN_NAME].set_index("lemma")["count"]
    totals = count_words(book).groupby("lemma")["count"].sum()
    assert own.to_dict() == totals[totals >= own.min()].to_dict()


def test_a_finding_holds_under_one_choice_at_least_and_under_no_more_than_all(findings):
    assert findings["held"].between(1, len(ALL_CHOICES)).all()
    assert not findings.duplicated(["kind", "lemma", "place"]).any()


def test_finding_under_all_choices_holds_under_those_of_the_book(findings):
    assert findings[findings["held"] == len(ALL_CHOICES)]["holds_in_book"].all()


def test_finding_that_half_of_the_choices_confirm_holds_under_most():
    names = list(map(str, ALL_CHOICES))
    half = len(names) // 2
    assert robustness._find_level(frozenset(names[:half])) == Level.MOST
    assert robustness._find_level(frozenset(names[: half - 1])) == Level.FEW


def test_findings_of_the_books_own_choices_are_those_that_the_book_reports(book, findings):
    own = findings[findings["holds_in_book"]]
    top = robustness.rankings(book).query("choices == @OWN_NAME")["lemma"]
    assert set(own[own["kind"] == "frequent"]["lemma"]) == set(top)
    weights = frequency.tf_idf(count_words(book), unit="paragraph")
    first = weights.groupby("paragraph").head(1)
    heaviest = set(zip(own["place"], own["lemma"], strict=True))
    assert set(zip(first["paragraph"], first["lemma"], strict=True)) <= heaviest


def test_forms_are_counted_as_they_stand(book):
    frame = robustness.forms(book).set_index("token")
    assert frame.loc["relations", "lemma"] == "relation"
    assert (frame["rank"] <= robustness.TOP).all()
