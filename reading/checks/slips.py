"""Finds slips of the pen in prose: words and sentences twice, dates that cannot be, punctuation.

These are slips that no spelling checker sees. Code is not read; `{n}` marks what only looks like a slip.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from itertools import zip_longest

from reading.checks.rules import rule
from reading.checks.shown_text import CODE, ROLE, ShownText, show_block
from reading.checks.typed_numbers import MONTH
from reading.files.errors import closest_match, find_repeated
from reading.files.markdown import Block, Finding, Page
from reading.formatting import MONTHS

MIN_WORDS = 5
"""Words of a sentence that a page may not have twice. Shorter ones, such as a question, may be meant."""

MAX_LABEL = 11
"""Words of a paragraph that may end without a full stop, such as a line that is set off."""

_SMALL = "the|an?|of|in|to|and|or|on|for|with|by|as|at|from|are|was|were|it|its|this|he|she|they|we|not|be"

_BEFORE = rf"(?<=[\w)\]\u201d{CODE}{ROLE}])"

SLIPS = {
    "repeated-word": (
        r"\b(?!(?:that|had|very|so|far)\b)(?P<any>[a-z]{2,})\s+(?P=any)\b"
        rf"|(?i:\b(?P<small>{_SMALL})\s+(?P=small)\b)",
        "the word is there twice: {!r}",
        "write it once",
    ),
    "space-before-sign": (
        _BEFORE + r"[ \n]+[.,;:!?](?! \.)(?=\s|\Z)",
        "there is a space before {!r}",
        "leave the space out",
    ),
    "space-after-sign": (
        r"(?<![\w./@])[A-Za-z]?[a-z]+[.!?][A-Z][a-z]+\b(?![.(])|\b[A-Za-z]?[a-z]+[,;][A-Za-z]{2,}",
        "there is no space in {!r}",
        "add the space",
    ),
    "repeated-sign": (
        r",,+|(?<![.\u2026])\.\.(?![.\u2026])|;;+|[,;][.,;]",
        "{!r} is left in the text",
        "leave one of them out",
    ),
    "small-letter": (
        r"(?<![.\w])(?!approx\b)[a-z]{5,}[.?!] [a-z]{2,}",
        "a sentence begins with a small letter: {!r}",
        "begin the sentence with a capital",
    ),
}
"""Slips in a line of prose: the name of the rule, a pattern, what is wrong and what to do."""

SENTENCE = re.compile(r"(?<=[.?!])[\"'\u2019\u201d)]*\s+")

_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})\b)?"
)

_NEAR_DAY = re.compile(r"\b\d{1,2}\s+([A-Za-z]{3,10})\s+\d{4}\b")

PAIRS = {"(": ")", "\u201c": "\u201d"}


def find_slips(page: Page) -> Iterator[Finding]:
    """Yield a finding for each slip of a page."""
    yield from _find_repeated_sentences(page)
    for block, following in zip_longest(page.blocks, page.blocks[1:]):
        shown = show_block(block)
        yield from _find_patterns(shown)
        yield from _find_dates(shown)
        yield from _find_unclosed(shown, show_block(following).text if following else "")
        yield from _find_broken_end(block, shown)


def _find_patterns(shown: ShownText) -> Iterator[Finding]:
    for name, (pattern, problem, hint) in SLIPS.items():
        for match in re.finditer(pattern, shown.text):
            words = " ".join(match[0].split())
            yield Finding(shown.line(match.start()), problem.format(words[:40]), hint, name)


@rule("repeated-sentence")
def _find_repeated_sentences(page: Page) -> Iterator[Finding]:
    for _, (line, opening), (first, _) in find_repeated(_list_sentences(page)):
        yield Finding(line, f"the page has the sentence {opening!r} twice", f"first in line {first}")


def _list_sentences(page: Page) -> Iterator[tuple[str, tuple[int, str]]]:
    """The sentences of a page that are long enough, in lower case, each with its line and its first words."""
    for shown in map(show_block, page.blocks):
        start = 0
        for sentence in SENTENCE.split(shown.text):
            start = shown.text.index(sentence, start)
            words = sentence.replace(ROLE, " ").split()
            plain = " ".join(words).lower()
            if plain.endswith((".", "?", "!")) and len(re.findall(r"[^\W\d]+", plain)) >= MIN_WORDS:
                yield plain, (shown.line(start), " ".join([*words[:5], "..."]))
            start += len(sentence)


@rule("impossible-date")
def _find_dates(shown: ShownText) -> Iterator[Finding]:
    """Yield the dates that are in no calendar, those that lie in the future, and misspelt months."""
    for match in _DAY.finditer(shown.text):
        day, month, year = (match[name] or match[f"{name}2"] for name in ("day", "month", "year"))
        number = [name[:3] for name in MONTHS].index(month[:3]) + 1
        date = " ".join(match[0].split()).strip(".")
        # A year of twenty-nine days in February stands for one that is not given.
        if not 1 <= int(day) <= calendar.monthrange(int(year or 0) or 2000, number)[1]:
            yield Finding(shown.line(match.start()), f"there is no day {date!r}", "look the date up")
        elif year and datetime.date(int(year), number, int(day)) > datetime.date.today():
            hint = "look it up; if it is right, name the year alone"
            yield Finding(shown.line(match.start()), f"the date {date!r} is in the future", hint)
    for match in _NEAR_DAY.finditer(shown.text):
        if not re.fullmatch(MONTH, match[1]) and (right := closest_match(match[1], MONTHS)):
            problem = f"there is no month {match[1]!r}"
            yield Finding(shown.line(match.start(1)), problem, f"did you mean {right!r}?")


@rule("broken-end")
def _find_broken_end(block: Block, shown: ShownText) -> Iterator[Finding]:
    is_text = block.pieces and block.pieces[-1].kind == "text" and not block.within
    text = shown.text.rstrip()
    if block.stands_alone and is_text and re.search(r"\w\Z", text) and len(text.split()) > MAX_LABEL:
        line = shown.line(len(text) - 1)
        yield Finding(line, "the paragraph ends without a full stop", "was it cut off?")


@rule("unclosed-pair")
def _find_unclosed(shown: ShownText, following: str) -> Iterator[Finding]:
    """Yield the first bracket or quotation mark of a block that is not closed, or closed and not opened."""
    # A letter or number before a bracket begins an item of a list: a), 1).
    item = r"(?:(?<=[,;:] )|(?<=and )|(?<=or )|\A)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)"
    text = re.sub(item, lambda match: " " * len(match[0]), shown.text)
    for match in re.finditer(r'(?<!\d)"[^"\n]*', text):
        yield Finding(shown.line(match.start()), 'a quotation mark is alone: "', "close the quotation")
    for opening, closing in PAIRS.items():
        opened: list[int] = []
        for match in re.finditer(rf"[{re.escape(opening + closing)}]", text):
            if match[0] == opening:
                opened.append(match.start())
            elif opened:
                opened.pop()
            else:
                line = shown.line(match.start())
                yield Finding(line, f"{closing} closes nothing", f"add {opening}, or leave it out")
                break
        # In a quotation of several paragraphs, each begins with a mark, and only the last one closes it.
        if opened and not (opening == following[:1] == "\u201c"):
            line = shown.line(opened[0])
            yield Finding(line, f"{opening} is not closed", f"add {closing}, or leave it out")
