"""Rounds and formats every number that readers see.

Halves are rounded up, away from zero, as most people do it: 1 of 8 is 13 per cent. Python's `round` and its
format codes give 12 because they round a half to the nearest even number.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext


def per_cent(share: float) -> float:
    """A share in per cent, rounded to a whole number.

    >>> per_cent(1 / 8), per_cent(0.29)
    (13.0, 29.0)
    """
    return float(_round_decimal(share, 0, shift=2)) if math.isfinite(share) else share


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def format_date(date: str) -> str:
    """An ISO date as people write it.

    >>> format_date("2022-10-06")
    '6 October 2022'
    """
    year, month, day = map(int, date.split("-"))
    return f"{day} {MONTHS[month - 1]} {year}"


def format_number(value: float, places: int = 0) -> str:
    """A number with decimal places and with commas between thousands.

    >>> format_number(1234.25, 1), format_number(-0.04, 1)
    ('1,234.3', '0.0')
    """
    if not math.isfinite(value):
        return str(value)
    rounded = _round_decimal(value, places)
    return f"{rounded if rounded else abs(rounded):,f}"


def format_share(share: float) -> str:
    """A share in per cent.

    >>> format_share(0.125), format_share(1)
    ('13%', '100%')
    """
    return f"{per_cent(share):.0f}%" if math.isfinite(share) else str(share)


def format_small_share(share: float) -> str:
    """A share in per cent. One that is above 0 but rounds to it is written as below 1%.

    >>> format_small_share(0.004), format_small_share(0), format_small_share(0.005)
    ('<1%', '0%', '1%')
    """
    return "<1%" if 0 < share < 0.005 else format_share(share)


def format_significant(value: float, digits: int = 3) -> str:
    """A number with significant digits, without trailing zeros. Large numbers have no exponent.

    >>> format_significant(0.125, 2), format_significant(12.0), format_significant(999.6)
    ('0.13', '12', '1000')
    """
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    whole = _round_decimal(value, 0)
    if abs(whole) >= 10**digits:
        return str(whole)
    places = digits - 1 - Decimal(repr(float(value))).adjusted()
    return f"{float(_round_decimal(value, places)):.{digits}g}"


def format_cell(cell: object) -> object:
    """Format a truth value or a number for readers."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return format_significant(cell) if isinstance(cell, float) else cell


def _round_decimal(value: float, places: int, *, shift: int = 0) -> Decimal:
    """A number times ten to the power of `shift`, rounded to decimal places.

    The shortest decimal representation of a float is rounded, not its binary value: 0.145 is a half.
    """
    with localcontext() as context:
        # Enough digits for the largest float.
        context.prec = 400
        exact = Decimal(repr(float(value))).scaleb(shift)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def pluralize(count: int, noun: str = "sentence") -> str:
    """Return a number with a noun: `1 sentence`, `2 sentences`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def name_sentence(title: str, number: int) -> str:
    """A sentence as lists and links name it: by the title of its paragraph and its number there.

    >>> name_sentence("Paragraph 16", 1)
    'Paragraph 16, sentence 1'
    """
    return f"{title}, sentence {number}"
