"""Checks the charts that pages and notebooks show, and that the claim behind a title is true."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.cell_code import OptionText, ShowCall, list_shown
from reading.checks.known import KnownBook, KnownPage
from reading.checks.rules import rule
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.markdown import Directive, Mistake
from reading.show.plain_titles import PLAIN_TITLES


@rule("chart", "page", firm=True)
def check_charts(known: KnownPage) -> Iterator[Mistake | ReadingError]:
    """Find a chart that does not exist, is misplaced, or has no title or no claim."""
    for directive in known.page.directives:
        if directive.name == "chart":
            yield from _check_directive(directive, known)
    for shown in list_shown(known):
        yield from map(shown.locate, _check_shown(shown))


def _check_directive(directive: Directive, known: KnownPage) -> Iterator[Mistake]:
    name, line, charts = directive.argument, directive.line, known.book.charts
    if name in PLAIN_TITLES:
        if known.paragraph is None:
            problem = f"the chart {name} belongs on the page of a paragraph"
            yield Mistake(line, problem, "show another one here")
        yield from _check_options(directive)
    elif charts is None:
        return
    elif name not in charts:
        hint = suggest_or_list(name, [*PLAIN_TITLES, *sorted(charts)])
        yield Mistake(line, f"there is no chart {name!r}", hint)
    elif directive.options:
        hint = "remove them: the notebook gives the chart its title"
        yield Mistake(line, f"the chart {name} has options here", hint)


def _check_options(directive: Directive) -> Iterator[Mistake]:
    """Yield a mistake for a missing title or claim. The plain title of a chart needs none."""
    name, options = directive.argument, directive.options
    hints = {"title": "a title says what it shows"}
    if not is_plain(name, options.get("title", "")):
        hints["claim"] = f"a claim proves the title; the title {PLAIN_TITLES[name]!r} needs none"
    for option, hint in hints.items():
        if not options.get(option):
            yield Mistake(directive.line, f"the chart {name} has no {option}", hint)


def _check_shown(shown: ShowCall) -> Iterator[Mistake]:
    title, says = shown.texts.get("title"), shown.texts.get("says")
    for option in shown.computed:
        yield Mistake(shown.line, f"the {option} is not a literal string", 'write show(chart, "TITLE")')
    if "claim" not in shown.texts and title and says and title.text != says.text:
        hint = "add claim=..., or leave out `says` where the title only says what is shown"
        yield Mistake(title.line, f"no claim proves the title {title.text!r}", hint)


def is_plain(chart: str, title: str) -> bool:
    """Whether a title is the plain title of a chart of a paragraph."""
    return PLAIN_TITLES.get(chart) == title.strip()


@rule("claim", "page", firm=True)
def check_claims(known: KnownPage) -> Iterator[Mistake | ReadingError]:
    """Find a title whose claim does not exist or is false."""
    charts = [one for one in known.page.directives if one.name == "chart" and one.argument in PLAIN_TITLES]
    for chart in charts:
        texts = {option: OptionText(text, chart.line) for option, text in chart.options.items() if text}
        yield from _check_claim(texts, known.book)
    for shown in list_shown(known):
        yield from map(shown.locate, _check_claim(shown.texts, known.book))


def _check_claim(texts: dict[str, OptionText], book: KnownBook) -> Iterator[Mistake]:
    if "claim" not in texts or book.figures is None:
        return
    (name, line), title = texts["claim"], texts["title"].text if "title" in texts else ""
    if name not in book.claims:
        hint = suggest(name, book.claims) or "claims are in data/claims.yml"
        yield Mistake(line, f"there is no claim {name!r}", hint)
    elif failures := book.claims[name]:
        hint = "say what the figures show now, name another claim, or correct it in data/claims.yml"
        yield Mistake(line, f"the title says {title!r}, but the claim {name} is false: {failures}", hint)


@rule("comparison", "book", firm=True)
def check_comparisons(known: KnownBook) -> Iterator[ReadingError]:
    """Find a claim that compares what is no figure or no number."""
    if known.data is not None and known.figures is not None:
        for claim in known.data.claims:
            yield from claim.mistakes(known.figures, known.figures.hint)
