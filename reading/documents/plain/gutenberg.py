"""Leaves out what surrounds a book of Project Gutenberg: header, licence, title page, and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from reading.documents.plain.lines import clear, list_runs, read_first_group
from reading.documents.plain.surroundings import Stripped
from reading.files.gutenberg_page import END, START, read_header
from reading.files.read import Line
from reading.formatting import pluralize

_GUTENBERG_LAST = re.compile(r"^\s*End of (?:the )?Project Gutenberg", re.IGNORECASE)
_CREDITS = re.compile(
    r"\s*(?:(?:Produced|E-text prepared|This e-?text was (?:produced|prepared)) by|Transcribed from)\b",
    re.IGNORECASE,
)

MAX_BRACKETED = 20
"""Groups of lines within which a bracket around a note is closed."""

MAX_MORE = 4
"""Words by which the title page may spell a longer title."""

LONGEST_IMPRINT, SHORT_LINE = 25, 6
"""Words of a group of lines of a title page; if it ends like a sentence, it has fewer."""

LONGEST_BLURB = 60
"""Words of a group of lines up to which it may stand on a title page, above the title that comes again."""

MAX_FRONT = 40
"""Groups of lines within which the title page of a book ends."""

_BRACKETED = re.compile(
    r"\s*\[(?:Illustration|Music|Picture|Transcriber'?\u2019?s'? Notes?|Frontispiece|Blank Page|Page"
    r"|This e-?text)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*(?:Transcriber['\u2019]?s['\u2019]? Notes?|Note: Project Gutenberg)\b", re.IGNORECASE)
"""What transcribers have added to a text."""

_TITLE_PAGE = re.compile(
    r"(?:(?:music|words|edited|translated|illustrated|written|selected|compiled) )?by\b|author of\b"
    r"|with (?:an? )?(?:illustrations|introduction|frontispiece)|copyright\b|\(c\)|all rights reserved"
    r"|printed (?:by|in|at)|reprinted|published|first (?:published|impression|performed|edition|printed)"
    r"|electrotyped|illustrated|(?:the )?[\w ]*\bedition\b"
    r"|(?:boston|cambridge|chicago|edinburgh|london|new york|oxford|philadelphia)\b|m[dclxvi]{4,}\.?$"
    r"|[\w .&']*\b(?:company|press|publishers?|& co\.?|& sons)[.,]?$|(?:[\w ,.]* )?1[5-9]\d\d\.?$"
    r"|a (?:play|novel|story|romance|tale|comedy|tragedy|poem)\b",
    re.IGNORECASE,
)
"""Lines of a title page below the title."""

_PART = re.compile(
    r"(?:act|book|chapter|contents|dedication|foreword|introduction|part|preface|prologue|scene)\b|.*\bnote$",
    re.IGNORECASE,
)


def strip_gutenberg(lines: Sequence[Line]) -> Stripped:
    """Leave out what Project Gutenberg puts around a text: its header, its credits and its licence."""
    start = next((place for place, line in enumerate(lines) if START.match(line.text)), None)
    if start is None:
        return Stripped(list(lines))
    end = next((place for place in range(start, len(lines)) if END.match(lines[place].text)), len(lines))
    header = read_header(line.text for line in lines[:start])
    first = start + 1
    # The line that marks the start may be broken.
    while first < end and lines[first].text.strip() and not lines[first - 1].text.rstrip().endswith("***"):
        first += 1
    body = [*lines[first:end]]
    while body and (not body[-1].text.strip() or _GUTENBERG_LAST.match(body[-1].text)):
        body.pop()
    removed = f"Project Gutenberg's header (lines 1 to {lines[first - 1].number:,})"
    group = read_first_group(body)
    if group and _CREDITS.match(group[0].text):
        body = body[body.index(group[-1]) + 1 :]
        removed += f", credits (to line {group[-1].number:,})"
    if end < len(lines):
        removed += f" and licence (from line {lines[end].number:,} on)"
    return Stripped(body, header.title, header.author, removed)


def strip_front(lines: Sequence[Line], title: str, author: str) -> Stripped:
    """Leave out the title page of a book whose title is known, pictures, and notes of transcribers.

    The title itself stays, on one line. Pictures in brackets are left out of all of the text.
    """
    kept, notes = _strip_notes(lines)
    groups = _list_groups(kept)
    size, titled = _find_title_page(kept, groups, title, author)
    size = _end_at_second_title(kept, groups, size, title)
    dropped = _find_repeated_title(kept, groups[size:], title)
    if titled is not None:
        dropped.update(range(groups[0][0], groups[size - 1][1]))
    pages = sum(bool(kept[place].text.strip()) for place in dropped)
    for place in dropped:
        kept[place] = clear(lines[place])
    if titled is not None:
        kept[titled] = Line(lines[titled].number, title)
    listed = [
        f"the title page ({pluralize(pages, 'line')})" if pages else "",
        f"pictures and notes of transcribers ({notes})" if notes else "",
    ]
    return Stripped(kept, removed=", ".join(filter(None, listed)))


def _strip_notes(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines without pictures in brackets and notes of transcribers, and the number of these."""
    kept, notes = list(lines), 0
    groups = _list_groups(lines)
    for number, (start, end) in enumerate(groups):
        text = " ".join(line.text.strip() for line in lines[start:end])
        is_note = number < MAX_FRONT and bool(_NOTE.match(text))
        # A bracket may be closed in a later group.
        closed = _find_closing(lines, groups, number) if _BRACKETED.match(text) else None
        if closed is not None or is_note:
            last = number if closed is None else closed
            # The text of a note may stand below its heading, further to the right.
            while is_note and last + 1 < len(groups) and lines[groups[last + 1][0]].text.startswith("   "):
                last += 1
            for place in range(start, groups[last][1]):
                kept[place] = clear(lines[place])
            notes += 1
    return kept, notes


def _find_title_page(
    lines: Sequence[Line], groups: Sequence[tuple[int, int]], title: str, author: str
) -> tuple[int, int | None]:
    """The number of groups that a title page has, and the place of the title. None where it has no title."""
    words = set(_read_words(f"{title} {author} by the a an and of"))
    own_title = _read_words(title)
    size, titled = 0, None
    for number, (start, end) in enumerate(groups[:MAX_FRONT], 1):
        texts = [_strip_marks(line) for line in lines[start:end]]
        own = _read_words(" ".join(texts))
        is_part = bool(_PART.match(texts[0])) and own != own_title
        is_longer = set(own_title) <= set(own) and len(own) <= len(own_title) + MAX_MORE and not is_part
        is_title = bool(own) and (set(own) <= words or (bool(own_title) and is_longer))
        if is_title and titled is None:
            titled = start
        longest = SHORT_LINE if texts[-1][-1:] in (".", "?", "!") else LONGEST_IMPRINT
        if is_title or not own or _TITLE_PAGE.match(texts[0]):
            size = number
        elif _PART.match(texts[0]) or len(own) > longest:
            break
    return size, titled


def _end_at_second_title(
    lines: Sequence[Line], groups: Sequence[tuple[int, int]], size: int, title: str
) -> int:
    """The number of groups that a title page has: those up to a title that comes again, right above a part.

    size: the number that it has by its lines
    """
    for number, (start, end) in enumerate(groups[:MAX_FRONT]):
        texts = [_strip_marks(line) for line in lines[start:end]]
        if number < max(size, 1):
            continue
        if _PART.match(texts[0]) or len(_read_words(" ".join(texts))) > LONGEST_BLURB:
            break
        below = lines[groups[number + 1][0]] if number + 1 < len(groups) else Line(0, "")
        if _read_words(texts[0]) == _read_words(title) and _PART.match(_strip_marks(below)):
            return number + 1
    return size


def _find_repeated_title(lines: Sequence[Line], groups: Sequence[tuple[int, int]], title: str) -> set[int]:
    """The places of a title that comes again before the text, with the lines of a title page below it."""
    own_title, found = _read_words(title), set[int]()
    for number, (start, end) in enumerate(groups):
        if _read_words(lines[start].text) == own_title:
            below = takewhile(
                lambda group: all(_TITLE_PAGE.match(_strip_marks(line)) for line in lines[slice(*group)]),
                groups[number + 1 :],
            )
            found.update(range(start, end) if end - start == 1 else ())
            found.update(place for group in below for place in range(*group))
    return found


def _strip_marks(line: Line) -> str:
    return line.text.strip(' _*"')


def _find_closing(lines: Sequence[Line], groups: Sequence[tuple[int, int]], first: int) -> int | None:
    """The group of lines that ends with the bracket which another group opens. None where there is none."""
    depth = 0
    for number, (start, end) in enumerate(groups[first : first + MAX_BRACKETED], first):
        text = " ".join(line.text for line in lines[start:end]).strip()
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return number if text.endswith("]") else None
    return None


def _read_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("\u2019", ""))


def _list_groups(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The start and the end of each group of lines between blank lines."""
    return list_runs(bool(line.text.strip()) for line in lines)
