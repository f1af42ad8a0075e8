"""Finds slips of the pen in prose: words that are there twice, punctuation, pairs that are not closed.

These are slips that no spelling checker sees. Code is not read; `{n}` marks what only looks like a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from reading.checks.known import CheckedPage
from reading.checks.registry import check
from reading.checks.shown_text import CODE, ROLE
from reading.files.markdown import Mistake

WORDS = ("markup", "leftover-markup")
"""The checks that hide a slip in the same line."""

MAX_LABEL = 11
"""Words of a paragraph that may end without a full stop, such as a line that is set off."""

_SMALL = "the|an?|of|in|to|and|or|on|for|with|by|as|at|from|are|was|were|it|its|this|he|she|they|we|not|be"

SLIPS = (
    (
        r"\b(?!(?:that|had|very|so|far)\b)(?P<any>[a-z]{2,})\s+(?P=any)\b"
        rf"|(?i:\b(?P<small>{_SMALL})\s+(?P=small)\b)",
        "the word is there twice: {!r}",
        "write it once",
    ),
    (
        rf"(?<=[\w)\]\u201d{CODE}{ROLE}])[ \n]+[.,;:!?](?! \.)(?=\s|\Z)",
        "there is a space before {!r}",
        "leave the space out",
    ),
    (
        r"(?<![\w./@])[A-Za-z]?[a-z]+[.!?][A-Z][a-z]+\b(?![.(])|\b[A-Za-z]?[a-z]+[,;][A-Za-z]{2,}",
        "there is no space in {!r}",
        "add the space",
    ),
    (
        r",,+|(?<![.\u2026])\.\.(?![.\u2026])|;;+|[,;][.,;]",
        "{!r} is left in the text",
        "leave one of them out",
    ),
    (
        r"(?<![.\w])(?!approx\b)[a-z]{5,}[.?!] [a-z]{2,}",
        "a sentence begins with a small letter: {!r}",
        "begin the sentence with a capital",
    ),
)
"""Slips in a line of prose: a pattern, what is wrong and what to do."""

# A letter or number before a bracket begins an item of a list: a), 1).
_ITEM = r"(?:(?<=[,;:] )|(?<=and )|(?<=or )|\A)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)"

_CLOSED = re.compile(rf"{_ITEM}|\([^()]*\)|\u201c[^\u201c\u201d]*\u201d")

_ALONE = re.compile(r'[()\u201c\u201d]|(?<!\d)"')


@check("slip", "page", after=WORDS)
def find_slips(known: CheckedPage) -> Iterator[Mistake]:
    """Find a word twice, a space or a sign too many or too few, or a small letter that begins a sentence."""
    for shown in known.shown:
        for pattern, problem, hint in SLIPS:
            for match in re.finditer(pattern, shown.text):
                words = " ".join(match[0].split())
                yield Mistake(shown.line(match.start()), problem.format(words[:40]), hint)


@check("broken-end", "page", after=WORDS)
def find_broken_ends(known: CheckedPage) -> Iterator[Mistake]:
    """Find a paragraph that ends without a full stop."""
    for block, shown in zip(known.page.blocks, known.shown, strict=True):
        is_text = block.pieces and block.pieces[-1].type == "text" and not block.within
        text = shown.text.rstrip()
        if block.stands_alone and is_text and re.search(r"\w\Z", text) and len(text.split()) > MAX_LABEL:
            line = shown.line(len(text) - 1)
            yield Mistake(line, "the paragraph ends without a full stop", "was it cut off?")


@check("unclosed-pair", "page", after=WORDS)
def find_unclosed(known: CheckedPage) -> Iterator[Mistake]:
    """Find a bracket or a quotation mark that is not closed."""
    for shown, following in zip_longest(known.shown, known.shown[1:]):
        text = shown.text
        # Brackets within brackets are rare, and deeper ones do not occur.
        for _ in range(3):
            text = _CLOSED.sub(lambda match: " " * len(match[0]), text)
        # In a quotation of several paragraphs, each begins with a mark, and only the last one closes it.
        goes_on = following and text[:1] == following.text[:1] == "\u201c"
        for match in _ALONE.finditer(text, 1 if goes_on else 0):
            yield Mistake(shown.line(match.start()), f"{match[0]} is alone", "close it, or leave it out")
