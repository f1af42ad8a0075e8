"""Checks a page of Markdown: raw HTML, references, directives, figures, marks and typed numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from reading.checks import typed_numbers
from reading.checks.charts import check_chart_directive
from reading.checks.endorsing import find_endorsing_words
from reading.checks.figures import check_figures
from reading.checks.known_names import KnownNames
from reading.checks.leftover_marks import find_marks
from reading.checks.references import check_references
from reading.checks.rules import rule
from reading.checks.slips import find_slips
from reading.data.chapters import NOT_RETOLD
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.markdown import TEXT_DIRECTIVES, Directive, Finding, Page
from reading.files.models import StrictModel, validate_tree
from reading.files.yaml import parse_yaml

PLACEHOLDERS = (NOT_RETOLD, "Not written yet")
"""The first words of places that wait for text: `reading new` and `reading new-page` write them."""

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

    dataset: the data package that the page describes to search engines
    tocdepth: the levels of headings that the page's contents list
    """

    dataset: Literal["data/document/datapackage.json"] = "data/document/datapackage.json"
    tocdepth: Literal[1, 2, 3, 4, 5, 6] = 1


def check_page(
    page: Page, known: KnownNames, *, folder: Path, bans_numbers: Callable[[int], bool], paragraph: str | None
) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with a page.

    Parameters
    ----------
    page : Page
        The page to check.
    known : KnownNames
        The names that exist.
    folder : Path
        The folder of the page: relative links start there.
    bans_numbers : callable
        Whether numbers in a given line must be figures.
    paragraph : str, optional
        The name of its paragraph in figures, if the page is a chapter.
    """
    in_chapter = paragraph is not None
    yield from _check_words(page)
    yield from _check_title(page)
    yield from find_endorsing_words(page) if in_chapter else ()
    yield from check_references(page, folder, known.targets)
    yield from check_figures(page, known, paragraph or "")
    for role in page.roles:
        if role.name == "s" and not in_chapter:
            hint = "marks belong in the chapter of a paragraph"
            yield Finding(role.line, f"the mark {role.text[:40]!r} is not in a retelling", hint)
    for directive in page.directives:
        if directive.name == "chart":
            yield from check_chart_directive(directive, known, in_chapter=in_chapter)
        yield from check_directive(directive)
    for block in page.blocks:
        if bans_numbers(block.line):
            yield from typed_numbers.find_typed_numbers(block)


def _check_words(page: Page) -> Iterator[Finding]:
    """Yield the findings of the parser, and of each other line first its marks, else its slips of the pen."""
    yield from page.findings
    lines = {finding.line for finding in page.findings}
    marks = [finding for finding in find_marks(page) if finding.line not in lines]
    lines |= {finding.line for finding in marks}
    yield from marks
    yield from (finding for finding in find_slips(page) if finding.line not in lines)


def check_front_matter(path: Path, page: Page) -> list[ReadingError]:
    """The mistakes in the front matter of a page. Other keys would change how it is parsed and built."""
    errors: list[ReadingError] = []
    if page.front_matter is not None:
        # The first line stands for the `---` before the front matter, so that line numbers are the file's.
        tree: Any = attempt(errors, lambda: parse_yaml(path, f"\n{page.front_matter}"), {})
        if isinstance(tree, Mapping):
            attempt(errors, lambda: validate_tree(path, tree, _FrontMatter), None)
        else:
            hint = "remove it, with its lines ---"
            errors.append(ReadingError(path, 1, "the front matter has no keys", hint))
    return errors


@rule("title")
def _check_title(page: Page) -> Iterator[Finding]:
    """Yield a finding unless a page begins with its one title."""
    titles = [block for block in page.headings if block.kind == "h1"]
    if not titles or page.headings[0] != titles[0]:
        yield Finding(0, "the page does not begin with a title", "write it in the first line: # Title")
    for block in titles[1:]:
        yield Finding(block.line, "a second title", f"a section is written ## {block.text}")


@rule("directive")
def check_directive(directive: Directive) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with a directive's argument, options and text."""
    name, line = directive.name, directive.line
    known = OPTIONS[name].split() if name in OPTIONS else None
    for option in directive.options:
        if known is not None and option not in known:
            hint = suggest(option, known) or f"options are {', '.join(sorted(known)) or 'none'}"
            yield Finding(line, f"the directive {{{name}}} has no option {option!r}", hint)
    first = directive.content.strip().partition("\n")[0]
    if (known and first.partition(":")[0] in known and ":" in first) or (name == "chart" and first):
        hint = f"write an option as :name: value, right below the line with {{{name}}}"
        yield Finding(line, f"{first[:40]!r} is no option of the directive {{{name}}}", hint)
    if name in WITH_ARGUMENT and not directive.argument:
        hint = f"write {WITH_ARGUMENT[name]} after {{{name}}}"
        yield Finding(line, f"the directive {{{name}}} lacks {WITH_ARGUMENT[name]}", hint)
    has_text = directive.content.strip() or (directive.argument and name not in WITH_ARGUMENT)
    if name in TEXT_DIRECTIVES - {"figure"} and not has_text:
        hint = "write it below, before the end of the directive"
        yield Finding(line, f"the directive {{{name}}} has no text", hint)
    if name in {"figure", "image"} and not directive.options.get("alt"):
        hint = "describe the picture for readers who do not see it: :alt: what it shows"
        yield Finding(line, f"the {name} has no option 'alt'", hint)


def find_placeholders(page: Page) -> Iterator[Finding]:
    """Yield a finding for each place of a page that waits for text."""
    for block in page.blocks:
        for piece in block.pieces:
            if piece.kind == "text" and piece.text.startswith(PLACEHOLDERS):
                yield Finding(piece.line, piece.text.strip(" ."), "")
