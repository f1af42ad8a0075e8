"""Where the entries of the evidence are."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reading.evidence import pages


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_groups_are_filled_in_order_as_far_as_they_go(sizes, most):
    numbers = list(pages.group_numbers(sizes, most))
    held = {}
    for number, size in zip(numbers, sizes, strict=True):
        held.setdefault(number, []).append(size)
    assert numbers == sorted(numbers)
    assert list(held) == list(range(1, len(held) + 1))
    assert all(sum(group) <= most or sum(map(bool, group)) == 1 for group in held.values())
    assert all(sum(group) + after[0] > most for group, after in pairwise(held.values()))


def test_an_entry_and_its_part_for_a_paragraph_have_an_address():
    assert pages.term("cold war").address == "evidence.html#cold-war"
    assert pages.term("china", paragraph="security").address == "evidence.html#china.security"
    assert pages.actor("china", paragraph="security").anchor == "actor.china.security"
    assert pages.stance("china", "russia").page == pages.actor("china").page
    assert pages.sentence("security", 2).anchor == "security-2"
