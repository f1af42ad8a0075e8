"""Association against published numbers, NLTK's measures, SciPy's test, and by its properties."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from scipy.stats import fisher_exact, hypergeom

from reading.measures import association
from reading.measures.association import collocates, g2, log_dice, npmi, pairs, pmi, t_score
from reading.measures.exact import least_p_values
from reading.measures.incidence import matrix
from reading.measures.inference import adjust_p_values, attainable_level, find_attainable
from reading.tables.counting import count_words
from tests.measures.texts import few, frames, texts

CORPUS = 14307668

tables = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 5000)).map(
    lambda cells: (cells[0], cells[0] + cells[1], cells[0] + cells[2], sum(cells))
)
filled = tables.filter(lambda table: table[0] > 0)


def test_pmi_equals_the_published_figure():
    assert pmi(20, 42, 20, CORPUS) == pytest.approx(18.38, abs=5e-3)


def test_t_score_equals_the_published_figures():
    assert t_score(8, 15828, 4675, CORPUS) == pytest.approx(0.999932, abs=5e-7)
    assert t_score(20, 42, 20, CORPUS) == pytest.approx(4.4721, abs=5e-5)


def test_g2_equals_the_published_figures():
    assert g2(110, 2552, 221, 31777) == pytest.approx(270.72, abs=5e-3)
    assert g2(8, 13, 32, 31777) == pytest.approx(95.29, abs=5e-3)


@given(filled)
def test_measures_equal_those_of_nltk(table):
    o, f1, f2, n = table
    marginals = o, (f1, f2), n
    assert pmi(*table) == pytest.approx(BigramAssocMeasures.pmi(*marginals), abs=1e-9)
    assert t_score(*table) == pytest.approx(BigramAssocMeasures.student_t(*marginals), abs=1e-9)
    assert log_dice(o, f1, f2) == pytest.approx(14 + np.log2(BigramAssocMeasures.dice(*marginals)))


@given(tables)
def test_g2_equals_that_of_nltk_where_nltk_has_one(table):
    o, f1, f2, n = table
    assume(0 < f1 < n and 0 < f2 < n)
    assert g2(*table) == pytest.approx(
        BigramAssocMeasures.likelihood_ratio(o, (f1, f2), n), rel=1e-6, abs=1e-6
    )


@given(tables)
def test_association_is_symmetric(table):
    o, f1, f2, n = table
    assume(f1 and f2)
    for measure in (pmi, npmi, t_score, g2):
        assert measure(o, f2, f1, n) == pytest.approx(measure(o, f1, f2, n), nan_ok=True)
    assert log_dice(o, f2, f1) == log_dice(o, f1, f2)


@given(filled, st.integers(2, 9))
def test_tests_grow_with_the_size_of_the_text_and_effect_sizes_do_not(table, times):
    larger = [number * times for number in table]
    assert pmi(*larger) == pytest.approx(pmi(*table), abs=1e-9)
    assert log_dice(*larger[:3]) == pytest.approx(log_dice(*table[:3]))
    assert t_score(*larger) == pytest.approx(times**0.5 * t_score(*table), abs=1e-9)
    assert g2(*larger) == pytest.approx(times * g2(*table), rel=1e-6, abs=1e-6)


@given(tables)
def test_measures_keep_within_their_bounds(table):
    o, f1, f2, n = table
    assume(f1 and f2 and o < n)
    assert -1 <= npmi(*table) <= 1 + 1e-12
    assert log_dice(o, f1, f2) <= 14 + 1e-12
    assert g2(*table) >= 0
    assert t_score(*table) <= o**0.5


@given(st.integers(1, 50), st.integers(51, 5000))
def test_words_that_always_occur_together_have_the_maximum(o, n):
    assert npmi(o, o, o, n) == pytest.approx(1)
    assert log_dice(o, o, o) == 14
    assert pmi(o, o, o, n) == pytest.approx(np.log2(n / o))


@given(st.integers(1, 30), st.integers(2, 30), st.integers(2, 30))
def test_independent_words_have_no_association(o, k, m):
    table = o, o * k, o * m, o * k * m
    for measure in (pmi, npmi, t_score, g2):
        assert measure(*table) == pytest.approx(0, abs=1e-6)


@given(st.integers(1, 50), st.integers(1, 50), st.integers(100, 500))
def test_words_that_never_occur_together_have_the_minimum(f1, f2, n):
    assert npmi(0, f1, f2, n) == -1
    assert pmi(0, f1, f2, n) == log_dice(0, f1, f2) == t_score(0, f1, f2, n) == -np.inf


def test_log_dice_grows_by_one_when_joint_occurrences_double():
    assert log_dice(8, 20, 30) - log_dice(4, 20, 30) == pytest.approx(1)


def test_npmi_of_words_in_every_sentence_is_undefined():
    assert pmi(5, 5, 5, 5) == 0
    assert np.isnan(npmi(5, 5, 5, 5))


@given(st.lists(filled, min_size=1, max_size=5))
def test_arrays_give_the_results_of_their_numbers(rows):
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    for measure in (pmi, npmi, t_score, g2):
        np.testing.assert_allclose(measure(*columns), [measure(*row) for row in rows], atol=1e-9)
    np.testing.assert_allclose(log_dice(*columns[:3]), [log_dice(*row[:3]) for row in rows])


# Collocates -------------------------------------------------------------------------------------------------


def collocates_of(node, incidence, sentences, **options):
    nodes = incidence[incidence["lemma"] == node]
    return collocates(incidence, nodes, sentences=sentences, **options)


@few
@given(texts(letters="abcdef"), st.integers(1, 3))
def test_collocates_are_counted_over_sentences(text, least):
    incidence, sentences = frames(text)
    found = collocates_of("a", incidence, sentences, min_sentences=least)
    every = [set(sentence.split()) for part in text.values() for sentence in part]
    node = sum("a" in words for words in every)
    alone = {lemma: sum(lemma in words for words in every) for lemma in "bcdef"}
    together = {lemma: sum({"a", lemma} <= words for words in every) for lemma in "bcdef"}
    assert set(found["lemma"]) == {lemma for lemma in "bcdef" if together[lemma] >= least}
    for row in found.itertuples():
        table = together[row.lemma], node, alone[row.lemma], len(every)
        assert (row.together, row.node, row.alone) == table[:3]
        assert row.log_dice == pytest.approx(log_dice(*table[:3]))
        for name in ("pmi", "npmi", "t_score", "g2"):
            value = getattr(association, name)(*table)
            assert getattr(row, name) == pytest.approx(value, nan_ok=True, abs=1e-9)


@few
@given(texts(letters="abcdef"))
def test_collocates_are_sorted_by_log_dice_and_then_by_name(text):
    incidence, sentences = frames(text)
    found = collocates_of("a", incidence, sentences, min_sentences=1)
    order = list(zip(-found["log_dice"], found["lemma"], strict=True))
    assert order == sorted(order)


@few
@given(texts(letters="abcdef"))
def test_collocates_of_several_nodes_are_those_of_each_in_the_order_of_names(text):
    incidence, sentences = frames(text)
    found = collocates(incidence, incidence, sentences=sentences)
    each = [collocates_of(node, incidence, sentences) for node in "abcdef"]
    assert found.equals(pd.concat([rows for rows in each if len(rows)] or each[:1], ignore_index=True))


def test_repeated_word_counts_once_in_a_sentence():
    once, often = ({"x": ["a b", "c", text]} for text in ("a b", "a a b b b"))
    found = [collocates_of("a", *frames(text))[["together", "log_dice"]] for text in (once, often)]
    assert found[0].equals(found[1])


@pytest.mark.parametrize("node", ["zz", "a"])
def test_absent_or_single_node_has_no_collocates(node):
    incidence, sentences = frames({"x": ["a"]})
    found = collocates_of(node, incidence, sentences, min_sentences=1)
    assert found.empty
    assert {"of", "lemma", "together", "alone", "node", *association.NAMES} == set(found.columns)


# Pairs ------------------------------------------------------------------------------------------------------


def pair_by_pair(text):
    """The p-value of each pair, and the least that it could have, by a plain loop."""
    parts = [[set(sentence.split()) for sentence in part] for part in text.values()]
    lemmas = sorted(set().union(*itertools.chain(*parts)))
    found = {}
    for first, second in itertools.combinations(lemmas, 2):
        chances, together = np.ones(1), 0
        for part in parts:
            a, b = (sum(lemma in words for words in part) for lemma in (first, second))
            together += sum({first, second} <= words for words in part)
            chances = np.convolve(chances, hypergeom.pmf(range(min(a, b) + 1), len(part), a, b))
        p = [min(1, chances[chances <= chance * (1 + 1e-9)].sum()) for chance in chances]
        expected = float(chances @ np.arange(len(chances)))
        found[first, second] = together, expected, p[together], min(p[k] for k in np.flatnonzero(chances))
    return found


@few
@given(texts(letters="abcdef"), st.integers(0, 2))
def test_pairs_are_those_of_a_plain_loop_and_their_family_is_what_could_pass(text, least_together):
    incidence, sentences = frames(text)
    found = pairs(incidence, sentences=sentences, min_together=least_together, q=0.5)
    expected = pair_by_pair(text)
    p, least = (np.array([row[place] for row in expected.values()], float) for place in (2, 3))
    attainable = np.where(find_attainable(least, q=0.5), p, np.nan)
    adjusted = dict(zip(expected, adjust_p_values(attainable), strict=True))
    listed = [key for key in expected if expected[key][0] >= least_together or not np.isnan(adjusted[key])]
    assert list(zip(found["first"], found["second"], strict=True)) == listed
    for row in found.itertuples():
        key = row.first, row.second
        assert (row.together, row.expected) == pytest.approx(expected[key][:2])
        assert row.p_adjusted == pytest.approx(adjusted[key], nan_ok=True)
        assert row.p == pytest.approx(np.nan if np.isnan(adjusted[key]) else expected[key][2], nan_ok=True)


def test_family_of_many_lemmas_is_found_from_the_frequent_ones():
    random = np.random.default_rng(4)
    shares = np.repeat([0.5, 0.2, 0.04], [10, 40, 150])
    rows = [
        (f"{section}", f"{section}/p", number, f"w{lemma:03}")
        for section in "ab"
        for number in range(30)
        for lemma in np.flatnonzero(random.random(200) < shares)
    ]
    sentences = pd.DataFrame(
        [(section, f"{section}/p", number) for section in "ab" for number in range(30)],
        columns=["section", "paragraph", "sentence"],
    )
    counts, _ = matrix(placed(*rows), sentences, ["paragraph", "sentence"])
    held = (np.repeat(np.eye(2), 30, axis=1) @ (counts > 0)).T.astype(int)
    sizes = np.array([30, 30])
    every = least_p_values(sizes, held[:, np.newaxis], held)[np.triu_indices(len(held), 1)]
    level = attainable_level(every, q=0.05)
    tested = pairs(placed(*rows), sentences=sentences, min_together=99)
    assert 100 < len(tested) == (every <= level * (1 + 1e-9)).sum() < len(every) / 2


def test_p_values_of_pairs_are_added_to_collocates(book):
    words, sentences = count_words(book), book.document.sentences
    tested = pairs(words, sentences=sentences, min_together=2)
    found = association.add_p_values(collocates_of("moscow", words, sentences), tested)
    p = found.set_index("lemma")["p_adjusted"]
    pair = tested.query("first == 'beijing' and second == 'moscow'").iloc[0]
    assert p["beijing"] == pair["p_adjusted"] < 0.05
    untested = tested.query("first == 'moscow' or second == 'moscow'")["p"].isna().sum()
    assert p.isna().sum() == untested > 0


def test_no_lemmas_make_no_pairs():
    incidence, sentences = frames({"x": ["", ""]})
    assert pairs(incidence, sentences=sentences).empty


def placed(*rows):
    columns = ["section", "paragraph", "sentence", "lemma"]
    return pd.DataFrame(rows, columns=columns).assign(count=1)


def one_section(size, **held):
    sentences = pd.DataFrame({"section": "a", "paragraph": "a/b", "sentence": range(size), "tokens": 1})
    rows = [("a", "a/b", sentence, lemma) for lemma, held_in in held.items() for sentence in held_in]
    return placed(*rows), sentences


def test_pair_shares_the_sentences_that_contain_both_terms():
    incidence, sentences = one_section(8, ox=[0, 1, 2, 3], yoke=[2, 3, 4], zebu=[7])
    found = pairs(incidence, sentences=sentences)
    assert found[["first", "second", "together"]].to_numpy().tolist() == [
        ["ox", "yoke", 2],
        ["ox", "zebu", 0],
        ["yoke", "zebu", 0],
    ]
    assert found["expected"].tolist() == pytest.approx([12 / 8, 4 / 8, 3 / 8])


def test_p_value_in_one_section_is_that_of_fisher():
    incidence, sentences = one_section(20, ox=range(8), yoke=[0, 1, 2, 3, 4, 5, 15])
    found = pairs(incidence, sentences=sentences).iloc[0]
    assert found["p"] == pytest.approx(fisher_exact([[6, 2], [1, 11]]).pvalue)


def test_terms_of_one_section_only_share_no_more_sentences_than_expected():
    sentences = pd.DataFrame(
        {"section": ["a"] * 6 + ["b"] * 6, "paragraph": "x/y", "sentence": range(12), "tokens": 1}
    )
    rows = [("a", "x/y", sentence, lemma) for lemma in ("ox", "yoke") for sentence in range(6)]
    found = pairs(placed(*rows), sentences=sentences).iloc[0]
    assert found["together"] == found["expected"] == 6
    assert np.isnan(found["p"]), "they could share no other number of sentences"


def test_terms_that_always_occur_together_are_significant():
    incidence, sentences = one_section(30, ox=range(6), yoke=range(6), zebu=range(15))
    found = pairs(incidence, sentences=sentences)
    assert found.loc[0, "p_adjusted"] < 0.05
