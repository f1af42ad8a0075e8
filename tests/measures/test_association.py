"""Association against published numbers, NLTK's measures, SciPy's test, and by its properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from scipy.stats import hypergeom

from reading.analysis.counting import count_words
from reading.measures import association
from reading.measures.association import collocates, g2, log_dice, npmi, pairs, pmi, t_score
from reading.measures.inference import adjust_p_values
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


def two_sided(o, f1, f2, n):
    """Fisher's test from its distribution: all tables that are no likelier than the one at hand."""
    chances = hypergeom(n, f1, f2).pmf(np.arange(max(0, f1 + f2 - n), min(f1, f2) + 1))
    return min(1, chances[chances <= hypergeom(n, f1, f2).pmf(o) * (1 + 1e-7)].sum())


@few
@given(texts(letters="abcdef"), st.integers(1, 3))
def test_collocates_are_counted_over_sentences(text, least):
    incidence, sentences = frames(text)
    found = collocates(incidence, "a", sentences=sentences, min_sentences=least)
    every = [set(sentence.split()) for part in text.values() for sentence in part]
    node = sum("a" in words for words in every)
    family = {lemma: sum(lemma in words for words in every) for lemma in "bcdef"}
    family = {lemma: alone for lemma, alone in family.items() if alone >= least}
    together = {lemma: sum({"a", lemma} <= words for words in every) for lemma in family}
    assert set(found["lemma"]) == {lemma for lemma in family if node and together[lemma] >= least}
    p = [two_sided(together[lemma], node, family[lemma], len(every)) for lemma in family]
    p_adjusted = dict(zip(family, adjust_p_values(p), strict=True))
    for row in found.itertuples():
        table = together[row.lemma], node, family[row.lemma], len(every)
        assert (row.together, row.node, row.alone) == table[:3]
        assert row.expected == pytest.approx(node * row.alone / len(every))
        assert row.log_dice == pytest.approx(log_dice(*table[:3]))
        for name in ("pmi", "npmi", "t_score", "g2"):
            value = getattr(association, name)(*table)
            assert getattr(row, name) == pytest.approx(value, nan_ok=True, abs=1e-9)
        assert row.p == pytest.approx(two_sided(*table))
        assert row.p_adjusted == pytest.approx(p_adjusted[row.lemma])


@few
@given(texts(letters="abcdef"))
def test_collocates_are_sorted_by_log_dice_and_then_by_name(text):
    incidence, sentences = frames(text)
    found = collocates(incidence, "a", sentences=sentences, min_sentences=1)
    order = list(zip(-found["log_dice"], found["lemma"], strict=True))
    assert order == sorted(order)


def test_repeated_word_counts_once_in_a_sentence():
    once, often = ({"x": ["a b", "c", text]} for text in ("a b", "a a b b b"))
    found = [
        collocates(i, "a", sentences=s)[["together", "log_dice"]] for i, s in (frames(once), frames(often))
    ]
    assert found[0].equals(found[1])


@pytest.mark.parametrize("node", ["zz", "a"])
def test_absent_or_single_node_has_no_collocates(node):
    incidence, sentences = frames({"x": ["a"]})
    found = collocates(incidence, node, sentences=sentences, min_sentences=1)
    assert found.empty
    assert list(found.columns) == association.COLUMNS


def test_pairs_of_several_nodes_are_tested_once_each_as_one_family(book):
    words, sentences = count_words(book), book.document.sentences
    tested = pairs(words, ["beijing", "moscow"], sentences=sentences)
    both = [frozenset(pair) for pair in zip(tested["node"], tested["lemma"], strict=True)]
    assert len(set(both)) == len(both)
    alone = collocates(words, "beijing", sentences=sentences).set_index("lemma")
    pooled = tested[tested["node"] == "beijing"].set_index("lemma")
    assert pooled.loc["moscow", "p"] == alone.loc["moscow", "p"]
    assert pooled.loc["moscow", "p_adjusted"] >= alone.loc["moscow", "p_adjusted"]
    assert list(tested["p"]) == sorted(tested["p"])


def test_pairs_of_one_node_are_adjusted_as_its_collocates_are(book):
    words, sentences = count_words(book), book.document.sentences
    alone = collocates(words, "china", sentences=sentences).set_index("lemma")["p_adjusted"]
    pooled = pairs(words, ["china"], sentences=sentences).set_index("lemma")["p_adjusted"]
    assert pooled[alone.index].to_dict() == pytest.approx(alone.to_dict())


def test_no_nodes_give_no_pairs(book):
    assert pairs(count_words(book), [], sentences=book.document.sentences).empty


def placed(*rows):
    columns = ["section", "paragraph", "sentence", "lemma"]
    return pd.DataFrame(rows, columns=columns).assign(count=1)


def one_section(size, **held):
    sentences = pd.DataFrame({"section": "a", "paragraph": "a/b", "sentence": range(size), "tokens": 1})
    rows = [("a", "a/b", sentence, lemma) for lemma, held_in in held.items() for sentence in held_in]
    return placed(*rows), sentences


def test_pair_shares_the_sentences_that_contain_both_terms():
    incidence, sentences = one_section(8, ox=[0, 1, 2, 3], yoke=[2, 3, 4], zebu=[7])
    found = association.shared_sentences(incidence, sentences=sentences)
    assert found[["first", "second", "together"]].to_numpy().tolist() == [
        ["ox", "yoke", 2],
        ["ox", "zebu", 0],
        ["yoke", "zebu", 0],
    ]
    assert found["expected"].tolist() == pytest.approx([12 / 8, 4 / 8, 3 / 8])


def test_p_value_in_one_section_is_hypergeometric():
    incidence, sentences = one_section(20, ox=range(8), yoke=[0, 1, 2, 3, 4, 5, 15])
    found = association.shared_sentences(incidence, sentences=sentences).iloc[0]
    chances = hypergeom(20, 8, 7)
    far = abs(found["together"] - found["expected"]) - 1e-9
    exact = sum(chances.pmf(shared) for shared in range(8) if abs(shared - found["expected"]) >= far)
    assert found["p"] == pytest.approx(exact)


def test_terms_of_one_section_only_share_no_more_sentences_than_expected():
    sentences = pd.DataFrame(
        {"section": ["a"] * 6 + ["b"] * 6, "paragraph": "x/y", "sentence": range(12), "tokens": 1}
    )
    rows = [("a", "x/y", sentence, lemma) for lemma in ("ox", "yoke") for sentence in range(6)]
    found = association.shared_sentences(placed(*rows), sentences=sentences).iloc[0]
    assert found["together"] == found["expected"] == 6
    assert found["p"] == 1


def test_terms_that_always_occur_together_are_significant():
    incidence, sentences = one_section(30, ox=range(6), yoke=range(6), zebu=range(15))
    found = association.shared_sentences(incidence, sentences=sentences)
    assert found.loc[0, "p_adjusted"] < 0.05


def test_p_value_over_two_sections_equals_that_of_shuffling():
    sentences = pd.DataFrame(
        {"section": ["a"] * 7 + ["b"] * 9, "paragraph": "x/y", "sentence": range(16), "tokens": 1}
    )
    ox, yoke = [0, 1, 2, 7, 8], [1, 2, 3, 8, 9, 10, 11]
    rows = [("a", "x/y", sentence, "ox") for sentence in ox]
    rows += [("a", "x/y", sentence, "yoke") for sentence in yoke]
    found = association.shared_sentences(placed(*rows), sentences=sentences).iloc[0]
    random = np.random.default_rng(1)
    holds = np.isin(np.arange(16), ox)
    drawn = np.array(
        [
            np.concatenate([random.permutation(holds[:7]), random.permutation(holds[7:])])[yoke].sum()
            for _ in range(20_000)
        ]
    )
    assert found["expected"] == pytest.approx(drawn.mean(), abs=0.02)
    far = abs(found["together"] - found["expected"]) - 1e-9
    assert found["p"] == pytest.approx((np.abs(drawn - found["expected"]) >= far).mean(), abs=0.015)
