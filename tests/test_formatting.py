"""Numbers as readers see them: rounded half up, in one place, and no p-value of zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.formatting import format_number
from reading.tables.table import Column


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.125, "ratio", "0.13"),
        (29 / 200, "share", "15%"),
        (-0.125, "doublings", "-0.13"),
        (1234.25, "per thousand tokens", "1,234.3"),
        (1234, "tokens", "1,234"),
    ],
)
def test_a_figure_is_rounded_half_up_by_its_unit(value, unit, shown):
    assert Column(unit, "a number").format(value) == shown


@given(st.floats(allow_nan=False), st.integers(0, 6))
def test_a_rounded_number_is_at_most_half_a_step_away(value, places):
    rounded = float(format_number(value, places).replace(",", ""))
    assert rounded == value or abs(rounded - value) <= 0.5 * 10**-places + abs(value) * 1e-15


def test_a_number_that_rounds_to_nought_has_no_sign():
    assert format_number(-0.004, 2) == "0.00"
