"""How many cases have to be coded otherwise for a finding to fall."""

import pytest
from scipy.stats import fisher_exact

from reading.measures.fragility import fewest_changes


def differ(hits, sizes=(100, 100)):
    rows = [[hit, size - hit] for hit, size in zip(hits, sizes, strict=True)]
    return fisher_exact(rows).pvalue < 0.05


def test_of_one_event_against_nine_one_more_takes_the_difference_away():
    # The example of Walsh et al. (2014): p is 0.02, and 0.06 with a second event.
    assert fewest_changes([1, 9], [100, 100], differ) == 1


@pytest.mark.parametrize(("hits", "number"), [([14, 0], 10), ([0, 14], 10), ([3, 3], 0)])
def test_cases_change_in_either_group(hits, number):
    sizes = [20, 20]
    found = fewest_changes(hits, sizes, lambda counts: abs(counts[0] - counts[1]) > 4)
    assert found == number


def test_a_finding_that_nothing_can_overturn_has_no_number():
    assert fewest_changes([1, 2], [3, 3], lambda _: True) is None
