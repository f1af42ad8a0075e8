"""Association against published numbers. `tests/independent.py` has all of it by NLTK's measures."""

import numpy as np
import pandas as pd
import pytest

from reading.measures.association import g2, pairs, pmi, t_score

CORPUS = 14307668


def test_pmi_equals_the_published_figure():
    assert pmi(20, 42, 20, CORPUS) == pytest.approx(18.38, abs=5e-3)


def test_t_score_equals_the_published_figures():
    assert t_score(8, 15828, 4675, CORPUS) == pytest.approx(0.999932, abs=5e-7)
    assert t_score(20, 42, 20, CORPUS) == pytest.approx(4.4721, abs=5e-5)


def test_g2_equals_the_published_figures():
    assert g2(110, 2552, 221, 31777) == pytest.approx(270.72, abs=5e-3)
    assert g2(8, 13, 32, 31777) == pytest.approx(95.29, abs=5e-3)


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
