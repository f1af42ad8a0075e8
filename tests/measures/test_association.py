"""Association against published numbers, NLTK's measures, SciPy's test, and by its properties."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from scipy.stats import hypergeom

from reading.measures import association
from reading.measures.association import collocates, g2, log_dice, npmi, pairs, pmi, t_score
from reading.measures.inference import adjust_p_values, find_attainable
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


@given(st.integers(1, 50), st.integers(1, 50), st.integers(100, 500))
def test_words_that_never_occur_together_have_the_minimum(f1, f2, n):
    assert npmi(0, f1, f2, n) == -1
    assert pmi(0, f1, f2, n) == log_dice(0, f1, f2) == t_score(0, f1, f2, n) == -np.inf


def test_npmi_of_words_in_every_sentence_is_undefined():
    assert pmi(5, 5, 5, 5) == 0
    assert np.isnan(npmi(5, 5, 5, 5))


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


def placed(*rows):
    columns = ["section", "paragraph", "sentence", "lemma"]
    return pd.DataFrame(rows, columns=columns).assign(count=1)


def test_terms_of_one_section_only_share_no_more_sentences_than_expected():
    sentences = pd.DataFrame(
        {"section": ["a"] * 6 + ["b"] * 6, "paragraph": "x/y", "sentence": range(12), "tokens": 1}
    )
    rows = [("a", "x/y", sentence, lemma) for lemma in ("ox", "yoke") for sentence in range(6)]
    found = pairs(placed(*rows), sentences=sentences).iloc[0]
    assert found["together"] == found["expected"] == 6
    assert np.isnan(found["p"]), "they could share no other number of sentences"
