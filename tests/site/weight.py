"""What pages ask for by themselves, and which are too heavy."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Mapping
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
    """The data of a site's explorer, with all measures of each term in a row."""
    data = first_data(site)
    parts = site.glob(TERMS.replace(".js", "-*.js"))
    measures = {term["id"]: term for path in parts for term in _read_part(path)}
    columns = data["terms"]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for row in rows:
        row["id"] = row["id"] or row["label"].lower()
        del row["part"]
    data["terms"] = [row | measures[row["id"]] for row in rows]
    del data["version"]
    return data


def first_data(site: Path) -> Data:
    """The data that the explorer of a site loads first."""
    text = (site / TERMS).read_text(encoding="utf-8")
    data: Data = json.loads(text.removeprefix("window.terms=").removesuffix(";\n"))
    return data


def _read_part(path: Path) -> list[Data]:
    text = path.read_text(encoding="utf-8")
    part: list[Data] = json.loads(text.removeprefix("window.terms.add(").removesuffix(");\n"))
    return part


def search_index(site: Path) -> dict[str, list[list[str]]]:
    """The places that the search of a site knows on each page: kind, anchor, title, text, example."""
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    return dict(json.loads(text.removeprefix("window.searchIndex=").removesuffix(";\n")))


def opening(site: Path) -> str:
    """The script with the measures of the term that the explorer shows first."""
    data = first_data(site)
    terms = data["terms"]
    names = [id_ or label.lower() for id_, label in zip(terms["id"], terms["label"], strict=True)]
    return TERMS.replace(".js", f"-{terms['part'][names.index(data['first_term'])]}.js")


def weigh(site: Path, name: str, page: BeautifulSoup) -> int:
    """The bytes of a first visit of a page, packed."""
    files = [site / name, *((site / name).parent / address for address in loaded(page))]
    parts = [site / opening(site)] if site / TERMS in files else []
    return sum(len(gzip.compress(file.read_bytes())) for file in (*files, *parts))


def heavy(site: Path, pages: Mapping[str, BeautifulSoup], *, charted: Collection[str] = ()) -> dict[str, int]:
    """The bytes of each parsed page that is too heavy, by its name below the site.

    `charted` names pages without charts that may weigh as much as one with charts.
    """
    sizes = {name: weigh(site, name, page) for name, page in pages.items()}
    return {
        name: size
        for name, size in sizes.items()
        if size > (CHARTED if name in charted or pages[name].select("svg.marks") else LIGHT)
    }
