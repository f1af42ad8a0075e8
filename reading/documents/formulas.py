"""Tells formulas, code and rows of numbers from prose, so that a PDF's sentences are those of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reading.documents.repair import MIN_RATE
from reading.text.closed_class import CLOSED_CLASS
from reading.text.english import read_rates

FORMULA, NUMBERS, ALONE = "formula or code", "row of numbers", "line without words"
_PLURALS = {FORMULA: "formulas and blocks of code", NUMBERS: "rows of numbers", ALONE: "lines without words"}

MAX_WORDS = 1
"""English words of a formula. *mod* and *max* are some."""

MIN_TOKENS = 4
"""Parts from which on a row of numbers is one, and code has signs between its words."""

_SIGN = re.compile(
    r"[=+<>^|{}\u2211\u220f\u222b\u2264\u2265\u00d7\u00b7\u00b1\u2208\u230a\u230b\u221a\u221e\u2212~]"
)
_NUMBER = re.compile(r"[^\w\s]*\d[\d.,:/%()-]*[^\w\s]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITALISED = re.compile(r"[A-Z][a-z]+[,\s]")
"""The start of a sentence."""

_NAME = re.compile(r"(?:[A-Z][\w.&-]*[\s,]*)++")
_CITED = re.compile(r"[A-Z].* \(\d{4}\)")
"""The end of a citation, with initials and a year."""

_ADDRESS = re.compile(r"https?://|www\.|@")
_END = re.compile(r"[.!?][\"'\u201d)\]]*$")


def name_kind(text: str) -> str:
    """The kind of a paragraph that is no prose. Empty for prose.

    >>> name_kind("v(x) = xD mod P (x) ,"), name_kind("CRC-32 2.083 1.16 1.8"), name_kind("Indeed, x = 2.")
    ('formula or code', 'row of numbers', '')
    """
    tokens = text.split()
    if _ADDRESS.search(text) or not tokens:
        return ""
    words = _count_words(text)
    signs = len(_SIGN.findall(text))
    letters = sum(len(token) == 1 for token in tokens)
    is_named = _is_name(text) or _has_short_word(text) or _CITED.match(text)
    if not _WORD.search(text) and not is_named:
        return FORMULA if signs else ALONE
    is_sentence = _CAPITALISED.match(text) and _END.search(text)
    if signs and words <= MAX_WORDS and len(tokens) >= MIN_TOKENS - 1 and not is_sentence:
        return FORMULA
    # Some programs print code with a space after each letter.
    is_code = len(tokens) >= 2 * MIN_TOKENS and 2 * letters > len(tokens) and signs
    is_dense = signs >= MIN_TOKENS and 4 * words < len(tokens) and 8 * signs >= len(tokens)
    if (is_code or is_dense) and not _CAPITALISED.match(text):
        return FORMULA
    numbers = sum(bool(_NUMBER.fullmatch(token)) for token in tokens)
    if len(tokens) >= MIN_TOKENS and 3 * numbers >= 2 * len(tokens) and words <= 3 and not _END.search(text):
        return NUMBERS
    return ""


def describe_kinds(kinds: Iterable[str]) -> list[str]:
    """A line about each kind of paragraphs that were left out, with their number.

    >>> describe_kinds(["row of numbers", "row of numbers"])
    ['2 rows of numbers']
    """
    return [f"{count} {kind if count == 1 else _PLURALS[kind]}" for kind, count in Counter(kinds).items()]


def _count_words(text: str) -> int:
    """The English words of three letters or more in a text."""
    rates = read_rates()
    return sum(rates.get(word.lower(), 0) >= MIN_RATE for word in _WORD.findall(text))


def _has_short_word(text: str) -> bool:
    """Whether a text has a word such as *if* or *no*."""
    return any(word in CLOSED_CLASS for word in re.findall(r"[^\W\d_]{2}", text.lower()))


def _is_name(text: str) -> bool:
    """Whether a text without words is a name or an abbreviation in capitals, such as *EU*."""
    return bool(_NAME.fullmatch(text)) and not re.search(r"\d", text) and len(text) > 1
