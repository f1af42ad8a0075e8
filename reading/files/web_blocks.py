"""Sets the tree of a web page in paragraphs and headings, so that the library finds all of its text.

The library knows paragraphs by their elements and menus by their names. Pages that a program wrote have other
elements for paragraphs, boxes called *sidebar* within the text, and text outside of paragraphs.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from reading.files.convert import Paragraph
from reading.files.web_surroundings import is_outer
from reading.formatting import pluralize

_INLINE = "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q s samp small"
_INLINE += " span strong sub sup time tt u var wbr"
INLINE = frozenset(_INLINE.split())
"""Elements within a line of text."""

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FRAMES = frozenset(["article", "body", "center", "div", "main", "section"])
"""Elements that hold blocks of text, and may hold text of their own."""

_NO_TEXT = (
    "ancestor-or-self::*[self::nav or self::header or self::footer or self::table or self::pre or self::form"
    " or self::figure or self::script or self::style or self::noscript or self::button or self::head]"
)
"""Elements in which no text is sought."""

_PARAGRAPHS = "self::p or self::li or self::dd or self::blockquote"
_HEADED = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"

_BOLD = "ancestor::b or ancestor::strong"

_BOX = "sidebar"
"""The name of a box beside the text, and in pages made of DocBook of a box within it."""

MIN_WORDS = 8
"""Words from which on a paragraph that is left out is named."""

_MARKED_HEADING = re.compile(r"\s*(?P<marks>#{1,6})[ \t]+(?P<name>[^\n]*?\w[^\n]*?)(?:[ \t]*\{#[^{}]*\})?\s*")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^\s()]+\)")
"""A heading and a link in the marks of Markdown, which the script of a page would set."""

MAX_SHOWN = 30
"""Characters of such a paragraph that are shown."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
SENTENCE_END = re.compile(r"[.!?:;\u2026]['\")\]\u201d\u2019]*$")


def arrange_blocks(page: Any) -> None:
    """Set text in paragraphs, and let boxes and sections be judged by what they hold."""
    _drop_anchors(page)
    _set_paragraphs(page)
    _keep_boxes(page)
    _free_sections(page)


def list_bold_lines(page: Any) -> set[str]:
    """The letters and digits of the lines that are all in bold, outside of menus."""
    found = set()
    for block in page.xpath(f"//*[self::p or self::div][not({_NO_TEXT})]"):
        bold = "".join(block.xpath(f".//text()[{_BOLD}]")) if is_line(block) else ""
        if any(map(str.isalpha, bold)):
            whole = join_characters(block.text_content())
            found |= {whole} if whole == join_characters(bold) else set()
    return found


def list_other_paragraphs(page: Any, read: Sequence[str]) -> list[str]:
    """The paragraphs of a page that are not among those read.

    Paragraphs are sentences; lines of menus are none. Copyright lines, tables and code are no text.
    """
    known = join_characters("".join(read))
    return [
        " ".join(block.text_content().split())
        for block in page.xpath(f"//*[{_PARAGRAPHS}][not({_NO_TEXT})]")
        if is_prose(block) and join_characters(block.text_content()) not in known
    ]


def insert_other_paragraphs(page: Any, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that the library reads, with those between them that it leaves out, and their headings.

    Such a paragraph is a sentence. What has a class, which menus and boxes beside the text have, is left out.
    """
    places = {join_characters(part.text): place for place, part in enumerate(paragraphs)}
    added: dict[int, list[Paragraph]] = {}
    before, waiting = None, list[Any]()
    for block in page.xpath(f"//*[{_PARAGRAPHS} or {_HEADED}][not({_NO_TEXT})]"):
        if not is_line(block):
            continue
        place = places.get(join_characters(block.text_content()))
        if place is None:
            waiting.append(block)
            continue
        is_within = before is not None and places[join_characters(before.text_content())] + 1 == place
        is_text = any(is_prose(other) for other in waiting)
        if is_within and is_text and all(_may_be_text(other, before) for other in waiting):
            added[place] = [_make_paragraph(other) for other in waiting]
        before, waiting = block, []
    return [part for place, own in enumerate(paragraphs) for part in (*added.get(place, ()), own)]


def is_prose(block: Any) -> bool:
    """Whether a block is a sentence of several words, and no menu, date or copyright line."""
    text = " ".join(block.text_content().split())
    is_sentence = len(text.split()) >= MIN_WORDS and SENTENCE_END.search(text) and is_line(block)
    return bool(is_sentence) and not (is_of_links(block) or is_outer(text))


def _may_be_text(block: Any, before: Any) -> bool:
    """Whether a block is a heading or a sentence, and neither it nor what holds it only has a class."""
    shared = {*before.iterancestors()}
    own = [block, *takewhile(lambda frame: frame not in shared, block.iterancestors())]
    has_class = any(frame.get("class") or frame.tag == "aside" for frame in own)
    return not has_class and (block.tag in HEADINGS or is_prose(block))


def _make_paragraph(block: Any) -> Paragraph:
    text = " ".join(block.text_content().split())
    return Paragraph(text, int(block.tag[1]) if block.tag in HEADINGS else 0)


def describe_other_paragraphs(texts: Sequence[str]) -> list[str]:
    """A line about the paragraphs of a page that are not read. Empty where all are.

    >>> describe_other_paragraphs(["Ships that carry no lights stay in the harbour."])
    ["1 other paragraph: 9 words ('Ships that carry no lights…')"]
    """
    if not texts:
        return []
    words = sum(len(text.split()) for text in texts)
    first = textwrap.shorten(texts[0], MAX_SHOWN, placeholder="…")
    return [f"{pluralize(len(texts), 'other paragraph')}: {pluralize(words, 'word')} ({first!r})"]


def _drop_anchors(page: Any) -> None:
    """Leave out targets of links, which the library takes for links: a list with many would be a menu."""
    for anchor in page.xpath("//a[not(@href)]"):
        anchor.drop_tag()


def _is_alone(element: Any, frame: Any) -> bool:
    return " ".join(frame.text_content().split()) == " ".join(element.text_content().split())


def _set_paragraphs(page: Any) -> None:
    """Make paragraphs of frames that hold only a sentence, and of sentences beside blocks in a frame."""
    for frame in list(page.iter(*_FRAMES)):
        if frame.xpath(_NO_TEXT):
            continue
        if frame.tag != "div" or not is_line(frame):
            _wrap_loose_text(frame)
        elif frame.getparent().tag == "li" and _is_alone(frame, frame.getparent()):
            frame.drop_tag()
        elif SENTENCE_END.search(frame.text_content().strip()):
            frame.tag = "p"


def _wrap_loose_text(frame: Any) -> None:
    """Set runs of text and of elements within a line, which stand beside blocks, in paragraphs."""
    run = [_Piece(None, frame.text or "")]
    for child in list(frame):
        if not isinstance(child.tag, str) or child.tag in INLINE:
            run.append(_Piece(child, child.tail or ""))
        else:
            _set_run(frame, run, child)
            run = [_Piece(child, child.tail or "")]
    _set_run(frame, run, None)


class _Piece(NamedTuple):
    """An element and the text after it. The first element of a run is the block before it, or none."""

    element: Any
    text: str


def _set_run(frame: Any, run: Sequence[_Piece], after: Any) -> None:
    """Set a run with a sentence or a heading in paragraphs; `after` is the block after it, or none."""
    whole = "".join(
        (_get_text(piece.element) if place else "") + piece.text for place, piece in enumerate(run)
    )
    # What is broken into lines, such as an address, is left as it is.
    is_broken = any(piece.element.tag == "br" for piece in run[1:])
    if is_broken or not any(map(_is_block_of_text, _BLANK_LINE.split(whole))):
        return
    before = run[0].element
    if before is None:
        frame.text = None
    else:
        before.tail = None
    blocks = [frame.makeelement("p")]
    for place, (element, text) in enumerate(run):
        if place:
            element.tail = None
            blocks[-1].append(element)
        first, *others = _BLANK_LINE.split(_LINK.sub(r"\1", text))
        _add_text(blocks[-1], first)
        for other in others:
            blocks.append(frame.makeelement("p"))
            blocks[-1].text = other
    for block in blocks:
        if heading := None if len(block) else _MARKED_HEADING.fullmatch(block.text or ""):
            block.tag, block.text = f"h{len(heading['marks'])}", heading["name"]
        if after is None:
            frame.append(block)
        else:
            after.addprevious(block)


def _is_block_of_text(text: str) -> bool:
    return bool(SENTENCE_END.search(text.strip()) or _MARKED_HEADING.fullmatch(text))


def _add_text(block: Any, text: str) -> None:
    if len(block):
        block[-1].tail = text
    else:
        block.text = text


def _get_text(element: Any) -> str:
    return str(element.text_content()) if isinstance(element.tag, str) else ""


def _keep_boxes(page: Any) -> None:
    """Take the name of a box from those that stand among paragraphs. The library leaves out menus."""
    for box in page.iter("div", "section"):
        beside = box.getparent() if box.getparent() is not None else ()
        is_among = any(
            part.tag == "p" and SENTENCE_END.search(part.text_content().strip()) for part in beside
        )
        if _BOX in (box.get("class") or "").split() and is_among:
            del box.attrib["class"]


def _free_sections(page: Any) -> None:
    """Take the name of a section away where it is made of its heading, and does not say what it is."""
    for frame in page.iter("div", "section"):
        first = next((part for part in frame if part.tag != "a"), None)
        name = join_characters(frame.get("id") or "")
        heading = first.text_content() if first is not None and first.tag in HEADINGS else ""
        if name and name in join_characters(heading):
            del frame.attrib["id"]


def is_of_links(block: Any) -> bool:
    """Whether half of the words of a block are in links."""
    links = sum(len(link.text_content().split()) for link in block.iter("a") if link.get("href"))
    return 2 * links > len(block.text_content().split())


def join_characters(text: str) -> str:
    """The letters and digits of a text in lower case, to compare texts that are set in different ways."""
    return "".join(filter(str.isalnum, text.lower()))


def is_line(element: Any) -> bool:
    """Whether an element holds text and elements within a line, and no other blocks."""
    return all(part.tag in INLINE or not isinstance(part.tag, str) for part in element.iterdescendants())
