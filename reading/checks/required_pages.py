"""Checks the pages that have a directive of their own, such as the evidence and the explorer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reading.data.contents import CONTENTS
from reading.files.errors import ReadingError, closest_match, suggest
from reading.files.markdown import Finding, Page
from reading.tables import evidence


class PageDirective(NamedTuple):
    """A directive that belongs on one page, once for each of its parts.

    parts: its possible arguments; one empty part if it takes no argument
    source: what links to the page
    required: whether every book needs the page
    """

    name: str
    file: str
    source: str
    parts: tuple[str, ...] = ("",)
    required: bool = True


DIRECTIVES = (
    PageDirective("evidence", f"{evidence.EVIDENCE}.md", "counts", parts=evidence.PARTS),
    PageDirective("explorer", f"{evidence.EXPLORER}.md", "pages of the evidence", required=False),
    PageDirective("own-copy", f"{evidence.OWN_COPY}.md", "pages that show a reader's copy", required=False),
    PageDirective("coding", f"{evidence.CODING}.md", "pages that say who coded", required=False),
    PageDirective("codebook", f"{evidence.CODEBOOK}.md", "charts of themes"),
    PageDirective("tables", "about/tables.md", "pages that explain numbers", required=False),
)


def check_required_pages(root: Path) -> Iterator[ReadingError]:
    """Yield an error for each required page that does not exist."""
    for expected in DIRECTIVES:
        if expected.required and not (root / expected.file).exists():
            problem = f"the page is missing, but {expected.source} link to it"
            yield ReadingError(root / expected.file, 0, problem, f"write it, and list it in {CONTENTS}")


def check_directives(page: Page, file: str) -> Iterator[Finding]:
    """Yield a finding for each of these directives that is misplaced, repeated, misspelt or missing.

    Parameters
    ----------
    page : Page
        The page to check.
    file : str
        The path of the page, relative to the book's folder.
    """
    for expected in DIRECTIVES:
        # A directive without parts ignores its argument.
        parts = [
            (directive.line, directive.argument if expected.parts != ("",) else "")
            for directive in page.directives
            if directive.name == expected.name
        ]
        yield from _check_used(expected, parts, file)
        if file == expected.file:
            yield from _check_missing(expected, {part for _, part in parts})


def _check_used(expected: PageDirective, parts: list[tuple[int, str]], file: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for line, part in parts:
        if part not in expected.parts:
            hint = suggest(part, expected.parts) or f"parts are {', '.join(expected.parts)}"
            yield Finding(line, f"the {expected.name} has no part {part!r}", hint)
        elif file != expected.file:
            yield Finding(
                line, f"the {expected.name} belongs on the page {expected.file}", "link to it instead"
            )
        elif first.setdefault(part, line) != line:
            directive = f"{{{expected.name}}} {part}".strip()
            yield Finding(line, f"the directive {directive} appears twice", f"first in line {first[part]}")


def _check_missing(expected: PageDirective, used: set[str]) -> Iterator[Finding]:
    # A misspelt part has its own finding.
    meant = used | {closest_match(part, expected.parts) for part in used}
    for part in expected.parts:
        if part not in meant:
            directive = f"```{{{expected.name}}} {part}".strip()
            yield Finding(0, f"the page lacks the directive {directive}", f"{expected.source} link to it")
