"""A page of Markdown goes in; explorers of terms that stand astray or doubled come out."""

from __future__ import annotations

from collections.abc import Iterator

from reading.explorer import PAGE
from reading.markdown import Finding, Page

FILE = f"{PAGE}.md"
"""Where it stands, if a book has it: entries of the evidence lead there."""


def findings(page: Page, *, here: bool) -> Iterator[Finding]:
    """What is wrong with the explorers of a page; `here` says whether it is the one that they belong on."""
    lines = [directive.line for directive in page.directives if directive.name == "explorer"]
    for line in lines:
        if not here:
            yield Finding(line, f"the explorer belongs on the page {FILE}", "link to it instead")
        elif line != lines[0]:
            yield Finding(line, "the explorer stands twice", f"first in line {lines[0]}")
    if here and not lines:
        yield Finding(0, "the page lacks the explorer", "the evidence leads to it: ```{explorer}")
