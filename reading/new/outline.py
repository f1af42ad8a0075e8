"""Proposes the outline of a document: its sections, paragraphs and titles.

The proposal uses the same blocks and sentences as `derive`, so that the text always fits its outline.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reading.data.derive import fit
from reading.data.document import Outline, Paragraph, Section, Source, read_outline
from reading.data.lexicon import LONGEST_PHRASE
from reading.documents import any_format
from reading.documents.any_format import DocumentText
from reading.documents.headed_document import check_language, read_document, tidy
from reading.documents.plain.headings import LABEL, NUMBER
from reading.files.errors import raise_any
from reading.formatting import pluralize
from reading.text.closed_class import CLOSED_CLASS
from reading.text.sentences import Block, hash_heading, split_sentences

LONGEST_NAME = LONGEST_PHRASE
"""Words of a heading up to which the book may name it; a longer one would be a part of the text."""

LONGEST_TITLE = 120
"""Characters of a title of a section or a paragraph. A longer one is shortened."""

FEW_SECTIONS = 4
"""Sections up to which those below them may be the sections of a document."""

MIN_GROWTH = 3
"""How many times as long as in a preview the sections of a document are."""

UNTITLED, UNTITLED_START = "The document", "Opening"
"""What a section without headings is called: the only one, and the first of several."""

MAX_SECTIONS = 24
"""Sections of a proposal. Each term is compared between all of them, and charts and menus show each."""

OPENING = "opening"
"""The last part of the id of a section's first paragraph, whose page is the section's."""

PAGE = "index"
"""The name of the page of a section, which no other paragraph may have."""


MAX_STACKED = 3
"""Headings above other headings that are named."""

_LETTER = re.compile(r"[A-Za-z]\.?")


class Proposal(NamedTuple):
    """An outline, the sentences of each of its paragraphs, by id, and the text that it was read from.

    is_named_by_file: whether the title is made of the file's name
    grouped: a line that says how sections were grouped where they were many; empty where none were
    headings: the headings of each paragraph, by id, with their levels, in the words of the document
    names: the names of sections, by id, in the words of the document
    """

    outline: Outline
    sentences: dict[str, list[str]]
    source: DocumentText
    is_named_by_file: bool = False
    grouped: str = ""
    headings: Mapping[str, Sequence[tuple[int, str]]] = MappingProxyType({})
    names: Mapping[str, str] = MappingProxyType({})


def propose_outline(path: Path, *, keep: bool = False, most: int = 0) -> Proposal:
    """Propose the outline of a document.

    Parameters
    ----------
    path : Path
        The document, in any format that `any_format` reads.
    keep : bool, optional
        Whether the book keeps the text. Long headings are then written out; otherwise only their hash is.
    most : int, optional
        Words from which on a PDF is refused before all of it is read; 0 for any number.

    Raises
    ------
    ReadingErrors
        If the file is no document, is not in English, has no sentences, or has a paragraph that is too long.
    """
    document = read_document(path, most=most)
    source, title, found, levels = document.source, document.title, document.blocks, document.levels
    source = replace(source, stripped=[*source.stripped, *document.describe_marks()])
    known = Source(title=title, author=source.author or None, published=source.date or None)
    built = _build_sections(title, found, levels, keep=keep)
    outline = Outline(source=known, breaks=document.breaks, sections=built.sections)
    if source.kind not in any_format.MARKED and not built.grouped:
        doubts = [*_describe_stacked(found, levels), *_describe_above(title, outline.sections, found, levels)]
        source = replace(source, doubts=[*source.doubts, *doubts])
    return Proposal(
        outline,
        built.sentences,
        source,
        document.is_named_by_file,
        built.grouped,
        built.headings,
        built.names,
    )


def fit_outline(path: Path, outline: Path) -> Proposal:
    """Read a document by an outline that a person has written.

    path: the document
    outline: the file of the outline

    Raises `ReadingErrors` where the outline has mistakes, or with the place where the document stops fitting.
    """
    _, written = read_outline(outline)
    source = any_format.read(path)
    raise_any(check_language(path, source.text))
    sentences = fit(path, source.split(written.headings, written.breaks), written, name=outline.name)
    return Proposal(written, sentences, source)


# The outline ------------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """The headings of a section, and its paragraphs with their own headings.

    name: what the section is called where its last heading does not say it
    """

    headings: list[str]
    paragraphs: list[tuple[list[str], Block]]
    name: str = ""

    def title(self, *, keep: bool) -> str:
        """The title of the section. Empty where it has no headings."""
        return self.name or _make_title(self.headings, keep=keep)


class _Built(NamedTuple):
    """The sections of an outline, and the other fields of a proposal that are known with them."""

    sections: list[Section]
    sentences: dict[str, list[str]]
    grouped: str
    headings: dict[str, list[tuple[int, str]]]
    names: dict[str, str]


def _build_sections(name: str, found: Sequence[Block], levels: Mapping[str, int], *, keep: bool) -> _Built:
    """The sections of a document of this name, and the sentences of each paragraph, by id."""
    parts, grouped = _join_sections(_join_preview(_group_into_sections(name, found, levels)), keep=keep)
    section_ids, section_titles, paragraph_titles = set[str](), set[str](), set[str]()
    sentences_of = dict[str, list[str]]()
    headings_of, names = dict[str, list[tuple[int, str]]](), dict[str, str]()
    sections = []
    number = 0
    for place, part in enumerate(parts, 1):
        unnamed = UNTITLED if len(parts) == 1 else UNTITLED_START
        title = part.title(keep=keep)
        section_title = make_unique(title or unnamed, section_titles)
        section_id = make_unique(make_id(section_title) or f"section-{place}", section_ids, "-")
        is_title_page = bool(part.name) and part.name == _make_title([name], keep=False)
        names[section_id] = name if is_title_page else part.title(keep=True) or unnamed
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
            headings_of[identifier] = [
                (level, _make_title(list(texts), keep=True))
                for level, texts in groupby(headings, levels.__getitem__)
            ]
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
    return _Built(sections, sentences_of, grouped, headings_of, names)


def _group_into_sections(name: str, found: Sequence[Block], levels: Mapping[str, int]) -> list[_Part]:
    """Sections begin at headings of the highest level that has several headings, and of levels above it.

    Where these are few, and one of them without a number holds most of the text, its own parts are sections,
    if they are as many.
    """
    counts = Counter(levels[block.text] for block in found if block.heading and levels[block.text])
    below = sorted(counts)
    deepest = next((level for level in below if counts[level] > 1), max(below, default=0))
    parts = _split_at(name, found, levels, deepest)
    for level in below[below.index(deepest) + 1 :] if below else ():
        largest = max(parts, key=lambda part: len(part.paragraphs))
        is_most = 3 * len(largest.paragraphs) >= 2 * sum(len(part.paragraphs) for part in parts)
        own = sum(levels[text] == level for headings, _ in largest.paragraphs for text in headings)
        deeper = _split_at(name, found, levels, level)
        if len(parts) > FEW_SECTIONS or not is_most or own < len(parts) or len(deeper) > MAX_SECTIONS:
            break
        if any(NUMBER.match(text) or LABEL.match(text) or text[0].isdigit() for text in largest.headings):
            break
        parts = deeper
    return parts


def _split_at(name: str, found: Sequence[Block], levels: Mapping[str, int], deepest: int) -> list[_Part]:
    """Sections that begin at the headings of a level, and of the levels above it."""
    parts: list[_Part] = []
    waiting: list[str] = []
    for block in found:
        if block.heading:
            waiting.append(block.text)
            continue
        opening = [place for place, text in enumerate(waiting, 1) if levels[text] <= deepest]
        if opening or not parts:
            size = max(opening, default=0)
            # Where only a title page is above a section, it is called as the document, but in few words.
            is_title_page = bool(size) and not levels[waiting[size - 1]]
            short = _make_title([name], keep=False) if is_title_page else ""
            parts.append(_Part(waiting[:size], [], short))
            waiting = waiting[size:]
        parts[-1].paragraphs.append((waiting, block))
        waiting = []
    return parts


def _describe_stacked(found: Sequence[Block], levels: Mapping[str, int]) -> list[str]:
    """A line about the headings right above another one that is no lower. Empty where there are none.

    The part below them has the name of the last one. Lines of the title are no such headings, and labels
    above a name are none.
    """
    first = next((place for place, block in enumerate(found) if not block.heading), 0)
    names = [
        above.text
        for above, below in pairwise(found[first:])
        if above.heading and below.heading and levels[above.text] >= levels[below.text] > 0
        if not LABEL.fullmatch(above.text)
    ]
    count = pluralize(len(names), "heading")
    return [f"{count} without text, right above another heading: {_list_names(names)}"] if names else []


def _describe_above(
    title: str, sections: Sequence[Section], found: Sequence[Block], levels: Mapping[str, int]
) -> list[str]:
    """A line about the headings above those of sections, which stand in no list. Empty where there are none.

    Lines of the title are no such headings, and labels above a name are none.
    """
    own = {section.heading[-1] for section in sections if section.heading}
    names = [
        above.text
        for above, below in pairwise(found)
        if above.heading and below.heading and 0 < levels[above.text] < levels[below.text]
        if own & {below.text, hash_heading(below.text)}
        if not LABEL.fullmatch(above.text) and tidy(above.text).lower() not in title.lower()
    ]
    count = pluralize(len(names), "heading")
    return [f"{count} above those of sections, not listed: {_list_names(names)}"] if names else []


def _list_names(names: Sequence[str]) -> str:
    shown = [repr(name) for name in names[:MAX_STACKED]]
    return ", ".join([*shown, *(["..."] if len(names) > MAX_STACKED else [])])


def _join_preview(parts: list[_Part]) -> list[_Part]:
    """Sections without those of a preview, such as a synopsis of a play: their headings stand at paragraphs.

    The sections of a preview come again, in the same order, and are then several times as long.
    """
    names = [part.headings[-1] if part.headings else "" for part in parts]
    for start in range(len(parts)):
        for size in range(2, (len(parts) - start) // 2 + 1):
            middle, end = start + size, start + 2 * size
            if names[start] != names[middle] or names[start] == names[start + 1]:
                continue
            preview, play = parts[start:middle], parts[middle:end]
            is_again = names[start:middle] == names[middle:end] and len(set(names[start:middle])) == size
            if is_again and MIN_GROWTH * _count_words(preview) <= _count_words(play):
                opening = parts[start - 1] if start else _Part([], [])
                for part in preview:
                    (headings, block), *others = part.paragraphs
                    opening.paragraphs.extend([([*part.headings, *headings], block), *others])
                return [*parts[:start], *([] if start else [opening]), *parts[middle:]]
    return parts


def _count_words(parts: Sequence[_Part]) -> int:
    return sum(len(block.text.split()) for part in parts for _, block in part.paragraphs)


def _join_sections(parts: list[_Part], *, keep: bool) -> tuple[list[_Part], str]:
    """At most `MAX_SECTIONS` sections, and a line that says how they were joined; empty where none were.

    Where there are more, some are joined, and their headings stand at paragraphs.

    A section with a label, such as *Annex 1*, takes those that follow it. So does one with a heading above
    its own, such as the first poem of a book of poems. Else neighbours are joined.
    """
    size = math.ceil(len(parts) / MAX_SECTIONS)
    if size <= 1:
        return parts, ""
    labelled = [place for place, part in enumerate(parts) if place and any(map(LABEL.match, part.headings))]
    is_labelled = 1 < len(labelled) < MAX_SECTIONS
    above = [place for place, part in enumerate(parts) if len(part.headings) > 1]
    is_divided = is_labelled or 1 < len(above) < MAX_SECTIONS
    if not is_labelled and is_divided:
        parts = [
            part._replace(name=_make_title(part.headings[-2:-1], keep=keep)) if place in above else part
            for place, part in enumerate(parts)
        ]
    starts = list(range(0, len(parts), size))
    if is_divided:
        starts = list(dict.fromkeys([0, *(labelled if is_labelled else above)]))
    joined = []
    for first, end in pairwise([*starts, len(parts)]):
        group = parts[first:end]
        named = (group[0],) if is_divided else (group[0], group[-1])
        titles = [part.title(keep=keep) or UNTITLED_START for part in named]
        name = " to ".join(dict.fromkeys(titles))
        if len(name) > LONGEST_TITLE:
            name = " to ".join(dict.fromkeys(_make_title([title], keep=False) for title in titles))
        paragraphs = [
            ([*(part.headings if place == 0 else ()), *headings], block)
            for part in group
            for place, (headings, block) in enumerate(part.paragraphs)
        ]
        joined.append(_Part([], paragraphs, name))
    count = pluralize(sum(bool(part.headings) for part in parts), "heading")
    how = "at the headings above them" if is_divided else f"of up to {pluralize(size, 'heading')} each"
    how = "at their labels" if is_labelled else how
    return joined, f"{count}: grouped into {pluralize(len(joined), 'section')} {how}"


def _hide_long(headings: Sequence[str], *, keep: bool) -> tuple[str, ...]:
    """Headings as the outline holds them: the hash of those that are too long to be named."""
    return tuple(
        heading if keep or len(heading.split()) <= LONGEST_NAME else hash_heading(heading)
        for heading in headings
    )


def _make_title(headings: Sequence[str], *, keep: bool) -> str:
    """The last heading, after the label that is right above it. Empty where there are no headings.

    A heading that is too long is shortened to its first words.
    """
    if not headings:
        return ""
    name = tidy(headings[-1])
    start = NUMBER.match(name) or LABEL.match(name)
    if start:
        name = name.removesuffix(".")
    label = LABEL.fullmatch(headings[-2]) if len(headings) > 1 else None
    above = f"{headings[-2].rstrip('.:')}: " if label and not LABEL.match(name) else ""
    prefix, rest = (name[: start.end()], name[start.end() :]) if start else ("", name)
    if (not keep and len(rest.split()) > LONGEST_NAME) or len(above + name) > LONGEST_TITLE:
        most = LONGEST_TITLE - len(above + prefix) if keep else 0
        return f"{above}{prefix.strip()} {_shorten(rest, most)}".strip()
    return above + name


def _shorten(name: str, most: int) -> str:
    """The first words of a name: as many as `most` characters hold, or as may be named, and an ellipsis.

    The last of them is no word of a closed class, such as *of*, and no letter, such as *v.* for a version.
    """
    words = name.split()
    size = max(LONGEST_NAME, sum(end < most for end in accumulate(len(word) + 1 for word in words)))
    first = words[:size]
    while len(first) > 1 and (first[-1].lower() in CLOSED_CLASS or _LETTER.fullmatch(first[-1])):
        first.pop()
    return " ".join(first).rstrip(",;:.([") + ("\u2026" if len(first) < len(words) else "")


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
