"""Keyness against published numbers, SciPy, a count of all orders, and by its properties."""

import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2_contingency

from reading.analysis.counting import count_words
from reading.measures import keyness as measured
from reading.measures.inference import adjust_p_values
from reading.measures.keyness import Verdict, keyness
from tests.measures.texts import few, frames, texts

MILLION = 10**6

sizes = st.integers(1, 5000)
parts = st.tuples(sizes, sizes).flatmap(
    lambda size: st.tuples(
        st.integers(0, size[0]), st.integers(0, size[1]), st.just(size[0]), st.just(size[1])
    )
)
EVERY = [
    measured.log_likelihood,
    measured.log_ratio,
    measured.lrc,
    measured.percent_difference,
    lambda *counts: measured.log_ratio_interval(*counts)[0],
    lambda *counts: measured.log_ratio_interval(*counts)[1],
]


def swapped(part):
    a, b, c, d = part
    return b, a, d, c


# Measures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "b", "published"), [(348, 99, 147), (9, 32, 14), (392, 170, 90)])
def test_g2_of_two_terms_equals_the_published_figures(a, b, published):
    assert round(measured.log_likelihood(a, b, MILLION, MILLION)) == published


@pytest.mark.parametrize(
    ("table", "published"),
    [((110, 2552, 221, 31777), 270.72), ((8, 13, 32, 31777), 95.29), ((10, 15, 100, 300), 7.3298)],
)
def test_g2_of_a_table_equals_the_published_figures(table, published):
    assert measured.log_likelihood_of_table(*table) == pytest.approx(published, abs=5e-3)


def test_log_ratio_of_a_rate_four_times_as_high_is_two():
    assert measured.log_ratio(10, 5, 100, 200) == 2


def test_percent_difference_equals_the_published_figure():
    assert measured.percent_difference(206523, 178174, 959641, 1562358) == pytest.approx(88.7, abs=0.05)


@given(parts)
def test_g2_of_a_table_equals_that_of_scipy(part):
    a, b, c, d = part
    assume(0 < a + b < c + d)
    g2 = chi2_contingency([[a, b], [c - a, d - b]], correction=False, lambda_="log-likelihood").statistic
    table = measured.log_likelihood_of_table(a, a + b, c, c + d)
    assert table == pytest.approx(max(g2, 0), rel=1e-6, abs=1e-8)


@given(parts)
def test_g2_of_a_table_adds_that_of_the_term_and_of_all_other_tokens(part):
    a, b, c, d = part
    of_table = measured.log_likelihood_of_table(a, a + b, c, c + d)
    of_terms = measured.log_likelihood(a, b, c, d) + measured.log_likelihood(c - a, d - b, c, d)
    assert of_table == pytest.approx(of_terms, rel=1e-6, abs=1e-8)


@given(parts)
def test_swapped_parts_change_only_the_sign(part):
    assert measured.log_likelihood(*swapped(part)) == pytest.approx(measured.log_likelihood(*part), abs=1e-8)
    assert measured.log_ratio(*swapped(part)) == pytest.approx(-measured.log_ratio(*part))
    assert measured.lrc(*swapped(part)) == pytest.approx(-measured.lrc(*part), abs=1e-9)
    low, high = measured.log_ratio_interval(*part)
    assert measured.log_ratio_interval(*swapped(part)) == pytest.approx((-high, -low), abs=1e-9)


@given(parts, st.integers(2, 9))
def test_longer_text_gives_more_evidence_and_the_same_effect(part, times):
    larger = [number * times for number in part]
    assert measured.log_likelihood(*larger) == pytest.approx(
        times * measured.log_likelihood(*part), rel=1e-6, abs=1e-6
    )
    if part[0] and part[1]:
        assert measured.log_ratio(*larger) == pytest.approx(measured.log_ratio(*part), abs=1e-9)
        assert measured.percent_difference(*larger) == pytest.approx(measured.percent_difference(*part))


@given(parts)
def test_log_ratio_lies_in_its_interval(part):
    low, high = measured.log_ratio_interval(*part)
    assert low <= measured.log_ratio(*part) <= high


@given(parts)
def test_conservative_log_ratio_is_no_larger_and_has_the_same_sign(part):
    lrc, log_ratio = measured.lrc(*part), measured.log_ratio(*part)
    assert 0 <= abs(lrc) <= abs(log_ratio)
    assert lrc * log_ratio >= 0
    low, high = measured.log_ratio_interval(*part)
    assert lrc == (0 if low <= 0 <= high else min(low, high, key=abs))


@given(parts, st.floats(0.5, 0.99))
def test_interval_excludes_equal_rates_where_the_exact_interval_of_the_share_does(part, level):
    a, b, c, d = part
    assume(a + b)
    low, high = binomtest(a, a + b).proportion_ci(level, method="exact")
    share = c / (c + d)
    assume(min(abs(low - share), abs(high - share)) > 1e-9)
    assert (measured.lrc(a, b, c, d, level=level) != 0) == (not low <= share <= high)


@given(parts)
def test_zero_count_has_an_infinite_interval(part):
    a, b, c, d = part
    assert measured.log_ratio_interval(0, b, c, d)[0] == -np.inf
    assert measured.log_ratio_interval(a, 0, c, d)[1] == np.inf
    assert measured.log_ratio_interval(0, 0, c, d) == (-np.inf, np.inf)
    assert measured.lrc(0, 0, c, d) == 0


def test_zero_count_is_replaced_by_one_half():
    assert measured.log_ratio(0, 4, 100, 100) == -3
    assert measured.log_ratio(4, 0, 100, 100) == 3
    assert measured.log_ratio(0, 0, 100, 100) == 0


@given(parts)
def test_percent_difference_from_zero_is_infinite_or_undefined(part):
    a, b, c, d = part
    assert measured.percent_difference(0, max(b, 1), c, d) == -100
    assert measured.percent_difference(max(a, 1), 0, c, d) == np.inf
    assert np.isnan(measured.percent_difference(0, 0, c, d))


@given(sizes, sizes, st.integers(1, 50))
def test_equal_rates_have_no_effect_and_no_evidence(c, d, times):
    counts = c, d, c * times, d * times
    assert measured.log_likelihood(*counts) == pytest.approx(0, abs=1e-8)
    assert measured.log_ratio(*counts) == pytest.approx(0, abs=1e-9)
    assert measured.lrc(*counts) == 0
    assert measured.percent_difference(*counts) == pytest.approx(0, abs=1e-9)


def test_g2_of_an_absent_term_is_zero():
    assert measured.log_likelihood(0, 0, 10, 20) == 0
    assert measured.log_likelihood_of_table(0, 0, 10, 30) == 0


def test_texts_of_one_word_have_values():
    assert measured.log_likelihood(1, 0, 1, 1) == pytest.approx(2 * np.log(2))
    assert measured.log_likelihood_of_table(1, 1, 1, 2) == pytest.approx(4 * np.log(2))
    assert measured.log_ratio(1, 1, 1, 1) == measured.lrc(1, 0, 1, 1) == 0


@given(st.lists(parts, min_size=1, max_size=5))
def test_arrays_give_the_results_of_their_numbers(rows):
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    for measure in EVERY:
        single = [measure(*row) for row in rows]
        np.testing.assert_allclose(measure(*columns), single, rtol=1e-9, atol=1e-9)
        series = measure(*(pd.Series(column, index=range(5, 5 + len(rows))) for column in columns))
        np.testing.assert_array_equal(series, measure(*columns))


# The verdict ------------------------------------------------------------------------------------------------

APART = {"x": ["a a b c"] * 8, "y": ["b c d d"] * 8}


def exact(incidence, sentences, lemma):
    """The chance of as large a difference over all ways to share the sentences out, in whole numbers."""
    counted = incidence[incidence["lemma"] == lemma].set_index(["paragraph", "sentence"])["count"]
    keys = zip(sentences["paragraph"], sentences["sentence"], strict=True)
    counts = [int(counted.get(key, 0)) for key in keys]
    tokens = sentences["tokens"].tolist()
    first = sentences["section"] == sentences["section"].iloc[0]

    def difference(inside):
        a, c = sum(counts[place] for place in inside), sum(tokens[place] for place in inside)
        return abs(Fraction(a, c) - Fraction(sum(counts) - a, sum(tokens) - c))

    observed = difference([place for place, here in enumerate(first) if here])
    drawn = [difference(inside) for inside in itertools.combinations(range(len(tokens)), int(first.sum()))]
    return sum(value >= observed for value in drawn) / len(drawn)


@few
@given(texts())
def test_p_value_equals_that_over_all_assignments_of_sentences(text):
    found = keyness(*frames(text), permutations=2000, min_count=1).query("section == 'x'")
    for row in found.itertuples():
        chance = exact(*frames(text), row.lemma)
        # Five standard errors, and the order at hand, which is counted in.
        assert row.p == pytest.approx(chance, abs=5 * (chance * (1 - chance) / 2000) ** 0.5 + 1e-3)


@few
@given(texts())
def test_two_sections_mirror_each_other(text):
    found = keyness(*frames(text), permutations=50, min_count=1)
    x, y = (found[found["section"] == section].reset_index(drop=True) for section in "xy")
    for same in ("lemma", "p", "p_adjusted"):
        assert x[same].tolist() == y[same].tolist()
    assert x["count"].tolist() == y["elsewhere"].tolist()
    assert x["tokens"].tolist() == y["tokens_elsewhere"].tolist()
    np.testing.assert_allclose(x["log_ratio"], -y["log_ratio"], atol=1e-12)
    np.testing.assert_allclose(x["low"], -y["high"], atol=1e-9)
    np.testing.assert_allclose(x["lrc"], -y["lrc"], atol=1e-9)


@few
@given(texts(sections=("x", "y", "z")))
def test_columns_equal_the_measures_of_the_counts(text):
    found = keyness(*frames(text), permutations=20, min_count=3)
    counts = [found[name] for name in ("count", "elsewhere", "tokens", "tokens_elsewhere")]
    np.testing.assert_array_equal(found["log_ratio"], measured.log_ratio(*counts))
    np.testing.assert_array_equal(found["low"], measured.log_ratio_interval(*counts)[0])
    np.testing.assert_array_equal(found["high"], measured.log_ratio_interval(*counts)[1])
    np.testing.assert_array_equal(found["lrc"], measured.lrc(*counts))
    np.testing.assert_array_equal(found["g2"], measured.log_likelihood(*counts))
    np.testing.assert_array_equal(found["percent_difference"], measured.percent_difference(*counts))
    words = {section: " ".join(sentences).split() for section, sentences in text.items()}
    for row in found.itertuples():
        own = words[row.section]
        assert (row.count, row.tokens) == (own.count(row.lemma), len(own))
        assert row.count + row.elsewhere == sum(part.count(row.lemma) for part in words.values())


@few
@given(texts(sections=("x", "y", "z")), st.integers(1, 8))
def test_rare_terms_are_not_tested_and_all_sections_are_one_family(text, least):
    found = keyness(*frames(text), permutations=20, min_count=least)
    rare = found["count"] + found["elsewhere"] < least
    assert (found["p"].isna() == rare).all()
    assert ((found["verdict"] == Verdict.TOO_RARE) == rare).all()
    np.testing.assert_array_equal(found["p_adjusted"], adjust_p_values(found["p"]))


def test_of_two_sections_a_lemma_is_one_test():
    found = keyness(*frames(APART), min_count=1).query("section == 'x'")
    np.testing.assert_array_equal(found["p_adjusted"], adjust_p_values(found["p"]))


def test_verdict_says_where_a_term_is_more_frequent():
    found = keyness(*frames(APART)).set_index(["section", "lemma"])["verdict"]
    assert found["x"].to_dict() == {
        "a": Verdict.MORE,
        "b": Verdict.NEITHER,
        "c": Verdict.NEITHER,
        "d": Verdict.LESS,
    }
    assert found["y"].to_dict() == {
        "a": Verdict.LESS,
        "b": Verdict.NEITHER,
        "c": Verdict.NEITHER,
        "d": Verdict.MORE,
    }


def test_p_value_is_never_zero():
    assert keyness(*frames(APART), permutations=99)["p"].min() == 1 / 100


@few
@given(texts(), st.integers(0, 5))
def test_one_seed_gives_the_same_result_in_any_order_of_rows(text, seed):
    incidence, sentences = frames(text)
    shuffled = incidence.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(
        keyness(incidence, sentences, permutations=50, seed=seed, min_count=1),
        keyness(shuffled, sentences, permutations=50, seed=seed, min_count=1),
    )


def test_another_seed_gives_other_p_values():
    text = frames({"x": ["a b c", "a", "b b"], "y": ["a d", "a c c", "d"]})
    chances = {tuple(keyness(*text, permutations=50, seed=seed, min_count=1)["p"]) for seed in range(5)}
    assert len(chances) > 1


def test_one_word_in_all_cannot_be_told_apart():
    found = keyness(*frames({"x": ["a"], "y": ["a"]}), min_count=1)
    assert found["p"].tolist() == [1, 1]
    assert set(found["verdict"]) == {Verdict.NEITHER}


@few
@given(texts(sections=("x",)))
def test_one_section_is_compared_with_nothing(text):
    found = keyness(*frames(text), min_count=1)
    assert found.empty
    assert list(found.columns) == list(keyness(*frames(APART), permutations=20).columns)


def test_sentences_without_tokens_do_not_count():
    with_some = keyness(*frames({"x": ["a b", "", "a"], "y": ["", "c b"], "z": [""]}), min_count=1)
    without = keyness(*frames({"x": ["a b", "a"], "y": ["c b"]}), min_count=1)
    pd.testing.assert_frame_equal(with_some, without)


def test_frames_are_not_changed():
    incidence, sentences = frames(APART)
    before = incidence.copy(), sentences.copy()
    keyness(incidence, sentences)
    pd.testing.assert_frame_equal(incidence, before[0])
    pd.testing.assert_frame_equal(sentences, before[1])


def test_lemmas_of_the_book_with_six_occurrences_are_tested(book):
    words = count_words(book)
    found = keyness(words, book.document.sentences)
    assert len(found) == len(book.document.sections) * words["lemma"].nunique()
    frequent = words.groupby("lemma")["count"].sum() >= measured.MIN_COUNT
    assert set(found.dropna(subset="p")["lemma"]) == set(frequent.index[frequent])
