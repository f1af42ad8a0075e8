"""Tells how many cases would have to be coded otherwise for a finding to fall, and how it stands errors.

A finding is a function of counts. Cases belong to groups, and have or lack each of several codes. `counts`
has a row for each state, a column for each group, and a layer for each code: how many cases of the group have
it. Cases of one group with the same code can be exchanged for each other, so only numbers matter.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reading.measures.arrays import SEED, TOLERANCE, Floats, Integers
from reading.measures.exact import distribute_shared, least_p_values, two_sided

Flags = npt.NDArray[np.bool_]
Holds = Callable[[Integers], Flags]
"""Whether a finding holds in each of several states, from their counts."""

SIMULATED = 2000
"""The number of simulated codings."""

MOST_FLIPS = 7
"""The most changes that are tried: their number grows fast."""

BATCH = 20_000
"""The number of states that are looked at at once."""


class Flips(NamedTuple):
    """What makes a finding fall.

    number: the smallest number of codes that would have to change; None where it is above what was tried
    ways: the number of sets of that many codes whose change makes it fall
    moves: the codes that are in one of these sets: a row for each group and code, with a column for the cases
        that lack the code and one for those that have it
    """

    number: int | None
    ways: int
    moves: Flags


def fewest_flips(counts: Integers, sizes: Integers, holds: Holds, *, most: int = MOST_FLIPS) -> Flips:
    """Return the smallest number of codes that would have to change for a finding to turn over.

    `counts` has the cases with each code (column) in each group (row) of `sizes` cases. Codes may change in
    all groups, for all codes and in both directions; all numbers of changes are tried in turn, so that the
    result is exact. A finding that does not hold turns over where it holds.

    The fragility index of Walsh et al. (2014), doi:10.1016/j.jclinepi.2013.10.019, changes cases of one group
    alone; that of Lin (2021), doi:10.1111/jep.13428, those of all.

    >>> sizes, more = np.array([4, 4]), lambda counts: counts[:, 0, 0] > counts[:, 1, 0]
    >>> fewest_flips(np.array([[3], [0]]), sizes, more)[:2]
    (3, 35)
    """
    stood = bool(holds(counts[np.newaxis])[0])
    # A move gives one more case of a group a code, or takes it from one.
    capacity = np.stack([sizes[:, np.newaxis] - counts, counts], axis=-1)
    chosen = np.argwhere(capacity > 0)
    limits = capacity[tuple(chosen.T)]
    states = np.zeros((1, 0), int)
    for number in range(1, most + 1):
        states = _add_moves(states, chosen, limits)
        if not len(states):
            break
        fallen = []
        for start in range(0, len(states), BATCH):
            batch = states[start : start + BATCH]
            changed = np.repeat(counts[np.newaxis], len(batch), axis=0)
            for moves in batch.T:
                group, code, given = chosen[moves].T
                changed[np.arange(len(batch)), group, code] += 1 - 2 * given
            fallen.append(batch[holds(changed) != stood])
        found = np.concatenate(fallen)
        if len(found):
            used = np.zeros(capacity.shape, bool)
            used[tuple(chosen[np.unique(found)].T)] = True
            return Flips(number, sum(_count_ways(state, limits) for state in found), used)
    return Flips(None, 0, np.zeros(capacity.shape, bool))


def _add_moves(states: Integers, chosen: Integers, limits: Integers) -> Integers:
    """Every set of moves with one move more. Moves of a set rise, and none undoes another."""
    last = states[:, -1] if states.shape[1] else np.zeros(len(states), int)
    number = len(limits) - last
    following = np.concatenate([np.arange(first, len(limits)) for first in last])
    grown = np.column_stack([np.repeat(states, number, axis=0), following])
    previous = grown[:, -2] if grown.shape[1] > 1 else following
    undoes = (previous != following) & (chosen[previous, :2] == chosen[following, :2]).all(axis=1)
    allowed = (grown == following[:, np.newaxis]).sum(axis=1) <= limits[following]
    sets: Integers = grown[~undoes & allowed]
    return sets


def _count_ways(state: Integers, limits: Integers) -> int:
    moves, times = np.unique(state, return_counts=True)
    return math.prod(map(math.comb, limits[moves].tolist(), times.tolist()))


def simulate(held: Flags, groups: Integers, rates: Floats, holds: Holds) -> float:
    """Return the share of simulated codings in which a finding holds.

    `held` has a row for each case and a column for each code. In each of `SIMULATED` codings every code of a
    case is wrong with the rate of its column, independently. `groups` has the group of each case.
    """
    wrong = np.random.default_rng(SEED).random((SIMULATED, *held.shape)) < rates
    inside = np.arange(groups.max() + 1)[:, np.newaxis] == groups
    counts = np.einsum("gn,snc->sgc", inside.astype(np.float32), (held ^ wrong).astype(np.float32))
    return float(holds(counts.astype(int)).mean())


def adjust_families(first: Integers, second: Integers, sizes: tuple[int, int], *, q: float) -> Floats:
    """Return the adjusted p-values of many families of Fisher's tests, as `keyness.test_sections` of one.

    `first` and `second` have a row for each family, and a column for each test: the cases with the code in
    the two groups of `sizes` cases. Infinite where a test is not in the family of those that could pass.
    """
    p_values, least = tabulate(sizes)
    p, lowest = p_values[first, second], least[first + second]
    numbers = np.arange(1, p.shape[1] + 2)
    passing = (np.sort(lowest)[:, np.newaxis] <= (q / numbers * (1 + TOLERANCE))[:, np.newaxis]).sum(axis=2)
    level = q / numbers[np.argmax(passing <= numbers, axis=1)]
    family = lowest <= level[:, np.newaxis] * (1 + TOLERANCE)
    p = np.where(family, p, np.inf)
    order = np.argsort(p, axis=1)
    with np.errstate(invalid="ignore"):
        steps = np.take_along_axis(p, order, axis=1) * family.sum(axis=1, keepdims=True) / numbers[:-1]
    adjusted = np.empty_like(p)
    rising = np.minimum.accumulate(steps[:, ::-1], axis=1)[:, ::-1]
    np.put_along_axis(adjusted, order, np.minimum(rising, 1), axis=1)
    return np.where(family, adjusted, np.inf)


@functools.lru_cache(maxsize=64)
def tabulate(sizes: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return Fisher's p-value by the cases with a code in both groups, and the least one by their sum.

    >>> p, least = tabulate((8, 8))
    >>> round(float(p[6, 1]), 4), round(float(least[7]), 4)
    (0.0406, 0.0014)
    """
    whole, sums = sum(sizes), np.arange(sum(sizes) + 1)[:, np.newaxis]
    inside = np.full_like(sums, sizes[0])
    p = two_sided(distribute_shared(np.array([whole]), inside, sums))
    one, other = np.indices((sizes[0] + 1, sizes[1] + 1))
    return p[one + other, one], least_p_values(np.array([whole]), inside, sums)
