"""Tells how many cases would have to be coded otherwise for a finding to fall."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

Counts = tuple[int, ...]


def fewest_changes(hits: Sequence[int], sizes: Sequence[int], holds: Callable[[Counts], bool]) -> int | None:
    """Return the smallest number of cases whose code would have to change for a finding to turn false.

    `hits` of `sizes` cases of each group have a code, and `holds` says of other numbers of hits whether the
    finding is true with them. A case may gain or lose the code, in any group. Cases of one group with the
    same code can be exchanged, so only their number matters, and all numbers are tried. None where no
    numbers make the finding false.

    The fragility index of Walsh et al. (2014), doi:10.1016/j.jclinepi.2013.10.019, changes cases of one group
    alone; that of Lin (2021), doi:10.1111/jep.13428, those of all.

    >>> fewest_changes([3, 0], [4, 4], lambda hits: hits[0] > hits[1])
    3
    """
    ranges = [range(size + 1) for size in sizes]
    costs = {
        each: sum(abs(number - hit) for number, hit in zip(each, hits, strict=True))
        for each in itertools.product(*ranges)
    }
    return next(
        (cost for each, cost in sorted(costs.items(), key=lambda item: item[1]) if not holds(each)), None
    )
