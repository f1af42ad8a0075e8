"""Reads a document of any format with its title, and with its headings and paragraphs in order.

Headings are those that a file marks. Where it marks none, they are found by their words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reading.documents import any_format
from reading.documents.any_format import DocumentText
from reading.documents.plain.headings import LABEL, NUMBER, OPENINGS, find_headings, is_opening, is_wrapped
from reading.files.errors import ReadingError, raise_any
from reading.formatting import pluralize
from reading.text.language import ENGLISH, name_language
from reading.text.sentences import Block, Breaks, normalize
from reading.text.words import split_words

MAX_CHARACTERS = 50_000
"""Characters of a paragraph. A longer one means that the file has no line breaks."""

TITLE_WITHIN = 10
"""Blocks from the start within which the title of a document stands: a letterhead may be above it."""

MAX_TITLE_LINES = 3
"""Headings in a row that may be one title."""

PARTIES_WITHIN = 20
"""Lines of text from the start within which a judgment names its parties."""

LONGEST_PARTIES = 16
"""Words of such a line."""


class HeadedDocument(NamedTuple):
    """A document as it was read: its title, and its headings and paragraphs.

    is_named_by_file: whether the title is made of the file's name
    breaks: how paragraphs end
    blocks: headings and paragraphs in order; the last is a paragraph
    marks: for each block, the mark of an item, which its text does not have
    levels: the level of each heading, by its text. Lower numbers are above higher ones
    """

    source: DocumentText
    title: str
    is_named_by_file: bool
    breaks: Breaks
    blocks: Sequence[Block]
    marks: Sequence[str]
    levels: Mapping[str, int]

    def describe_marks(self) -> list[str]:
        """A line about the numbers and letters of items, which a book does not count. Empty without any."""
        listed = [mark for mark in self.marks if any(map(str.isalnum, mark))]
        count = pluralize(len(listed), "item")
        return [f"the numbers or letters of {count}, such as {listed[0]}"] if listed else []


def read_document(path: Path, *, most: int = 0) -> HeadedDocument:
    """Read a document, and find its title and its headings.

    path: the document, in any format that `any_format` reads
    most: words from which on a PDF is refused before all of it is read; 0 for any number

    Raises `ReadingErrors` if the file is no document, is not in English, has no sentences, or has a paragraph
    that is too long.
    """
    source = any_format.read(path, most=most)
    text = source.text
    breaks: Breaks = source.breaks or ("blank" if is_wrapped(text) else "line")
    title, depths = _list_headings(source, breaks)
    found = source.split(depths, breaks)
    # A heading without a paragraph below it is part of the text.
    while found and found[-1].heading:
        last = found[-1].text
        depths = {heading: depth for heading, depth in depths.items() if normalize(heading) != last}
        found = source.split(depths, breaks)
    levels = {normalize(heading): depth for heading, depth in depths.items()}
    raise_any(_check_blocks(path, found) or check_language(path, text))
    title = title or _find_title(found, levels) or _find_name_of_project(path, source, found, levels)
    found_title = tidy(_choose_title(source, title))
    marks = source.list_marks(depths, breaks)
    return HeadedDocument(
        source, found_title or _name_by_file(path), not found_title, breaks, found, marks, levels
    )


def _list_headings(source: DocumentText, breaks: Breaks) -> tuple[str, dict[str, int]]:
    """The title of plain text, and the headings with their levels.

    Headings that a PDF or a Word document marks may be only those of its letterhead or its title. They divide
    nothing, so that the others are sought in the text. Beside headings that a list of contents names, only
    names such as *Preface* are sought. Below parts that running heads name, all are.
    """
    if source.headings == {}:
        return "", {}
    marked = {normalize(text): level for text, level in (source.headings or {}).items()}
    blocks = source.split(marked, breaks)
    places = [place for place, block in enumerate(blocks) if block.heading]
    if source.kind == "pdf" and places[:1] == [0]:
        # Nothing is above the title of a document: larger type on later pages is that of a table.
        near = [marked[blocks[place].text] for place in places if place < TITLE_WITHIN]
        deepest = max(marked.values()) + 1
        marked = {text: level if level >= min(near) else deepest for text, level in marked.items()}
    is_outlined = bool(places) and places[-1] > TITLE_WITHIN and source.kind != "text"
    # A web page that has elements for headings has all of them so.
    is_marked = source.kind in any_format.MARKED and (bool(places) or source.kind != "html")
    if is_marked or is_outlined:
        return "", marked
    levels, title = find_headings(source.text, breaks, source.contents)
    if source.kind == "text" and marked and source.contents:
        others = {text: level for text, level in levels.items() if not level or is_opening(text)}
        return "" if title in marked else title, {**others, **marked}
    lowest = max(marked.values(), default=0)
    below = {text: level + lowest for text, level in levels.items() if level and text not in marked}
    return ("", {**marked, **below}) if marked else (title, levels)


def check_language(path: Path, text: str) -> list[ReadingError]:
    """An error where a text is not in English."""
    language = name_language(text)
    hint = "sentences, lemmas and common words are those of English: translate the text, or take another"
    problem = f"the text is in {language}, and a book can be made of English texts only"
    return [] if language == ENGLISH else [ReadingError(path, 0, problem, hint)]


def _check_blocks(path: Path, found: Sequence[Block]) -> list[ReadingError]:
    if not any(word for block in found for word in split_words(block.text)):
        problem, hint = "there are no sentences in it", "a document has at least one paragraph of text"
        return [ReadingError(path, 0, problem, hint)]
    return find_long_paragraphs(path, found)


def find_long_paragraphs(path: Path, blocks: Sequence[Block]) -> list[ReadingError]:
    """An error for each paragraph that is too long to be one."""
    hint = f"at most {MAX_CHARACTERS:,}; does the file have line breaks?"
    long = [block for block in blocks if len(block.text) > MAX_CHARACTERS]
    return [
        ReadingError(path, block.line, f"a paragraph of {len(block.text):,} characters", hint)
        for block in long
    ]


def _choose_title(source: DocumentText, found: str) -> str:
    """A title: that of its title page or fields, else a heading, what its file states, or its parties."""
    return source.title or found or source.stated or _find_parties(source)


def _find_parties(source: DocumentText) -> str:
    """The first line near the start that names two parties, as that of a judgment: *Smith v. Jones*."""
    filled = (line.text.split() for line in source.lines if line.text.strip())
    return next((" ".join(words) for words in islice(filled, PARTIES_WITHIN) if _names_parties(words)), "")


def _names_parties(words: Sequence[str]) -> bool:
    marks = [place for place, word in enumerate(words) if word in ("v.", "vs.")]
    names = [word for word in words if word.lower() not in ("v.", "vs.", "of", "the", "and", "et", "al.")]
    is_within = len(marks) == 1 and 0 < marks[0] < len(words) - 1
    return is_within and len(words) <= LONGEST_PARTIES and all(word[0].isupper() for word in names)


def _find_title(found: Sequence[Block], levels: Mapping[str, int]) -> str:
    """The heading near the start that is the only one of the highest level. Empty where there is none."""
    highest = min((levels[block.text] for block in found if block.heading), default=0)
    places = [place for place, block in enumerate(found) if block.heading and levels[block.text] == highest]
    names = list(dict.fromkeys(found[place].text for place in places))
    # A title may be set in several lines, or come again above the text.
    is_one = bool(places) and (len(names) == 1 or places[-1] - places[0] < len(places) <= MAX_TITLE_LINES)
    return " ".join(names) if is_one and places[0] < TITLE_WITHIN else ""


def _find_name_of_project(
    path: Path, source: DocumentText, found: Sequence[Block], levels: Mapping[str, int]
) -> str:
    """The first heading of a marked text, where it names what the file is about. Empty where it does not.

    The first heading of a README does, and one whose words the file's name has. Others may be of its level.
    """
    first = found[0] if found else None
    if source.kind not in ("markdown", "rst", "asciidoc") or first is None or not first.heading:
        return ""
    words = set(_split_name(path.stem.lower()))
    is_named = "readme" in words or words >= set(_split_name(first.text.lower()))
    is_part = first.text.lower() in OPENINGS or NUMBER.match(first.text) or LABEL.match(first.text)
    return first.text if is_named and not is_part and levels[first.text] == min(levels.values()) else ""


def _split_name(name: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", name) if word]


def _name_by_file(path: Path) -> str:
    """A title made of the name of a file."""
    name = " ".join(_split_name(path.stem))
    return name[:1].upper() + name[1:] or "The document"


def tidy(heading: str) -> str:
    """A heading as a title: with a space after its number, none before its marks, and no colon at its end.

    >>> tidy("1.Ports ? Ships :"), tidy("Lights: ? or salt")
    ('1. Ports? Ships', 'Lights: ? or salt')
    """
    number = NUMBER.match(heading)
    if number and not number[0].endswith(" "):
        heading = f"{number[0]} {heading[number.end() :]}"
    return re.sub(r"(?<=[\w)\]\"'\u2019\u201d])\s+(?=[?!:;,.](?:\s|$))", "", heading).rstrip(": ")
