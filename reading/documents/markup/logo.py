"""Finds the name of a project in the logo at the top of its README."""

from __future__ import annotations

import re
from itertools import takewhile

LONGEST_NAME = 4
"""Words of the name of a project."""

_PICTURE = re.compile(
    r"<img\b[^<>]{0,1000}?\balt=[\"'](?P<html>[^\"'<>]{1,60})[\"']|!\[(?P<markdown>[^\[\]\n]{1,60})\]\("
)
_TEXT = re.compile(r"[\w*#>`|-]")
"""The start of a line that is no picture, link, tag or comment."""

_LOGO = re.compile(r"\s+(?:banner|icon|logo|wordmark)$", re.IGNORECASE)

_BADGE = re.compile(
    r"\b(?:actions?|badge|build|chat|ci|code|coverage|demo|docs?|documentation|downloads?|join|licen[cs]e|packages?"
    r"|pypi|screenshot|stars?|status|tests?|version)\b",
    re.IGNORECASE,
)
"""A word of a badge, which stands beside a logo."""


def find_logo_name(markdown: str) -> str:
    r"""The name that the first picture above the text and its headings has. Empty where it has none.

    >>> find_logo_name('<img src="a.svg" alt="Harbour logo">\n\n![build](b.svg)\n\nHarbour waits.')
    'Harbour'
    >>> find_logo_name("![build](b.svg)\n\nThey wait."), find_logo_name("# Ships\n\n![Ice](b.svg)")
    ('', '')
    """
    lines = markdown.split("\n")
    head = "\n".join(takewhile(lambda line: not _TEXT.match(line.lstrip()), lines))
    picture = _PICTURE.search(head)
    name = _LOGO.sub("", (picture["html"] or picture["markdown"]).strip()) if picture else ""
    is_name = 0 < len(name.split()) <= LONGEST_NAME and any(map(str.isalpha, name))
    return name if is_name and not _BADGE.search(name) else ""
