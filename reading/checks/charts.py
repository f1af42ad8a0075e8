"""Checks the charts that pages show, and that the claim behind a title is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reading.checks.known_names import KnownNames
from reading.checks.rules import rule
from reading.files.errors import closest_match, suggest, suggest_or_list
from reading.files.markdown import Directive, Finding
from reading.show.plain_titles import PLAIN_TITLES

OPTIONS = ("title", "claim")
"""The options of a chart of a paragraph. A chart of a notebook has none: the notebook gives it its title."""


class OptionText(NamedTuple):
    """The text of a title, a claim or a description, and its line."""

    text: str
    line: int


@rule("chart")
def check_chart_directive(directive: Directive, known: KnownNames, *, in_chapter: bool) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with a chart on a page."""
    name, line, shown = directive.argument, directive.line, known.targets.charts
    if name in PLAIN_TITLES:
        if not in_chapter:
            problem = f"the chart {name} belongs on the page of a paragraph"
            yield Finding(line, problem, "show another one here")
        yield from _check_options(directive, known)
    elif shown is None:
        return
    elif name not in shown:
        hint = suggest_or_list(name, [*PLAIN_TITLES, *sorted(shown)])
        yield Finding(line, f"there is no chart {name!r}", hint)
    elif directive.options:
        hint = "remove them: the notebook gives the chart its title"
        yield Finding(line, f"the chart {name} has options here", hint)


def _check_options(directive: Directive, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for a missing title or claim. The plain title of a chart needs none."""
    name, options, line = directive.argument, directive.options, directive.line
    is_plain_chart = "claim" not in options and is_plain(name, options.get("title", ""))
    # A line that is no option has a finding of its own.
    if is_plain_chart or directive.content.strip():
        return
    # A misspelt option has a finding of its own.
    meant = {closest_match(option, OPTIONS) for option in options.keys() - set(OPTIONS)}
    hints = {
        "title": "a title says what it shows",
        "claim": f"a claim proves the title; the title {PLAIN_TITLES[name]!r} needs none",
    }
    for option, hint in hints.items():
        if not options.get(option) and option not in meant:
            yield Finding(line, f"the chart {name} has no {option}", hint)
    if claim := options.get("claim"):
        yield from check_claim(OptionText(claim, line), options.get("title", ""), known)


def is_plain(chart: str, title: str) -> bool:
    """Whether a title is the plain title of a chart of a paragraph."""
    return PLAIN_TITLES.get(chart) == title.strip()


@rule("claim")
def check_claim(claim: OptionText, title: str, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for a claim that does not exist or is false. `title` is what it should prove."""
    name, line = claim
    if known.figures is None:
        return
    if name not in known.claims:
        hint = suggest(name, known.claims) or "claims are in data/claims.yml"
        yield Finding(line, f"there is no claim {name!r}", hint)
    elif failures := known.claims[name]:
        hint = "say what the figures show now, name another claim, or correct it in data/claims.yml"
        yield Finding(line, f"the title says {title!r}, but the claim {name} is false: {failures}", hint)
