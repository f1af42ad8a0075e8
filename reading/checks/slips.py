"""Finds slips of the pen in prose: words and sentences twice, dates that cannot be, punctuation.

These are slips that no spelling checker sees. Code is not read; `{n}` marks what only looks like a slip.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import zip_longest

from reading.checks.known import KnownPage
from reading.checks.rules import rule
from reading.checks.shown_text import CODE, ROLE, ShownText
from reading.checks.typed_numbers import MONTH
from reading.files.errors import closest_match, find_repeated
from reading.files.markdown import Mistake
from reading.formatting import MONTHS

WORDS = ("markup", "leftover-mark")
"""The rules that hide a slip in the same line."""

MIN_WORDS = 5
"""Words of a sentence that a page may not have twice. Shorter ones, such as a question, may be meant."""

MAX_LABEL = 11
"""Words of a paragraph that may end without a full stop, such as a line that is set off."""

_SMALL = "the|an?|of|in|to|and|or|on|for|with|by|as|at|from|are|was|were|it|its|this|he|she|they|we|not|be"

_BEFORE = rf"(?<=[\w)\]\u201d{CODE}{ROLE}])"

SLIPS = {
    "repeated-word": (
        "a word that is there twice",
        r"\b(?!(?:that|had|very|so|far)\b)(?P<any>[a-z]{2,})\s+(?P=any)\b"
        rf"|(?i:\b(?P<small>{_SMALL})\s+(?P=small)\b)",
        "the word is there twice: {!r}",
        "write it once",
    ),
    "space-before-sign": (
        "a space before a full stop, a comma or another sign",
        _BEFORE + r"[ \n]+[.,;:!?](?! \.)(?=\s|\Z)",
        "there is a space before {!r}",
        "leave the space out",
    ),
    "space-after-sign": (
        "a full stop or a comma without a space after it",
        r"(?<![\w./@])[A-Za-z]?[a-z]+[.!?][A-Z][a-z]+\b(?![.(])|\b[A-Za-z]?[a-z]+[,;][A-Za-z]{2,}",
        "there is no space in {!r}",
        "add the space",
    ),
    "repeated-sign": (
        "two full stops, commas or other signs where one is meant",
        r",,+|(?<![.\u2026])\.\.(?![.\u2026])|;;+|[,;][.,;]",
        "{!r} is left in the text",
        "leave one of them out",
    ),
    "small-letter": (
        "a sentence that begins with a small letter",
        r"(?<![.\w])(?!approx\b)[a-z]{5,}[.?!] [a-z]{2,}",
        "a sentence begins with a small letter: {!r}",
        "begin the sentence with a capital",
    ),
}
"""Slips in a line of prose: the name of the rule, what it finds, a pattern, what is wrong and what to do."""

SENTENCE = re.compile(r"(?<=[.?!])[\"'\u2019\u201d)]*\s+")

_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})\b)?"
)

_NEAR_DAY = re.compile(r"\b\d{1,2}\s+([A-Za-z]{3,10})\s+\d{4}\b")

PAIRS = {"(": ")", "\u201c": "\u201d"}


def _find_pattern(pattern: str, problem: str, hint: str, known: KnownPage) -> Iterator[Mistake]:
    for shown in known.shown:
        for match in re.finditer(pattern, shown.text):
            words = " ".join(match[0].split())
            yield Mistake(shown.line(match.start()), problem.format(words[:40]), hint)


for _name, (_finds, _pattern, _problem, _hint) in SLIPS.items():
    rule(_name, "page", after=WORDS, finds=_finds)(partial(_find_pattern, _pattern, _problem, _hint))


@rule("repeated-sentence", "page", after=WORDS)
def find_repeated_sentences(known: KnownPage) -> Iterator[Mistake]:
    """Find a sentence that a page has twice."""
    for _, (line, opening), (first, _) in find_repeated(_list_sentences(known.shown)):
        yield Mistake(line, f"the page has the sentence {opening!r} twice", f"first in line {first}")


def _list_sentences(texts: Iterable[ShownText]) -> Iterator[tuple[str, tuple[int, str]]]:
    """The sentences of a page that are long enough, in lower case, each with its line and its first words."""
    for shown in texts:
        start = 0
        for sentence in SENTENCE.split(shown.text):
            start = shown.text.index(sentence, start)
            words = sentence.replace(ROLE, " ").split()
            plain = " ".join(words).lower()
            if plain.endswith((".", "?", "!")) and len(re.findall(r"[^\W\d]+", plain)) >= MIN_WORDS:
                yield plain, (shown.line(start), " ".join([*words[:5], "..."]))
            start += len(sentence)


@rule("impossible-date", "page", after=WORDS)
def find_dates(known: KnownPage) -> Iterator[Mistake]:
    """Find a date that is in no calendar or lies in the future, and a misspelt month."""
    for shown in known.shown:
        yield from _find_dates(shown)


def _find_dates(shown: ShownText) -> Iterator[Mistake]:
    for match in _DAY.finditer(shown.text):
        day, month, year = (match[name] or match[f"{name}2"] for name in ("day", "month", "year"))
        number = [name[:3] for name in MONTHS].index(month[:3]) + 1
        date = " ".join(match[0].split()).strip(".")
        # A year of twenty-nine days in February stands for one that is not given.
        if not 1 <= int(day) <= calendar.monthrange(int(year or 0) or 2000, number)[1]:
            yield Mistake(shown.line(match.start()), f"there is no day {date!r}", "look the date up")
        elif year and datetime.date(int(year), number, int(day)) > datetime.date.today():
            hint = "look it up; if it is right, name the year alone"
            yield Mistake(shown.line(match.start()), f"the date {date!r} is in the future", hint)
    for match in _NEAR_DAY.finditer(shown.text):
        if not re.fullmatch(MONTH, match[1]) and (right := closest_match(match[1], MONTHS)):
            problem = f"there is no month {match[1]!r}"
            yield Mistake(shown.line(match.start(1)), problem, f"did you mean {right!r}?")


@rule("broken-end", "page", after=WORDS)
def find_broken_ends(known: KnownPage) -> Iterator[Mistake]:
    """Find a paragraph that ends without a full stop."""
    for block, shown in zip(known.page.blocks, known.shown, strict=True):
        is_text = block.pieces and block.pieces[-1].kind == "text" and not block.within
        text = shown.text.rstrip()
        if block.stands_alone and is_text and re.search(r"\w\Z", text) and len(text.split()) > MAX_LABEL:
            line = shown.line(len(text) - 1)
            yield Mistake(line, "the paragraph ends without a full stop", "was it cut off?")


@rule("unclosed-pair", "page", after=WORDS)
def find_unclosed(known: KnownPage) -> Iterator[Mistake]:
    """Find a bracket or a quotation mark that is not closed."""
    for shown, following in zip_longest(known.shown, known.shown[1:]):
        yield from _find_unclosed(shown, following.text if following else "")


def _find_unclosed(shown: ShownText, following: str) -> Iterator[Mistake]:
    """Yield the first bracket or quotation mark of a block that is not closed, or closed and not opened."""
    # A letter or number before a bracket begins an item of a list: a), 1).
    item = r"(?:(?<=[,;:] )|(?<=and )|(?<=or )|\A)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)"
    text = re.sub(item, lambda match: " " * len(match[0]), shown.text)
    for match in re.finditer(r'(?<!\d)"[^"\n]*', text):
        yield Mistake(shown.line(match.start()), 'a quotation mark is alone: "', "close the quotation")
    for opening, closing in PAIRS.items():
        opened: list[int] = []
        for match in re.finditer(rf"[{re.escape(opening + closing)}]", text):
            if match[0] == opening:
                opened.append(match.start())
            elif opened:
                opened.pop()
            else:
                line = shown.line(match.start())
                yield Mistake(line, f"{closing} closes nothing", f"add {opening}, or leave it out")
                break
        # In a quotation of several paragraphs, each begins with a mark, and only the last one closes it.
        if opened and not (opening == following[:1] == "\u201c"):
            line = shown.line(opened[0])
            yield Mistake(line, f"{opening} is not closed", f"add {closing}, or leave it out")
