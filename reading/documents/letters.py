"""Finds letters: an address, a date, *Dear Ms. Berg*, the text, and *Sincerely* with a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reading.documents.typography.title_page import is_text

GREETING_WITHIN, CLOSING_WITHIN = 40, 25
"""Lines from the start within which a letter greets, and lines from the end within which it closes."""

LONGEST_CLOSING, LONGEST_SUBJECT = 6, 20
"""Words of the line that closes a letter, and of its subject."""

_GREETING = re.compile(
    r"Dear(?:\s[^\s,:]+){1,7}[,:]|Dear(?:\s[A-Z][^\s,:]*){1,4}|To [Ww]hom [Ii]t [Mm]ay [Cc]oncern[,:]?"
)
_CLOSING = re.compile(
    r"(?:(?:very |most )?(?:truly|sincerely|respectfully|faithfully) yours"
    r"|(?:yours )?(?:sincerely|faithfully|truly|respectfully|cordially)"
    r"|(?:with )?(?:best|kind|warm)?(?:est)? ?(?:regards|wishes))\b(?:,.*)?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:re|subject|subj)\s*:\s*(?P<value>\S.*?)(?:\s(?:our|your) ref\b.*|$)", re.IGNORECASE
)


class Letter(NamedTuple):
    """The subject of a letter, the place of its greeting, and that of its closing.

    subject: empty where the letter names none
    """

    subject: str
    greeting: int
    closing: int


def find_letter(texts: Sequence[str]) -> Letter | None:
    """Tell whether a document, whose lines or paragraphs are given, is a letter.

    It has one greeting, above which are only short lines, and its closing is near the end.

    >>> find_letter(["Ada Berg", "Re: Old ships", "Dear Mr. Dahl,", "They wait.", "Sincerely,", "Ada"])
    Letter(subject='Old ships', greeting=2, closing=4)
    """
    greetings = [place for place, text in enumerate(texts) if _GREETING.fullmatch(text)]
    greeting = greetings[0] if len(greetings) == 1 else GREETING_WITHIN
    if greeting >= GREETING_WITHIN or any(map(is_text, texts[:greeting])):
        return None
    first = max(greeting + 2, len(texts) - CLOSING_WITHIN)
    closing = next(
        (
            place
            for place in range(first, len(texts))
            if len(texts[place].split()) <= LONGEST_CLOSING and _CLOSING.fullmatch(texts[place])
        ),
        None,
    )
    if closing is None:
        return None
    subjects = (_SUBJECT.fullmatch(text) for text in texts[: greeting + 3])
    subject = next((found["value"] for found in subjects if found), "")
    return Letter(subject if len(subject.split()) <= LONGEST_SUBJECT else "", greeting, closing)
