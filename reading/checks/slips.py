"""Finds slips of the pen in prose: words and sentences twice, dates that cannot be, punctuation.

These are slips that no spelling checker sees. Code is not read; `{n}` marks what only looks like a slip.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Collection, Iterator
from itertools import zip_longest

from reading.checks.leftover_marks import CODE, LEFT, ROLE, Mark
from reading.checks.typed_numbers import MONTH_NAMES, MONTHS
from reading.data.lexicon import Lexicon
from reading.files.errors import closest_match
from reading.files.markdown import Block, Finding, Page, Piece

MIN_WORDS = 5
"""Words of a sentence that a page may not have twice. Shorter ones, such as a question, may be meant."""

MAX_LABEL = 11
"""Words of a paragraph that may end without a full stop, such as a line that is set off."""

_SMALL = "the|an?|of|in|to|and|or|on|for|with|by|as|at|from|are|was|were|it|its|this|he|she|they|we|not|be"

_DOUBLE = r"\b(?!(?:that|had|very|so|far)\b)(?P<any>[a-z]{2,})\s+(?P=any)\b"
"""A word that is there twice in small letters, except those that may be."""

_DOUBLE_SMALL = rf"(?i:\b(?P<small>{_SMALL})\s+(?P=small)\b)"

_BEFORE = rf"(?<=[\w)\]\u201d{CODE}{ROLE}])"

SLIPS = (
    Mark("write it once", (_DOUBLE, _DOUBLE_SMALL), "the word is there twice: {!r}"),
    Mark("write it, or leave it out", (r"\b[xX]{3,}\b|\bTK\b|[Cc]itation needed",), LEFT),
    Mark(
        "type the letters with one keyboard",
        (r"(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\b\w+",),
        "the word {!a} mixes alphabets",
    ),
    Mark(
        "type the letters: fi, fl", (r"\w*[\ufb00-\ufb06]\w*",), "the word {!a} has letters joined into one"
    ),
    Mark(
        "join the word", (r"\b[a-z]{2,}- (?!(?:and|or|to|nor|but)\b)[a-z]+",), "{!r} is a word in two parts"
    ),
    Mark("close the quotation", (r'(?<!\d)"[^"\n]*',), "a quotation mark is alone: {!r}"),
    Mark(
        "leave the space out", (_BEFORE + r"[ \n]+[.,;:!?](?! \.)(?=\s|\Z)",), "there is a space before {!r}"
    ),
    Mark(
        "add the space",
        (
            r"(?<![\w./@])[A-Za-z]?[a-z]+[.!?][A-Z][a-z]+\b(?![.(])",
            r"\b[A-Za-z]?[a-z]+[,;][A-Za-z]{2,}",
        ),
        "there is no space in {!r}",
    ),
    Mark("leave one of them out", (r",,+|(?<![.\u2026])\.\.(?![.\u2026])|;;+|[,;][.,;]",), LEFT),
    Mark(
        "begin the sentence with a capital",
        (r"(?<![.\w])(?!approx\b)[a-z]{5,}[.?!] [a-z]{2,}",),
        "a sentence begins with a small letter: {!r}",
    ),
)
"""Slips in a line of prose. Each says what is wrong and what to do."""

_SENTENCE = re.compile(r"(?<=[.?!])[\"'\u2019\u201d)]*\s+")

_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTHS})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<month2>{MONTHS})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})\b)?"
)

_NEAR_DAY = re.compile(r"\b\d{1,2}\s+([A-Za-z]{3,10})\s+\d{4}\b")

PAIRS = {"(": ")", "\u201c": "\u201d"}


def find_slips(page: Page, names: Collection[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each slip that is not one of `SLIPS`, which are found a line at a time.

    Parameters
    ----------
    page : Page
        The page. The slips of `SLIPS` are found by `leftover_marks.find_marks`.
    names : collection of str
        Names in small letters which are names only with a capital, as by `collect_states`.
    """
    yield from _find_repeated_sentences(page)
    for block, following in zip_longest(page.blocks, page.blocks[1:]):
        text = _show_block(block)
        # In a quotation of several paragraphs, each begins with a mark, and only the last one closes it.
        goes_on = _show_block(following).startswith("\u201c") if following else False
        for start, problem, hint in (
            *_find_dates(text),
            *_find_misspelt_months(text),
            *_find_unclosed(text, goes_on=goes_on),
            *_find_small(text, names),
            *_find_end(block, text),
        ):
            yield Finding(_line_of(block, start), problem, hint)
        yield from _find_repeated_citations(block)


def collect_states(lexicon: Lexicon) -> frozenset[str]:
    """The names of the states of a lexicon that are one word of at least four letters, in small letters."""
    names = (name for actor in lexicon.actors if actor.kind == "state" for name in actor.names)
    return frozenset(name.lower() for name in names if re.fullmatch(r"[A-Z][a-z]{3,}", name))


def _show_block(block: Block) -> str:
    return "".join(map(_show_piece, block.pieces))


def _show_piece(piece: Piece) -> str:
    """The text of a piece; a character stands for each character of code and of roles."""
    if piece.kind in {"text", "link"} and piece.name != "escape":
        return piece.text
    return ROLE


def _line_of(block: Block, start: int) -> int:
    """The line of the piece of a block that holds the character at `start`."""
    for piece in block.pieces:
        start -= len(_show_piece(piece))
        if start < 0:
            return piece.line
    return block.line


def _find_repeated_sentences(page: Page) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for block in page.blocks:
        text, start = _show_block(block), 0
        for sentence in _SENTENCE.split(text):
            place = text.index(sentence, start)
            start = place + len(sentence)
            plain = " ".join(sentence.replace(ROLE, " ").split()).lower()
            if plain.endswith((".", "?", "!")) and len(re.findall(r"[^\W\d]+", plain)) >= MIN_WORDS:
                line = _line_of(block, place)
                if plain in first:
                    problem = f"the page has the sentence {_shorten(sentence)!r} twice"
                    yield Finding(line, problem, f"first in line {first[plain]}")
                first.setdefault(plain, line)


def _shorten(sentence: str) -> str:
    """The first words of a sentence."""
    return " ".join(sentence.replace(ROLE, " ").split()[:5]) + " ..."


def _find_repeated_citations(block: Block) -> Iterator[Finding]:
    """Yield a finding for each citation that is given twice at one place."""
    last: list[str] = []
    for piece in block.pieces:
        if piece.name.startswith(("cite", "footcite")):
            keys = [*last, *(key.strip() for key in piece.text.split(","))]
            for key in sorted({key for key in keys if keys.count(key) > 1}):
                yield Finding(piece.line, f"{key!r} is cited twice at one place", "cite it once")
            last = keys
        elif piece.text.strip():
            last = []


def _find_dates(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the dates that are in no calendar, and those with a day that lie in the future."""
    for match in _DAY.finditer(text):
        day, month, year = (match[name] or match[f"{name}2"] for name in ("day", "month", "year"))
        number = [name[:3] for name in MONTH_NAMES].index(month[:3]) + 1
        # A year of twenty-nine days in February stands for one that is not given.
        if not 1 <= int(day) <= calendar.monthrange(int(year or 0) or 2000, number)[1]:
            yield (
                match.start(),
                f"there is no day {' '.join(match[0].split()).strip('.')!r}",
                "look the date up",
            )
        elif year and datetime.date(int(year), number, int(day)) > datetime.date.today():
            problem = f"the date {' '.join(match[0].split()).strip('.')!r} is in the future"
            yield match.start(), problem, "look it up; if it is right, name the year alone"


def _find_misspelt_months(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the words between a day and a year that are nearly the name of a month."""
    for match in _NEAR_DAY.finditer(text):
        if not re.fullmatch(MONTHS, match[1]) and (month := closest_match(match[1], MONTH_NAMES)):
            yield match.start(1), f"there is no month {match[1]!r}", f"did you mean {month!r}?"


def _find_end(block: Block, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the end of a paragraph that breaks off."""
    is_text = block.pieces and block.pieces[-1].kind == "text" and not block.within
    if block.stands_alone and is_text and re.search(r"\w\s*\Z", text) and len(text.split()) > MAX_LABEL:
        yield len(text.rstrip()) - 1, "the paragraph ends without a full stop", "was it cut off?"


def _find_unclosed(text: str, *, goes_on: bool) -> Iterator[tuple[int, str, str]]:
    """Yield the first bracket or quotation mark of a block that is not closed, or closed and not opened."""
    # A letter or number before a bracket begins an item of a list: a), 1).
    text = re.sub(
        r"(?:(?<=[,;:] )|(?<=and )|(?<=or )|\A)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)",
        lambda match: " " * len(match[0]),
        text,
    )
    for opening, closing in PAIRS.items():
        opened: list[int] = []
        for match in re.finditer(rf"[{re.escape(opening + closing)}]", text):
            if match[0] == opening:
                opened.append(match.start())
            elif opened:
                opened.pop()
            else:
                yield match.start(), f"{closing} closes nothing", f"add {opening}, or leave it out"
                break
        else:
            if opened and not (goes_on and opening == "\u201c"):
                yield opened[0], f"{opening} is not closed", f"add {closing}, or leave it out"


def _find_small(text: str, names: Collection[str]) -> Iterator[tuple[int, str, str]]:
    for match in re.finditer(r"(?<![\w./@-])[a-z]{4,}\b(?![\w.-]*\.\w)", text):
        if match[0] in names:
            hint = f"write {match[0].capitalize()!r}"
            yield match.start(), f"the name {match[0]!r} begins with a small letter", hint
