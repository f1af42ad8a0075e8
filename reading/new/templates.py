"""Renders the templates of a new book in `skeleton/`."""

from __future__ import annotations

import json
from pathlib import Path

import jinja2

from reading.data.chapters import page_of
from reading.files.markdown import escape

SKELETON = Path(__file__).parent / "skeleton"

SECTION, CODEBOOK = "section.md", "data/coding/codebook.yml"
"""The templates of a page of a section, and of the codebook. The others are those of one file each."""

SEVERAL = "sections"
"""The tag of the cells of a notebook on sections: only a book that has several gets them."""


def render(name: str, **values: object) -> str:
    """The text of a template with its values. A bibliography, which has braces of its own, stays as it is."""
    if name.endswith(".bib"):
        return (SKELETON / name).read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SKELETON),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"quoted": quote_yaml, "escaped": escape}
    return environment.get_template(name).render(values, page=page_of)


def list_templates() -> list[str]:
    """The templates of the files that a book has once, relative to `skeleton/`."""
    paths = (path for path in SKELETON.rglob("*") if path.is_file() and ".ruff_cache" not in path.parts)
    names = {path.relative_to(SKELETON).as_posix() for path in paths}
    return sorted(names - {SECTION, CODEBOOK})


def select_cells(text: str, *, several: bool) -> str:
    """The text of a notebook, without the cells on sections unless there are several."""
    notebook = json.loads(text)
    cells = []
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        if several or SEVERAL not in tags:
            left = [tag for tag in tags if tag != SEVERAL]
            cells.append({**cell, "metadata": {"tags": left} if left else {}})
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1) + "\n"


def quote_yaml(value: object) -> str:
    """A text or a list of texts as YAML."""
    return json.dumps(value, ensure_ascii=False)
