"""Reads the main text of saved web pages: its paragraphs and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

from reading.files.convert import (
    Converted,
    Paragraph,
    describe_empty_sections,
    describe_tables,
    describe_unread_sections,
    guard,
    import_library,
)
from reading.files.errors import single_error
from reading.files.gutenberg_page import take_out_frame
from reading.files.web_blocks import (
    INLINE,
    MIN_WORDS,
    arrange_blocks,
    describe_other_paragraphs,
    insert_other_paragraphs,
    join_characters,
    list_bold_lines,
    list_other_paragraphs,
)
from reading.files.web_order import list_in_order, loses_headings, read_name
from reading.files.web_surroundings import (
    clean_author,
    describe_outer_lines,
    find_outer_lines,
    states_author,
    strip_site_name,
    take_out_contents,
    take_out_notes,
)
from reading.formatting import pluralize


def read_html(path: Path, data: bytes) -> Converted:
    """Read the main text of a saved web page, without menus, tables, comments and what surrounds the text.

    Raises `ReadingErrors` where the library is missing, or the page has no text.
    """
    trafilatura = import_library(path, "trafilatura", "web pages")
    converted: Converted | None = guard(path, "web page", partial(_convert_html, trafilatura, data))
    if converted is None or not converted.paragraphs:
        hint = "save the page with its text, or copy the text into a plain file"
        raise single_error(path, 0, "the web page holds no text that can be found", hint)
    return converted


def _convert_html(trafilatura: Any, data: bytes) -> Converted | None:
    page = trafilatura.load_html(data)
    if page is None:
        return None
    header, frame = take_out_frame(page)
    whole = deepcopy(page)
    taken = [frame, take_out_notes(page), take_out_contents(page)]
    _simplify(page)
    bold = list_bold_lines(page)
    found = _extract(trafilatura, page)
    paragraphs = list(_list_paragraphs(found.body)) if found is not None else []
    is_flat = bool(page.xpath("//h1 | //h2")) and not any(part.level for part in paragraphs)
    body = page.find("body")
    if body is not None and is_flat:
        # The library seeks headings in an element for the main text, which simple pages do not have.
        body.tag = "main"
        again = _extract(trafilatura, page)
        if again is not None:
            found, paragraphs = again, list(_list_paragraphs(again.body))
    if found is None:
        return None
    paragraphs = insert_other_paragraphs(page, paragraphs)
    ordered = list_in_order(page)
    if loses_headings(paragraphs, ordered):
        paragraphs = ordered
    names = {" ".join(part.text.split()) for part in paragraphs if part.level}
    stated = strip_site_name(_read_title(whole, found.title or ""), names, _read_site_name(page))
    title = header.title or stated
    unread, stripped = _describe_rest(whole, paragraphs, title)
    outer = find_outer_lines([part.text for part in paragraphs], [part.level for part in paragraphs])
    lines = [" ".join(paragraphs[place].text.split()) for place in sorted(outer)]
    stripped += filter(None, [*taken, describe_outer_lines(lines) if lines else ""])
    stripped += describe_other_paragraphs(
        list_other_paragraphs(page, [*(part.text for part in paragraphs), *unread])
    )
    paragraphs = [
        part._replace(bold=join_characters(part.text) in bold)
        for place, part in enumerate(paragraphs)
        if place not in outer
    ]
    author = header.author or (clean_author((found.author or "").strip()) if states_author(whole) else "")
    return Converted(paragraphs, title, author, stripped)


def _read_title(page: Any, found: str) -> str:
    """The title of a page: its only heading above all others, unless this is the name of the site.

    Else it is what the page states. The library takes a part of that, or one of several headings.
    """
    site = _read_site_name(page).casefold()
    names = [name for heading in page.iter("h1") if (name := read_name(heading)) and name.casefold() != site]
    stated = [*page.xpath("//meta[@property='og:title']/@content"), page.findtext(".//title") or "", found]
    return names[0] if len(names) == 1 else next(filter(None, (" ".join(one.split()) for one in stated)), "")


def _read_site_name(page: Any) -> str:
    """The name of the site that a page states. Empty where it states none."""
    return " ".join("".join(page.xpath("//meta[@property='og:site_name'][1]/@content")).split())


def _simplify(page: Any) -> None:
    """Take blocks of code and signs that link headings to themselves out of the tree of a page."""
    words = len(page.text_content().split())
    code = page.findall(".//pre")
    # Where most of the text is set as it was typed, it is no code.
    if 2 * sum(len(block.text_content().split()) for block in code) < words:
        for block in code:
            _empty(block)
    for link in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]//a"):
        if not any(map(str.isalnum, link.text_content())):
            link.drop_tree()
    arrange_blocks(page)


def _empty(block: Any) -> None:
    """Put the text after a block into a paragraph in its place, apart from the text before it."""
    text, parts = block.tail, []
    for element in block.itersiblings():
        if element.tag not in INLINE:
            break
        parts.append(element)
    block.clear()
    block.tag, block.text = "p", text
    block.extend(parts)


_SECTIONS = (
    "//*[self::h1 or self::h2 or self::h3][not(ancestor::nav or ancestor::header or ancestor::footer)]"
)


def _describe_rest(page: Any, paragraphs: Sequence[Paragraph], title: str) -> tuple[list[str], list[str]]:
    """The texts of the sections that are not read, and a line about each thing that is not.

    What is not read is not among the paragraphs of the page.
    """
    known = {join_characters(paragraph.text) for paragraph in paragraphs if paragraph.level}
    known |= {join_characters(title), ""}
    code, tables = page.findall(".//pre"), page.xpath("//table[not(ancestor::table)]")
    whole = join_characters("".join(paragraph.text for paragraph in paragraphs))
    tables = [table for table in tables if not _is_read(table, whole)]
    words = sum(len(" ".join(table.itertext()).split()) for table in tables)
    read = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    named = [(read_name(heading), heading) for heading in page.xpath(_SECTIONS)]
    others = [
        (name, _list_texts_below(heading, whole))
        for name, heading in named
        if join_characters(name) not in known
    ]
    sizes = [
        (name, sum(any(map(str.isalnum, word)) for word in " ".join(own).split())) for name, own in others
    ]
    return [text for _, own in others for text in own], [
        *([pluralize(len(code), "code block")] if code else []),
        *([describe_tables(len(tables), words, read)] if tables else []),
        *describe_unread_sections({name: size for name, size in sizes if size}),
        *describe_empty_sections([name for name, size in sizes if not size]),
    ]


_NOT_BELOW = (
    "not(ancestor::script or ancestor::style or ancestor::pre or ancestor::table or ancestor::nav"
    " or ancestor::footer or ancestor::a[@href])"
)


def _list_texts_below(heading: Any, read: str) -> list[str]:
    """The texts between a heading and the next that are not read, without code, tables and links."""
    texts = []
    for text in heading.xpath(f"following::text()[{_NOT_BELOW}]"):
        # What stands behind an element belongs to the one around it.
        own = text.getparent().getparent() if text.is_tail else text.getparent()
        if own is not None and own.xpath("ancestor-or-self::*[self::h1 or self::h2 or self::h3 or self::h4]"):
            break
        if join_characters(text) not in read:
            texts.append(str(text))
    return texts


def _is_read(table: Any, read: str) -> bool:
    """Whether a table only sets the text in columns: its longest cell is a part of the text that is read."""
    longest = max((cell.text_content() for cell in table.iter("td")), key=len, default="")
    return len(longest.split()) >= MIN_WORDS and join_characters(longest) in read


def _extract(trafilatura: Any, page: Any) -> Any:
    # The library changes the tree.
    return trafilatura.bare_extraction(
        deepcopy(page),
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        with_metadata=True,
    )


_FRAMED = ("list", "quote")
_OWN_PARAGRAPH = ("p", "head", "list", "item", "quote", "table")


def _list_paragraphs(element: Any, role: str = "") -> Iterator[Paragraph]:
    """The paragraphs and headings in the tree of a web page. Blocks of code are left out.

    role: *item* within a list or a quotation
    """
    level = int(element.get("rend", "h1")[1:]) if element.tag == "head" else 0
    texts: list[str] = [element.text or ""]

    def end() -> Iterator[Paragraph]:
        text = "".join(texts)
        texts.clear()
        if level:
            # The sign of the link to a heading.
            text = text.rstrip().removesuffix("\u00b6")
        if text.strip():
            yield Paragraph(text, level, role=role)

    for child in element:
        # Code within a sentence may be broken at the end of a line.
        is_block = "\n" in "".join(child.itertext()) and not "".join(texts).strip()
        is_code = child.tag == "code" and (element.tag == "body" or is_block)
        if is_code or child.tag in _OWN_PARAGRAPH:
            yield from end()
            if not is_code:
                yield from _list_paragraphs(child, "item" if child.tag in _FRAMED else role)
        else:
            texts.append(" " if child.tag == "lb" else "".join(child.itertext()))
        texts.append(child.tail or "")
    yield from end()
