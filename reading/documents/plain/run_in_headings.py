"""Sets the headings of plain text on lines of their own: those that open their paragraphs, and broken ones.

`_static/text_run_in.js` holds the same rules for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reading.documents.plain.broken_headings import join_broken_headings
from reading.documents.plain.lines import count_indent, has_words, is_title_case
from reading.files.read import Line

MIN_SERIES, MIN_RUN_IN = 3, 2
"""Numbered headings in a row from which on they are a series, and those of them that open paragraphs."""

MIN_SHARE = 1 / 3
"""Share of a text's lines over which a series of whole numbers extends. A shorter one is that of a list."""

MIN_SENTENCE = 4
"""Words of a sentence behind a heading that the list of contents names."""

LONGEST_NAME, LONGEST_LABELLED = 60, 100
"""Characters of such a heading, without its number; the second is for one with a label such as *Sec.*"""

_NUMBER = re.compile(
    r"(?P<kind>(?:(?i:Section|Sec\.|Article|Art\.|Rule|Clause)|\u00a7)\s*)?"
    r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s"
)
"""The number with which a paragraph begins."""

_NUMBERED = re.compile(
    rf"{_NUMBER.pattern}\s*(?P<name>[A-Z][^.?!:]{{3,}})"
    r"(?:[.?!](?P<rest>\s+(?:[\"'(\u201c\u2018]?[A-Z]|\([a-z0-9]{1,3}\)\s).*)?)?$"
)
"""A line with a number and a name that may be a heading. Its paragraph may follow in the same line."""

_SHORT_KINDS = {"sec.": "section", "art.": "article"}
"""Short names of kinds of parts. The first of a series may be written out."""

_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mrs?|Ms|Dr|No|St|Art|Sec|vs?|cf|etc|Inc|Ltd|Corp|Co)$")


class _Opening(NamedTuple):
    """The first line of a paragraph that has a number.

    place: of the line; indent: columns before it
    found: what it consists of, or None where it does not begin like a heading
    series, number: the numbers above its own, and its own
    size: lines that the heading takes
    """

    place: int
    indent: int
    found: re.Match[str] | None
    series: tuple[str, ...]
    number: int
    size: int


class Separated(NamedTuple):
    """The lines of a text with headings on lines of their own, and the headings that had none before."""

    lines: list[Line]
    headings: list[str]


def separate_headings(lines: Sequence[Line], contents: Sequence[str] = ()) -> list[Line]:
    """Set headings on lines of their own, with a blank line after them.

    A heading in capitals that is broken is joined to one line. Others open their paragraphs: the list of
    contents names them (`contents`), or see `separate_openings`.
    """
    return separate_openings(_separate_listed(join_broken_headings(lines, contents), contents)).lines


def separate_openings(lines: Sequence[Line]) -> Separated:
    """Set headings that open their paragraphs on lines of their own, with a blank line after them.

    They are a series of consecutive numbers, each with a name in capitals or title case and a full stop.

    >>> text = ["1. Old Ports. They wait.", "", "2. Ships. They load.", "", "3. Iron Docks. They rust."]
    >>> separated = separate_openings([Line(0, line) for line in text])
    >>> [line.text for line in separated.lines if line.text]
    ['1. Old Ports.', 'They wait.', '2. Ships.', 'They load.', '3. Iron Docks.', 'They rust.']
    >>> separated.headings
    ['1. Old Ports.', '2. Ships.', '3. Iron Docks.']
    """
    openings = {opening.place: opening for opening in _find_series(lines)}
    separated: list[Line] = []
    headings: list[str] = []
    place = 0
    while place < len(lines):
        line, opening = lines[place], openings.get(place)
        if opening is None or opening.found is None or not opening.found["rest"]:
            separated.append(line)
            place += 1
            continue
        rest = opening.found["rest"].strip()
        headings.append(opening.found.string[: opening.found.start("rest")])
        indent = " " * opening.indent
        separated += [Line(line.number, indent + headings[-1]), Line(line.number, "")]
        separated.append(Line(lines[place + opening.size - 1].number, indent + rest))
        place += opening.size
    return Separated(separated, headings)


def _separate_listed(lines: Sequence[Line], contents: Sequence[str]) -> list[Line]:
    """Set the headings apart that a list of contents names with their numbers, and that open a sentence."""
    names = sorted((name for name in contents if _NUMBER.match(name)), key=len, reverse=True)
    separated: list[Line] = []
    for line in lines:
        text = " ".join(line.text.split())
        name = next((name for name in names if text.startswith(f"{name} ")), "")
        rest = text[len(name) :].strip(" .:")
        # The list may shorten a heading: what follows its name has to be a sentence.
        is_sentence = len(rest.split()) >= MIN_SENTENCE and rest[0].isupper() and text[-1] in ".:?!;"
        if name and is_sentence:
            indent = " " * count_indent(line.text)
            rest = text[len(name) :].lstrip(" .:")
            separated += [
                Line(line.number, indent + name),
                Line(line.number, ""),
                Line(line.number, indent + rest),
            ]
        else:
            separated.append(line)
    return separated


def _find_series(lines: Sequence[Line]) -> list[_Opening]:
    """The openings that belong to a series of headings."""
    openings = list(filter(None, (_read_opening(lines, place) for place in range(len(lines)))))
    found: list[_Opening] = []
    for indent in sorted({opening.indent for opening in openings}):
        runs: list[list[_Opening]] = []
        for opening in openings:
            if opening.indent != indent:
                continue
            before = runs[-1][-1] if runs else None
            if before and before.series == opening.series and opening.number == before.number + 1:
                runs[-1].append(opening)
            else:
                runs.append([opening])
        for run in runs:
            run_in = [opening for opening in run if opening.found and opening.found["rest"]]
            is_series = len(run) >= MIN_SERIES and all(opening.found for opening in run)
            is_list = run[0].series == ("",) and run[-1].place - run[0].place < MIN_SHARE * len(lines)
            if is_series and not is_list and len(run_in) >= MIN_RUN_IN:
                found += run_in
    return found


def _read_opening(lines: Sequence[Line], place: int) -> _Opening | None:
    """What a paragraph begins with at a place. None where none begins, or where it has no number."""
    raw = lines[place].text
    text = " ".join(raw.split())
    before = lines[place - 1].text.strip() if place else ""
    start = _NUMBER.match(text)
    if not start or (has_words(before) and before[-1] not in ".!?:;"):
        return None
    *above, own = start["number"].split(".")
    after = " ".join(lines[place + 1].text.split()) if place + 1 < len(lines) else ""
    found, size = _match_heading(text), 1
    if has_words(after) and text[-1] not in ".?!" and not (found and found["rest"]):
        # The heading itself may be broken, and its text then begins in the second line.
        whole = _match_heading(f"{text} {after}")
        if whole and whole.start("rest") > len(text):
            found, size = whole, 2
    kind = (start["kind"] or "").strip().lower()
    series = (_SHORT_KINDS.get(kind, kind), *above)
    return _Opening(place, count_indent(raw), found, series, int(own), size)


def _match_heading(text: str) -> re.Match[str] | None:
    found = _NUMBERED.match(text)
    if found is None or _ABBREVIATION.search(found["name"]):
        return None
    longest = LONGEST_LABELLED if found["kind"] else LONGEST_NAME
    return found if len(found["name"]) <= longest and is_title_case(found["name"].split()) else None
