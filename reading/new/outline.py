"""Makes the outline of a document in Markdown: sections, paragraphs and titles, as its headings say.

Sections begin at the highest headings of which there are several. The headings below are those of paragraphs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reading.data.document import Outline, Paragraph, Publication, Section
from reading.data.terms import LONGEST_PHRASE
from reading.derive.document_text import FOREIGN, NO_SPACE, MarkdownBlock, MarkdownText, read_markdown
from reading.files.errors import ReadingError, raise_any
from reading.text.language import is_english
from reading.text.sentences import hash_heading, split_sentences
from reading.text.tokens import slug_ascii, split_words

LONGEST_NAME = LONGEST_PHRASE
"""Words of a heading up to which the book may name it; a longer one would be a part of the text. A text that
anybody may reprint has no such limit."""

PANDOC = "pandoc -s FILE -t gfm-raw_html -o TEXT.md"
"""The command that makes plain Markdown of a document or a web page."""

LONGEST_TITLE = 120
"""Characters of a title of a section or a paragraph. A longer one is shortened."""

MIN_WORDS, MAX_WORDS, MAX_SECTIONS = 50, 65_000, 100
"""What a book is made of. A process of the build of 60,000 words needs 0.9 GB of memory."""

UNTITLED, UNTITLED_START = "The document", "Opening"
"""What a section without a heading is called: the only one, and the first of several."""

OPENING = "opening"
"""The last part of the id of a section's first paragraph."""


class Proposal(NamedTuple):
    """An outline, lines about what to know, and what is left out of the text."""

    outline: Outline
    notes: list[str]
    left_out: list[str]


def propose_outline(path: Path) -> Proposal:
    """Make the outline of a document in Markdown.

    Raises `ReadingErrors` where the file is no text in English, has no sentences or is too large.
    """
    text = read_markdown(path)
    raise_any(_check_text(path, text))
    title, is_heading = _find_title(text)
    notes = [
        f"line {part.line}: not in English, and counted like the rest; translate it, or leave it out"
        for part in text.parts
        if not (part.level or is_english(part.text))
    ]
    if not title:
        notes.append(
            "title: from the name of the file; `title: ...` between two lines --- at its start sets another"
        )
        title = " ".join(re.findall(r"[^\W_]+", path.stem)).capitalize() or UNTITLED
    if not any(part.level for part in text.parts[is_heading:]):
        notes.append(
            "no headings, so the book has one section; to divide it, mark headings with # in the file"
        )
    stated = Publication(
        title=title,
        author=text.fields.get("author") or text.fields.get("authors") or None,
        published=text.fields.get("date") or None,
        licence=text.fields.get("licence") or text.fields.get("license") or None,
    )
    longest = sys.maxsize if stated.is_free else LONGEST_NAME
    sections = _build_sections(text.parts, has_title=is_heading, longest=longest)
    if len(sections) > MAX_SECTIONS:
        problem = f"the text has {len(sections)} sections, and a book has at most {MAX_SECTIONS}"
        raise_any([ReadingError(path, 0, problem, "mark parts above them with fewer #, or split the text")])
    outline = Outline(publication=stated, breaks="blank", sections=sections)
    return Proposal(outline, notes, text.left_out)


def _check_text(path: Path, text: MarkdownText) -> list[ReadingError]:
    """Why no book can be made of a text."""
    prose = [part for part in text.parts if not part.level]
    if text.slips:
        hints = {
            NO_SPACE: "write a space after #, or \\# where it is no heading",
            FOREIGN: f"make the text anew with `{PANDOC}`",
        }
        return [ReadingError(path, line, slip, hints[slip]) for line, slip in text.slips]
    words = sum(word is not None for part in prose for word in split_words(part.text))
    if not words:
        hint = "a document has at least one paragraph of text"
        return [ReadingError(path, 0, "there are no sentences in it", hint)]
    if not MIN_WORDS <= words <= MAX_WORDS:
        problem = f"the text has {words:,} words, and a book is made of {MIN_WORDS} to {MAX_WORDS:,}"
        hint = "split it, and make a book of each part" if words > MAX_WORDS else "there is little to count"
        return [ReadingError(path, 0, problem, hint)]
    if not is_english(" ".join(part.text for part in prose)):
        hint = "sentences, lemmas and common words are those of English"
        line = next((part.line for part in prose if not is_english(part.text)), 0)
        return [ReadingError(path, line, "the text does not seem to be in English", hint)]
    return []


def _find_title(text: MarkdownText) -> tuple[str, bool]:
    """The title, and whether the first part is it: the only heading of its level, or one above another."""
    first, *others = text.parts
    levels = [part.level for part in text.parts if part.level]
    is_only = levels.count(first.level) == 1 and first.level == min(levels, default=0)
    is_heading = first.level > 0 and (is_only or 0 < others[0].level <= first.level)
    stated = text.fields.get("title", "")
    return stated or (first.text if is_heading else ""), is_heading


def _build_sections(parts: Sequence[MarkdownBlock], *, has_title: bool, longest: int) -> list[Section]:
    """The sections. The first part may be the title. Headings of more words than `longest` are not named."""
    counts = Counter(part.level for part in parts[has_title:] if part.level)
    deepest = next((level for level in sorted(counts) if counts[level] > 1), max(counts, default=0))
    ids, titles, paragraph_titles, taken = set[str](), set[str](), set[str](), set[str]()
    sections = list[tuple[dict[str, Any], list[Paragraph]]]()
    above = list(parts[:has_title])
    waiting = list[MarkdownBlock]()
    for part in parts[has_title:]:
        if part.level:
            waiting.append(part)
            continue
        size = max((place for place, heading in enumerate(waiting, 1) if heading.level <= deepest), default=0)
        if size or not sections:
            unnamed = UNTITLED_START if counts else UNTITLED
            title = make_unique(_shorten(waiting[size - 1].text, longest) if size else unnamed, titles)
            name = make_unique(slug_ascii(title) or f"section-{len(sections) + 1}", ids, "-")
            heading = _hide([*above, *waiting[:size]], longest)
            sections.append(({"id": name, "heading": heading, "title": title}, []))
            above, waiting, taken = [], waiting[size:], {OPENING}
        (section, paragraphs), number = sections[-1], len(sections[-1][1]) + 1
        unnamed = f"Paragraph {len(sections)}.{number}" if deepest else f"Paragraph {number}"
        unnamed = section["title"] if deepest and not paragraphs else unnamed
        title = make_unique(_shorten(waiting[-1].text, longest) if waiting else unnamed, paragraph_titles)
        ending = OPENING
        if paragraphs:
            ending = make_unique(slug_ascii(title) or f"paragraph-{number}", taken, "-")
        name, heading, waiting = f"{section['id']}/{ending}", _hide(waiting, longest), []
        size = len(split_sentences(part.text))
        paragraphs.append(Paragraph(id=name, heading=heading, title=title, sentences=size, tokens=[]))
    return [Section(paragraphs=paragraphs, **section) for section, paragraphs in sections]


def _hide(headings: Sequence[MarkdownBlock], longest: int) -> tuple[str, ...]:
    """Headings as the outline holds them: the hash of those that are too long to be named."""
    texts = [part.text for part in headings]
    return tuple(text if len(text.split()) <= longest else hash_heading(text) for text in texts)


def _shorten(name: str, longest: int) -> str:
    """A heading as a title. One that is too long to be named is its first words and an ellipsis."""
    words = name.rstrip(": ").split()
    if len(words) <= longest and len(name) <= LONGEST_TITLE:
        return " ".join(words)
    return " ".join(words[:longest])[:LONGEST_TITLE].rstrip(",;:.([") + "\u2026"


def make_unique(name: str, taken: set[str], separator: str = " ") -> str:
    """The name, numbered if it is taken already. The result is added to `taken`."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}{separator}{number}" if separator == "-" else f"{name}{separator}({number})"
    taken.add(unique)
    return unique
