"""Checks the charts that pages and notebooks show, and the claims behind their titles."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.cell_code import list_shown
from reading.checks.known import CheckedBook, CheckedPage
from reading.checks.registry import check
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.markdown import Directive, Mistake
from reading.show.titles import PLAIN_TITLES, find_fault


@check("chart", "page", firm=True)
def check_charts(known: CheckedPage) -> Iterator[Mistake | ReadingError]:
    """Find a chart that does not exist, is misplaced, or has no title."""
    for directive in known.page.directives:
        if directive.name == "chart":
            yield from _check_directive(directive, known)
    for shown in list_shown(known):
        for option in shown.computed:
            problem = f"the {option} is not a literal string"
            yield shown.locate(Mistake(shown.line, problem, 'write show(chart, "TITLE")'))


def _check_directive(directive: Directive, known: CheckedPage) -> Iterator[Mistake]:
    name, line, charts = directive.argument, directive.line, known.book.charts
    if name in PLAIN_TITLES:
        if known.paragraph is None:
            problem = f"the chart {name} belongs on the page of a paragraph"
            yield Mistake(line, problem, "show another one here")
        unknown = sorted(directive.options.keys() - {"title", "claim"})
        for option in unknown:
            hint = suggest(option, ("title", "claim")) or "it has a title and a claim"
            yield Mistake(line, f"the chart {name} has no option {option!r}", hint)
        if not directive.options.get("title") and not unknown:
            yield Mistake(line, f"the chart {name} has no title", "write :title: and what the chart shows")
    elif charts is None:
        return
    elif name not in charts:
        hint = suggest_or_list(name, [*PLAIN_TITLES, *sorted(charts)])
        yield Mistake(line, f"there is no chart {name!r}", hint)
    elif directive.options:
        hint = "remove them: the notebook gives the chart its title"
        yield Mistake(line, f"the chart {name} has options here", hint)


@check("claim", "page", firm=True)
def check_claims(known: CheckedPage) -> Iterator[Mistake | ReadingError]:
    """Find a title that no claim proves: it has none, or one that does not exist or is false."""
    figures = known.book.figures
    for one in known.page.directives:
        if one.name == "chart" and one.argument in PLAIN_TITLES:
            title, claim = one.options.get("title", ""), one.options.get("claim", "")
            if fault := find_fault(figures, title, claim, chart=one.argument):
                yield Mistake(one.line, *fault)
    for shown in list_shown(known):
        stated, named, says = map(shown.find_text, ("title", "claim", "says"))
        fault = find_fault(figures, stated.text, named.text, says=says.text if stated.text else "")
        if fault:
            yield shown.locate(Mistake((named if named.text else stated).line, *fault))


@check("comparison", "book", firm=True)
def check_comparisons(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a claim that compares what is no number, or says a number that it does not compare."""
    if known.data is not None and known.figures is not None:
        for claim in known.data.claims:
            mistakes = [*claim.mistakes(known.figures, known.figures.hint)]
            yield from mistakes
            if not mistakes and (amount := claim.find_unproven(claim.says, known.figures)):
                problem = f"the claim {claim.name} says {amount!r}, which none of its comparisons proves"
                line = claim.comparisons[0].line
                yield ReadingError(claim.path, line, problem, "correct it, or add the comparison")
