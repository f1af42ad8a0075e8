"""Describes a new book before anything is written: its parts and names, its size, the time that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reading.data.chapters import list_required
from reading.data.document import Section
from reading.files.encoding import UTF_8
from reading.files.errors import ReadingError
from reading.formatting import pluralize, round_half_up
from reading.new.names import Proposal as Names
from reading.new.outline import Proposal
from reading.new.speakers import find_speakers
from reading.text.any_format import BY_HEADINGS

MAX_WORDS, MAX_SECTIONS = 30_000, 100
"""What a book is made of at most. With twice as many words, it takes five minutes and over 1 GB of memory."""

# Fitted to books of 1,400 to 19,400 words on two idle cores: for a book, and for each thousand words of it.
SECONDS, SECONDS_A_THOUSAND_WORDS = 9.0, 2.4
PAGES, PAGES_A_THOUSAND_WORDS = 17.0, 2.7
# The published figures have a line for each word in each section that holds it.
MEGABYTES, MEGABYTES_A_THOUSAND_WORDS, MEGABYTES_A_THOUSAND_WORDS_IN_A_SECTION = 6.0, 2.8, 0.06

MAX_LINES = 24
"""Lines of the tree up to which it shows paragraphs."""

MAX_NAMES = 8
"""Proposed names that are listed."""

KINDS = {"text": "plain text", "markdown": "Markdown", "pdf": "PDF", "docx": "Word", "html": "web page"}


class Size(NamedTuple):
    """The size of a document."""

    sections: int
    paragraphs: int
    chapters: int
    sentences: int
    words: int


def measure(proposal: Proposal) -> Size:
    """Count the parts and words of a document. Words are what spaces part."""
    sentences = [sentence for part in proposal.sentences.values() for sentence in part]
    words = sum(len(sentence.split()) for sentence in sentences)
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
    kind = KINDS[text.kind] + (f" ({BY_HEADINGS})" if text.is_guessed else "")
    author = [f"  author: {source.author}"] if source.author else []
    return [
        source.title,
        *author,
        f"  read as: {kind}{encoding}{assumed}, in English",
        *(f"  left out: {line}" for line in text.stripped),
        *(f"  {line}" for line in text.doubts),
        f"  {pluralize(size.sections, 'section')}, {pluralize(size.paragraphs, 'paragraph')}, "
        f"{pluralize(size.sentences, 'sentence')}, {pluralize(size.words, 'word')}",
        *_draw_tree(proposal.outline.sections),
        *_describe_speakers(find_speakers(proposal.sentences.values())),
        f"  {_describe_names(names)}",
        f"  about {_estimate(size)}",
    ]


def _draw_tree(sections: Sequence[Section]) -> Iterator[str]:
    paragraphs = sum(len(section.paragraphs) for section in sections)
    is_short = len(sections) + paragraphs <= MAX_LINES
    for section in sections:
        sentences = sum(paragraph.sentences for paragraph in section.paragraphs)
        number = pluralize(len(section.paragraphs), "paragraph")
        yield f"    {section.title}: {number}, {pluralize(sentences, 'sentence')}"
        if is_short and len(section.paragraphs) > 1:
            for paragraph in section.paragraphs:
                yield f"      {paragraph.title}: {pluralize(paragraph.sentences, 'sentence')}"


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
    per_thousand = MEGABYTES_A_THOUSAND_WORDS + MEGABYTES_A_THOUSAND_WORDS_IN_A_SECTION * size.sections
    megabytes = _round(MEGABYTES + per_thousand * thousands)
    return (
        f"{pluralize(pages, 'page')} and {pluralize(megabytes, 'megabyte')}, "
        f"made and built in {pluralize(minutes, 'minute')}"
    )


def _round(value: float) -> int:
    return int(round_half_up(value))
