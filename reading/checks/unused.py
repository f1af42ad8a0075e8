"""Finds what no page uses: entries of the bibliography, claims, files beside pages and among the data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from urllib.parse import unquote

from reading.checks.known import KnownBook
from reading.checks.references import list_links
from reading.checks.rules import rule
from reading.data import chapters, reference
from reading.data.contents import SUFFIXES
from reading.data.reference import find_folder
from reading.files.errors import ReadingError
from reading.files.read import list_files

FOLDERS = (chapters.FOLDER.as_posix(), "notebooks")
"""The folders whose files are pages or belong to pages."""


_DATA = re.compile(
    r"data/(?:claims\.yml|moved\.txt|(?:.+/)?README\.md"
    r"|coding/(?:codebook|consensus|(?:agency|stances)(?:-consensus)?)\.yml|coding/agency-plan\.txt"
    r"|coding/(?:samples/[^/]+/)?(?:agency|pass|stances)-[^/]+\.csv"
    r"|coding/samples/[^/]+/(?:sample\.yml|sentences\.csv)"
    r"|lexicon/(?:actors|names|places|themes|themes-frozen|themes-general|themes-reasons)\.yml"
    r"|lexicon/(?:phrases\.txt|stopwords\.txt|themes-frozen\.sha256|themes-general\.sha256)"
    r"|document/text\.md|(?:document|reference/[^/]+)/[a-z-]+\.(?:csv|json|txt|yml))"
)
"""The files of data that the book reads, and those that say what they are."""

_CLAIM = re.compile(r"claims\.[a-z0-9.-]*[a-z0-9]")


@rule("uncited-entry", "use")
def find_uncited(known: KnownBook) -> Iterator[ReadingError]:
    """Find an entry of the bibliography that no page cites.

    A list of references may show all entries, cited or not.
    """
    pages, entries = [page.page for page in known.pages], known.entries or {}
    options = [set(one.options) for page in pages for one in page.directives if one.name == "bibliography"]
    if not options or any({"all", "filter", "notcited"} & names for names in options):
        return
    roles = [role for page in pages for role in page.roles if role.name.startswith("cite")]
    cited = {key.strip() for role in roles for key in role.text.split(",")}
    for key in entries.keys() - cited:
        hint = "cite it: {cite:p}`key`; or remove the entry"
        yield ReadingError(*entries[key], f"no page cites {key!r}", hint)


@rule("unused-file", "use")
def find_unused_files(known: KnownBook) -> Iterator[ReadingError]:
    """Find a file beside pages that no page shows or links to, and a file in `data/` that nothing reads."""
    root, broken = known.root, {error.path for error in known.errors}
    places = ((page.path.parent, link.target) for page in known.pages for link in list_links(page.page))
    used = {os.path.normpath(folder / unquote(target.partition("#")[0])) for folder, target in places}
    for path in list_files(root, *(f"{folder}/**/*" for folder in FOLDERS)):
        if path.suffix not in SUFFIXES and str(path) not in used and path not in broken:
            hint = "show it, or remove it; a page ends in .md or .ipynb"
            yield ReadingError(path, 0, "no page uses the file", hint)
    for path in list_files(root, "data/**/*"):
        # Of a second reference, nothing is read.
        is_other = path.is_relative_to(root / reference.FOLDER) and path.parent != find_folder(root)
        is_read = _DATA.fullmatch(path.relative_to(root).as_posix()) and not is_other
        if not is_read and path not in broken:
            hint = "remove it, or give it the name of a file of data, such as pass-NAME.csv"
            yield ReadingError(path, 0, "the book does not read the file", hint)


@rule("unused-claim", "use")
def find_unused_claims(known: KnownBook) -> Iterator[ReadingError]:
    """Find a claim that no title of a chart and no line on its firmness names."""
    texts = [cell.source for page in known.pages for cell in page.cells]
    texts += [role.text for page in known.pages for role in page.page.roles if role.name == "firm"]
    texts += [one.options.get("claim", "") for page in known.pages for one in page.page.directives]
    used = {name for text in texts for name in _CLAIM.findall(text)}
    for claim in known.data.claims if known.data else ():
        if claim.name not in used:
            line, problem = claim.comparisons[0].line, f"no title uses the claim {claim.name!r}"
            yield ReadingError(claim.path, line, problem, "name it in a chart, or remove it")
