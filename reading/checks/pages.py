"""Checks the parts of a page: front matter, title, markup, images, and what is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from reading.checks.known import CheckedPage
from reading.checks.registry import check
from reading.files.errors import ReadingError
from reading.files.markdown import Mistake
from reading.files.models import StrictModel, validate_tree
from reading.files.read import read_text
from reading.files.yaml import parse_yaml

_PLACEHOLDER = re.compile(r" *[%#] To write: (.*)")
"""A comment that waits for text, in Markdown or YAML. Readers do not see it."""


class _FrontMatter(StrictModel):
    """What the front matter of a page may say. That of a chapter names its paragraph, and nothing else.

    tocdepth: the levels of headings that the page's contents list
    """

    tocdepth: Literal[1, 2, 3, 4, 5, 6] = 1


@check("markup", "page", firm=True)
def list_unread(known: CheckedPage) -> Iterable[Mistake]:
    """Find what the parser reads otherwise than it was meant, or does not show."""
    return known.page.mistakes


@check("front-matter", "page", firm=True)
def check_front_matter(known: CheckedPage) -> Iterator[Mistake | ReadingError]:
    """Find front matter that changes how a page is parsed and built."""
    front_matter = known.page.front_matter
    if front_matter is None or known.paragraph is not None:
        return
    hint = "remove it, with its lines ---"
    if known.path.suffix == ".ipynb":
        yield Mistake(1, "a notebook has no front matter", hint)
        return
    # The first line stands for the `---` before the front matter, so that line numbers are the file's.
    tree: Any = parse_yaml(known.path, f"\n{front_matter}")
    if isinstance(tree, Mapping):
        validate_tree(known.path, tree, _FrontMatter)
    else:
        yield Mistake(1, "the front matter has no keys", hint)


@check("title", "page", firm=True)
def check_title(known: CheckedPage) -> Iterator[Mistake]:
    """Find a page that does not begin with its title, or has two."""
    headings = known.page.headings
    titles = [block for block in headings if block.type == "h1"]
    if not titles or headings[0] != titles[0]:
        yield Mistake(0, "the page does not begin with a title", "write it in the first line: # Title")
    for block in titles[1:]:
        yield Mistake(block.line, "a second title", f"a section is written ## {block.text}")


@check("image", "page", firm=True)
def check_images(known: CheckedPage) -> Iterator[Mistake]:
    """Find an image without a description for readers who do not see it."""
    for directive in known.page.directives:
        if directive.name in {"figure", "image"} and not directive.options.get("alt"):
            hint = "describe the picture for readers who do not see it: :alt: what it shows"
            yield Mistake(directive.line, f"the {directive.name} has no option 'alt'", hint)


def find_placeholders(path: Path) -> list[ReadingError]:
    """The places of a file that wait for text, each as a mistake. Raises `ReadingErrors` for no text."""
    lines = map(_PLACEHOLDER.fullmatch, read_text(path).splitlines())
    return [ReadingError(path, number, left[1], "") for number, left in enumerate(lines, 1) if left]
