"""Finds the dead links of a book with Sphinx's link checker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reading.files.errors import ReadingError
from reading.site.build import run_builder

SETTINGS = {
    "linkcheck_timeout": 30,
    "linkcheck_retries": 3,
    "linkcheck_workers": 8,
    "linkcheck_anchors": False,  # many sites create their anchors with scripts
    "linkcheck_ignore": [".*#:~:text="],  # other links lead to the text in which these find a sentence
}

INCONCLUSIVE = re.compile(r"\b(401|403|405|406|429|5\d\d) |timed out", re.IGNORECASE)
"""Answers that servers give to programs, or when they are busy, although the link works for people."""


def find_dead_links(root: Path) -> list[ReadingError]:
    """Request every link of the book to another site. Returns an error for each dead one, sorted."""
    folder = root / "_build" / "linkcheck"
    report = folder / "output.json"
    report.unlink(missing_ok=True)
    run_builder(root, "linkcheck", folder, folder.with_name(".linkcheck-doctrees"), SETTINGS)
    if not report.exists():
        problem = "the book does not build, so that no link was checked"
        return [ReadingError(root, 0, problem, "run `reading build` and correct what it reports")]
    lines = report.read_text(encoding="utf-8").splitlines()
    return sorted(select_dead_links(root, [json.loads(line) for line in lines]))


def select_dead_links(root: Path, results: Iterable[Mapping[str, Any]]) -> list[ReadingError]:
    """The errors for the dead links among the results of Sphinx's link checker.

    Links within the site, and answers that are inconclusive, are left out.
    """
    hint = "find where it has moved, or cite a copy in an archive"
    return [
        ReadingError(
            root / result["filename"],
            result["lineno"],
            f"{result['uri']} leads nowhere: {result['info'][:120]}",
            hint,
        )
        for result in results
        if result["status"] == "broken" and "://" in result["uri"] and not INCONCLUSIVE.search(result["info"])
    ]
