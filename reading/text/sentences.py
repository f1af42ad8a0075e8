"""Splits plain text into headings, paragraphs and sentences, with normalised characters."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from reading.text.word_patterns import PLAIN

_PLAIN = {ord(sign): plain for signs, plain in PLAIN.items() for sign in signs}

_SENTENCE_END = re.compile(r"[.!?:][\"')\]]*$")

_POINT = re.compile(
    r"(?:\d{1,3}[.)]|\(?[a-z]\)|\((?:\d{1,3}|[ivx]{1,4})\)|[-*+\u2022\u2013\u2014\u25cf\u25aa])[ \t]+(?=\S)"
)

_POINT_BEFORE = re.compile(r"[.!?:;,][\"')\]]*$|\b(?:and|or)$")

_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)\b")

_GOES_ON = re.compile(
    r"""
    \b(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Pres|Amb)\.\n
    | \b(?i:arts?|chs?|chap|figs?|eqs?|nos?|paras?|pp?|regs?|secs?|sects?|v|vols?)\.\n
      (?:\d|[IVXLC]{2,}\b|[VX]\b)
    | [.!?]["')\]]+\n[a-z\u00df-\u00f6\u00f8-\u00ff]  # the end of a quotation
    | \n["')\]]*[,;:] | \n\)[.!?] | !\n!
    | \b[A-Z]\.\n\(\d{4}[a-z]?\)  # in a list of sources, the year after the initials of an author
    | \A\(?(?:1?\d|20)(?:(?:\.\d{1,2}){2,3})?[.)]\n[A-Z\u00c0-\u00d6\u00d8-\u00de]  # the number of an item
    """,
    re.VERBOSE,
)
"""Where Punkt splits a sentence that goes on, with a line end for the space: after titles, before numbers.

An item is one of a list within a paragraph. Such lists are short. Letters are those of Western Europe.
"""

_ELLIPSIS = re.compile(r"(?<= )\.(?: \.){2,}")
"""An ellipsis with spaces before and between its dots."""

_NOTE_NUMBER = re.compile(r"[\"')\]]*\[\d{1,3}\](?:\s+|$)")
"""The number of a note, which belongs to the sentence before it."""

HASH_PREFIX = "sha256:"
"""The start of the hash of a heading."""

Breaks = Literal["line", "blank"]
"""How paragraphs end: with a line that ends like a sentence, or only with a blank line."""


class Block(NamedTuple):
    """A heading or a paragraph, joined to one line, and the number of the line in which it starts."""

    line: int
    text: str
    heading: bool


def split_blocks(text: str, *, headings: Iterable[str] = (), breaks: Breaks = "line") -> list[Block]:
    r"""Split a raw copy into headings and paragraphs, each joined to one line.

    Characters are normalised, see `normalize`. A line is joined with the next one unless it ends like a
    sentence or is one of the `headings`, which could not be told from broken lines otherwise. A line that
    starts in lower case is always joined with the one before. The ending of an ordinal on a line of its own,
    which was a superscript, is joined with its number. An empty line ends a paragraph. With `breaks="blank"`
    only empty lines do: use this for a copy whose lines are broken at a margin.

    The bullet or number of a list item starts a paragraph, and is removed. A line without a letter or a digit
    counts as empty. Headings may be given by their hashes, see `hash_heading`.

    >>> [block.text for block in split_blocks("The 20\nth of May was\na “fine” day.")]
    ['The 20th of May was a "fine" day.']
    >>> [block.text for block in split_blocks("It asks for two things:\n1. Ships.\n2. Ports.")]
    ['It asks for two things:', 'Ships.', 'Ports.']
    """
    known = {normalize(heading) for heading in headings}
    hashed = any(heading.startswith(HASH_PREFIX) for heading in known)
    found: list[Block] = []
    opened, lines, listed = 0, list[str](), False

    def close() -> None:
        nonlocal listed
        if lines:
            found.append(Block(opened, _join_lines(lines), heading=False))
            lines.clear()
        listed = False

    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        line = normalize(line)
        if not any(map(str.isalnum, line)):
            close()
        elif line in known or (hashed and hash_heading(line) in known):
            close()
            found.append(Block(number, line, heading=True))
        else:
            # A number at the start of a line may also belong to the running text.
            point = _POINT.match(line) if not lines or listed or _POINT_BEFORE.search(lines[-1]) else None
            if point:
                close()
                listed, line = True, line[point.end() :]
                if not any(map(str.isalnum, line)):
                    continue
            elif breaks == "line" and lines and _SENTENCE_END.search(lines[-1]) and not line[0].islower():
                close()
            if not lines:
                opened = number
            lines.append(line)
    close()
    return found


def hash_heading(heading: str) -> str:
    """Return the hash of a heading, which is published where the words of the heading must not be."""
    return f"{HASH_PREFIX}{hashlib.sha256(normalize(heading).encode()).hexdigest()}"


def normalize(line: str) -> str:
    """Return a line with plain quotation marks and apostrophes, composed Unicode (NFC) and single spaces."""
    return " ".join(unicodedata.normalize("NFC", line.translate(_PLAIN)).split())


def _join_lines(lines: Sequence[str]) -> str:
    parts = [lines[0]]
    for before, line in pairwise(lines):
        superscript = before[-1].isdigit() and _ORDINAL_ENDING.match(line)
        parts.append(line if superscript else f" {line}")
    return "".join(parts)


def split_sentences(block: str) -> list[str]:
    """Return the sentences of a block.

    >>> split_sentences("Dr. Lee left at 9 a.m. sharp. Was it late?")
    ['Dr. Lee left at 9 a.m. sharp.', 'Was it late?']
    >>> split_sentences('"Is it Art. 5?" he asked. Prof. A. B. Lee knew.')
    ['"Is it Art. 5?" he asked.', 'Prof. A. B. Lee knew.']
    """
    from reading.text.nltk_setup import SENTENCE_TOKENIZER

    starts: list[int] = []
    ends: list[int] = []
    dots = {place for ellipsis in _ELLIPSIS.finditer(block) for place in range(*ellipsis.span())}
    for start, end in SENTENCE_TOKENIZER.span_tokenize(block):
        if starts and (start in dots or (ends[-1] - 1 in dots and block[start].islower())):
            ends[-1] = end
            continue
        note = _NOTE_NUMBER.match(block, start, end) if starts else None
        if note:
            ends[-1] = start + len(note[0].rstrip())
            start = note.end()
        if starts and start < end and _GOES_ON.search(f"{block[starts[-1] : ends[-1]]}\n{block[start:end]}"):
            ends[-1] = end
        elif start < end:
            starts.append(start)
            ends.append(end)
    return [block[start:end] for start, end in zip(starts, ends, strict=True)]
