"""Describes a new book before anything is written: its parts and names, its size, the time that it takes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reading.data.chapters import list_required
from reading.data.document import Section
from reading.documents.any_format import MARKED, NAMES, REASONS
from reading.files.encoding import UTF_8
from reading.files.errors import ReadingError
from reading.formatting import pluralize, round_half_up
from reading.new.names import Proposal as Names
from reading.new.outline import Proposal
from reading.text.language import find_other_language
from reading.text.words import split_words

MAX_WORDS, MAX_SECTIONS = 65_000, 100
"""What a book is made of at most. A process of the build of 60,000 words needs 0.9 GB of memory."""

# Fitted to books of 1,400 to 60,000 words on two idle cores: for a book, and for each thousand words of it.
SECONDS, SECONDS_A_THOUSAND_WORDS = 9.0, 2.4
PAGES, PAGES_A_THOUSAND_WORDS = 18.0, 2.7
# The published figures have a line for each word in each section that holds it. Longer texts have fewer new
# words, and of very long ones fewer figures are published.
MEGABYTES, MEGABYTES_OF_A_THOUSAND_WORDS, GROWTH, MORE_BY_SECTION = 5.5, 5.0, 0.7, 0.012

MAX_LINES = 40
"""Lines of the tree of sections and subsections."""

LONGEST_NAME = 60
"""Characters of a heading in the tree."""

GUESSED, NONE = "  headings are guessed", "  no headings were found"
"""Said of a file that does not mark its headings."""

CORRECT = (
    ". To correct this: `reading text DOCUMENT COPY.md`, edit COPY.md, then `reading new COPY.md FOLDER`"
)

MAX_NAMES = 8
"""Proposed names that are listed."""


class Size(NamedTuple):
    """The size of a document."""

    sections: int
    paragraphs: int
    chapters: int
    sentences: int
    words: int


def measure(proposal: Proposal) -> Size:
    """Count the parts and words of a document. Words are those that the book counts."""
    sentences = [sentence for part in proposal.sentences.values() for sentence in part]
    words = sum(word is not None for sentence in sentences for word in split_words(sentence))
    chapters = len(list_required(proposal.sentences))
    return Size(len(proposal.outline.sections), len(proposal.sentences), chapters, len(sentences), words)


def find_excess(path: Path, size: Size) -> list[ReadingError]:
    """An error where a document is larger than a book may be."""
    if size.words > MAX_WORDS:
        problem = f"the text has {size.words:,} words, and a book has at most {MAX_WORDS:,}"
        return [ReadingError(path, 0, problem, "split it, and make a book of each part")]
    if size.sections > MAX_SECTIONS:
        problem = f"the text has {size.sections:,} sections, and a book has at most {MAX_SECTIONS:,}"
        hint = "join sections in an outline of your own (--outline), or split the text"
        return [ReadingError(path, 0, problem, hint)]
    return []


def describe(proposal: Proposal, names: Names, size: Size) -> list[str]:
    """Say in a few lines what the book will be."""
    source = proposal.outline.source
    text = proposal.source
    encoding = f", {text.encoding}" if text.encoding else ""
    assumed = "" if text.encoding in ("", UTF_8) else " (assumed)"
    kind = NAMES[text.kind] + (f" ({REASONS[text.kind]})" if text.is_guessed else "")
    author = [f"  author: {source.author}"] if source.author else []
    date = [f"  published: {source.published}"] if source.published else []
    return [
        source.title,
        *(["  title: from the name of the file; --title sets another"] if proposal.is_named_by_file else []),
        *author,
        *date,
        f"  read as: {kind}{encoding}{assumed}, in English",
        *_describe_other_language(proposal),
        *(f"  left out: {line}" for line in text.stripped),
        *(f"  {line}" for line in text.doubts),
        f"  {pluralize(size.sections, 'section')}, {pluralize(size.paragraphs, 'paragraph')}, "
        f"{pluralize(size.sentences, 'sentence')}, {pluralize(size.words, 'word')}",
        *([f"  {proposal.grouped} (--outline FILE sets others)"] if proposal.grouped else []),
        *_draw_tree(proposal),
        *_describe_speakers(text.speakers),
        f"  {_describe_names(names)}",
        *_describe_correction(proposal),
        f"  about {_estimate(size)}",
    ]


def _describe_correction(proposal: Proposal) -> list[str]:
    is_marked = proposal.source.kind in MARKED
    return [] if is_marked else [(GUESSED if _has_headings(proposal) else NONE) + CORRECT]


def _has_headings(proposal: Proposal) -> bool:
    sections = proposal.outline.sections
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    return any(section.heading for section in sections) or any(part.heading for part in paragraphs)


def _describe_other_language(proposal: Proposal) -> list[str]:
    language, words = find_other_language(" ".join(part) for part in proposal.sentences.values())
    if not language:
        return []
    rounded = max(100 * _round(words / 100), 100)
    return [f"  warning: about {rounded:,} words are in {language}, and are counted as if they were English"]


def _draw_tree(proposal: Proposal) -> list[str]:
    """The sections with the headings right below them, as many as there is room for."""
    sections = proposal.outline.sections[:MAX_LINES]
    below = [list(_list_subsections(proposal, section)) for section in sections]
    most = max(map(len, below), default=0)
    # A section whose subsections are cut has a line more, which counts them.
    while most and len(sections) + sum(min(len(lines), most + 1) for lines in below) > MAX_LINES:
        most -= 1
    # Where there is no room for some of each, those of the first sections are shown.
    room = 0 if most else MAX_LINES - len(sections) - 1
    drawn, hidden = [], 0
    for section, lines in zip(sections, below, strict=True):
        sentences = sum(paragraph.sentences for paragraph in section.paragraphs)
        name = _shorten(proposal.names.get(section.id, "") if "\u2026" in section.title else section.title)
        paragraphs = pluralize(len(section.paragraphs), "paragraph")
        drawn.append(f"    {name or section.title}: {paragraphs}, {pluralize(sentences, 'sentence')}")
        is_whole = len(lines) <= (most + 1 if most else room)
        shown = lines if is_whole else lines[:most]
        drawn += shown
        if most and not is_whole:
            drawn.append(f"      ... and {len(lines) - len(shown)} more")
        elif not most:
            room -= len(shown)
            hidden += len(lines) - len(shown)
    more = [(len(proposal.outline.sections) - len(sections), "section"), (hidden, "subsection")]
    return [*drawn, *(f"    ... and {pluralize(count, f'more {noun}')}" for count, noun in more if count)]


def _list_subsections(proposal: Proposal, section: Section) -> Iterator[str]:
    """A line for each heading of the highest level within a section, with the paragraphs below it."""
    headings = [proposal.headings.get(paragraph.id, ()) for paragraph in section.paragraphs]
    # Level 0 is that of a title page.
    highest = min((level for found in headings for level, _ in found if level), default=1)
    names = [next((text for level, text in found if level == highest), "") for found in headings]
    starts = [place for place, name in enumerate(names) if name]
    for start, end in pairwise([*starts, len(names)]):
        yield f"      {_shorten(names[start])}: {pluralize(end - start, 'paragraph')}"


def _shorten(name: str) -> str:
    """The first words of a name that has many characters, and an ellipsis."""
    return textwrap.shorten(name, LONGEST_NAME, placeholder="\u2026")


def _describe_speakers(speakers: Sequence[str]) -> list[str]:
    if not speakers:
        return []
    listed = ", ".join(speakers[:MAX_NAMES]) + (", ..." if len(speakers) > MAX_NAMES else "")
    return [f"  turns of {pluralize(len(speakers), 'speaker')}: {listed}"]


def _describe_names(names: Names) -> str:
    found = list(dict.fromkeys([*(actor.text for actor in names.actors), *names.phrases]))
    listed = ", ".join(found[:MAX_NAMES]) + (", ..." if len(found) > MAX_NAMES else "")
    return f"{pluralize(len(found), 'proposed name')}" + (f": {listed}" if found else "")


def _estimate(size: Size) -> str:
    """The pages, megabytes and minutes of the site."""
    thousands = size.words / 1000
    minutes = max(1, _round((SECONDS + SECONDS_A_THOUSAND_WORDS * thousands) / 60))
    # The evidence has more pages the more words there are.
    pages = size.chapters + _round(PAGES + PAGES_A_THOUSAND_WORDS * thousands)
    of_words = MEGABYTES_OF_A_THOUSAND_WORDS * thousands**GROWTH
    megabytes = _round(MEGABYTES + of_words * (1 + MORE_BY_SECTION * size.sections))
    return (
        f"{pluralize(pages, 'page')} and {pluralize(megabytes, 'megabyte')}, "
        f"made and built in {pluralize(minutes, 'minute')}"
    )


def _round(value: float) -> int:
    return int(round_half_up(value))
