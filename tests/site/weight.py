"""What pages ask for by themselves, and which are too heavy."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

LIGHT, CHARTED = 45_000, 90_000
"""Bytes that a first visit may take, packed: of a page of text, and of one with charts."""


TERMS = "_static/terms.js"

Data = dict[str, Any]


def loaded(page: BeautifulSoup) -> set[str]:
    """What a parsed page asks for by its tags."""
    links = page.select("link[rel=stylesheet], link[rel~=icon], script[src], img[src]")
    return {urlsplit(str(tag.get("src") or tag.get("href"))).path for tag in links}


def explorer_data(site: Path) -> Data:
    """The data that the explorer of a site loads first, with the terms as rows if all their data is there."""
    text = (site / TERMS).read_text(encoding="utf-8")
    data: Data = json.loads(text.removeprefix("window.terms=").removesuffix(";\n"))
    columns = data["terms"]
    if "part" not in columns:
        ids = zip(columns["id"], columns["label"], strict=True)
        columns["id"] = [label.lower() if term is None else term for term, label in ids]
        data["terms"] = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return data


def search_index(site: Path) -> dict[str, list[list[str]]]:
    """The places that the search of a site knows on each page: kind, anchor, title, text, example."""
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    return dict(json.loads(text.removeprefix("window.searchIndex=").removesuffix(";\n")))


def opening(site: Path) -> list[str]:
    """What the explorer asks for to show its first term, where its data comes in parts."""
    data = explorer_data(site)
    terms = data["terms"]
    if not isinstance(terms, dict):
        return []
    names = [id_ or label.lower() for id_, label in zip(terms["id"], terms["label"], strict=True)]
    return [TERMS.replace(".js", f"-{terms['part'][names.index(data['first_term'])]}.js")]


def heavy(site: Path, pages: Mapping[str, BeautifulSoup]) -> dict[str, int]:
    """The bytes of each parsed page that is too heavy, by its name below the site."""
    sizes = {}
    for name, page in pages.items():
        files = [site / name, *((site / name).parent / address for address in loaded(page))]
        parts = [site / part for part in opening(site) if site / TERMS in files]
        size = sum(len(gzip.compress(file.read_bytes())) for file in (*files, *parts))
        # Of a long text, the explorer asks for the part of its first term, which has the data of charts.
        if size > (CHARTED if parts or page.select("svg.marks") else LIGHT):
            sizes[name] = size
    return sizes
