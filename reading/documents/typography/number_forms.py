"""Orders numbers of headings by their forms: *A.* and *B.* are below *II.* where *III.* follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

MIN_OUTER = 2
"""Headings with numbers of the outer form from which on another form is below it."""

_FORM = re.compile(r"(?P<number>[IVX]{1,5}|[A-Za-z]|\d{1,2})[.)]\s+\S")


def find_depths(texts: Sequence[str]) -> list[int]:
    """How far each heading is below others, by the forms of their numbers.

    The order of the forms is that in which they begin. Headings without numbers are beside the highest.

    >>> find_depths(["I. Sea", "II. Coast", "A. Ports", "B. Ships", "III. Sky"])
    [0, 0, 1, 1, 0]
    >>> find_depths(["1. Sea", "2. Coast", "A. Ports", "B. Ships"])
    [0, 0, 0, 0]
    """
    forms = name_forms(texts)
    order = list(dict.fromkeys(filter(None, forms)))
    first = {form: forms.index(form) for form in order}
    last = {form: len(forms) - 1 - forms[::-1].index(form) for form in order}
    # A form is below the one before it where that goes on after it.
    is_nested = len(order) > 1 and all(first[lower] < last[upper] for upper, lower in pairwise(order))
    if not is_nested or forms.count(order[0]) < MIN_OUTER:
        return [0] * len(texts)
    return [order.index(form) if form else 0 for form in forms]


def name_forms(texts: Sequence[str]) -> list[str]:
    """The form of the number of each heading: *I*, *A*, *1* or *a*; empty where it has none."""
    forms, letter = list[str](), ""
    for text in texts:
        match = _FORM.match(text)
        number = match["number"] if match else ""
        # After *B*, the letter *C* is no Roman number.
        goes_on = len(number) == 1 and bool(letter) and ord(number) == ord(letter) + 1
        if number.isdecimal():
            forms.append("1")
        elif re.fullmatch("[IVX]+", number) and not goes_on:
            forms.append("I")
        else:
            letter = number if number.isupper() else letter
            forms.append("A" if number.isupper() else "a" if number else "")
    return forms
