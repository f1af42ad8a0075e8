"""Cells that need what a book has not yet are left out."""

import pytest

from reading.execution.missing import MissingNames


def run_after(lacking, *sources):
    """Which cells are left out after one that could not define its names."""
    missing = MissingNames()
    missing.add(lacking)
    return [missing.has_any(source) for source in sources]


@pytest.mark.parametrize(
    "needy",
    [
        "b = a + 1\nb",
        "a = a + 1\na",
        "a += 1\na",
        "b = [a for b in range(2)]\nb",
        "for b in range(2):\n    print(a)",
    ],
)
def test_a_cell_that_uses_what_is_missing_is_left_out(needy):
    assert run_after("a = 1", needy) == [True]


def test_what_a_cell_left_out_would_have_changed_is_missing_too():
    assert run_after("a = 1", "b['a'] = a", "b['a']") == [True, True]


def test_a_name_that_is_defined_again_is_missing_no_more():
    assert run_after("a = 1", "a = 2", "a", "[b for b in [a]]") == [False, False, False]


def test_a_variable_of_a_comprehension_left_out_is_missing_nowhere_else():
    assert run_after("a = 1", "[b for b in range(a)]", "b * 7") == [True, False]
