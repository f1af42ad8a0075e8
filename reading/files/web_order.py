"""Reads the paragraphs and headings of a web page in the order of the page, without a guess at its main text.

The library for web pages seeks the text among menus and adverts, by weight. On the page of a standard or of a
manifesto, it may leave out headings, or what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from reading.files.convert import Paragraph
from reading.files.web_blocks import (
    HEADINGS,
    INLINE,
    SENTENCE_END,
    is_line,
    is_of_links,
    is_prose,
    join_characters,
)

MIN_SHARE = 0.9
"""The share of the sentences of a page that the element with its text holds."""

MAX_CHARACTERS = 20_000
"""Characters of a paragraph that the library reads. A longer one is several."""

_FRAMES = ("body", "main", "article", "div", "section")
_PARAGRAPHS = frozenset(["p", "li", "dd", "dt", "blockquote"])
_LISTS = frozenset(["ul", "ol", "dl", "blockquote"])
_SKIPPED = (
    "aside button footer form figure head iframe nav noscript pre script select style svg table template"
)
_NO_TEXT = frozenset(_SKIPPED.split())
"""Elements in which no text is sought."""


def list_in_order(page: Any) -> list[Paragraph]:
    """The paragraphs and headings of the smallest element that holds nearly all sentences of a page."""
    return list(_list_parts(_find_frame(page), ""))


def loses_headings(read: Sequence[Paragraph], ordered: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs that the library reads lack a heading of the text that they have, or are joined.

    ordered: the paragraphs of the page, see `list_in_order`. Where they are fewer, they are no better.
    """
    if _count_all_words(ordered) < MIN_SHARE * _count_all_words(read):
        return False
    known = {join_characters(part.text) for part in read if part.level}
    whole = join_characters("".join(part.text for part in read))
    lost = (
        join_characters(below.text) in whole
        for above, below in pairwise(ordered)
        if above.level > 1 and not below.level and join_characters(above.text) not in known
    )
    return any(len(part.text) > MAX_CHARACTERS for part in read) or any(lost)


def _count_all_words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(part.text.split()) for part in paragraphs)


def _find_frame(page: Any) -> Any:
    body = page.find("body") if page.find("body") is not None else page
    whole = _count_words(body)
    frame = body
    while True:
        inner = next(
            (part for part in frame if part.tag in _FRAMES and _count_words(part) >= MIN_SHARE * whole), None
        )
        if inner is None:
            return frame
        frame = inner


def _count_words(frame: Any) -> int:
    """The words of the sentences within an element."""
    blocks = (block for block in frame.iter(*_PARAGRAPHS) if is_prose(block))
    return sum(len(block.text_content().split()) for block in blocks)


def _list_parts(frame: Any, role: str) -> Iterator[Paragraph]:
    """The paragraphs and headings within an element. What is no paragraph by its element is a sentence."""
    run = [frame.text or ""]
    for child in frame:
        if not isinstance(child.tag, str) or child.tag in _NO_TEXT or child.get("hidden") is not None:
            run.append(child.tail or "")
            continue
        if child.tag in INLINE and is_line(child):
            run.append(" " if child.tag == "br" else child.text_content())
        else:
            yield from _end_run(run, frame, role)
            if child.tag in HEADINGS:
                yield from _read_heading(child)
            elif not (child.tag in _LISTS and is_of_links(child)):
                yield from _list_parts(child, "item" if child.tag in _LISTS else role)
        run.append(child.tail or "")
    yield from _end_run(run, frame, role)


def _end_run(run: list[str], frame: Any, role: str) -> Iterator[Paragraph]:
    text = " ".join("".join(run).split())
    run.clear()
    if any(map(str.isalnum, text)) and (frame.tag in _PARAGRAPHS or SENTENCE_END.search(text)):
        yield Paragraph(text, role=role)


def _read_heading(heading: Any) -> Iterator[Paragraph]:
    """A heading, unless it has no letters, or is a link to another page, as that of an advert."""
    is_own = any(link.get("href", "").startswith("#") for link in heading.iter("a"))
    text = read_name(heading)
    if any(map(str.isalnum, text)) and (is_own or not is_of_links(heading)):
        yield Paragraph(text, int(heading.tag[1]))


def read_name(heading: Any) -> str:
    """The words of a heading, without blocks within it, such as a badge, and the sign of a link to it."""
    parts = [heading.text or ""]
    for child in heading:
        is_inline = isinstance(child.tag, str) and child.tag in INLINE and is_line(child)
        parts += [child.text_content() if is_inline else " ", child.tail or ""]
    return " ".join("".join(parts).split()).removesuffix("\u00b6").removesuffix("#").strip()
