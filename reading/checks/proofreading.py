"""Finds what a proofreader would: a sentence pasted twice, dates that cannot be, a misspelt name."""

from __future__ import annotations

import calendar
import datetime
import difflib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from reading.checks.known import CheckedBook, CheckedPage
from reading.checks.registry import check
from reading.checks.slips import WORDS
from reading.files.errors import ReadingError, find_repeated
from reading.files.markdown import Mistake

LONG = 8
"""Words of a sentence that nobody writes twice on a page."""

FREQUENT, ALIKE = 3, 0.85
"""How often the book has a name that another word may be meant for, and how alike they are (`difflib`)."""

MONTHS = tuple(calendar.month_name)[1:]

_DAY = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})\b(?: (\d{{4}})\b)?")

_YEARS = re.compile(r"(?:\b(?:from|between) |(?=\b\d{4}[\u2013-]))(\d{4})(?:[\u2013-]| to | and )(\d{4})\b")

_DATE = re.compile(rf"(?:(?:\d{{1,2}} )?({'|'.join(MONTHS)}) )?(\d{{4}})")
"""All of a cell in a table of events."""


@check("repeated-sentence", "page", after=WORDS)
def find_repeated_sentences(known: CheckedPage) -> Iterator[Mistake]:
    """Find a sentence that stands twice on a page, as after pasting a paragraph twice."""
    sentences = [
        (sentence, block.line)
        for block in known.page.blocks
        for sentence in re.split(r"(?<=[.!?]) ", block.text)
        if len(sentence.split()) >= LONG
    ]
    for sentence, line, first in find_repeated(sentences):
        yield Mistake(line, f"a sentence stands twice: {sentence[:40]!r}", f"first in line {first}")


@check("impossible-date", "page", after=WORDS)
def find_impossible_dates(known: CheckedPage) -> Iterator[Mistake]:
    """Find a day that its month does not have, such as 31 April, and a month of a year to come."""
    for shown in known.shown:
        for match in _DAY.finditer(shown.text):
            month = MONTHS.index(match[2]) + 1
            # Without a year, it may have been a leap year.
            days = calendar.monthrange(int(match[3] or 2000) or 2000, month)[1]
            if match[3] and int(match[3]) > datetime.date.today().year + 1:
                yield Mistake(shown.line(match.start()), f"{match[0]} is to come", "correct the year")
            elif match[1] and not 1 <= int(match[1]) <= days:
                hint = f"{match[2]} has {days} days"
                yield Mistake(shown.line(match.start()), f"there is no day {match[0]}", hint)


@check("order-of-dates", "page", after=WORDS)
def find_unordered_dates(known: CheckedPage) -> Iterator[Mistake]:
    """Find years that run backwards, such as *from 1977 to 1954*, and an event listed after a later one."""
    for shown in known.shown:
        for match in _YEARS.finditer(shown.text):
            if match[1] > match[2]:
                yield Mistake(shown.line(match.start()), f"{match[0]!r} runs backwards", "correct a year")
    dated = [(date, one.line) for one in known.page.blocks if (date := _DATE.fullmatch(one.text))]
    for (first, above), (second, line) in pairwise(dated):
        is_later = first[1] and second[1] and MONTHS.index(first[1]) > MONTHS.index(second[1])
        # Another table begins anew.
        if line == above + 1 and (first[2] > second[2] or (first[2] == second[2] and is_later)):
            yield Mistake(line, f"{second[0]} stands after {first[0]}", "correct a date, or move the row")


@check("misspelt-name", "book")
def find_misspelt_names(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a name that the book has once, and that looks like one that it has often."""
    places = [
        (match[0], page, shown.line(match.start()))
        for page in known.pages
        for shown in page.shown
        for match in re.finditer(r"\b[A-Z][a-z]{4,}\b", shown.text)
    ]
    words = {word for page in known.pages for one in page.shown for word in re.findall("[a-z]+", one.text)}
    counts = Counter(name for name, _, _ in places if name.lower() not in words)
    frequent = [name for name, count in counts.items() if count >= FREQUENT]
    for name, page, line in places:
        for meant in difflib.get_close_matches(name, frequent, 1, ALIKE) if counts[name] == 1 else ():
            # Russia and Russian, Korea and Koreas
            if not name.startswith(meant) and not meant.startswith(name):
                yield page.locate(
                    Mistake(line, f"the name {name!r} stands nowhere else", f"did you mean {meant!r}?")
                )
