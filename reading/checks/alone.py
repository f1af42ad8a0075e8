"""A page of Markdown goes in; directives with a page of their own, astray or doubled, come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reading.evidence import codebook, explorer
from reading.files.markdown import Finding, Page


class Alone(NamedTuple):
    """A directive that stands on one page, once; `needed` says what leads there."""

    directive: str
    file: str
    needed: str


ALONE = [
    Alone("explorer", f"{explorer.PAGE}.md", "the evidence leads to it"),
    Alone("codebook", f"{codebook.PAGE}.md", "charts of themes lead to it"),
]


def findings(page: Page, name: str) -> Iterator[Finding]:
    """What is wrong with such directives on a page, by the page's name below the book's folder."""
    for directive, file, needed in ALONE:
        lines = [one.line for one in page.directives if one.name == directive]
        for line in lines:
            if name != file:
                yield Finding(line, f"the {directive} belongs on the page {file}", "link to it instead")
            elif line != lines[0]:
                yield Finding(line, f"the {directive} stands twice", f"first in line {lines[0]}")
        if name == file and not lines:
            yield Finding(0, f"the page lacks the {directive}", f"{needed}: ```{{{directive}}}")
