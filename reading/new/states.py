"""The names of states, by which proposed actors are told apart."""

from __future__ import annotations

import re
from functools import cache

from reading.text.words import fold

_NO_STATES = frozenset({"AQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR that stand for no state and no territory."""

_OTHER_NAMES = """
America, Britain, Burma, Cape Verde, Congo, Czech Republic, DPRK, England, Great Britain, Holy See,
Ivory Coast, Korea, Palestine, Republic of Korea, Scotland, Soviet Union, Swaziland,
Turkey, UAE, UK, US, USA, USSR, Wales, Yugoslavia
"""
"""Names of states that CLDR does not have."""


@cache
def read_states() -> frozenset[str]:
    """The English names of states and territories, folded: those of Unicode's CLDR, and other usual ones."""
    from babel import Locale

    territories = Locale("en").territories
    listed = [name for code, name in territories.items() if code.isalpha() and code not in _NO_STATES]
    names = {re.sub(r" \(.*| SAR .*", "", name).replace(" & ", " and ") for name in listed}
    names |= {name.replace("St. ", "Saint ") for name in names}
    return frozenset(map(fold, (*names, *" ".join(_OTHER_NAMES.split()).split(", "))))
