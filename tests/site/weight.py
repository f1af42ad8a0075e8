"""What pages ask for by themselves, and which are too heavy."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

LIGHT, CHARTED = 45_000, 90_000
"""Bytes that a first visit may take, packed: of a page of text, and of one with charts."""


def loaded(page: BeautifulSoup) -> set[str]:
    """What a parsed page asks for by itself."""
    links = page.select("link[rel=stylesheet], link[rel~=icon], script[src], img[src]")
    return {urlsplit(str(tag.get("src") or tag.get("href"))).path for tag in links}


def heavy(site: Path, pages: Mapping[str, BeautifulSoup]) -> dict[str, int]:
    """The bytes of each parsed page that is too heavy, by its name below the site."""
    sizes = {}
    for name, page in pages.items():
        files = [site / name, *((site / name).parent / address for address in loaded(page))]
        size = sum(len(gzip.compress(file.read_bytes())) for file in files)
        if size > (CHARTED if page.select("svg.marks") else LIGHT):
            sizes[name] = size
    return sizes
