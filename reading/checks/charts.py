"""Checks the options of charts, and that the claim behind a title is true."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from reading.charts.plain_titles import TITLES, is_neutral
from reading.checks.known_names import KnownNames
from reading.files.errors import closest_match, suggest
from reading.files.markdown import Directive, Finding


class OptionText(NamedTuple):
    """The text that a page or a notebook gives to an option."""

    text: str
    line: int


def check_chart_directive(directive: Directive, known: KnownNames, *, in_chapter: bool) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with a chart on a page."""
    name, line = directive.argument, directive.line
    if name in known.targets.charts:
        if directive.options:
            hint = "remove them: the notebook gives the chart its title"
            yield Finding(line, f"the chart {name} has options here", hint)
        return
    if "paragraph" in known.charts.get(name, ()) and not in_chapter:
        yield Finding(line, f"the chart {name} belongs on the page of a paragraph", "show another one here")
    options = {option: OptionText(text, line) for option, text in directive.options.items()}
    yield from check_chart(name, options, ("title", "claim"), line, known)


def check_chart(
    name: str,
    options: Mapping[str, OptionText | None],
    allowed: Collection[str],
    line: int,
    known: KnownNames,
) -> Iterator[Finding]:
    """Yield a finding for everything that is wrong with a chart's name, options, title and claim.

    Parameters
    ----------
    name : str
        The name of the chart.
    options : mapping of str to OptionText or None
        The options as they are written. None stands for a value that is not a literal string.
    allowed : collection of str
        The options that the chart may have here.
    line : int
        The line of the directive or of the call.
    known : KnownNames
        The names that exist.
    """
    if name not in known.charts:
        names = [*known.charts, *sorted(known.targets.charts)]
        hint = suggest(name, names) or f"charts are {', '.join(names)}"
        yield Finding(line, f"there is no chart {name!r}", hint)
    unknown = sorted(options.keys() - set(allowed))
    for option in unknown:
        hint = suggest(option, allowed) or f"options are {' and '.join(sorted(allowed))}"
        yield Finding(line, f"the chart {name} has no option {option!r}", hint)
    title, claim = options.get("title"), options.get("claim")
    if "claim" not in options and title and is_neutral(name, title.text):
        return
    # A misspelt option has its own finding.
    meant = {closest_match(option, allowed) for option in unknown}
    plain = f"; the title {TITLES[name]!r} needs none" if name in TITLES else ""
    for option, hint in (
        ("title", "a title says what it shows"),
        ("claim", f"a claim proves the title{plain}"),
    ):
        value = options.get(option, OptionText("", line))
        if value is not None and not value.text.strip() and option not in meant:
            yield Finding(line, f"the chart {name} has no {option}", hint)
    if claim and claim.text.strip():
        yield from check_claim(claim, title.text if title else "", known)


def check_claim(claim: OptionText, title: str, known: KnownNames) -> Iterator[Finding]:
    """Yield a finding for a claim that does not exist or is false. `title` is what it should prove."""
    name, line = claim
    if known.figures is None or known.is_broken(name):
        return
    if name not in known.claims:
        hint = suggest(name, known.claims) or "claims are in data/claims.yml"
        yield Finding(line, f"there is no claim {name!r}", hint)
    elif not known.claims[name]:
        hint = "say what the figures show now, name another claim, or correct it in data/claims.yml"
        yield Finding(line, f"the title says {title!r}, but the claim {name} is false", hint)
