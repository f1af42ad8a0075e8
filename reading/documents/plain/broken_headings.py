"""Joins the headings of plain text that are broken into lines, and parts numbered ones from their text.

`_static/text_run_in.js` holds the same rules for the browser, except those that need a list of contents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from reading.documents.plain.lines import count_indent, has_words, is_title_case, list_runs
from reading.files.read import Line

LONGEST_HEADING, LONGEST_LOUD, MAX_BROKEN = 12, 20, 3
"""Words of a broken heading, also of one in capitals, and its lines.

One that the list of contents names may have more words.
"""

MIN_SERIES = 3
"""Numbers in a row, from 1 on, from which on they number headings."""

_LABEL = r"(?:ACT|ARTICLE|BOOK|CHAPTER|PART|SCENE|SECTION|TITLE|VOLUME)\b|.*\b(?:BY|VERSION)\b"
_LOUD_LABEL = re.compile(rf"{_LABEL}|.*\d")
_NAMED_LABEL = re.compile(
    r"(?:ACT|ARTICLE|BOOK|CHAPTER|PART|SCENE|SECTION|TITLE|VOLUME) (?:\d{1,3}|[IVXLC]{1,7})\b"
    r"(?:[.:]|\.?[ \u2013\u2014-]+(?=\S)) *[^\W\d_]{1,30}"
)
"""A label with the start of its name."""

_TITLE_LABEL = re.compile(rf"{_LABEL}|.*\d{{4}}", re.IGNORECASE)
"""Lines that are no part of a longer heading: labels, and what stands on a title page."""

_ROMAN = re.compile(r"X{0,4}(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_NUMBER_ALONE = re.compile(r"(?P<number>[IVX]{1,6}|\d{1,2})\.?")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)] +[A-Z]")
_STOP = re.compile(r"[.!?:][\"')\]]*$")
_PAUSE = re.compile(r"[.!?:;,][\"')\]]*$")


def join_broken_headings(lines: Sequence[Line], contents: Collection[str] = ()) -> list[Line]:
    """Join the lines of each heading that blank lines set apart, and set blank lines around numbered ones.

    contents: the headings that a list of contents names

    A heading in several lines is in capitals, or in title case where no line had room for the next word, or
    the list of contents names it. A number and a name, each alone on its line, are one heading if the numbers
    count up. So are numbered lines right above their text that had room for its first word.

    >>> text = ["I", "", "Old Ports", "", "They wait.", "", "II", "", "Ships", "", "They load.", ""]
    >>> joined = join_broken_headings([Line(0, line) for line in [*text, "III", "", "Salt", "", "End."]])
    >>> [line.text for line in joined if line.text]
    ['I Old Ports', 'They wait.', 'II Ships', 'They load.', 'III Salt', 'End.']
    """
    ends = sorted(len(line.text.rstrip()) for line in lines if has_words(line.text))
    width = ends[len(ends) * 9 // 10] if ends else 0
    return _join_numbers(_part_items(_join_lines(lines, width, contents), width))


def _join_lines(lines: Sequence[Line], width: int, contents: Collection[str]) -> list[Line]:
    """Join the lines of each heading that blank lines set apart."""
    joined, done = list[Line](), 0
    for start, end in list_runs(has_words(line.text) for line in lines):
        group = [line.text.strip() for line in lines[start:end]]
        text = " ".join(" ".join(group).split())
        indent = count_indent(lines[start].text)
        is_broken = (
            _is_loud(group, indent, width)
            or _is_title(group, indent, width)
            or _is_labelled(group, indent, width)
        )
        if 1 < len(group) <= MAX_BROKEN and (is_broken or text in contents):
            # The middle of the heading stays where it is.
            indent -= max(0, len(text) - len(group[0])) // 2
            joined += [*lines[done:start], Line(lines[start].number, " " * indent + text)]
            done = end
    return [*joined, *lines[done:]]


def _is_loud(group: Sequence[str], indent: int, width: int) -> bool:
    """Whether lines are one in capitals.

    A full stop may end them where each other line ends with a comma, and had room for the next word.
    """
    is_stopped = group[-1].endswith(".")
    if is_stopped and not all(
        before.endswith(",") and not _is_full(before, after, indent, width)
        for before, after in pairwise(group)
    ):
        return False
    return (
        sum(len(text.split()) for text in group) <= LONGEST_LOUD
        and group[-1][-1] not in "!?:;,"
        and not any(text[-1] in ".!?:;" for text in group[:-1])
        and all(
            text.isupper() and " " in text and not (_has_gap(text) or _LOUD_LABEL.match(text))
            for text in group
        )
    )


def _has_gap(text: str) -> bool:
    """Whether a line has a gap between columns. After a full stop, two spaces are none."""
    return "  " in text.replace(".  ", ". ")


def _is_labelled(group: Sequence[str], indent: int, width: int) -> bool:
    """Whether lines in capitals are a label with its name, and no line had room for the next word."""
    return (
        bool(_NAMED_LABEL.match(group[0]))
        and sum(len(text.split()) for text in group) <= LONGEST_LOUD
        and all(text.isupper() and "  " not in text for text in group)
        and not any(_LOUD_LABEL.match(text) for text in group[1:])
        and not any(text[-1] in ".!?:;" for text in group[:-1])
        and all(_is_full(before, after, indent, width) for before, after in pairwise(group))
    )


def _is_title(group: Sequence[str], indent: int, width: int) -> bool:
    """Whether lines are one in title case, and none of them had room for the first word of the next."""
    words = " ".join(group).split()
    return (
        len(words) <= LONGEST_HEADING
        and words[0][0].isupper()
        and is_title_case(words)
        and not any(_PAUSE.search(text) or "  " in text or _TITLE_LABEL.match(text) for text in group)
        and all(_is_full(before, after, indent, width) for before, after in pairwise(group))
    )


def _is_full(text: str, after: str, indent: int, width: int) -> bool:
    """Whether a line has no room for the first word of the next one."""
    return indent + len(text) + 1 + len(after.split(maxsplit=1)[0]) > width


def _join_numbers(lines: Sequence[Line]) -> list[Line]:
    """Join numbers that are alone on their lines with the names below them."""
    filled = [place for place, line in enumerate(lines) if has_words(line.text)]
    found = [
        (_read_number(number["number"]), place, below)
        for place, below, after in zip(filled, filled[1:], filled[2:], strict=False)
        if (number := _NUMBER_ALONE.fullmatch(lines[place].text.strip()))
        and place + 1 < below
        and below + 1 < after
    ]
    named = {
        place: below
        for run in _list_series([number for number, *_ in found])
        for _, place, below in found[run]
        if all(_is_name(lines[name].text.strip()) for *_, name in found[run])
    }
    joined, names = list[Line](), set(named.values())
    for place, line in enumerate(lines):
        if place in named:
            indent = " " * count_indent(lines[named[place]].text)
            joined.append(
                Line(line.number, f"{indent}{line.text.strip()} {lines[named[place]].text.strip()}")
            )
        elif place not in names:
            joined.append(line)
    return joined


def _is_name(text: str) -> bool:
    text = text.strip("_")
    is_short = 0 < len(text.split()) <= LONGEST_HEADING
    return is_short and text[0].isupper() and text[-1] not in ".,;:" and not _NUMBER_ALONE.fullmatch(text)


def _part_items(lines: Sequence[Line], width: int) -> list[Line]:
    """Set blank lines around numbered lines that stand right above their text, and had room for its start."""
    found = [
        (int(number["number"]), place)
        for place, line in enumerate(lines)
        if (number := _NUMBERED.match(line.text.strip()))
    ]
    parted = {
        place
        for run in _list_series([number for number, _ in found])
        for _, place in found[run]
        if all(_ends_early(lines, name, width) for _, name in found[run])
    }
    kept = list[Line]()
    for place, line in enumerate(lines):
        blank = [Line(line.number, "")] * (place in parted)
        kept += [*blank, line, *blank]
    return kept


def _ends_early(lines: Sequence[Line], place: int, width: int) -> bool:
    """Whether a line has room for the first word of the next, which begins a sentence below its own text.

    A line of verse has room, too, but so has the next.
    """
    text, after, last = [line.text.rstrip() for line in [*lines[place : place + 3], *[Line(0, "")] * 2][:3]]
    indent = count_indent(after)
    is_below = has_words(after) and after.strip()[0].isupper() and indent > count_indent(text)
    is_name = len(text.split()) <= LONGEST_HEADING and not _PAUSE.search(text)
    if not (is_below and is_name) or _is_full(text.strip(), after, count_indent(text), width):
        return False
    is_prose = has_words(last) and _is_full(after.strip(), last, indent, width)
    return is_prose or bool(_STOP.search(after))


def _list_series(numbers: Sequence[int]) -> list[slice]:
    """The runs of numbers that count up from 1."""
    starts = [place for place, number in enumerate(numbers) if number == 1]
    runs = []
    for start, end in pairwise([*starts, len(numbers)]):
        size = next((size for size in range(end - start) if numbers[start + size] != size + 1), end - start)
        if size >= MIN_SERIES:
            runs.append(slice(start, start + size))
    return runs


def _read_number(text: str) -> int:
    """The value of a number in digits or Roman letters; 0 where the letters are none."""
    if text.isdecimal():
        return int(text)
    if not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))
