"""Checks the pages that have a directive of their own, such as the evidence and the explorer."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.known import CheckedBook, CheckedPage
from reading.checks.registry import check
from reading.data.contents import CONTENTS
from reading.data.reference import find_folder
from reading.files.errors import ReadingError, suggest_or_list
from reading.files.markdown import Mistake
from reading.tables import locations

EVIDENCE = "evidence"
"""The directive with parts. A book without actors lacks that of actors."""

PAGES = {
    EVIDENCE: f"{locations.EVIDENCE}.md",
    "explorer": f"{locations.EXPLORER}.md",
    "own-copy": f"{locations.OWN_COPY}.md",
    "coding": f"{locations.CODING}.md",
    "codebook": f"{locations.CODEBOOK}.md",
    "texts": f"{locations.TEXTS}.ipynb",
    "tables": "about/tables.md",
}
"""The directives that belong on one page, each with its page."""


@check("required-page", "book", firm=True)
def check_required_pages(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a page that is missing though every book needs it, or every book with other texts."""
    needed = [EVIDENCE, "codebook", *(["texts"] if find_folder(known.root) else [])]
    for path in (known.root / PAGES[name] for name in needed):
        if not path.exists():
            problem = "the page is missing, but others link to it"
            yield ReadingError(path, 0, problem, f"write it, and list it in {CONTENTS}")


@check("page-directive", "page", firm=True)
def check_page_directives(known: CheckedPage) -> Iterator[Mistake]:
    """Find a directive of one page that stands on another, or is missing or misspelt on its own."""
    missing = {(name, "") for name, page in PAGES.items() if page == known.name}
    if (EVIDENCE, "") in missing:
        missing = {(EVIDENCE, "terms"), (EVIDENCE, "sentences")}
    for name, part, _, line, _ in known.page.directives:
        missing.discard((name, part if name == EVIDENCE else ""))
        if PAGES.get(name, known.name) != known.name:
            yield Mistake(line, f"the {name} belongs on the page {PAGES[name]}", "link to it instead")
        elif name == EVIDENCE and part not in locations.PARTS:
            hint = suggest_or_list(part, locations.PARTS)
            yield Mistake(line, f"the {name} has no part {part!r}", hint)
    for name, part in sorted(missing):
        problem = f"the page lacks the directive ```{{{name}}} {part}".strip()
        yield Mistake(0, problem, "others link to it")
