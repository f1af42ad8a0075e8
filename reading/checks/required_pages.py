"""Checks the pages that have a directive of their own, such as the evidence and the explorer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reading.checks.known import KnownBook, KnownPage
from reading.checks.rules import rule
from reading.data.contents import CONTENTS
from reading.data.reference import find_folder
from reading.files.errors import ReadingError, closest_match, suggest_or_list
from reading.files.markdown import Mistake
from reading.tables import locations


class PageDirective(NamedTuple):
    """A directive that belongs on one page, for each of its parts.

    parts: its possible arguments; one empty part if it takes no argument
    optional: the parts that the page may lack
    source: what links to the page
    required: whether every book needs the page
    """

    name: str
    file: str
    source: str
    parts: tuple[str, ...] = ("",)
    required: bool = True
    optional: tuple[str, ...] = ()


DIRECTIVES = (
    PageDirective("evidence", f"{locations.EVIDENCE}.md", "counts", locations.PARTS, optional=("actors",)),
    PageDirective("explorer", f"{locations.EXPLORER}.md", "pages of the evidence", required=False),
    PageDirective("own-copy", f"{locations.OWN_COPY}.md", "pages that show a reader's copy", required=False),
    PageDirective("coding", f"{locations.CODING}.md", "pages that say who coded", required=False),
    PageDirective("codebook", f"{locations.CODEBOOK}.md", "charts of themes"),
    PageDirective("texts", f"{locations.TEXTS}.md", "counts of other texts", required=False),
    PageDirective("tables", "about/tables.md", "pages that explain numbers", required=False),
    PageDirective("package", "about/package.md", "pages of notebooks", required=False),
)


@rule("required-page", "book", firm=True)
def check_required_pages(known: KnownBook) -> Iterator[ReadingError]:
    """Find a page that is missing though every book needs it, or every book with other texts."""
    for expected in DIRECTIVES:
        needed = expected.required or (expected.name == locations.TEXTS and find_folder(known.root))
        if needed and not (path := known.root / expected.file).exists():
            problem = f"the page is missing, but {expected.source} link to it"
            yield ReadingError(path, 0, problem, f"write it, and list it in {CONTENTS}")


@rule("page-directive", "page", firm=True)
def check_page_directives(known: KnownPage) -> Iterator[Mistake]:
    """Find a directive of one page that stands on another, is misspelt or is missing."""
    for expected in DIRECTIVES:
        # A directive without parts ignores its argument.
        found = [one for one in known.page.directives if one.name == expected.name]
        used = [(one.argument if expected.parts != ("",) else "", one.line) for one in found]
        if known.name != expected.file:
            for _, line in used:
                problem = f"the {expected.name} belongs on the page {expected.file}"
                yield Mistake(line, problem, "link to it instead")
            continue
        for part, line in used:
            if part not in expected.parts:
                hint = suggest_or_list(part, expected.parts)
                yield Mistake(line, f"the {expected.name} has no part {part!r}", hint)
        # A misspelt part has its own mistake.
        meant = {closest_match(part, expected.parts) for part, _ in used}
        for part in expected.parts:
            if part not in (*meant, *expected.optional):
                problem = f"the page lacks the directive ```{{{expected.name}}} {part}".strip()
                yield Mistake(0, problem, f"{expected.source} link to it")
