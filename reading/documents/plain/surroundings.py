"""Leaves out what only surrounds a plain text: a head, a list of contents, running heads, *THE END*."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import NamedTuple

from reading.documents.plain.lines import clear, count_indent, has_words, read_first_group
from reading.files.read import Line
from reading.formatting import pluralize

_FIELD = re.compile(r"(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)?):(?: +(?P<value>.*))?$")
_MARKED_FIELD = re.compile(r"<(?P<name>[a-z]+) ?= ?\"(?P<value>[^<>\"]*)\"\s*/?>")
"""A field in the marks of a collection of texts, such as *<title="Ports">*."""

_ADDRESS = re.compile(r"\s*<[^<>]*>|,$")

_STOP = re.compile(r"[.!?][\"')\]\u201d\u2019]*$")

_ENTRY = re.compile(r"\s*(?=\S)(?P<name>.*[^.\s]) ?(?P<dots>(?:\. ?){2,}) *(?:\d+|[ivxl]+)\s*$")
"""An entry of a list of contents: dots lead to the number of a page. A long entry has only few dots."""

_END = re.compile(
    r"_?(?:THE END|T H E {1,5}E N D|The End|F {0,3}I {0,3}N {0,3}I {0,3}S|Finis|ACT[- ]DROP|CURTAIN"
    r"|(?:THE )?END OF [A-Z][A-Z ,'\u2019&-]*"
    r"|(?:The )?End of (?:the )?(?:[A-Z][a-z]+ )?(?:Act|Book|Part|Play|Scene|Volume)(?: [A-Z0-9]+)?)[.!]?_?"
)
"""A line that says that a text or a part of it ends here."""

_CONTENTS = re.compile(r"(?:(?:the|table of|list of) )?contents(?: and illustrations)?[.:]?", re.IGNORECASE)
_GAP_ENTRY = re.compile(r"\s*(?P<name>\S.*?\S)(?: {3,}|\t+)(?P<page>\d+|[ivxl]+)\s*$")
"""An entry of a list of contents in which a gap leads to the number of a page."""

_WIDE_GAP = re.compile(r"\S(?: {3,}|\t+)(?=[^\Wa-z]|\S*[@\d])")
"""A gap between columns: the second one opens with a capital, or is an address or a number."""

_NUMBER_BEFORE = re.compile(
    r"\A(?:(?i:act|appendix|article|book|chapter|part|scene|section)\s+)?(?:[IVXLC]+|[A-Z](?=[.):])|\d+(?:\.\d+)*)[.):]?\s+(?=\S)"
)
_LABEL = re.compile(
    r"(?P<kind>act|appendix|article|book|chapter|part|section)\s+(?P<number>[IVXLC]+|\d+)\b", re.IGNORECASE
)
_BULLET = re.compile(r"\A[-*o\u2022] (?=\S)")
_NUMBERED = re.compile(r"\s*(?P<number>\d+(?:\.\d+)*)\.?\s+(?P<name>\S)")
_NUMBER_ALONE = re.compile(r"(?:[IVXLC]+|\d+)[.)]?")

LONGEST_ENTRY, MAX_ENTRIES, MAX_ENTRY_GAP = 14, 400, 8
"""Words of an entry of a list of contents without numbers, entries, and lines between two of them."""

MAX_BETWEEN = 2
"""Lines in a row that may stand between the entries of such a list: a heading, and the word *Page*."""

ABOVE = -8
"""The indent of a line in a list of contents that stands above the entries below it."""

MIN_HEADS = 2
"""How often the head of the first page comes again."""

MAX_HEAD = 10
"""Lines of a head in columns, such as that of a memo: who writes, and when."""

_PAGE = re.compile(r"(?:Page )?\d+(?: of \d+)?")

_MARKS = re.compile(r"(?<![\w])_(?=[^\s_])(?P<text>(?:[^_\n]|\n(?!\s*\n))+?)(?<=\S)_(?![\w])")
"""Italics, which are marked with underscores."""

MIN_ENTRIES, MIN_DOTS = 3, 4
"""Entries with so many dots from which on a list is one of contents."""


class Stripped(NamedTuple):
    """The lines of a text, what its head states of it, and a line about what was left out.

    title, author, removed, date: empty where there is none
    contents: the headings that a list of contents names
    indents: the columns before each of them in the list
    """

    lines: list[Line]
    title: str = ""
    author: str = ""
    removed: str = ""
    contents: tuple[str, ...] = ()
    indents: tuple[int, ...] = ()
    date: str = ""


def strip_italics(lines: Sequence[Line]) -> list[Line]:
    """Leave out the underscores that mark italics.

    >>> [line.text for line in strip_italics([Line(1, "_Very_ old, of_old_days.")])]
    ['Very old, of_old_days.']
    """
    text = _MARKS.sub(r"\g<text>", "\n".join(line.text for line in lines))
    if not lines:
        return []
    return [Line(line.number, part) for line, part in zip(lines, text.split("\n"), strict=True)]


def strip_head(lines: Sequence[Line]) -> Stripped:
    """Leave out a head in columns above the title, such as that of a memo: who writes, and when."""
    group = read_first_group(lines)
    gaps = sum(bool(_WIDE_GAP.search(line.text.strip())) for line in group)
    rest = lines[lines.index(group[-1]) + 1 :] if group else []
    has_text = any(line.text.strip() for line in rest)
    if not 2 <= len(group) <= MAX_HEAD or 2 * gaps < len(group) or not has_text:
        return Stripped(list(lines))
    removed = f"a head in columns (lines {group[0].number:,} to {group[-1].number:,})"
    return Stripped(list(rest), removed=removed)


def strip_fields(lines: Sequence[Line]) -> Stripped:
    """Leave out a head of fields, such as *Title: Ports*, and take the title and the author from it."""
    marked = _strip_marked_fields(lines)
    if marked.removed:
        return marked
    group = read_first_group(lines)
    fields: dict[str, str] = {}
    for line in group:
        field = _FIELD.match(line.text)
        if field:
            fields.setdefault(field["name"], (field["value"] or "").strip())
        elif not line.text[0].isspace() or not fields:
            return Stripped(list(lines))
    if len(fields) < 2 or not fields.get("Title"):
        return Stripped(list(lines))
    removed = describe_fields(group)
    author = _ADDRESS.sub("", fields.get("Author", ""))
    rest, date = list(lines[lines.index(group[-1]) + 1 :]), fields.get("Date", "")
    return Stripped(rest, fields["Title"], author, removed, date=date)


def _strip_marked_fields(lines: Sequence[Line]) -> Stripped:
    """Leave out the fields in angle brackets with which a text begins, if one of them is its title."""
    fields: dict[str, str] = {}
    first = read_first_group(lines)
    group = list(takewhile(lambda line: _MARKED_FIELD.fullmatch(line.text.strip()), first))
    for line in group:
        if field := _MARKED_FIELD.fullmatch(line.text.strip()):
            fields.setdefault(field["name"], field["value"].strip())
    rest = list(lines[lines.index(group[-1]) + 1 :]) if group else []
    if not fields.get("title") or not any(has_words(line.text) for line in rest):
        return Stripped(list(lines))
    author = fields.get("author", "") or fields.get("speaker", "")
    return Stripped(rest, fields["title"], author, describe_fields(group), date=fields.get("date", ""))


def describe_fields(lines: Sequence[Line]) -> str:
    """A line about fields that are left out."""
    return f"fields at the start (lines {lines[0].number:,} to {lines[-1].number:,})"


def strip_heads(lines: Sequence[Line]) -> Stripped:
    """Leave out the head of the first page where it comes again on other pages that nothing parts.

    It has two lines or more, which do not end like sentences.
    """
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    texts = [" ".join(lines[place].text.split()) for place in filled]
    again = [place for place in range(2, len(texts) - 1) if texts[place : place + 2] == texts[:2]]
    is_text = any(text[-1] in ".,;:!?" for text in texts[:2])
    if len(again) < MIN_HEADS or is_text:
        return Stripped(list(lines))
    size = 2
    while size < again[0] and len({tuple(texts[place : place + size + 1]) for place in (0, *again)}) == 1:
        size += 1
    kept = list(lines)
    for place in again:
        # The number of the page may stand above its head, or below it.
        first = place - bool(_PAGE.fullmatch(texts[place - 1]))
        last = place + size + any(map(_PAGE.fullmatch, texts[place + size : place + size + 1]))
        for number in filled[first:last]:
            kept[number] = clear(lines[number])
    return Stripped(kept, removed=f"a running head of {size} lines, {pluralize(len(again), 'time')}")


def strip_ends(lines: Sequence[Line]) -> Stripped:
    """Leave out the lines that only say that a text or its part ends, such as *THE END*.

    They stand alone, below a blank line or the end of a sentence.
    """
    texts = ["", *(line.text.strip() for line in lines), ""]
    found = [
        place
        for place, line in enumerate(lines)
        if _END.fullmatch(line.text.strip())
        and (not texts[place] or _STOP.search(texts[place]))
        and not texts[place + 2][:1].islower()
    ]
    if not found:
        return Stripped(list(lines))
    named = ", ".join(dict.fromkeys(repr(lines[place].text.strip()) for place in found))
    kept = [clear(line) if place in found else line for place, line in enumerate(lines)]
    return Stripped(kept, removed=f"{pluralize(len(found), 'line')} at the end of a part: {named}")


def strip_contents(lines: Sequence[Line]) -> Stripped:
    """Leave out the entries of a list of contents, whose dots lead to page numbers, and its heading.

    Below the heading *Contents*, gaps may lead to them.
    """
    found = {place: entry for place, line in enumerate(lines) if (entry := _ENTRY.match(line.text))}
    if sum(entry["dots"].count(".") >= MIN_DOTS for entry in found.values()) >= MIN_ENTRIES:
        above = min(found) - 1
        while above > 0 and not lines[above].text.strip():
            above -= 1
        entries = {*found, above} if names_contents(lines[above]) else set(found)
    else:
        above, found = _find_gap_entries(lines)
        if not found:
            return _strip_recurring_contents(lines)
        # Headings may stand between the entries.
        entries = set(range(above, max(found, default=above) + 1))
    broken = _find_broken(lines, found)
    entries |= set(broken.values())
    number = sum(bool(lines[place].text.strip()) for place in entries)
    removed = f"a contents list ({pluralize(number, 'line')})"
    named = {
        place: (f"{lines[above].text} {entry['name']}", count_indent(lines[above].text))
        if (above := broken.get(place, 0))
        else (entry["name"], count_indent(entry.string))
        for place, entry in found.items()
    }
    # A line among the entries that has no page is the heading of those below it.
    named |= {
        place: (lines[place].text, ABOVE)
        for place in entries
        if not (place in found or place in broken.values() or _is_beside(lines[place].text))
    }
    names = tuple(" ".join(name.split()) for _, (name, _) in sorted(named.items()))
    indents = tuple(indent for _, (_, indent) in sorted(named.items()))
    kept = [line for place, line in enumerate(lines) if place not in entries]
    return Stripped(kept, removed=removed, contents=names, indents=indents)


def _find_broken(lines: Sequence[Line], entries: Collection[int]) -> dict[int, int]:
    """The entries that are broken, each with the line above it, in which it begins with its number."""
    return {
        place: place - 1
        for place in entries
        if place - 1 not in entries
        and min(entries) < place
        and _NUMBERED.match(lines[place - 1].text)
        and not _NUMBERED.match(lines[place].text)
        and count_indent(lines[place - 1].text) < count_indent(lines[place].text)
    }


def _is_beside(text: str) -> bool:
    """Whether a line of a list of contents names nothing: it is blank, or says *Contents* or *Page*."""
    return not has_words(text) or text.strip(" _.").lower() == "page" or names_contents(Line(0, text))


def names_contents(line: Line) -> bool:
    """Whether a line is the heading of a list of contents."""
    return bool(_CONTENTS.fullmatch(line.text.strip(" _")))


def _find_gap_entries(lines: Sequence[Line]) -> tuple[int, dict[int, re.Match[str]]]:
    """The place of the heading *Contents*, and the entries below it in which gaps lead to page numbers."""
    start = next((place for place, line in enumerate(lines) if names_contents(line)), len(lines))
    runs: list[dict[int, re.Match[str]]] = [{}]
    between = 0
    for place in range(start + 1, len(lines)):
        entry = _GAP_ENTRY.match(lines[place].text)
        if entry:
            if between:
                runs.append({})
            runs[-1][place] = entry
        between = 0 if entry else between + bool(lines[place].text.strip())
        if between > MAX_BETWEEN:
            break
    entries = {place: entry for run in runs for place, entry in run.items()}
    pages = [int(entry["page"]) for entry in entries.values() if entry["page"].isdecimal()]
    if len(pages) > MIN_ENTRIES and all(before <= page for before, page in itertools.pairwise(pages)):
        # The pages grow, also where labels or the starts of broken entries part the entries.
        return start, entries
    # Within the text below the list, a line may end in a number, too.
    return start, {place: entry for run in runs if len(run) >= MIN_ENTRIES for place, entry in run.items()}


def _strip_recurring_contents(lines: Sequence[Line]) -> Stripped:
    """Leave out a list of contents without page numbers: most of its entries come again, as headings.

    It ends where its first entry comes again.
    """
    start = next((place for place, line in enumerate(lines) if names_contents(line)), len(lines))
    filled = [place for place in range(start + 1, len(lines)) if lines[place].text.strip()]
    keys = {place: _make_key(lines[place].text) for place in filled}
    end = next((place for place in filled[MIN_ENTRIES:] if keys[place] == keys[filled[0]]), 0)
    entries = _join_entries(lines, [place for place in filled if place < end])
    # The number of the first part may stand above its name.
    if entries and _NUMBER_ALONE.fullmatch(entries[-1].text):
        end = entries.pop().place
    later = {keys[place] for place in filled if place >= end}
    later |= {
        _make_key(f"{lines[place].text} {lines[below].text}")
        for place, below in itertools.pairwise(filled)
        if place >= end and below == place + 1
    }
    # What follows the list is no part of it.
    known = [entry for entry in entries if _make_key(entry.text) in later]
    gaps = [
        number
        for number, (one, other) in enumerate(itertools.pairwise(known), 1)
        if other.place - one.place > MAX_ENTRY_GAP
    ]
    known = known[: gaps[0]] if gaps else known
    size = sum(1 for entry in entries if known and entry.place <= known[-1].place)
    entries = entries[: _end_at_labels(entries, size)]
    is_short = all(
        len(entry.text.split()) <= LONGEST_ENTRY or _NUMBERED.match(entry.text) for entry in entries
    )
    if len(entries) < MIN_ENTRIES or len(entries) > MAX_ENTRIES or not is_short or 5 * len(known) < 3 * size:
        return Stripped(list(lines))
    end = entries[-1].place + entries[-1].size
    count = 1 + sum(entry.size for entry in entries)
    removed = f"a contents list ({pluralize(count, 'line')})"
    kept = [line for place, line in enumerate(lines) if not start <= place < end]
    names = tuple(entry.text for entry in entries)
    indents = tuple(count_indent(lines[entry.place].text) for entry in entries)
    return Stripped(kept, removed=removed, contents=names, indents=indents)


def _end_at_labels(entries: Sequence[_Entry], size: int) -> int:
    """The number of entries where the next ones have other labels of the same kind, such as *Chapter IV*.

    size: the number of entries up to the last that comes again. The text may spell others in another way.
    """
    labels = [_LABEL.match(entry.text) for entry in entries]
    seen = {(label["kind"].lower(), label["number"]) for label in labels[:size] if label}
    last = labels[size - 1] if size else None
    end = size
    while last and end < len(entries):
        label, before = labels[end], entries[end - 1]
        key = (label["kind"].lower(), label["number"]) if label else None
        is_next = key is not None and key not in seen and key[0] == last["kind"].lower()
        goes_on = label is None and entries[end].place == before.place + before.size
        if not (is_next or goes_on):
            break
        seen |= {key} if key else set()
        end += 1
    return end


class _Entry(NamedTuple):
    """An entry of a list of contents: the place of its first line, its lines, and their words."""

    place: int
    size: int
    text: str


def _join_entries(lines: Sequence[Line], places: Sequence[int]) -> list[_Entry]:
    """The entries of a list. One with a number may go on in lines without any, below its number or name."""
    entries: list[_Entry] = []
    margins: set[int] = set()
    for place in places:
        text = _strip_bullet(lines[place].text)
        number = _NUMBERED.match(lines[place].text)
        last = entries[-1] if entries else None
        is_below = last is not None and place == last.place + last.size and not number
        if last and is_below and count_indent(lines[place].text) in margins:
            entries[-1] = _Entry(last.place, last.size + 1, f"{last.text} {text}")
        else:
            entries.append(_Entry(place, 1, text))
            margins = {number.start("number"), number.start("name")} if number else set()
    return entries


def _strip_bullet(text: str) -> str:
    """An entry of a list without a bullet, and with single spaces."""
    return _BULLET.sub("", " ".join(text.split()), count=1)


def _make_key(text: str) -> str:
    """What an entry has in common with its heading: its name, without its mark, number, capitals and stop."""
    name = _NUMBER_BEFORE.sub("", _strip_bullet(text), count=1)
    return name.strip(" _.").casefold()
