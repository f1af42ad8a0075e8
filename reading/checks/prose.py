"""A page of Markdown goes in; names of no figure, chart or claim, and typed numbers, come out by line."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reading.errors import closest, nearest
from reading.figures import Figure
from reading.markdown import Block, Directive, Finding, Page

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

_FREE = re.compile(
    rf"""
      \b{_DAY}(?:\s*[-\u2013]\s*{_DAY})?\s+(?:{MONTHS})\b                 # 24 November
    | \b(?:{MONTHS})\.?\s+{_DAY}\b(?![.,]?\d)                             # November 24
    | \b\d+(?:st|nd|rd|th)\b                                              # 20th
    | (?<![\d.,])[12]\d{{3}}(?:[-\u2013/]\d{{2,4}})?s?\b(?![.,]\d|\s*%)   # 2022, 2021-23, 1990s
    | \b[A-Z][A-Za-z]*[-\u2010\u2011]?\d+\w*                              # G20, COVID-19
    | \b\d+[A-Z]\w*                                                       # 5G
    """,
    re.VERBOSE,
)

_TYPED = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[%\u2030])?")


@dataclass(frozen=True)
class Known:
    """What pages may name. `figures` is None where they could not be computed, and nothing is said of them.

    charts: the options of each chart
    broken: claims that could not be computed; their mistakes are told elsewhere
    """

    figures: Mapping[str, Figure] | None
    charts: Mapping[str, frozenset[str]]
    broken: frozenset[str] = frozenset()


def charts(path: Path) -> dict[str, frozenset[str]]:
    """The charts of a Python file, with their options; it is parsed and not run, which is quicker."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name: frozenset(argument.arg for argument in (*node.args.args, *node.args.kwonlyargs))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.returns is not None
        and ast.unparse(node.returns) == "alt.Chart"
    }


def findings(
    page: Page, known: Known, *, measured: Callable[[int], bool], chapter: bool
) -> Iterator[Finding]:
    """What is wrong with a page. `measured` says of which lines numbers come from figures alone."""
    yield from page.findings
    yield from _figures(page, known)
    for directive in page.directives:
        if directive.name == "chart":
            yield from _chart(directive, known, chapter=chapter)
    for block in page.blocks:
        if measured(block.line):
            yield from typed_numbers(block)


def braces(text: str) -> Iterator[Finding]:
    """Lines that open a substitution."""
    for number, line in enumerate(text.split("\n"), 1):
        if "{{" in line:
            yield Finding(number, "'{{' substitutes nothing here", "a figure is written {fig}`name`")


def _figures(page: Page, known: Known) -> Iterator[Finding]:
    if known.figures is None:
        return
    for role in page.roles:
        name = role.text.strip()
        if role.name == "fig" and name not in known.figures and name not in known.broken:
            yield Finding(role.line, f"there is no figure {name!r}", _suggested(name, known.figures))


def _suggested(name: str, names: Mapping[str, object]) -> str:
    """The right name that is nearest; sought first among those that open alike, since there are thousands."""
    head = name.partition(".")[0]
    alike = [one for one in names if one.startswith(f"{head}.")]
    return nearest(name, alike) or nearest(name, names) or "`reading figures` lists all"


def _chart(directive: Directive, known: Known, *, chapter: bool) -> Iterator[Finding]:
    name, line = directive.argument, directive.line
    if name not in known.charts:
        hint = nearest(name, known.charts) or f"charts are {', '.join(known.charts)}"
        yield Finding(line, f"there is no chart {name!r}", hint)
    elif "paragraph" in known.charts[name] and not chapter:
        yield Finding(line, f"the chart {name} belongs on the page of a paragraph", "show another one here")
    unknown = directive.options.keys() - {"title", "claim"}
    given = {key for key, value in directive.options.items() if value}
    for option in sorted({"title", "claim"} - given - {closest(key, ["title", "claim"]) for key in unknown}):
        hint = "a title says what the chart shows" if option == "title" else "a claim proves the title"
        yield Finding(line, f"the chart {name} has no {option}", f"{hint}: :{option}: ...")
    for option in sorted(unknown):
        hint = nearest(option, ["title", "claim"]) or "options are title and claim"
        yield Finding(line, f"the chart {name} has an unknown option {option!r}", hint)
    if directive.options.get("claim"):
        yield from claimed(directive.options["claim"], directive.options.get("title", ""), line, known)


def claimed(claim: str, title: str, line: int, known: Known) -> Iterator[Finding]:
    """What keeps a title from standing: its claim is none, or is false."""
    if known.figures is None or claim in known.broken:
        return
    figure = known.figures.get(claim)
    if figure is None:
        claims = {name: one for name, one in known.figures.items() if isinstance(one.value, bool)}
        yield Finding(
            line, f"there is no claim {claim!r}", nearest(claim, claims) or "claims are in data/claims.yml"
        )
    elif not isinstance(figure.value, bool):
        yield Finding(
            line, f"{claim} is a figure and no claim", "a claim is true or false; see data/claims.yml"
        )
    elif not figure.value:
        hint = "say what the figures show now, or name another claim"
        yield Finding(line, f"the title says {title!r}, but the claim {claim} is false", hint)


def typed_numbers(block: Block) -> Iterator[Finding]:
    """Digits in a block, outside code, roles and links; years, dates, ordinals and names are free."""
    text, lines = "", []
    for piece in block.pieces:
        # Another piece parts words, so that no number is read across it.
        shown = piece.text if piece.kind == "text" else " | "
        text += shown
        lines += [piece.line + shown.count("\n", 0, place) for place in range(len(shown))]
    text = _FREE.sub(lambda free: " " * len(free[0]), text)
    for found in _TYPED.finditer(text):
        hint = "name a figure, {fig}`name`; a convention is written {n}`" + found[0] + "`"
        yield Finding(lines[found.start()], f"the number {found[0]!r} is typed", hint)
