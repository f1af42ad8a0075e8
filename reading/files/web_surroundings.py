"""Finds what surrounds the text of a web page: footnotes with their marks, menus, dates, copyright lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Any

from reading.formatting import pluralize

_NOTES = {"footnote", "footnotes", "footnote-list", "endnote", "endnotes"}
_NOTE_ROLES = {"doc-footnote", "doc-endnote", "doc-endnotes"}
_NOTE_TAGS = {"aside", "div", "dl", "li", "ol", "p", "section", "table", "ul"}
"""Classes or ids, roles and elements of footnotes."""

_MARK = re.compile(r"\d{1,3}|[*\u2020\u2021]{1,3}")
_MARK_IN_BRACKETS = re.compile(r"\[\s*\d{1,3}\s*\]")
_MARK_CLASSES = {"footnote", "footnote-ref", "footnote-reference", "footnoteref", "noteref"}

_CONTENTS = re.compile(r"(?:table of )?contents:?", re.IGNORECASE)

MIN_ENTRIES = 3
"""Links from which on a list of them is one of contents."""

MAX_LINE = 12
"""Words of a line above the title that is no sentence."""

MAX_COPYRIGHT = 40
"""Words of a copyright line."""

MAX_SHOWN = 60
"""Characters up to which a line that is left out is shown."""

_PARTICLES = (
    "af al and bin da das de del della den der di dos du e el et for i la le of ten the und van von y zu"
)
"""Words in small letters within names of persons and organisations."""

_ADDRESS = re.compile(r"[@/]|https?\b|\bwww\b", re.IGNORECASE)

_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DATE = re.compile(
    rf"(?:\w+day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d)\.?"
)
_UPDATED = re.compile(
    r"(?:this (?:page|document|file) )?(?:was )?(?:last |page )?"
    r"(?:changed|edited|modified|reviewed|updated)\b[^.]{0,60}\.?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:copyright\b|\u00a9|\(c\) )", re.IGNORECASE)
_LICENCE = re.compile(r"\blicen[cs]ed?\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[|\u00b7\u203a\u00bb>\u2022]\s")
_AUTHOR = re.compile(r"(?<![a-z])(?:authors?|byline|creator)(?![a-z])", re.IGNORECASE)
"""What pages call the element with the name of their author."""

SHORT_WORD = 3
"""Characters of a word up to which it tells nothing."""

_SITE_MARK = re.compile(r"\s+(?:[|\u00b7\u2022\u203a\u00bb\u2013\u2014-]|::?)\s+")
"""What stands between the title of a page and the name of its site."""

_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}")
_SENTENCE_END = re.compile(r"[.!?:]['\")\u201d]*$")


def take_out_notes(page: Any) -> str:
    """Take the footnotes and their marks out of the tree of a page. Returns a line about them, or nothing."""
    for mark in [*_find_marks(page)]:
        _drop(mark)
    notes = [element for element in page.iter() if _is_note(element)]
    outermost = [note for note in notes if not any(above in notes for above in note.iterancestors())]
    count = words = 0
    for note in outermost:
        size = sum(any(map(str.isalpha, word)) for word in " ".join(note.itertext()).split())
        inside = [part for part in note.iterdescendants() if _is_note(part)]
        inside = inside or note.xpath("./li | ./ol/li | ./ul/li | ./dd")
        # A page may have a place for notes, and no notes.
        count += (len(inside) or 1) if size else 0
        words += size
        note.drop_tree()
    return f"{pluralize(count, 'footnote')}: {pluralize(words, 'word')}" if count else ""


def _find_marks(page: Any) -> Iterator[Any]:
    """The marks of footnotes, each with the brackets around it."""
    for link in page.iter("a"):
        text = "".join(link.text_content().split())
        leads_within = "#" in (link.get("href") or "") or link.get("role") == "doc-noteref"
        above = link.getparent()
        whole = "".join(above.text_content().split()) if above is not None and above.tag == "sup" else ""
        is_in_sup = bool(_MARK.fullmatch(whole) or _MARK_IN_BRACKETS.fullmatch(whole))
        is_named = link.get("role") == "doc-noteref" or bool(
            _MARK_CLASSES & set((link.get("class") or "").split())
        )
        if leads_within and is_in_sup:
            yield above
        elif leads_within and (_MARK_IN_BRACKETS.fullmatch(text) or (is_named and _MARK.fullmatch(text))):
            yield link
    for raised in page.iter("sup"):
        if not raised.findall(".//a") and _MARK_IN_BRACKETS.fullmatch(raised.text_content().strip()):
            yield raised


def _is_note(element: Any) -> bool:
    if element.tag not in _NOTE_TAGS:
        return False
    names = {*(element.get("class") or "").split(), element.get("id") or ""}
    return bool(_NOTES & names) or element.get("role") in _NOTE_ROLES


def _drop(mark: Any) -> None:
    """Take out a mark, and the space before it where a full stop or the like follows."""
    before, above = mark.getprevious(), mark.getparent()
    if (mark.tail or " ")[0] in ".,;:!?)":
        if before is not None:
            before.tail = (before.tail or "").rstrip()
        elif above is not None:
            above.text = (above.text or "").rstrip()
    mark.drop_tree()


def take_out_contents(page: Any) -> str:
    """Take the lists of contents out of the tree of a page. Returns a line about them, or nothing.

    All words of such a list are in links to places of its own page, whose name may stand in all of them.
    """
    places = {*page.xpath("//@id"), *page.xpath("//a/@name")}
    lists = [element for element in page.iter("ul", "ol", "dl") if _is_contents(element, places)]
    outermost = [each for each in lists if not any(above in lists for above in each.iterancestors())]
    lines = sum(len(each.xpath(".//a[@href]")) for each in outermost)
    for each in outermost:
        above = each.getprevious()
        if above is not None and _CONTENTS.fullmatch(" ".join(above.text_content().split())):
            above.drop_tree()
        each.drop_tree()
    return f"a contents list ({pluralize(lines, 'line')})" if lines else ""


def _is_contents(element: Any, places: Collection[str]) -> bool:
    links = element.xpath(".//a[@href]")
    parts = [link.get("href").partition("#") for link in links]
    pages = {page for page, _, _ in parts} - {""}
    is_one_page = len(pages) <= 1 and not any("//" in page for page in pages)
    leads_within = is_one_page and all(place in places for _, _, place in parts)
    words = element.xpath(".//text()[not(ancestor::a[@href])]")
    return (
        len(links) >= MIN_ENTRIES and leads_within and not any(any(map(str.isalpha, text)) for text in words)
    )


def find_outer_lines(texts: Sequence[str], levels: Sequence[int]) -> set[int]:
    """The places of the lines around a text: menus, dates, copyright lines, short lines above the title.

    texts: the paragraphs and headings
    levels: the levels of the headings; 0 for a paragraph
    """
    first_heading = next((place for place, level in enumerate(levels) if level), 0)
    found = set(range(first_heading if all(map(_is_short, texts[:first_heading])) else 0))
    paragraphs = [place for place, level in enumerate(levels) if not level and place not in found]
    found |= set(takewhile(lambda place: is_outer(texts[place]), paragraphs))
    end = paragraphs[::-1]
    # The name of a licence may follow a copyright line.
    licence = [place for place in end[:1] if _is_licence(texts[place])]
    outer = list(takewhile(lambda place: is_outer(texts[place]), end[len(licence) :]))
    if licence and any(_COPYRIGHT.match(texts[place]) for place in outer):
        found |= {*outer, *licence}
    elif not licence:
        found |= set(outer)
    # A page that has nothing else is read.
    return found if len(found) < levels.count(0) else set()


def describe_outer_lines(lines: Sequence[str]) -> str:
    """A line that names the lines around a text that were left out."""
    shown = [line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN].rstrip()}\u2026" for line in lines]
    return f"{pluralize(len(lines), 'line')} around the text: {', '.join(map(repr, shown))}"


def clean_author(author: str) -> str:
    """The authors that a page states. Empty where they are mixed with an address.

    Initials stand before their names.

    >>> clean_author("Ann Lee; Jan van Os"), clean_author("Ann Lee https; Lee Org"), clean_author("Lee; A. B")
    ('Ann Lee; Jan van Os', '', 'A. B. Lee')
    """
    parts = author.split("; ")
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 == 0 and all(_INITIALS.fullmatch(initials) for _, initials in pairs):
        author = "; ".join(f"{initials.rstrip('.')}. {name}" for name, initials in pairs)
    words = author.replace(";", " ").split()
    is_mixed = any(word[0].islower() and word.rstrip(",") not in _PARTICLES.split() for word in words)
    return "" if is_mixed or _ADDRESS.search(author) else author


def strip_site_name(title: str, headings: Collection[str], site: str = "") -> str:
    """The title of a page without the name of its site behind a mark.

    The title is a heading of the page, or the page states the name of its site. Or it has words of the
    headings, of which the words behind an upright line are none.

    >>> strip_site_name("Old Ports | Harbour Office", ["Old Ports"]), strip_site_name("Ice - Salt", ["Ports"])
    ('Old Ports', 'Ice - Salt')
    >>> strip_site_name("Old Ports | Harbour Office", ["Why ports wait"])
    'Old Ports'
    """
    known = {word for heading in headings for word in _list_long_words(heading)}
    for mark in _SITE_MARK.finditer(title):
        name, behind = title[: mark.start()].strip(), title[mark.end() :].strip()
        is_parted = mark[0].strip() == "|" and known & _list_long_words(name)
        is_site = bool(site) and behind.casefold() == site.casefold()
        if name in headings or is_site or (is_parted and not known & _list_long_words(behind)):
            return name
    return title


def _list_long_words(text: str) -> set[str]:
    """The words of a text in lower case, without short ones, which most texts have."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > SHORT_WORD}


def states_author(page: Any) -> bool:
    """Whether a page marks its author: in its head, or by the name of an element.

    >>> from lxml import html
    >>> page = "<div class='{}'>Ann Lee</div>"
    >>> [states_author(html.fromstring(page.format(name))) for name in ("post-author", "authority-control")]
    [True, False]
    """
    if page.xpath("//script[@type='application/ld+json' and contains(., '\"author\"')]"):
        return True
    names = page.xpath("//@class | //@id | //@rel | //@itemprop | //meta/@name | //meta/@property")
    return any(_AUTHOR.search(name) for name in names)


def _is_short(text: str) -> bool:
    return len(text.split()) <= MAX_LINE and not _SENTENCE_END.search(text.strip())


def _is_licence(text: str) -> bool:
    return bool(_LICENCE.search(text)) and len(text.split()) <= MAX_LINE


def is_outer(text: str) -> bool:
    """Whether a line is a date, a menu or a copyright line."""
    text = " ".join(text.split())
    is_menu = len(_SEPARATOR.findall(text)) > 1 and not _SENTENCE_END.search(text)
    is_copyright = _COPYRIGHT.match(text) and len(text.split()) <= MAX_COPYRIGHT
    return bool(_DATE.fullmatch(text) or _UPDATED.fullmatch(text) or is_menu or is_copyright)
