"""Proposes the outline of a document: its sections, paragraphs and titles.

Headings are those of Markdown. In plain text they are short lines without a full stop, set apart from others.
The proposal uses the same blocks and sentences as `derive`, so that the text always fits its outline.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from reading.data.derive import MAX_CHARACTERS, fit
from reading.data.document import Outline, Paragraph, Section, Source, read_outline
from reading.data.lexicon import LONGEST_PHRASE
from reading.files.errors import ReadingError, raise_any
from reading.text import any_format
from reading.text.any_format import DocumentText
from reading.text.language import ENGLISH, name_language
from reading.text.sentences import Block, Breaks, hash_heading, normalize, split_sentences
from reading.text.words import split_words

LONGEST_NAME = LONGEST_PHRASE
"""Words of a heading up to which the book may name it; a longer one would be a part of the text."""

LONGEST_HEADING = 12
"""Words of a line up to which it may be a heading."""

LONGEST_TITLE = 80
"""Characters of a title of a section or a paragraph."""

MAX_SECTIONS = 24
"""Sections of a proposal. Each term is compared between all of them, and charts and menus show each."""

MIN_LIST = 3
"""Short lines in a row from which on they are a list and not headings. At the start they are a title page."""

OPENING = "opening"
"""The last part of the id of a section's first paragraph, whose page is the section's."""

PAGE = "index"
"""The name of the page of a section, which no other paragraph may have."""

_SENTENCE_END = re.compile(r"[.!?:;,][\"')\]]*$")
_NUMBER = re.compile(r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.):]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)")
_LABEL = re.compile(
    r"(?P<kind>Act|Annex|Appendix|Article|Book|Chapter|Clause|Division|Part|Rule|Scene|Section|Title|Volume)"
    r"\s+(?:\d+[A-Z]?|[IVXLC]+|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b(?P<mark>[.:]?)",
    re.IGNORECASE,
)
"""The label of a part, such as *Article 1*. Its line is a heading also right above the text."""

_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
"""The end of a sentence within a line. Such a line opens a paragraph, and is no heading."""

_BULLET = re.compile(r"[-*+\u2022\u2013\u2014\u25cf\u25aa]\s")


class Proposal(NamedTuple):
    """An outline, the sentences of each of its paragraphs, by id, and the text that it was read from."""

    outline: Outline
    sentences: dict[str, list[str]]
    source: DocumentText


def propose_outline(path: Path, *, keep: bool = False) -> Proposal:
    """Propose the outline of a document.

    Parameters
    ----------
    path : Path
        The document, in any format that `any_format` reads.
    keep : bool, optional
        Whether the book keeps the text. Long headings are then written out; otherwise only their hash is.

    Raises
    ------
    ReadingErrors
        If the file is no document, is not in English, has no sentences, or has a paragraph that is too long.
    """
    source = any_format.read(path)
    text = source.text
    breaks: Breaks = source.breaks or ("blank" if _is_wrapped(text) else "line")
    depths = dict(_find_headings(text, breaks) if source.headings is None else source.headings)
    found = source.split(depths, breaks)
    # A heading without a paragraph below it is part of the text.
    while found and found[-1].heading:
        last = found[-1].text
        depths = {heading: depth for heading, depth in depths.items() if normalize(heading) != last}
        found = source.split(depths, breaks)
    levels = {normalize(heading): depth for heading, depth in depths.items()}
    raise_any(_check_blocks(path, found) or _check_language(path, text))
    outline, sentences = _build_outline(path, source, found, levels, breaks, keep=keep)
    return Proposal(outline, sentences, source)


def fit_outline(path: Path, outline: Path) -> Proposal:
    """Read a document by an outline that a person has written.

    path: the document
    outline: the file of the outline

    Raises `ReadingErrors` where the outline has mistakes, or with the place where the document stops fitting.
    """
    _, written = read_outline(outline)
    source = any_format.read(path)
    raise_any(_check_language(path, source.text))
    sentences = fit(path, source.split(written.headings, written.breaks), written, name=outline.name)
    return Proposal(written, sentences, source)


def _check_language(path: Path, text: str) -> list[ReadingError]:
    language = name_language(text)
    hint = "sentences, lemmas and common words are those of English: translate the text, or take another"
    problem = f"the text is in {language}, and a book can be made of English texts only"
    return [] if language == ENGLISH else [ReadingError(path, 0, problem, hint)]


def _check_blocks(path: Path, found: Sequence[Block]) -> list[ReadingError]:
    if not any(word for block in found for word in split_words(block.text)):
        problem, hint = "there are no sentences in it", "a document has at least one paragraph of text"
        return [ReadingError(path, 0, problem, hint)]
    return [
        ReadingError(
            path,
            block.line,
            f"a paragraph of {len(block.text):,} characters",
            f"at most {MAX_CHARACTERS:,}; does the file have line breaks?",
        )
        for block in found
        if len(block.text) > MAX_CHARACTERS
    ]


# Headings ---------------------------------------------------------------------------------------------------


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken at a margin, so that only blank lines end paragraphs."""
    groups = [
        [line for line in map(normalize, group.split("\n")) if line]
        for group in re.split(r"\n\s*\n", text.strip())
    ]
    lines_inside = [line for group in groups for line, _ in pairwise(group)]
    broken = sum(not _SENTENCE_END.search(line) for line in lines_inside)
    return len(groups) > 1 and 2 * broken > len(lines_inside)


class _Line(NamedTuple):
    """A line of plain text, and whether a blank line is before and after it."""

    text: str
    blank_before: bool
    blank_after: bool


def _find_headings(text: str, breaks: Breaks) -> Iterator[tuple[str, int]]:
    """The headings of plain text with their levels."""
    raw = [normalize(line) for line in text.split("\n")]
    lines = [
        _Line(line, number == 0 or not raw[number - 1], number + 1 < len(raw) and not raw[number + 1])
        for number, line in enumerate(raw)
        if any(map(str.isalnum, line))
    ]
    likely: list[bool] = []
    for place in range(len(lines)):
        likely.append(_may_be_heading(lines, place, breaks, below_heading=place > 0 and likely[-1]))
    headings: list[str] = []
    title: list[str] = []
    for is_heading, run in groupby(range(len(lines)), key=likely.__getitem__):
        places = list(run)
        texts = [lines[place].text for place in places]
        if not is_heading or (len(places) >= MIN_LIST and places[0] > 0 and not _are_nested(texts)):
            continue
        if places[0] == 0 and len(texts) > 1:
            title, texts = texts[:-1], texts[-1:]
        headings += texts
    upper_case = {heading for heading in headings if heading.isupper()}
    for heading in title:
        yield heading, 0
    for heading in dict.fromkeys(headings):
        number = _NUMBER.match(heading)
        # Where some headings are in capitals, the others are below them.
        is_lower = bool(upper_case) and heading not in upper_case
        yield heading, (number[0].strip(" .):").count(".") if number else 0) + 1 + is_lower


def _are_nested(texts: Sequence[str]) -> bool:
    """Whether headings follow one another, such as a part, its chapter and its title, and are no list."""
    kinds = [match["kind"].lower() for text in texts if (match := _LABEL.match(text))]
    return len(texts) == MIN_LIST and bool(kinds) and len(set(kinds)) == len(kinds)


def _may_be_heading(lines: Sequence[_Line], place: int, breaks: Breaks, *, below_heading: bool) -> bool:
    """Whether a line may be a heading; `below_heading` says whether the line before it may be one."""
    line = lines[place]
    label = _LABEL.match(line.text)
    number = _NUMBER.match(line.text)
    # A full stop may also end a heading with a number of its own.
    ends_like_sentence = _SENTENCE_END.search(line.text) and not (
        (label or number) and line.blank_before and line.blank_after and _is_one_name(line.text)
    )
    goes_on = _SENTENCE_INSIDE.search(line.text) and not (label or number)
    if not 0 < len(line.text.split()) <= LONGEST_HEADING or ends_like_sentence or goes_on:
        return False
    if not (line.text[0].isupper() or line.text[0].isdigit()) or _BULLET.match(line.text):
        return False
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    if not after or after[0].islower():
        return False
    before = lines[place - 1].text if place else ""
    starts = line.blank_before or not before or below_heading or bool(_SENTENCE_END.search(before))
    is_label = label is not None and (label.end() == len(line.text) or bool(label["mark"]))
    stands_out = line.blank_after or line.text.isupper() or bool(number) or is_label
    if breaks == "blank":
        return line.blank_before and stands_out
    return starts and (line.blank_after or len(after) > len(line.text))


def _is_one_name(line: str) -> bool:
    """Whether a numbered line ends with a full stop like a heading: it has few words, and no stop within."""
    start = _NUMBER.match(line) or _LABEL.match(line)
    rest = line[start.end() :].strip() if start else line
    return rest.endswith(".") and len(rest.split()) <= LONGEST_NAME and not re.search(r"[.!?;:,]\s", rest)


# The outline ------------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """The headings of a section, and its paragraphs with their own headings."""

    headings: list[str]
    paragraphs: list[tuple[list[str], Block]]
    joined: str = ""
    """What a section is called that stands for several."""


def _build_outline(
    path: Path,
    source: DocumentText,
    found: Sequence[Block],
    levels: Mapping[str, int],
    breaks: Breaks,
    *,
    keep: bool,
) -> tuple[Outline, dict[str, list[str]]]:
    parts = _join_sections(_group_into_sections(found, levels), keep=keep)
    section_ids, section_titles, paragraph_titles = set[str](), set[str](), set[str]()
    sentences_of = dict[str, list[str]]()
    sections = []
    number = 0
    for place, part in enumerate(parts, 1):
        unnamed = "The document" if len(parts) == 1 else f"Section {place}"
        title = part.joined or _make_title(part.headings, keep=keep)
        section_title = make_unique(title or unnamed, section_titles)
        section_id = make_unique(make_id(section_title) or f"section-{place}", section_ids, "-")
        paragraphs: list[Paragraph] = []
        paragraph_ids = {OPENING, PAGE}
        for headings, block in part.paragraphs:
            number += 1
            # The first paragraph has its section's title, unless it has a heading of its own.
            has_section_title = title and not paragraphs
            unnamed = section_title if has_section_title else f"Paragraph {number}"
            title = make_unique(_make_title(headings, keep=keep) or unnamed, paragraph_titles)
            ending = OPENING
            if paragraphs:
                ending = make_unique(make_id(title) or f"paragraph-{number}", paragraph_ids, "-")
            identifier = f"{section_id}/{ending}"
            sentences_of[identifier] = split_sentences(block.text)
            paragraphs.append(
                Paragraph(
                    id=identifier,
                    heading=_hide_long(headings, keep=keep),
                    title=title,
                    sentences=len(sentences_of[identifier]),
                    tokens=[],
                )
            )
        sections.append(
            Section(
                id=section_id,
                heading=_hide_long(part.headings, keep=keep),
                title=section_title,
                paragraphs=paragraphs,
            )
        )
    title = _find_title(found, levels) or source.title or _name_by_file(path)
    known = Source(title=title, author=source.author or None)
    return Outline(source=known, breaks=breaks, sections=sections), sentences_of


def _group_into_sections(found: Sequence[Block], levels: Mapping[str, int]) -> list[_Part]:
    """Sections begin at headings of the highest level that has several headings, and of levels above it."""
    counts = Counter(levels[block.text] for block in found if block.heading)
    deepest = min((level for level, count in counts.items() if count > 1), default=max(counts, default=0))
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


def _join_sections(parts: list[_Part], *, keep: bool) -> list[_Part]:
    """At most `MAX_SECTIONS` sections. Of more, neighbours are joined; their headings stand at paragraphs."""
    size = math.ceil(len(parts) / MAX_SECTIONS)
    if size == 1:
        return parts
    joined = []
    for first in range(0, len(parts), size):
        group = parts[first : first + size]
        titles = [_make_title(part.headings, keep=keep) for part in (group[0], group[-1])]
        name = " to ".join(dict.fromkeys(titles))
        if not all(titles) or len(name) > LONGEST_TITLE:
            name = f"Parts {first + 1} to {first + len(group)}"
        paragraphs = [
            ([*(part.headings if place == 0 else ()), *headings], block)
            for part in group
            for place, (headings, block) in enumerate(part.paragraphs)
        ]
        joined.append(_Part([], paragraphs, name))
    return joined


def _find_title(found: Sequence[Block], levels: Mapping[str, int]) -> str:
    """The title with which the document begins. Empty where it begins with none."""
    first = found[0]
    if first.heading:
        headings = {block.text for block in found if block.heading}
        is_highest = sum(levels[heading] <= levels[first.text] for heading in headings) == 1
        if is_highest or levels[first.text] == 0:
            return first.text
    return ""


def _name_by_file(path: Path) -> str:
    """A title made of the name of a file."""
    name = " ".join(re.split(r"[\W_]+", path.stem)).strip()
    return name[:1].upper() + name[1:] or "The document"


def _hide_long(headings: Sequence[str], *, keep: bool) -> tuple[str, ...]:
    """Headings as the outline holds them: the hash of those that are too long to be named."""
    return tuple(
        heading if keep or len(heading.split()) <= LONGEST_NAME else hash_heading(heading)
        for heading in headings
    )


def _make_title(headings: Sequence[str], *, keep: bool) -> str:
    """The last heading as it stands, after the label that is right above it; empty if it is too long."""
    if not headings:
        return ""
    name, number = headings[-1], _NUMBER.match(headings[-1])
    if number or _LABEL.match(name):
        name = name.removesuffix(".")
    if not keep and len(name[number.end() if number else 0 :].split()) > LONGEST_NAME:
        return ""
    label = _LABEL.fullmatch(headings[-2]) if len(headings) > 1 else None
    if label and not _LABEL.match(name):
        name = f"{headings[-2].rstrip('.:')}: {name}"
    return name if len(name) <= LONGEST_TITLE else ""


def make_unique(name: str, taken: set[str], separator: str = " ") -> str:
    """The name, numbered if it is taken already. The result is added to `taken`."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}{separator}{number}" if separator == "-" else f"{name}{separator}({number})"
    taken.add(unique)
    return unique


def make_id(title: str) -> str:
    """An id made of the letters and digits of a title; empty if it has none."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))
