"""How sure a sample of the words of a text is to hold a word, so that long and short texts compare."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reading.measures.arrays import Floats


def presence(counts: npt.ArrayLike, lengths: npt.ArrayLike, sample: int) -> Floats:
    """Return the chance that a sample of the words of a text, drawn without replacement, holds a word.

    - counts: occurrences of the word in each text
    - lengths: words of each text; an array that fits the counts
    - sample: words that are drawn

    It is 1 - C(n - c, k) / C(n, k), hypergeometric. Where fewer than k words are no occurrences, as in a
    text of fewer than k words, it is 1 if the word occurs.

    >>> presence([1, 2, 0, 1], [4, 4, 4, 1], 2).round(4).tolist()
    [0.5, 0.8333, 0.0, 1.0]
    """
    # Imported here: it takes a tenth of a build after one word, which computes no presence.
    from scipy.special import gammaln

    occurrences, words = np.broadcast_arrays(np.asarray(counts, float), np.asarray(lengths, float))
    others = words - occurrences
    enough = others >= sample
    left, whole = np.where(enough, others, sample), np.where(enough, words, sample)
    none = gammaln(left + 1) - gammaln(left - sample + 1)
    none += gammaln(whole - sample + 1) - gammaln(whole + 1)
    chance: Floats = np.where(enough, -np.expm1(none), 1.0)
    return np.where(occurrences > 0, chance, 0.0)
