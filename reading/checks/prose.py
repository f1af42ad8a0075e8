"""A page of Markdown goes in; names that nothing has, false titles and typed numbers come out by line."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reading.charts.plain_titles import TITLES, is_neutral
from reading.checks import references
from reading.checks.references import Targets
from reading.figures import Figure
from reading.files.errors import closest, nearest
from reading.files.markdown import EXTENSIONS, Block, Directive, Extensions, Finding, Page, Piece

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

COUNTED = (
    r"%|\u2030|per\s+(?:cent|mille)|percent|times|(?:word|token|type|lemma|term|phrase|pair|sentence|paragraph|section"
    r"|page|chapter|occurrence|mention|letter|character|reader|people|person)s?\b"
)
"""What is counted: before it stands a number and no year."""

_FREE = re.compile(
    rf"""
      \b{_DAY}(?:\s*[-\u2013]\s*{_DAY})?\s+(?:{MONTHS})\b                 # 24 November
    | \b(?:{MONTHS})\.?\s+{_DAY}\b(?![.,]?\d)                             # November 24
    | \b\d+(?:st|nd|rd|th)\b                                              # 20th
    | (?<![\d.,])[12]\d{{3}}(?:[-\u2013/]\d{{2,4}})?s?\b(?![.,]\d|\s*(?:{COUNTED}))  # 2022, 2021-23, 1990s
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
    broken: whether a figure of a name could not be computed; why is told elsewhere
    extensions: those of Markdown that the pages are read with
    """

    figures: Mapping[str, Figure] | None
    charts: Mapping[str, frozenset[str]]
    targets: Targets
    broken: Callable[[str], bool]
    extensions: Extensions = EXTENSIONS


class Written(NamedTuple):
    """A text as a page or a notebook gives it to a chart."""

    text: str
    line: int


def charts(package: Path) -> dict[str, frozenset[str]]:
    """The charts of a Python package, with their options; it is parsed and not run, which is quicker."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.glob("*.py"))]
    return {
        node.name: frozenset(argument.arg for argument in (*node.args.args, *node.args.kwonlyargs))
        for tree in modules
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and "chart" in map(ast.unparse, node.decorator_list)
    }


def findings(
    page: Page, known: Known, *, folder: Path, measured: Callable[[int], bool], chapter: bool
) -> Iterator[Finding]:
    """What is wrong with a page of a folder. Where `measured` says so, numbers come from figures alone."""
    yield from page.findings
    for html in page.html:
        hint = "a comment opens a line with %" if html.text.startswith("<!--") else "say it in Markdown"
        yield Finding(html.line, f"raw HTML: {html.text[:40]!r}", hint)
    yield from references.findings(page, folder, known.targets)
    yield from _figures(page, known)
    for role in page.roles:
        if role.name == "s" and not chapter:
            hint = "it belongs into the chapter of a paragraph"
            yield Finding(role.line, f"the mark {role.text[:40]!r} closes no retelling here", hint)
    for directive in page.directives:
        if directive.name == "chart":
            yield from _chart(directive, known, chapter=chapter)
        for option in ("title", "caption", "alt"):
            if option in directive.options and measured(directive.line):
                yield from typed_in(option, Written(directive.options[option], directive.line))
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
        if role.name == "fig" and name not in known.figures and not known.broken(name):
            yield Finding(role.line, f"there is no figure {name!r}", _suggested(name, known.figures))


def _suggested(name: str, names: Mapping[str, object]) -> str:
    """The right name that is nearest; sought first among those that open alike, since there are thousands."""
    head = name.partition(".")[0]
    alike = [one for one in names if one.startswith(f"{head}.")]
    return nearest(name, alike) or nearest(name, names) or "`reading figures` lists all"


def _chart(directive: Directive, known: Known, *, chapter: bool) -> Iterator[Finding]:
    name, line = directive.argument, directive.line
    if "paragraph" in known.charts.get(name, ()) and not chapter:
        yield Finding(line, f"the chart {name} belongs on the page of a paragraph", "show another one here")
    given = {option: Written(text, line) for option, text in directive.options.items()}
    yield from charted(name, given, ("title", "claim"), line, known)


def charted(
    name: str, given: Mapping[str, Written | None], allowed: Collection[str], line: int, known: Known
) -> Iterator[Finding]:
    """What is wrong with the options that a chart is given, None for one that is not written out."""
    if name not in known.charts:
        hint = nearest(name, known.charts) or f"charts are {', '.join(known.charts)}"
        yield Finding(line, f"there is no chart {name!r}", hint)
    unknown = sorted(given.keys() - set(allowed))
    for option in unknown:
        hint = nearest(option, allowed) or f"options are {' and '.join(sorted(allowed))}"
        yield Finding(line, f"the chart {name} has no option {option!r}", hint)
    meant = {closest(option, allowed) for option in unknown}
    title, claim = given.get("title"), given.get("claim")
    if "claim" not in given and title and is_neutral(name, title.text):
        return
    plain = f"; {TITLES[name]!r} needs none" if name in TITLES else ""
    for option, why in (
        ("title", "a title says what it shows"),
        ("claim", f"a claim proves the title{plain}"),
    ):
        written = given.get(option, Written("", line))
        if written is not None and not written.text.strip() and option not in meant:
            yield Finding(line, f"the chart {name} is without its {option}", why)
    if claim and claim.text.strip():
        yield from _claimed(claim, title.text if title else "", known)


def _claimed(claim: Written, title: str, known: Known) -> Iterator[Finding]:
    """What keeps a title from standing: its claim is none, or is false."""
    name, line = claim
    if known.figures is None or known.broken(name):
        return
    figure = known.figures.get(name)
    if figure is None:
        claims = {name: one for name, one in known.figures.items() if isinstance(one.value, bool)}
        hint = nearest(name, claims) or "claims are in data/claims.yml"
        yield Finding(line, f"there is no claim {name!r}", hint)
    elif not isinstance(figure.value, bool):
        hint = "a claim is true or false; see data/claims.yml"
        yield Finding(line, f"{name} is a figure and no claim", hint)
    elif not figure.value:
        hint = "say what the figures show now, or name another claim"
        yield Finding(line, f"the title says {title!r}, but the claim {name} is false", hint)


def typed_in(option: str, written: Written) -> Iterator[Finding]:
    """Digits in a title, a caption or the like, where no figure can stand."""
    block = Block("text", (Piece("text", *written),), written.line)
    for line, problem, _ in typed_numbers(block):
        yield Finding(
            line, f"{problem} in the {option}", "no figure can stand there: say it without a number"
        )


def typed_numbers(block: Block) -> Iterator[Finding]:
    """Digits in a block, outside code, roles and links; years, dates, ordinals and names are free."""
    text, lines = "", []
    for piece in block.pieces:
        # Another piece parts words, so that no number is read across it.
        shown = {"text": piece.text, "aside": f" | {piece.text} | "}.get(piece.kind, " | ")
        text += shown
        lines += [piece.line + shown.count("\n", 0, place) for place in range(len(shown))]
    digits = "".join(map(_digit, text))
    digits = _FREE.sub(lambda free: " " * len(free[0]), digits)
    for found in _TYPED.finditer(digits):
        typed = text[found.start() : found.end()]
        hint = f"name a figure, {{fig}}`name`; a convention is written {{n}}`{typed}`"
        yield Finding(lines[found.start()], f"the number {typed!r} is typed", hint)


def _digit(character: str) -> str:
    """A digit for what stands for a number in one character, such as a fraction, else the character."""
    return (
        "1" if character.isnumeric() and not character.isalpha() and not character.isdecimal() else character
    )
