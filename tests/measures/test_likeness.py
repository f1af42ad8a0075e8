"""Likeness against SciPy's distances, published numbers, samples that are drawn, and by its properties."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import jensenshannon

from reading.measures import likeness

# The example of scikit-learn's user guide, which smooths the inverse document frequency in the same way, and
# adds 1 to it: 1.8473 for the third term.
GUIDE = np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]])

tables = arrays(int, st.tuples(st.integers(2, 5), st.integers(1, 6)), elements=st.integers(0, 9))


def divergences(documents, texts, sizes=None, sample=10**6):
    texts = np.asarray(texts)
    sizes = texts.sum(axis=1) if sizes is None else np.asarray(sizes)
    return likeness.divergence(np.asarray(documents), texts, sizes, sample=sample)


# Cosine of TF-IDF -------------------------------------------------------------------------------------------


def test_inverse_document_frequency_is_that_of_the_published_example():
    idf = likeness.inverse_document_frequency(GUIDE)
    assert idf + 1 == pytest.approx([1, 2.2528, 1.8473], abs=5e-5)


# Divergence -------------------------------------------------------------------------------------------------


@given(tables)
def test_divergence_of_texts_of_one_size_is_that_of_scipy(counts):
    # A further term makes all texts equally long.
    filled = np.column_stack([counts, 60 - counts.sum(axis=1)])
    expected = [[jensenshannon(one, other, base=2) ** 2 for other in filled] for one in filled]
    assert divergences(filled, filled) == pytest.approx(np.array(expected), abs=1e-7)


def test_divergence_is_the_mean_over_samples_of_the_documents_length():
    document, text = np.array([9, 5, 3, 2, 1, 0, 0]), np.array([20, 0, 9, 1, 4, 30, 16])
    random = np.random.default_rng(7)
    samples = random.multivariate_hypergeometric(text, 20, size=20_000)
    drawn = [jensenshannon(document, sample, base=2) ** 2 for sample in samples]
    expected = divergences([document], [text], sample=20)[0, 0]
    assert np.mean(drawn) == pytest.approx(expected, abs=4 * np.std(drawn) / math.sqrt(len(drawn)))


# Delta ------------------------------------------------------------------------------------------------------


def test_delta_of_a_small_example_by_hand():
    # The second word has a mean of 2 and a standard deviation of 1 over the texts; the first one, 4 and 2.
    texts = np.array([[2.0, 1.0], [4.0, 2.0], [6.0, 3.0]])
    document = likeness.standardize(np.array([[8.0, 1.0]]), texts)
    assert document.tolist() == [[2, -1]]
    assert likeness.delta(document, likeness.standardize(texts, texts)).tolist() == [[1.5, 1.5, 1.5]]
