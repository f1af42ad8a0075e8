"""The folder of a book goes in; the links to elsewhere that lead nowhere come out, by page and line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reading.files.errors import ReadingError
from reading.site.build import build

ASKED = {
    "linkcheck_timeout": 30,
    "linkcheck_retries": 3,
    "linkcheck_workers": 8,
    "linkcheck_anchors": False,  # many sites make them by script
}

UNTOLD = re.compile(r"\b(401|403|405|406|429|5\d\d) |timed out", re.IGNORECASE)
"""What servers say to a program, or at a bad moment, that tells nothing of whether people can follow."""


def broken(root: Path) -> list[ReadingError]:
    """The links that lead nowhere, sorted. It asks every server that the book links to."""
    folder = root / "_build" / "linkcheck"
    answers = folder / "output.json"
    answers.unlink(missing_ok=True)
    build(root, builder="linkcheck", out=folder, settings=ASKED)
    if not answers.exists():
        return [
            ReadingError(root, 0, "the book does not build, so that no link was followed", "mend it first")
        ]
    lines = answers.read_text(encoding="utf-8").splitlines()
    return sorted(dead(root, [json.loads(line) for line in lines]))


def dead(root: Path, asked: Iterable[Mapping[str, Any]]) -> list[ReadingError]:
    """Of what Sphinx's builder says of links, those that lead nowhere; the site's own files are not asked."""
    hint = "find where it has moved, or cite a copy in an archive"
    return [
        ReadingError(
            root / one["filename"], one["lineno"], f"{one['uri']} leads nowhere: {_brief(one['info'])}", hint
        )
        for one in asked
        if one["status"] == "broken" and "://" in one["uri"] and not UNTOLD.search(one["info"])
    ]


def _brief(said: str) -> str:
    """What was answered, without the names of Python's objects."""
    return " ".join(re.sub(r"<[^<>]*>:?|\(Caused by |\)+$", "", said).split())[:120]
