"""What pages ask for by themselves, and which are too heavy."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

LIGHT, CHARTED = 45_000, 90_000
"""Bytes that a first visit may take, packed: of a page of text, and of one with charts."""


def loaded(page: BeautifulSoup) -> set[str]:
    """What a parsed page asks for by its tags."""
    links = page.select("link[rel=stylesheet], link[rel~=icon], script[src], img[src]")
    return {urlsplit(str(tag.get("src") or tag.get("href"))).path.removeprefix("/") for tag in links}


def search_index(site: Path) -> dict[str, list[list[str]]]:
    """The places that the search of a site knows on each page: category, anchor, title, text, sentences."""
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    return dict(json.loads(text.removeprefix("window.searchIndex=").removesuffix(";\n")))


def weigh(site: Path, name: str, page: BeautifulSoup) -> int:
    """The bytes of a first visit of a page, packed."""
    files = [site / name, *((site / name).parent / address for address in loaded(page))]
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def heavy(site: Path, pages: Mapping[str, BeautifulSoup]) -> dict[str, int]:
    """The bytes of each parsed page that is too heavy, by its name below the site."""
    sizes = {name: weigh(site, name, page) for name, page in pages.items()}
    limits = {name: CHARTED if page.select("svg.marks") else LIGHT for name, page in pages.items()}
    return {name: size for name, size in sizes.items() if size > limits[name]}
