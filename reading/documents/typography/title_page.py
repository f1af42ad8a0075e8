"""Finds the title of a PDF or a Word document on its first page, and what stands there beside the text.

A letterhead, the lines of a memorandum (*To*, *From*, *Subject*), dates, symbols and authors are no text.
What is left out is listed in full, because a title page has few words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from reading.formatting import round_half_up

LONGEST_TITLE = 40
"""Words of a title."""

LONGEST_LINE = 25
"""Words of a block of a title page. More are text."""

MAX_BLOCKS = 25
"""Blocks of a title page."""

MAX_AUTHORS = 6
"""Blocks below a title that may name authors and where they work."""

SMALL = 0.92
"""The size of small type, as a share of the usual one."""

MIN_LETTERS = 12
"""Letters from which on equal texts tell a title."""

MIN_COVERED = 0.8
"""The share of a title that its running heads repeat."""

MIN_SHARE = 0.6
"""The share of a running head that a title within it has at least. Less is what a letter is about."""

MIN_NAMED = 2
"""Words of a title from which on a paragraph that has them names the document."""

MIN_LIKE = 0.75
"""How like the title on the page is to that which the file states, from which on they are one."""

_FIELD = re.compile(
    r"(?P<name>to|from|through|thru|via|cc|date|subject|subj|ubject|re|distr|original|running head"
    r"|agenda item|session)\s*[.:]\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECT = ("subject", "subj", "ubject", "re")
_MEMORANDUM = {"to", "from", "through", "thru", "via", *_SUBJECT}

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:st|nd|rd|th)?,?\s+"
_DATE = re.compile(
    rf"(?:\S+:?\s+){{0,3}}(?:\d{{1,2}}{_DAY})?{_MONTH},?\s+(?:\d[\d ]?{_DAY})?\d{{4}}"
    rf"(?:,?\s+\d{{1,2}}:\d{{2}}.*)?|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}|(?:19|20)\d{{2}}",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"(?=(?:\D*\d){3})(?:\S*[\d/*()]\S*\s*|No\.\s+|[A-Z]+\s+)++|\d+")
"""A line of numbers, such as a document's symbol or *No. 12, 2020*, without words.

What is matched is kept (`++`): to try each number in all its parts takes minutes on a line with a word.
"""

_PLACEHOLDER = re.compile(r"(?:[\w.]+[-/ ])*(?:[XN]{2,}|#+)(?:[-/.:][\dXN]+)*")
"""A symbol that is not filled in yet, such as *AB-XXX*."""

_VERSION = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|final|working|public|revised)\s+)?"
    rf"(?:draft|edition|version|revision|release|rev\.?)(?:\W|\d|\bv(?=\d)|\b{_MONTH})*+",
    re.IGNORECASE,
)
"""A line that only says which version of a document this is, such as *4th Draft* or *Version 1.2*."""

_ORGANISATION = re.compile(
    r"\b(?:agency|assembly|association|authority|bank|board|bureau|commission|committee|council|court"
    r"|department|federation|foundation|institute|ministry|office|organi[sz]ation|parliament|senate|society"
    r"|union|university|united nations|nations)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:abstract|summary|executive summary|introduction|(?:table of )?contents|preamble|preface|foreword"
    r"|background|overview|references|acknowledge?ments|author note|keywords?|purpose|recitals)[.:]?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:annex|appendix|article|attachment|book|chapter|part|section|schedule)\s+(?:\d{1,3}|[IVXLC]+|[A-Z])\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|(?:[IVX]{1,5}|[A-Z])[.)])\s+\S")
_MATTER = re.compile(
    r"(?P<name>(?:in re|in the matter of|ex parte)\b:?\s+(?-i:[A-Z\d])"
    r"(?:(?!\s(?:misc|civil|criminal|case|docket|no)\b).)+)",
    re.IGNORECASE,
)
"""What a case without parties is called."""

_OPEN_END = re.compile(r"\b(?:of|for|to|on|and|the|in|with|between|at|by)$", re.IGNORECASE)
"""A word with which no title ends."""

_RESOLUTION = re.compile(r"\d{1,3}/\d{1,4}\.?\s+[A-Z][a-z]+\s")
_PAUSE = re.compile(r"[.!?:;,][\"'\u2019\u201d)\]\d]*$")
_BULLET = re.compile(r"[\u2022\u25cf\u25aa\u2013\u2014\uf0b7*-]\s")
_AUTHOR_MARK = re.compile(r"[a-z]\s?[\d*\u2020\u2021\u00b6](?:,|\s|$)|@|^by\b|et al\.", re.IGNORECASE)


class Block(NamedTuple):
    """A paragraph or a heading: its text, its size of type, and how it is set.

    page: the number of its page from 0
    is_marked: whether it is a heading by its type
    is_centred: whether it stands in the middle
    is_subtitle: whether its style says that it stands below the title
    """

    text: str
    size: float
    bold: bool
    page: int
    is_marked: bool
    is_centred: bool = False
    is_subtitle: bool = False


class TitlePage(NamedTuple):
    """The title, the places of the blocks that are it, and the places of those that are left out.

    title: empty where there is none. The subject of a memorandum is no block of its own.
    """

    title: str
    places: range
    left_out: list[int]


def read_title_page(
    blocks: Sequence[Block],
    body: float,
    stated: str = "",
    running: Collection[str] = (),
    *,
    case: str = "",
    caption: int = 0,
) -> TitlePage:
    """Find the title among the first blocks of a document.

    body: the usual size of type
    stated: the title that the file states
    running: its running heads, which may repeat the title
    case: the name of the case of a court's paper; empty where it is none
    caption: the number of blocks up to the end of its caption
    """
    head = _list_head(blocks)
    found = (
        ((case, range(0), caption) if case else None)
        or _find_stated(head, stated)
        or _find_matter(head)
        or _find_subject(head)
        or _find_running(head, running)
        or _find_repeated(head)
        or _find_resolution(head)
        or _find_large(head, blocks, body)
    )
    if not found:
        return TitlePage("", range(0), [])
    title, places, last = _complete(blocks, found)
    # Recognition of a scanned page may misread what its file states.
    is_like = SequenceMatcher(None, _simplify(title), _simplify(stated)).ratio() > MIN_LIKE
    title = stated if is_like and not case else title
    below = _list_below(blocks, last, body)
    again = _list_again(blocks, max(last, *below, 0) if below else last, title, body)
    return TitlePage(title, places, [*(set(range(last)) - set(places)), *below, *again])


def _complete(blocks: Sequence[Block], found: tuple[str, range, int]) -> tuple[str, range, int]:
    """A title that ends with a word such as *of*, with the block below it, whatever its type is."""
    title, places, last = found
    is_open = bool(places) and places.stop == last < len(blocks) and _OPEN_END.search(title)
    below = blocks[last].text if is_open else ""
    if not below or not is_short_line(below) or _is_aside(below) or len(below.split()) > LONGEST_LINE:
        return found
    return f"{title} {below}", range(places.start, last + 1), last + 1


def _list_again(blocks: Sequence[Block], start: int, title: str, body: float) -> list[int]:
    """The places from one on where the title comes again above the text, in larger or bold type."""
    name = _simplify(title)
    return [
        place
        for place, block in enumerate(blocks[start:], start)
        if len(name) >= MIN_LETTERS and _simplify(block.text) == name
        if not block.is_marked and (block.bold or block.size >= 1.12 * body)
    ]


def _list_head(blocks: Sequence[Block]) -> list[Block]:
    """The blocks above the text."""
    first = blocks[0].page if blocks else 0
    near = takewhile(lambda block: block.page <= first + 1 and not is_text(block.text), blocks)
    return list(near)[:MAX_BLOCKS]


def is_text(text: str) -> bool:
    """Whether a block is a sentence or has many words, and does not belong to a title page."""
    words = len(text.split())
    is_sentence = (
        words >= 4
        and len(re.findall(r"\b[a-z]{2,}\b", text)) > 1
        and re.search(r"[.!?][\"'\u2019\u201d)\]]*$", text)
    )
    is_clause = words >= 8 and re.search(r"[;:,]$", text)
    return bool(words > LONGEST_TITLE or is_sentence or is_clause) and not _FIELD.match(text)


_Found = tuple[str, range, int] | None
"""The title, the places of its blocks, and the place after the last block that belongs to the title page."""


def _find_stated(head: Sequence[Block], stated: str) -> _Found:
    """The blocks that are the title that the file states, or begin with it."""
    name = _simplify(stated)
    if len(name) < 4:
        return None
    for start in range(len(head)):
        text = ""
        for end in range(start + 1, min(start + 4, len(head)) + 1):
            text += _simplify(head[end - 1].text)
            is_title = text == name or (len(name) >= MIN_LETTERS and text.startswith(name))
            if is_title and len(text) < 3 * len(name):
                places = range(start, end)
                # The page may have it in capitals, or with spaces within words.
                return stated if text == name else _join(head, places), places, end
    return None


def _find_matter(head: Sequence[Block]) -> _Found:
    """The block of a court's paper that names its matter: *In re Harbour Lights*, above the case's number."""
    for place, block in enumerate(head):
        if matter := _MATTER.match(block.text):
            return matter["name"].strip(" ,.)"), range(0), place + 1
    return None


def _find_subject(head: Sequence[Block]) -> _Found:
    """The subject of a memorandum, which has lines that begin with *To*, *From* or the like."""
    fields = [(place, match) for place, block in enumerate(head) if (match := _FIELD.match(block.text))]
    names = {match["name"].lower() for _, match in fields}
    subject = next((match["value"] for _, match in fields if match["name"].lower() in _SUBJECT), "")
    if len(names & _MEMORANDUM) < 2 or not subject:
        return None
    return subject.strip(), range(0), fields[-1][0] + 1


def _find_running(head: Sequence[Block], running: Collection[str]) -> _Found:
    """The block that running heads repeat, in one line or in several."""
    names = sorted({_join_letters(name) for name in running}, key=len, reverse=True)
    names = [name for name in names if len(name) >= MIN_LETTERS]
    best, where = 0.0, 0
    for place, block in enumerate(head):
        text = rest = _join_letters(block.text)
        if len(text) < 2 * MIN_LETTERS or not _may_be_title(block):
            continue
        for name in names:
            rest = rest.replace(name, "")
        is_within = any(text in name and len(text) >= MIN_SHARE * len(name) for name in names)
        covered = 1.0 if is_within else 1 - len(rest) / len(text)
        if covered > best:
            best, where = covered, place
    if best < MIN_COVERED:
        return None
    return head[where].text, range(where, where + 1), where + 1


def _find_repeated(head: Sequence[Block]) -> _Found:
    """The block of the first page that comes again above the text on the second."""
    for place, block in reversed(list(enumerate(head))):
        text = _simplify(block.text)
        before = any(
            other.page < block.page and _simplify(other.text) == text and other.page == head[0].page
            for other in head[:place]
        )
        if before and len(text) >= 2 * MIN_LETTERS and _may_be_title(block):
            return block.text, range(place, place + 1), place + 1
    return None


def _find_resolution(head: Sequence[Block]) -> _Found:
    """The name of a resolution, which begins with its number, as in *78/272. Agreement on Ships*."""
    for place, block in enumerate(head):
        if _RESOLUTION.match(block.text) and len(block.text.split()) <= LONGEST_TITLE:
            return block.text, range(place, place + 1), place + 1
    return None


def _find_large(head: Sequence[Block], blocks: Sequence[Block], body: float) -> _Found:
    """The largest block that is no letterhead; else the first one, if it is set apart.

    What is set like later headings is one of them, unless these open parts and it opens none.
    """
    first = head[0].page if head else 0
    places = [
        place
        for place, block in enumerate(head)
        if block.page == first and _may_be_title(block) and not _is_letterhead(head, place, body)
    ]
    large = [place for place in places if head[place].size >= 1.12 * body]
    if large:
        start = max(large, key=lambda place: (head[place].size, -place))
    elif places and (
        head[places[0]].is_marked or head[places[0]].is_centred or head[places[0]].text.isupper()
    ):
        start = places[0]
        before = [place for place in range(start) if not _is_letterhead(head, place, body)]
        if any(not _is_aside(head[place].text) for place in before):
            return None
    else:
        return None
    end = start + 1
    # Of centred lines in bold, those above the first part are the title.
    while end < len(head) and (large or head[end].is_centred) and _goes_on(head[start], head[end]):
        end += 1
    if len(_join(head, range(start, end)).split()) > LONGEST_LINE:
        return None
    later = [block for block in blocks[end:] if block.is_marked and not _is_aside(block.text)]
    same = [block for block in later if abs(block.size - head[start].size) < 0.5]
    like = [block for block in same if large or block.bold == head[start].bold]
    below = next((block for block in blocks[end:] if not _is_aside(block.text)), None)
    is_above_part = below and below.is_marked and _opens_part(below.text)
    is_series = 2 * sum(_opens_part(block.text) for block in like) > len(like)
    if like and not (is_above_part or is_series or _is_named(_join(head, range(start, end)), blocks[end:])):
        return None
    return _join(head, range(start, end)), range(start, end), end


def _is_named(title: str, below: Sequence[Block]) -> bool:
    """Whether the first paragraph calls the document what its title says: *this Harbour Agreement*."""
    words = re.findall(r"\w+", title.lower())
    text = next((block.text for block in below if is_text(block.text)), "").lower()
    names = [words[first:] for first in range((len(words) + 1) // 2) if len(words) - first >= MIN_NAMED]
    return any(re.search(r"\b(?:this|these|our)\W+" + r"\W+".join(name) + r"\b", text) for name in names)


def opens_document(text: str) -> bool:
    """Whether a block is only the name of a part that documents open or close with, such as *Abstract*."""
    return bool(_OPENING.fullmatch(text))


def is_bullet(text: str) -> bool:
    """Whether a block is an item of a list with bullets."""
    return bool(_BULLET.match(text))


def is_short_line(text: str) -> bool:
    """Whether a block may be a line of a title page: no sentence, no clause that goes on, and no item."""
    is_field = text.isupper() and text.endswith(":")
    goes_on = text.endswith((";", ":", ",")) and not is_field
    return not (is_text(text) or goes_on or is_bullet(text))


def _is_letterhead(head: Sequence[Block], place: int, body: float) -> bool:
    """Whether a block names an organisation, has a date or a symbol near, and a title below."""
    block = head[place]
    if len(block.text.split()) > 8 or not _ORGANISATION.search(block.text):
        return False
    near = any(_is_aside(other.text) for other in head[max(0, place - 1) : place + 5])
    below = any(
        _may_be_title(other) and (other.size >= 1.12 * body or other.is_marked or other.text.isupper())
        for other in head[place + 1 :]
        if not _ORGANISATION.search(other.text) or len(other.text.split()) > 8
    )
    return near and below


def _may_be_title(block: Block) -> bool:
    text = block.text
    words = text.split()
    if not 0 < len(words) <= LONGEST_TITLE or not re.search(r"[^\W\d_]{3}", text):
        return False
    if _is_aside(text) or _opens_part(text) or _AUTHOR_MARK.search(text):
        return False
    return not (re.search(r"[.:;,]$", text) or not (text[0].isupper() or text[0].isdigit()))


def _is_aside(text: str) -> bool:
    """Whether a block is a field, a date, a symbol or a version."""
    is_bracketed = text.startswith(("[", "(")) and text.endswith(("]", ")"))
    forms = (_DATE, _SYMBOL, _PLACEHOLDER, _VERSION)
    return bool(_FIELD.match(text) or is_bracketed or any(form.fullmatch(text) for form in forms))


def _is_set_like(first: Block, other: Block) -> bool:
    return abs(first.size - other.size) < 0.5 and first.bold == other.bold


def _goes_on(first: Block, other: Block) -> bool:
    """Whether a block is set like the one above and goes on with a title."""
    if first.is_centred != other.is_centred or other.is_subtitle:
        return False
    return (
        _is_set_like(first, other)
        and not other.text.endswith(".")
        and not _is_aside(other.text)
        and not _opens_part(other.text)
    )


def _opens_part(text: str) -> bool:
    return bool(_OPENING.fullmatch(text) or _LABEL.match(text) or _NUMBER.match(text))


def _list_below(blocks: Sequence[Block], start: int, body: float) -> list[int]:
    """The places of what stands below the title: all short lines up to a heading, else dates and authors."""
    later = {
        (round_half_up(block.size), block.bold) for block in blocks[start + MAX_AUTHORS :] if block.is_marked
    }

    def is_heading(block: Block) -> bool:
        return block.is_marked and (round_half_up(block.size), block.bold) in later

    def is_small(block: Block) -> bool:
        return block.page == blocks[0].page and block.size <= SMALL * body

    def opens(block: Block) -> bool:
        is_part = is_heading(block) or (block.is_marked and _opens_part(block.text))
        return is_part and not _is_aside(block.text)

    lines = list(
        takewhile(
            lambda block: not opens(block) and (is_short_line(block.text) or is_small(block)), blocks[start:]
        )
    )
    end = start + len(lines)
    # A short line such as *They have agreed:* may introduce all that follows.
    rest = blocks[end : end + 2]
    if len(rest) == 2 and rest[0].text.endswith(":") and not is_text(rest[0].text) and opens(rest[1]):
        end += 1
    if len(lines) <= MAX_BLOCKS and end < len(blocks) and opens(blocks[end]):
        return list(range(start, end))
    found: list[int] = []
    has_marks = False
    for place in range(start, min(start + MAX_AUTHORS, len(blocks) - 1)):
        block = blocks[place]
        has_mark = bool(_AUTHOR_MARK.search(block.text))
        is_author = _is_author(block.text) and (has_mark or not is_heading(block))
        is_glued = bool(re.match(r"\d[A-Z]", block.text))
        is_place = has_marks and (is_glued or not block.is_marked) and _is_place(block.text)
        if not (block.is_subtitle or _is_aside(block.text) or is_author or is_place):
            break
        has_marks |= has_mark
        found.append(place)
    return found


def _is_author(text: str) -> bool:
    """Whether a block may name persons: short, in capitalised words, and no heading."""
    words = [
        word for word in re.findall(r"[^\W\d_][\w'\u2019-]*", text) if len(word) > 3 or word[0].isupper()
    ]
    if (
        not words
        or len(text.split()) > LONGEST_LINE
        or _PAUSE.search(text)
        or text.isupper()
        or _opens_part(text)
    ):
        return False
    return bool(_AUTHOR_MARK.search(text)) or ("," in text and all(word[0].isupper() for word in words))


def _is_place(text: str) -> bool:
    """Whether a block below authors with marks says where they work: a mark and a name of several words."""
    return bool(re.match(r"[\d*\u2020\u2021]\s?[A-Z]", text)) and 3 <= len(text.split()) <= LONGEST_LINE


def _join(head: Sequence[Block], places: range) -> str:
    return " ".join(head[place].text for place in places)


def _simplify(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _join_letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()
