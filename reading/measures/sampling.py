"""Computes how often a term stands in a random sample of a text: exactly, without drawing any sample."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reading.measures.arrays import Floats, Numbers


def sample_chances(counts: Numbers, sizes: Numbers, sample: int) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Return the chances that a term occurs 0, 1, 2, ... times in a random sample of a text.

    `counts` has the occurrences of each term in a text, `sizes` the tokens of that text; their shapes can be
    broadcast. `sample` tokens are drawn without replacement, so the chances are those of the hypergeometric
    distribution. A text with fewer tokens is taken whole.

    Returns a matrix with a row for each distinct pair of count and size and a column for each number of
    occurrences, and an array of the broadcast shape with the row of each term. Raises `ValueError` where a
    text has less tokens than occurrences.

    >>> chances, row = sample_chances([1, 0], 4, 2)
    >>> chances[row].round(3).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.special import gammaln

    count, size = np.broadcast_arrays(np.asarray(counts, np.int64), np.asarray(sizes, np.int64))
    if (count > size).any():
        raise ValueError("a text has less tokens than occurrences of a term")
    most = int(size.max(initial=0))
    pairs, rows = np.unique(count * (most + 1) + size, return_inverse=True)
    held, total = pairs // (most + 1), pairs % (most + 1)
    chances = np.zeros((len(pairs), int(held.max(initial=0)) + 1))
    # A sample holds at most all occurrences, and at least those for which it has no other tokens.
    drawn, numbers = np.minimum(sample, total), np.arange(chances.shape[1])
    possible = (numbers <= np.minimum(held, drawn)[:, np.newaxis]) & (
        numbers >= (drawn - total + held)[:, np.newaxis]
    )
    row, number = np.nonzero(possible)
    # SciPy's own distribution computes each value anew, which takes twenty times as long.
    factorials = gammaln(np.arange(most + 1) + 1)

    def choose(of: Numbers, some: Numbers) -> Numbers:
        return factorials[of] - factorials[some] - factorials[of - some]

    ways = choose(held[row], number) + choose(total[row] - held[row], drawn[row] - number)
    chances[row, number] = np.exp(ways - choose(total[row], drawn[row]))
    return chances, rows.reshape(count.shape)
