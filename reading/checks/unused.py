"""Finds what no page uses: claims, and files among the data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reading.checks.known import CheckedBook
from reading.checks.published_files import DATA
from reading.checks.registry import check
from reading.files.errors import ReadingError
from reading.files.read import list_files

_DATA = re.compile(
    r"data/(?:claims\.yml|(?:.+/)?README\.md"
    r"|coding/(?:codebook|consensus|voices|voices-consensus|modals-consensus)\.yml"
    r"|coding/voices-plan\.txt|coding/(?:modals|pass|voices)-[^/]+\.csv"
    r"|lexicon/(?:(?:actors|themes)\.yml|(?:phrases|stopwords)\.txt))"
)
"""The files of data that the book reads besides `DATA`, and those that say what they are."""

_CLAIM = re.compile(r"claims\.[a-z0-9.-]*[a-z0-9]")


@check("unused-file", "use")
def find_unused_files(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a file in `data/` that nothing reads, such as a pass of coding with another name."""
    others = {error.path for error in known.errors}.union(list_files(known.root, *DATA))
    for path in list_files(known.root, "data/**/*"):
        if not _DATA.fullmatch(path.relative_to(known.root).as_posix()) and path not in others:
            hint = "remove it, or give it the name of a file of data, such as pass-NAME.csv"
            yield ReadingError(path, 0, "the book does not read the file", hint)


@check("unused-claim", "use")
def find_unused_claims(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a claim that no title of a chart names."""
    texts = [cell.source for page in known.pages for cell in page.cells]
    texts += [one.options.get("claim", "") for page in known.pages for one in page.page.directives]
    used = {name for text in texts for name in _CLAIM.findall(text)}
    for claim in known.data.claims if known.data else ():
        if claim.name not in used:
            line, problem = claim.comparisons[0].line, f"no title uses the claim {claim.name!r}"
            yield ReadingError(claim.path, line, problem, "name it in a chart, or remove it")
