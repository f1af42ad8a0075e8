"""Checks that prose holds no typed numbers: figures are cells of published tables.

Years, dates, ordinals and names such as G20 are free.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reading.checks.cell_code import list_shown
from reading.checks.known import LANDING, CheckedBook, CheckedPage
from reading.checks.registry import check
from reading.checks.shown_text import show_block
from reading.data.chapters import RETELLING
from reading.files.errors import ReadingError
from reading.files.markdown import Block, Mistake
from reading.formatting import MONTHS

MONTH = f"{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
"""A pattern of the names of months, and of how they are shortened."""

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

COUNTED = (
    r"%|\u2030|per\s+(?:cent|mille)|percent|times\b|(?:word|token|type|lemma|term|phrase|pair|sentence"
    r"|paragraph|section|page|chapter|occurrence|mention|letter|character|reader|people|person)s?\b"
)
"""What a number may count: four digits before it are not a year."""

_FREE = re.compile(
    rf"""
      \b{_DAY}(?:\s*[-\u2013]\s*{_DAY})?\s+(?:{MONTH})\b                  # 24 November
    | \b(?:{MONTH})\.?\s+{_DAY}\b(?![.,]?\d)                              # November 24
    | \b\d+(?:st|nd|rd|th)\b                                              # 20th
    | (?<![\d.,])[12]\d{{3}}(?:[-\u2013/]\d{{2,4}})?s?\b(?![.,]\d|\s*(?:{COUNTED}))  # 2022, 2021-23, 1990s
    | \b[A-Z][A-Za-z]*[-\u2010\u2011]?\d+\w*                              # G20, COVID-19
    | \b\d+[A-Z]\w*                                                       # 5G
    """,
    re.VERBOSE,
)

_TYPED = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[%\u2030])?")


_SMALL = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

_WORDS = (
    "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|dozen|hundred)"
)

_NOUNS = (
    "(?:word|verb|noun|adjective|adverb|pronoun|term|lemma|phrase|token|name|use|mention|occurrence|sentence"
    "|paragraph|time)s"
)

_IN_WORDS = re.compile(
    rf"\b(?:one|{_WORDS}) of {_WORDS}\b|\b{_WORDS} of (?:the|its|these|those) {_WORDS}\b"
    rf"|(?<!the )(?<!first )\b(?!two words){_WORDS} (?:of the |[a-z]+ )?(?:{_NOUNS}|per cent|percent)\b"
    r"|(?<!than )(?<!than a )(?<!least )\b(?:half|thirds?|quarters?|fifths?|tenths?) of"
    rf" (?:[a-z]+ ){{,2}}{_NOUNS}\b"
    r"|\b(?:named|mentioned|used|repeated|said|(?:appear|occur|stand)s?) (?:only )?(?:twice|thrice)\b",
    re.IGNORECASE,
)
"""A share or a count in words: *three of the five*, *four times*, *half of the verbs*, *named twice*.

No counts are *one of the two*, bounds (*more than half of*) and what is chosen (*the ten commonest words*).
"""


@check("typed-number", "page")
def check_numbers(known: CheckedPage) -> Iterator[Mistake | ReadingError]:
    """Find a number that is typed in a notebook, on the landing page, or in a section with a figure."""
    page, is_landing = known.page, known.name == LANDING
    # The title of the landing page is the document's, and may have any number.
    titles = {block.line for block in page.blocks if block.type == "h1"}
    # The retelling of a paragraph may be full of numbers.
    shows = [role.line for role in page.roles if role.name == "fig"]
    shows += [directive.line for directive in page.directives if directive.name == "chart"]
    measured = {page.section(line) for line in shows if known.paragraph is not None} - {RETELLING}
    for block in page.blocks:
        is_free = not known.cells and not (is_landing and block.line not in titles)
        if not is_free or page.section(block.line) in measured:
            yield from find_typed_numbers(block)
    # What the claim of a title proves is known where the data can be read.
    for shown in list_shown(known) if known.book.data else ():
        claim = shown.texts.get("claim")
        proven = _list_proven(known.book, claim.text) if claim else frozenset()
        for option in shown.texts.keys() & {"title", "says"}:
            yield from map(shown.locate, find_in_option(option, *shown.texts[option], proven=proven))


def _list_proven(book: CheckedBook, name: str) -> frozenset[str]:
    """The numbers that the claim of a title says a figure equals: where one changes, the claim is false."""
    claims = book.data.claims if book.data else ()
    comparisons = (each for claim in claims if claim.name == name for each in claim.comparisons)
    return frozenset(each.right for each in comparisons if each.sign == "=")


def find_typed_numbers(block: Block) -> Iterator[Mistake]:
    """Yield a mistake for each number that is typed in a block, outside code, roles and links."""
    pieces = (piece._replace(type="code") if piece.type == "link" else piece for piece in block.pieces)
    shown = show_block(block._replace(pieces=tuple(pieces)))
    for start, end in (*_find_typed(shown.text), *(match.span() for match in _IN_WORDS.finditer(shown.text))):
        number = " ".join(shown.text[start:end].split())
        hint = f"use a figure, {{fig}}`name`, or mark a convention, {{n}}`{number}`"
        yield Mistake(shown.line(start), f"the number {number!r} is typed", hint)
    for piece in block.pieces:
        if piece.type == "aside":
            yield from find_in_option("title or description", piece.text, piece.line)


def find_in_option(
    option: str, text: str, line: int, *, proven: frozenset[str] = frozenset()
) -> Iterator[Mistake]:
    """Yield a mistake for each number in the text of an option, such as a title, that is not proven."""
    hint = "say it without a number, or compare a figure with it in the claim: `= NUMBER`"
    for start, end in _find_typed(text):
        if text[start:end] not in proven:
            yield Mistake(line, f"the number {text[start:end]!r} is typed in the {option}", hint)
    # Where a claim says what a number is, a number in words is to be that one.
    for word in re.finditer(r"\w+", text.lower() if proven and option == "title" else ""):
        if word[0] in _SMALL and str(3 + _SMALL.index(word[0])) not in proven:
            yield Mistake(line, f"the claim does not prove the number {word[0]!r} of the title", hint)


def _find_typed(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each typed number of a text."""
    digits = "".join(map(_replace_numeral, text))
    digits = _FREE.sub(lambda match: " " * len(match[0]), digits)
    return (match.span() for match in _TYPED.finditer(digits))


def _replace_numeral(character: str) -> str:
    """The digit 1 for a character that stands for a number without being a digit, such as ½; else itself."""
    is_numeral = character.isnumeric() and not character.isalpha() and not character.isdecimal()
    return "1" if is_numeral else character
