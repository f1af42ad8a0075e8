"""Checks the parts of a page: front matter, title, marks, directives, and what is not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from reading.checks.known import KnownPage
from reading.checks.rules import rule
from reading.files.errors import ReadingError, suggest
from reading.files.markdown import TEXT_DIRECTIVES, Mistake
from reading.files.models import StrictModel, validate_tree
from reading.files.read import read_text
from reading.files.yaml import parse_yaml

PLACEHOLDER = "% To write: "
"""The first words of a comment that waits for text. Readers do not see it."""

_GENERAL = "class name"

_IMAGE = f"{_GENERAL} alt align height width scale target loading"

OPTIONS = {
    "chart": "title claim",
    "image": _IMAGE,
    "figure": f"{_IMAGE} figwidth figclass",
    "glossary": "sorted",
    "code-block": f"{_GENERAL} force linenos dedent lineno-start emphasize-lines caption",
    "bibliography": "cited notcited all filter style list enumtype start labelprefix keyprefix",
    **dict.fromkeys(TEXT_DIRECTIVES - {"figure", "glossary"}, _GENERAL),
}
"""The options of directives."""

WITH_ARGUMENT = {"admonition": "a title", "figure": "a file", "image": "a file"}
"""The directives that need an argument, and what it is."""


class _FrontMatter(StrictModel):
    """What the front matter of a page may say. That of a chapter names its paragraph, and nothing else.

    tocdepth: the levels of headings that the page's contents list
    """

    tocdepth: Literal[1, 2, 3, 4, 5, 6] = 1


@rule("markup", "page", firm=True)
def list_unread(known: KnownPage) -> Iterable[Mistake]:
    """Find what the parser reads otherwise than it was meant, or does not show."""
    return known.page.mistakes


@rule("misplaced-mark", "page", firm=True)
def check_marks(known: KnownPage) -> Iterator[Mistake]:
    """Find the mark of a sentence on a page that is no chapter."""
    for role in known.page.roles:
        if role.name == "s" and known.paragraph is None:
            hint = "marks belong in the chapter of a paragraph"
            yield Mistake(role.line, f"the mark {role.text[:40]!r} is not in a retelling", hint)


@rule("front-matter", "page", firm=True)
def check_front_matter(known: KnownPage) -> Iterator[Mistake | ReadingError]:
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


@rule("title", "page", firm=True)
def check_title(known: KnownPage) -> Iterator[Mistake]:
    """Find a page that does not begin with its title, or has two."""
    headings = known.page.headings
    titles = [block for block in headings if block.kind == "h1"]
    if not titles or headings[0] != titles[0]:
        yield Mistake(0, "the page does not begin with a title", "write it in the first line: # Title")
    for block in titles[1:]:
        yield Mistake(block.line, "a second title", f"a section is written ## {block.text}")


@rule("directive", "page", firm=True)
def check_directives(known: KnownPage) -> Iterator[Mistake]:
    """Find a directive with an option that it does not have, or without the text that it needs."""
    for directive in known.page.directives:
        name, line = directive.name, directive.line
        right = OPTIONS[name].split() if name in OPTIONS else None
        for option in directive.options:
            if right is not None and option not in right:
                hint = suggest(option, right) or f"options are {', '.join(sorted(right)) or 'none'}"
                yield Mistake(line, f"the directive {{{name}}} has no option {option!r}", hint)
        first = directive.content.strip().partition("\n")[0]
        if (right and first.partition(":")[0] in right and ":" in first) or (name == "chart" and first):
            hint = f"write an option as :name: value, right below the line with {{{name}}}"
            yield Mistake(line, f"{first[:40]!r} is no option of the directive {{{name}}}", hint)
        if name in WITH_ARGUMENT and not directive.argument:
            hint = f"write {WITH_ARGUMENT[name]} after {{{name}}}"
            yield Mistake(line, f"the directive {{{name}}} lacks {WITH_ARGUMENT[name]}", hint)
        has_text = directive.content.strip() or (directive.argument and name not in WITH_ARGUMENT)
        if name in TEXT_DIRECTIVES - {"figure"} and not has_text:
            hint = "write it below, before the end of the directive"
            yield Mistake(line, f"the directive {{{name}}} has no text", hint)
        if name in {"figure", "image"} and not directive.options.get("alt"):
            hint = "describe the picture for readers who do not see it: :alt: what it shows"
            yield Mistake(line, f"the {name} has no option 'alt'", hint)


def find_placeholders(path: Path) -> Iterator[ReadingError]:
    """Yield a mistake for each place of a page in Markdown that waits for text."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.startswith(PLACEHOLDER):
            yield ReadingError(path, number, line.removeprefix(PLACEHOLDER), "")
