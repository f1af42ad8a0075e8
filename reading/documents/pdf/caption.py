"""Finds the parties in the caption of a court's paper, such as *SMITH, Appellant, v. JONES, Respondent*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

CAPTION_WITHIN = 40
"""Lines from the start within which a caption stands."""

PROCEEDINGS_WITHIN = 150
"""Lines from the start within which the proceedings of a transcript begin."""

NEAR = 8
"""Lines above and below *v.* within which the parties stand."""

LONGEST_PARTY = 12
"""Words of the name of a party."""

MIN_BORDERS = 4
"""Lines with a border near *v.* from which on a caption needs no roles."""

MAX_ROLE = 4
"""Words of what a party is in the proceedings."""

MAX_LINES = 5
"""Lines of the names of both parties."""

_VERSUS = re.compile(r"[-\u2013\u2014]?\s*(?:v|vs|versus|against)\s*\.?\s*[-\u2013\u2014]?", re.IGNORECASE)

_ROLE = re.compile(
    r"(?:(?:and|cross|counter|third|party)\W+)*(?:appell(?:ant|ee)|applicant|claimant|defendant|intervenor|movant"
    r"|petitioner|plaintiff|relator|respondent)s?\b(?:\W+(?:and|(?-i:[A-Z])\w*))*\W*",
    re.IGNORECASE,
)
"""What a party is in the proceedings."""

_RIGHT = re.compile(r"\s*(?:\)|:|\u00a7|\|)(?:\s.*|$)")
"""The border between the parties and the number of the case, and what stands to the right of it."""

_BORDER = re.compile(r"(?<![(\w])\)(?:\s|$)")

_OTHERWISE = re.compile(r",\s+(?:[adnf]/?[bk]/?a\b|individually\b|on behalf\b)")

_NAME = re.compile(
    r"[A-Z][\w.'\u2019-]*(?:[ ,]+(?:[A-Z&][\w.'\u2019-]*|of|the|and|for|et|al\.|in|ex|rel\.))*"
)


_CASE = re.compile(rf"(?P<first>{_NAME.pattern}),?\s+(?:v|vs)\.\s+(?P<second>{_NAME.pattern})")
_EDGE_NUMBER = re.compile(r"^\W*\d+\W+|\W+\d+\W*$")


class Caption(NamedTuple):
    """The name of a case, the place of the line after its caption, and that of the first line of the text.

    Between them may be the heading of the proceedings.
    """

    title: str
    end: int
    start: int


def find_caption(lines: Sequence[str]) -> Caption | None:
    """Find the caption near the start of a document, whose lines are given.

    The names of two parties stand above and below *v.*, and one of them has a role, such as *Appellant*, or
    brackets stand to their right. In a transcript, who appears is named before the proceedings begin.

    >>> find_caption(["ADA BERG, ) No. 12", "Appellant, )", "v. )", "THE PORT, )", "Respondent. )"])
    Caption(title='ADA BERG v. THE PORT', end=5, start=5)
    """
    last = min(len(lines), PROCEEDINGS_WITHIN)
    left = [_RIGHT.sub("", line).strip(" ,;") for line in lines[: CAPTION_WITHIN + NEAR]]
    # What a party is called otherwise is no part of its name: *THE PORT, nka QUAYS*.
    left = [_OTHERWISE.split(text)[0] for text in left]
    for place, text in enumerate(left[:CAPTION_WITHIN]):
        if place + 1 < len(left) and (named := _read_whole_lines(text, left[place + 1])):
            return Caption(named, place + 2, place + 2)
        # The role of the first party may stand before *v.*, as in *Petitioner, v.*
        word = text.split()[-1] if text else ""
        role = text.removesuffix(word).strip(" ,")
        if not (_VERSUS.fullmatch(text) or (_VERSUS.fullmatch(word) and _ROLE.fullmatch(role))):
            continue
        above = range(place - 1, max(-1, place - NEAR - 1), -1)
        below = range(place + 1, min(len(left), place + NEAR + 1))
        first, second = (
            next((other for other in places if left[other] and not _ROLE.fullmatch(left[other])), None)
            for places in (above, below)
        )
        if first is None or second is None or not all(map(_is_party, (left[first], left[second]))):
            continue
        roles = [other for other in (*above, *below) if _ROLE.fullmatch(left[other])]
        roles += [place] if role else []
        borders = [other for other in (*above, *below) if _BORDER.search(lines[other])]
        if len(borders) >= MIN_BORDERS:
            roles.append(max(other for other in borders if other <= second + NEAR))
        if roles:
            end = max(second, *(role for role in roles if role > first)) + 1
            heading = next((other for other in range(end, last) if lines[other] == "PROCEEDINGS"), None)
            title = f"{left[first]} v. {left[second]}"
            return Caption(title, end, end) if heading is None else Caption(title, heading, heading + 1)
    return None


def _read_whole_lines(first: str, second: str) -> str:
    """The parties that each stand in a line with their roles, as in *ADA BERG, Petitioner v.* Else empty."""
    words = first.split()
    if len(words) < 3 or not _VERSUS.fullmatch(words[-1]):
        return ""
    names = [_split_role(" ".join(words[:-1])), _split_role(second)]
    return " v. ".join(names) if all(map(_is_party, names)) else ""


def _split_role(text: str) -> str:
    """The name of a party that stands before its role. Empty where no role ends the text."""
    words = text.split()
    for size in range(1, min(MAX_ROLE, len(words) - 1) + 1):
        if _ROLE.fullmatch(" ".join(words[-size:])) and words[-size - 1].rstrip("0123456789").endswith(","):
            return " ".join(words[:-size]).rstrip("0123456789").rstrip(" ,")
    return ""


def find_case(lines: Sequence[str], running: Iterable[str]) -> Caption | None:
    """Find the names of the parties near the start of lines, where running heads name the case in short.

    Lines in capitals below them, such as *ON APPEAL FROM THE COURT OF THE COAST*, belong to the caption.

    >>> find_case(["Summary", "ADA BERG, OWNER v.", "THE PORT", "They wait."], ["2 BERG v. PORT"])
    Caption(title='ADA BERG, OWNER v. THE PORT', end=3, start=3)
    """
    short = [case for head in dict.fromkeys(running) if (case := _CASE.fullmatch(_EDGE_NUMBER.sub("", head)))]

    def match(start: int, end: int) -> re.Match[str] | None:
        case = _CASE.fullmatch(" ".join(lines[start:end]).rstrip(",; "))
        return case if case and any(_is_short_for(other, case) for other in short) else None

    for first in range(min(len(lines), CAPTION_WITHIN) if short else 0):
        for end in range(first + 1, min(first + MAX_LINES, len(lines)) + 1):
            # What stands above the first party is none of it.
            if cases := [case for start in range(first, end) if (case := match(start, end))]:
                below = takewhile(lambda text: text.isupper() and len(text.split()) > 1, lines[end:])
                last = end + len(list(below))
                return Caption(f"{cases[-1]['first']} v. {cases[-1]['second']}", last, last)
    return None


def _is_short_for(short: re.Match[str], case: re.Match[str]) -> bool:
    """Whether each party of a case is named by the first word that a running head has for it."""
    return all(
        _is_party(case[side]) and short[side].split()[0].upper() in re.findall(r"[^\s,]+", case[side].upper())
        for side in ("first", "second")
    )


def _is_party(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and len(text.split()) <= LONGEST_PARTY
