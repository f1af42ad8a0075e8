"""A copy of a document goes in; an outline that its text fits comes out, for its author to edit.

Headings are those that Markdown marks; in plain text, short lines without a full stop that stand apart. What
is proposed is made from the blocks and sentences that `derive` will find, so that the two cannot part ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from reading.data.derive import LONGEST
from reading.data.document import Outline, Paragraph, Section, Source
from reading.data.lexicon import LONGEST_PHRASE
from reading.files.errors import ReadingError, raise_any
from reading.text import plain_text
from reading.text.words import Block, Breaks, blocks, digest, plain, sentences, words

LONGEST_NAME = LONGEST_PHRASE
"""Words of a heading up to which it is a name and may be told; a longer one would be a piece of the text."""

LONGEST_HEADING = 12
"""Words of a line up to which it may be a heading."""

LISTED = 3
"""So many short lines in a row are a list and no headings, but at the start: that is a title page."""

OPENING = "opening"
"""What the first paragraph of a section is called: its page is the section's."""

_SENTENCE_END = re.compile(r"[.!?:;,][\"')\]]*$")
_NUMBER = re.compile(r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.):]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)")
_BULLET = re.compile(r"[-*+\u2022\u2013\u2014\u25cf\u25aa]\s")


class Proposal(NamedTuple):
    """An outline, and the sentences of each of its paragraphs, by id."""

    outline: Outline
    sentences: dict[str, list[str]]


class _Level(NamedTuple):
    """A heading's words and its depth, 0 for the title of all."""

    text: str
    depth: int


def propose(path: Path, *, keep: bool = False) -> Proposal:
    """The outline of a copy; with `keep`, its headings are told whatever their length.

    Raises `ReadingErrors` where the file is none, or has no sentences.
    """
    text = plain_text.read(path)
    breaks: Breaks = "blank" if plain_text.is_markdown(path) or _is_wrapped(text) else "line"
    depths = dict(_marked(path) if plain_text.is_markdown(path) else _apart(text, breaks))
    found = blocks(text, headings=depths, breaks=breaks)
    # A heading with nothing under it is none: it goes back into the text.
    while found and found[-1].heading:
        last = found[-1].text
        depths = {heading: depth for heading, depth in depths.items() if plain(heading) != last}
        found = blocks(text, headings=depths, breaks=breaks)
    levels = {plain(heading): depth for heading, depth in depths.items()}
    raise_any(_unfit(path, found))
    return _outlined(path, found, levels, breaks, keep=keep)


def _unfit(path: Path, found: Sequence[Block]) -> list[ReadingError]:
    """What is no text to make a book of."""
    if not any(word for block in found for word in words(block.text)):
        problem, hint = "there are no sentences in it", "a document has a paragraph of text, or more"
        return [ReadingError(path, 0, problem, hint)]
    return [
        ReadingError(
            path,
            block.line,
            f"a paragraph of {len(block.text):,} characters",
            f"at most {LONGEST:,}; does the file have line breaks?",
        )
        for block in found
        if len(block.text) > LONGEST
    ]


# Headings ---------------------------------------------------------------------------------------------------


def _marked(path: Path) -> Iterator[tuple[str, int]]:
    """The headings of Markdown with their levels; of two alike the first counts."""
    raw, met = plain_text.marked(path), set[str]()
    for text, level in raw:
        if text not in met:
            met.add(text)
            yield text, level


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken at a margin, and blank lines alone end paragraphs."""
    groups = [
        [line for line in map(plain, group.split("\n")) if line]
        for group in re.split(r"\n\s*\n", text.strip())
    ]
    within = [before for group in groups for before, _ in pairwise(group)]
    broken = sum(not _SENTENCE_END.search(line) for line in within)
    return len(groups) > 1 and 2 * broken > len(within)


class _Line(NamedTuple):
    """A line of plain text, and whether a blank line, or none, stands before and after it."""

    text: str
    parted: bool
    followed: bool


def _apart(text: str, breaks: Breaks) -> Iterator[tuple[str, int]]:
    """The headings of plain text with their levels."""
    raw = [plain(line) for line in text.split("\n")]
    told = [number for number, line in enumerate(raw) if any(map(str.isalnum, line))]
    lines = [
        _Line(raw[number], number == 0 or not raw[number - 1], number + 1 < len(raw) and not raw[number + 1])
        for number in told
    ]
    likely: list[bool] = []
    for place in range(len(lines)):
        likely.append(_may_be_heading(lines, place, breaks, below=place > 0 and likely[-1]))
    headings: list[str] = []
    title: list[str] = []
    for is_heading, run in groupby(range(len(lines)), key=likely.__getitem__):
        places = list(run)
        if not is_heading or (len(places) >= LISTED and places[0] > 0):
            continue
        names = [lines[place].text for place in places]
        if places[0] == 0 and len(names) > 1:
            title, names = names[:-1], names[-1:]
        headings += names
    shouted = {heading for heading in headings if heading.isupper()}
    for heading in title:
        yield heading, 0
    for heading in dict.fromkeys(headings):
        number = _NUMBER.match(heading)
        deeper = bool(shouted) and heading not in shouted
        yield heading, (number[0].strip(" .):").count(".") if number else 0) + 1 + deeper


def _may_be_heading(lines: Sequence[_Line], place: int, breaks: Breaks, *, below: bool) -> bool:
    """Whether a line may be a heading; `below` says whether the line before it may be one."""
    line = lines[place]
    if not 0 < len(line.text.split()) <= LONGEST_HEADING or _SENTENCE_END.search(line.text):
        return False
    if not (line.text[0].isupper() or line.text[0].isdigit()) or _BULLET.match(line.text):
        return False
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if not after or after[0].islower():
        return False
    before = lines[place - 1].text if place else ""
    begins = line.parted or not before or below or bool(_SENTENCE_END.search(before))
    stands_out = line.followed or line.text.isupper() or bool(_NUMBER.match(line.text))
    if breaks == "blank":
        return line.parted and stands_out
    return begins and (line.followed or len(after) > len(line.text))


# The outline ------------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """A section to be: its headings, and its paragraphs with theirs."""

    headings: list[str]
    paragraphs: list[tuple[list[str], Block]]


def _outlined(
    path: Path, found: Sequence[Block], levels: Mapping[str, int], breaks: Breaks, *, keep: bool
) -> Proposal:
    parts = _parts(found, levels)
    names, titles, parted = set[str](), set[str](), set[str]()
    split = dict[str, list[str]]()
    sections = []
    number = 0
    for place, part in enumerate(parts, 1):
        alone = "The document" if len(parts) == 1 else f"Section {place}"
        title = unlike(_name(part.headings) or alone, titles)
        identifier = unlike(slug(title) or f"section-{place}", names, "-")
        paragraphs: list[Paragraph] = []
        within = {OPENING}
        for headings, block in part.paragraphs:
            number += 1
            # What opens a section is called like it, unless it has a heading of its own.
            like = title if _name(part.headings) and not paragraphs else f"Paragraph {number}"
            called = unlike(_name(headings) or like, parted)
            short = unlike(slug(called) or f"paragraph-{number}", within, "-") if paragraphs else OPENING
            said = sentences(block.text)
            split[f"{identifier}/{short}"] = said
            paragraphs.append(
                Paragraph(
                    id=f"{identifier}/{short}",
                    heading=_told(headings, keep=keep),
                    title=called,
                    sentences=len(said),
                    tokens=[],
                )
            )
        sections.append(
            Section(
                id=identifier, heading=_told(part.headings, keep=keep), title=title, paragraphs=paragraphs
            )
        )
    source = Source(title=_title(path, found, levels))
    return Proposal(Outline(source=source, breaks=breaks, sections=sections), split)


def _parts(found: Sequence[Block], levels: Mapping[str, int]) -> list[_Part]:
    """Sections: those of the highest level of which there is more than one heading, and all above it."""
    often = Counter(levels[block.text] for block in found if block.heading)
    deepest = min((level for level, count in often.items() if count > 1), default=max(often, default=0))
    parts: list[_Part] = []
    waiting: list[str] = []
    for block in found:
        if block.heading:
            waiting.append(block.text)
            continue
        opening = [place for place, text in enumerate(waiting, 1) if levels[text] <= deepest]
        if opening or not parts:
            parts.append(_Part(waiting[: max(opening, default=0)], []))
            waiting = waiting[max(opening, default=0) :]
        parts[-1].paragraphs.append((waiting, block))
        waiting = []
    return parts


def _title(path: Path, found: Sequence[Block], levels: Mapping[str, int]) -> str:
    """The document's own title where it opens with one, else what its file is called."""
    headings = [block.text for block in found if block.heading]
    if found[0].heading and sum(levels[one] <= levels[found[0].text] for one in set(headings)) == 1:
        return found[0].text
    if found[0].heading and levels[found[0].text] == 0:
        return found[0].text
    name = " ".join(re.split(r"[\W_]+", path.stem)).strip()
    return name[:1].upper() + name[1:] or "The document"


def _told(headings: Sequence[str], *, keep: bool) -> tuple[str, ...]:
    """Headings as an outline may hold them."""
    short = [keep or len(heading.split()) <= LONGEST_NAME for heading in headings]
    return tuple(heading if told else digest(heading) for heading, told in zip(headings, short, strict=True))


def _name(headings: Sequence[str]) -> str:
    """The last heading's own words, without its number, where they are a name; else nothing."""
    if not headings:
        return ""
    name = _NUMBER.sub("", headings[-1], count=1).strip()
    if name.isupper() and len(name.split()) > 1:
        name = name.capitalize()
    return name if len(name.split()) <= LONGEST_NAME and len(name) <= 60 else ""


def unlike(name: str, taken: set[str], between: str = " ") -> str:
    """A name that is not taken yet, numbered where it must be; it is taken from then on."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}{between}{number}" if between == "-" else f"{name}{between}({number})"
    taken.add(free)
    return free


def slug(title: str) -> str:
    """An id made of a title's letters and digits; empty where it has none."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))
