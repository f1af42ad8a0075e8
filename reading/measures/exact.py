"""Computes exact p-values from the probabilities of all outcomes: Fisher's test, in one stratum or several.

A test is about two kinds of cases, such as the sentences of a section and the sentences that hold a term, and
about how many cases are of both kinds. By chance, the cases of one kind are shuffled, independently of the
other kind. Where there are strata, such as sections, cases are shuffled within each stratum. The number that
both kinds share in a stratum is then hypergeometric, and the numbers of the strata add up. In one stratum
this is Fisher's exact test, as in SciPy's `fisher_exact`. In several it is the exact form of the
Cochran-Mantel-Haenszel test, as in R's `mantelhaen.test(exact = TRUE)`.

In all functions, `sizes` has the number of cases of each stratum. `first` and `second` have a row for each
test and a column for each stratum: how many of these cases are of the first and of the second kind.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reading.measures.arrays import TOLERANCE, Floats, Integers

BATCH = 4096
"""The number of tests that are computed at once."""


def expect_and_test(
    together: Integers, sizes: Integers, first: Integers, second: Integers
) -> tuple[Floats, Floats]:
    """Return the expected number of shared cases of each test, and its p-value.

    `together` has the observed numbers. Tests with the same numbers in all strata are computed once.
    """
    rows, places = _unique_rows(np.hstack([np.minimum(first, second), np.maximum(first, second)]))
    strata = len(sizes)
    expected, p = np.zeros(len(together)), np.ones(len(together))
    # Tests with similar numbers of outcomes are computed together.
    order = np.argsort(rows[:, :strata].sum(axis=1), kind="stable")
    batch_of = np.empty(len(rows), int)
    batch_of[order] = np.arange(len(rows)) // BATCH
    for batch in range(-(-len(rows) // BATCH)):
        chosen = np.flatnonzero(batch_of == batch)
        chances = distribute_shared(sizes, rows[chosen, :strata], rows[chosen, strata:])
        at = np.flatnonzero(batch_of[places] == batch)
        row = np.searchsorted(chosen, places[at])
        p[at] = two_sided(chances)[row, together[at]]
        expected[at] = (chances @ np.arange(chances.shape[1]))[row]
    return expected, p


def _unique_rows(rows: Integers) -> tuple[Integers, Integers]:
    """Return the distinct rows, sorted, and the place of each row among them.

    `np.unique` does so, too, but takes ten times as long.
    """
    places = np.asarray(pd.DataFrame(rows).groupby(list(range(rows.shape[1]))).ngroup(), int)
    return rows[np.unique(places, return_index=True)[1]], places


def distribute_shared(sizes: Integers, first: Integers, second: Integers) -> Floats:
    """Return the probability of each number of shared cases: a row for each test, a column from 0 on."""
    # SciPy's statistics take half a second to import.
    from scipy.stats import hypergeom

    chances = np.ones((len(first), 1))
    for size, ones, others in zip(sizes, first.T, second.T, strict=True):
        margins, places = np.unique(np.column_stack([ones, others]), axis=0, return_inverse=True)
        shared = np.arange(margins.min(axis=1).max(initial=0) + 1)
        own = hypergeom.pmf(shared, size, margins[:, :1], margins[:, 1:])[places.reshape(-1)]
        added = np.zeros((len(first), chances.shape[1] + own.shape[1] - 1))
        for number in shared:
            added[:, number : number + chances.shape[1]] += own[:, [number]] * chances
        chances = added
    return chances


def two_sided(chances: Floats) -> Floats:
    """Return the p-value of each outcome: the probability of all outcomes that are at most as likely.

    `chances` has a row for each test, with the probabilities of its outcomes. An outcome that is impossible
    has NaN. SciPy's `fisher_exact` has the same definition. It takes probabilities as equal up to a relative
    difference of 1e-14; convolved ones are less exact than that, see `TOLERANCE`.

    >>> two_sided(np.array([[0.1, 0.6, 0.3, 0]])).round(3).tolist()
    [[0.1, 1.0, 0.4, nan]]
    """
    order = chances.argsort(axis=1, kind="stable")
    rising = np.take_along_axis(chances, order, axis=1)
    last = np.ones(chances.shape, bool)
    last[:, :-1] = rising[:, 1:] > rising[:, :-1] * (1 + TOLERANCE)
    # Among equal outcomes, each has the sum up to the last of them.
    sums = np.where(last, rising.cumsum(axis=1), np.inf)
    sums = np.minimum.accumulate(sums[:, ::-1], axis=1)[:, ::-1]
    p = np.empty(chances.shape)
    np.put_along_axis(p, order, sums, axis=1)
    result: Floats = np.where(chances > 0, np.minimum(p, 1), np.nan)
    return result


def least_p_values(sizes: Integers, first: Integers, second: Integers) -> Floats:
    """Return the least p-value that each test can have, whatever is observed.

    `first` and `second` may also have shapes that can be broadcast, with the strata as the last axis. The
    probabilities of the outcomes rise to one maximum and fall again, since those of each stratum do and are
    log-concave. So the least likely outcome is the smallest or the largest number of shared cases.
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.special import gammaln

    factorials = gammaln(np.arange(int(sizes.max(initial=0)) + 1) + 1)
    shape = np.broadcast_shapes(first.shape, second.shape)[:-1]
    lowest, highest, only = np.zeros(shape), np.zeros(shape), np.ones(shape, bool)
    for place, size in enumerate(sizes):
        fewer = np.minimum(first[..., place], second[..., place])
        more = np.maximum(first[..., place], second[..., place])
        # All of the fewer are among the more.
        highest += factorials[more] - factorials[more - fewer]
        highest += factorials[size - fewer] - factorials[size]
        # As many as possible of the fewer are among the others.
        others = np.minimum(size - more, fewer)
        rest = np.maximum(size - more, fewer)
        lowest += factorials[rest] - factorials[rest - others]
        lowest += factorials[size - others] - factorials[size]
        only &= (fewer == 0) | (more == size)
    lowest, highest = np.exp(lowest), np.exp(highest)
    equal = np.abs(lowest - highest) <= TOLERANCE * np.maximum(lowest, highest)
    least: Floats = np.where(equal, lowest + highest, np.minimum(lowest, highest))
    return np.where(only, 1.0, np.minimum(least, 1.0))
