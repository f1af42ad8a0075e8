"""A page of Markdown goes in; parts of the evidence that are wrong, astray, missing or doubled come out."""

from __future__ import annotations

from collections.abc import Iterator

from reading.evidence.sentences import PAGE, PARTS
from reading.files.errors import closest, nearest
from reading.files.markdown import Finding, Page

FILE = f"{PAGE}.md"
"""Where the parts stand, each once: counts lead there."""


def findings(page: Page, *, here: bool) -> Iterator[Finding]:
    """What is wrong with the parts of a page; `here` says whether it is the one that they belong on."""
    first: dict[str, int] = {}
    for directive in page.directives:
        if directive.name != "evidence":
            continue
        part, line = directive.argument, directive.line
        if part not in PARTS:
            hint = nearest(part, PARTS) or f"parts are {', '.join(PARTS[:-1])} and {PARTS[-1]}"
            yield Finding(line, f"the evidence has no part {part!r}", hint)
        elif not here:
            yield Finding(line, f"the evidence belongs on the page {FILE}", "link to it instead")
        elif first.setdefault(part, line) != line:
            yield Finding(line, f"the evidence's {part} stand twice", f"first in line {first[part]}")
    meant = {closest(one.argument, PARTS) for one in page.directives if one.name == "evidence"}
    for part in PARTS:
        if here and part not in meant:
            hint = f"counts lead to it: ```{{evidence}} {part}"
            yield Finding(0, f"the page lacks the evidence's {part}", hint)
