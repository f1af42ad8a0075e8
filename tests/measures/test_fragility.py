"""How many codes would have to change for a finding to fall, and how it stands errors."""

import itertools
import math

import numpy as np
import pytest
from scipy.stats import fisher_exact

from reading.measures import keyness
from reading.measures.fragility import adjust_families, fewest_flips, simulate


def differ(counts):
    tables = [[[hit, 100 - hit] for hit in state] for state in counts[:, :, 0]]
    return np.array([fisher_exact(rows).pvalue < 0.05 for rows in tables])


def test_of_one_event_against_nine_one_more_takes_the_difference_away():
    # The example of Walsh et al. (2014): p is 0.02, and 0.06 with a second event.
    flips = fewest_flips(np.array([[1], [9]]), np.array([100, 100]), differ)
    # One of the 99 without an event has one. One event less in the other group is not enough.
    assert flips[:2] == (1, 99)
    assert flips.moves[:, 0].tolist() == [[True, False], [False, False]]


@pytest.mark.parametrize(("hits", "number"), [([6, 1], 1), ([1, 6], 1), ([7, 0], 3), ([3, 3], 5)])
def test_cases_change_in_either_group_and_a_false_finding_may_turn_true(hits, number):
    def far(counts):
        return np.abs(counts[:, 0, 0] - counts[:, 1, 0]) > 4

    assert fewest_flips(np.array([hits]).T, np.array([20, 20]), far).number == number


def test_a_finding_that_nothing_can_overturn_has_no_number():
    flips = fewest_flips(np.array([[1], [2]]), np.array([3, 3]), lambda counts: np.ones(len(counts), bool))
    assert flips[:2] == (None, 0)
    assert not flips.moves.any()


def test_ways_are_sets_of_codes_as_trying_each_set_finds_them():
    groups, held = np.array([0, 0, 0, 1, 1]), np.array([[1, 0], [1, 1], [0, 1], [0, 0], [1, 0]], bool)

    def holds(counts):
        return (counts[:, 0, 0] + counts[:, 0, 1] > counts[:, 1, 0]) & (counts[:, :, 1].sum(axis=1) < 4)

    def count(codes):
        return np.array([[codes[groups == group].sum(axis=0) for group in (0, 1)]])

    ways = {}
    cells = list(itertools.product(range(5), range(2)))
    for number in range(1, 5):
        for chosen in itertools.combinations(cells, number):
            codes = held.copy()
            codes[tuple(zip(*chosen, strict=True))] ^= True
            ways[number] = ways.get(number, 0) + (not holds(count(codes))[0])
    fewest = next(number for number, found in ways.items() if found)
    assert fewest_flips(count(held)[0], np.array([3, 2]), holds)[:2] == (fewest, ways[fewest])


def test_without_errors_a_finding_stays_and_with_every_code_wrong_it_turns():
    held, groups = np.array([[True], [True], [False]]), np.array([0, 0, 1])

    def most(counts):
        return counts[:, 0, 0] == 2

    assert simulate(held, groups, np.array([0.0]), most) == 1
    assert simulate(held, groups, np.array([1.0]), most) == 0
    # Both codes of the first group have to stay.
    assert simulate(held, groups, np.array([0.1]), most) == pytest.approx(0.81, abs=0.03)


def test_many_families_have_the_adjusted_p_values_of_each():
    draws = np.random.default_rng(2)
    first, second = draws.integers(0, 13, (30, 6)), draws.integers(0, 10, (30, 6))
    many = adjust_families(first, second, (12, 9), q=0.05)
    for row, (one, other) in enumerate(zip(first, second, strict=True)):
        single = keyness.test_sections(one[np.newaxis], np.array([12]), one + other, 21, q=0.05)[1][0]
        assert many[row] == pytest.approx(np.where(np.isnan(single), math.inf, single))
