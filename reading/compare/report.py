"""Writes the report of `reading compare` in Markdown that GitHub shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from urllib.parse import quote

from reading.compare.changes import (
    FLIPPING,
    FigureChange,
    FigureChanges,
    RankChange,
    ValidityChange,
    group_by_kind,
)
from reading.compare.markdown import (
    MAX_FOLDED_ROWS,
    MAX_ROWS,
    escape,
    escape_html,
    fold,
    format_block,
    format_code,
    format_list,
    format_table,
    shorten,
)
from reading.compare.pages import PageChange
from reading.compare.retellings import Kind, RetellingChange
from reading.compare.versions import Version
from reading.data.chapters import anchor
from reading.figures import FREQUENT
from reading.figures.published import Registry

MAX_REPORT = 60_000
"""Characters of a report: GitHub refuses a comment of more than 65,536."""

MAX_BARS, BAR_LENGTH = 5, 24
"""Figures that are drawn as bars, and the characters of the longest bar."""

LARGE = 0.05
"""A change by this share of the larger value can be seen in a bar."""

MIN_GROUP = 4
"""Figures of a kind from which on they have a table of their own."""

UNITS_WITHOUT_BARS = (*FLIPPING, "rank", "probability")
"""Units of figures that no bar shows well: a longer one would not be more of anything."""

NONE = "\u2013"
"""Written where there is no value."""


@dataclass(frozen=True)
class Report:
    """The changes between two versions of the book.

    site: the address of a preview of the site, without a slash at its end; may be empty
    """

    earlier: Version
    figures: FigureChanges
    retellings: Sequence[RetellingChange]
    pages: Sequence[PageChange]
    site: str

    def text(self) -> str:
        """The report. One that is too long is cut after a whole part."""
        size, kept = 0, list[str]()
        for part in (*self._summary(), *self._parts()):
            size += len(part) + 2
            if size > MAX_REPORT:
                kept.append("_The rest is left out: it would make this comment too long._")
                break
            kept.append(part)
        return "\n\n".join(kept) + "\n"

    def _summary(self) -> Iterator[str]:
        figures = self.figures
        counts = [
            _count(len(figures.changed), "published figure changed", "published figures changed"),
            _count(len(figures.added), "added", "added"),
            _count(len(figures.removed), "removed", "removed"),
            _count(len(figures.flipped), "verdict or claim flipped", "verdicts or claims flipped"),
        ]
        yield "## What this change does to published numbers"
        yield f"**{', '.join(filter(None, counts)) or 'No published figure changed'}.**"
        name, commit = format_code(self.earlier.name), format_code(self.earlier.commit)
        if self.earlier.root is None:
            yield f"Compared with the figures in {name}. To compare retellings and text, name a git ref."
        elif self.earlier.diverged:
            yield f"Compared with {commit}, where this branch started from {name}."
        elif self.earlier.name.startswith(self.earlier.commit):
            yield f"Compared with {commit}."
        else:
            yield f"Compared with {name} at {commit}."

    def _parts(self) -> Iterator[str]:
        figures = self.figures
        if figures.flipped:
            yield "### Verdicts and claims that flipped"
            yield _format_figures(figures.flipped)
        if figures.validity:
            yield "### Lexicons against the codes"
            yield _format_validity(figures.validity)
        yield from _format_ranks(figures)
        if largest := list(self._select_largest()):
            yield "### Largest changes"
            yield _draw_bars(largest)
        yield from self._format_retellings()
        yield from self._format_pages()
        yield from _format_groups("Changed figures", figures.others)
        yield from _format_groups("Added figures", figures.added)
        yield from _format_groups("Removed figures", figures.removed)
        if figures.reworded:
            yield "### Same value, new wording"
            yield _format_wordings(figures.reworded)

    def _select_largest(self) -> Iterator[FigureChange]:
        """One figure of each kind: large changes first, then figures that changed pages show."""
        shown = {name for page in self.pages for name in page.figures}
        kinds = set[tuple[str, str]]()
        for change in sorted(
            self.figures.changed,
            key=lambda change: (change.size < LARGE, change.name not in shown, -change.size, change.name),
        ):
            if change.kind not in kinds and _has_bars(change):
                kinds.add(change.kind)
                yield change
            if len(kinds) == MAX_BARS:
                return

    def _format_retellings(self) -> Iterator[str]:
        if self.retellings:
            yield "### Retellings"
            items = []
            for (kind, paragraph), changes in groupby(
                sorted(self.retellings, key=lambda change: (change.kind, change.paragraph, change.sentence)),
                key=lambda change: (change.kind, change.paragraph),
            ):
                sentences = ", ".join(map(self._format_sentence, changes))
                items.append(f"{kind}: {format_code(paragraph)}, sentence {sentences}")
            yield format_list(items)

    def _format_sentence(self, change: RetellingChange) -> str:
        if not self.site or change.kind == Kind.REMOVED:
            return str(change.sentence)
        return f"[{change.sentence}]({self._page_address(change.page)}#{anchor(change.sentence, 1)})"

    def _page_address(self, page: str) -> str:
        return f"{self.site}/{quote(page)}.html"

    def _format_pages(self) -> Iterator[str]:
        if self.pages:
            yield "### Pages"
            yield format_list([self._format_page(page) for page in self.pages])

    def _format_page(self, page: PageChange) -> str:
        title = escape(page.title)
        if self.site and page.text != "removed":
            title = f"[{title}]({self._page_address(page.name)})"
        figures = [format_code(name) for name in page.figures[:MAX_BARS]]
        if more := len(page.figures) - len(figures):
            figures.append(f"{more} more")
        changes = [
            page.text,
            f"shows {', '.join(figures)}" if figures else "",
            f"the chart “{escape(page.chart)}” shows other numbers" if page.chart else "",
            "lists content that changed elsewhere" if page.gathers else "",
        ]
        return f"{title} ({format_code(page.name)}): {'; '.join(filter(None, changes))}"


# Parts ------------------------------------------------------------------------------------------------------


def _format_groups(title: str, changes: Sequence[FigureChange]) -> Iterator[str]:
    """A folded table for each kind of figures. Kinds with few figures share the first table."""
    if not changes:
        return
    yield f"### {title}"
    groups = group_by_kind(changes)
    if few := [change for group in groups.values() if len(group) < MIN_GROUP for change in group]:
        yield fold(f"{len(few):,}, few of a kind", _format_figures(few))
    for (subject, unit), group in groups.items():
        if len(group) >= MIN_GROUP:
            summary = f"{len(group):,} of <code>{escape_html(subject)}</code>, {escape_html(unit)}"
            yield fold(summary, _format_figures(group, MAX_FOLDED_ROWS))


def _format_figures(changes: Sequence[FigureChange], max_rows: int = MAX_ROWS) -> str:
    rows = [
        (
            format_code(change.name),
            *_format_values(change),
            escape(change.latest.definition),
        )
        for change in changes
    ]
    return format_table(("Figure", "Before", "After", "Definition"), "lrrl", rows, max_rows)


def _format_validity(changes: Sequence[ValidityChange]) -> str:
    rows = []
    for change in changes:
        measures = [_format_arrow(measure) for measure in change.measures.values()]
        theme = format_code(change.theme) if change.theme else "all: mean or sum"
        rows.append((theme, change.lexicon, *measures))
    titles = ("Theme", "Lexicon", "Precision", "Recall", "F1", "Misses", "False alarms")
    return format_table(titles, "llrrrrr", rows)


def _format_ranks(figures: FigureChanges) -> Iterator[str]:
    """The rankings that changed. Those of the whole document come first, side by side."""
    if not figures.ranks:
        return
    yield f"### Ranks of themes, and of the first {FREQUENT} terms"
    for kind in ("term", "theme"):
        if any((rank.kind, rank.section) == (kind, "") for rank in figures.ranks):
            yield _draw_rankings(kind, figures)
    for (kind, section), ranks in groupby(figures.ranks, key=lambda rank: (rank.kind, rank.section)):
        rows = [
            (
                format_code(rank.subject),
                _format_rank(rank.before),
                _format_rank(rank.after),
                _format_direction(rank),
            )
            for rank in ranks
        ]
        where = f" of <code>{escape_html(section)}</code>" if section else " of the document"
        table = format_table((kind.capitalize(), "Before", "After", ""), "lrrl", rows)
        yield fold(f"{kind.capitalize()}s{where}: {len(rows)}", table)


def _draw_rankings(kind: str, figures: FigureChanges) -> str:
    """The ranking of the whole document before and after."""
    directions = {
        rank.subject: _format_direction(rank)
        for rank in figures.ranks
        if (rank.kind, rank.section) == (kind, "")
    }
    before, after = _list_ranking(kind, figures.earlier), _list_ranking(kind, figures.later)
    lines = [f"{kind}s before{'':{BAR_LENGTH - 7}}after"]
    for old, new in zip_longest(before, after, fillvalue=(None, "")):
        left, right = (f"{rank or '':>3} {shorten(name)[: BAR_LENGTH - 2]}" for rank, name in (old, new))
        direction = directions.get(new[1], "")
        lines.append(f"{left:<{BAR_LENGTH + 4}}{right:<{BAR_LENGTH + 4}}{direction}".rstrip())
    return format_block(lines)


def _list_ranking(kind: str, registry: Registry) -> list[tuple[int, str]]:
    """The first ranks of the whole document with their subjects, sorted."""
    ranks = [
        (int(figure.value), figure.subject.id)
        for figure in registry.values()
        if (figure.subject.kind, figure.subject.division, figure.statistic) == (kind, "", "rank")
        and not isinstance(figure.value, str)
    ]
    return sorted((rank, subject) for rank, subject in ranks if rank <= FREQUENT)


def _draw_bars(changes: Iterable[FigureChange]) -> str:
    lines = []
    for change in changes:
        longest = max(change.numbers)
        lines.append(shorten(change.name))
        values = _format_values(change)
        for label, number, value in zip(("before", "after"), change.numbers, values, strict=True):
            bar = "█" * max(round(BAR_LENGTH * number / longest), number > 0)
            lines.append(f"  {label:<7}{bar:<{BAR_LENGTH}} {shorten(value)}")
    return format_block(lines)


def _has_bars(change: FigureChange) -> bool:
    """Whether bars can show a figure: no limit of an interval, no negative number."""
    return (
        change.latest.unit not in UNITS_WITHOUT_BARS
        and not change.latest.is_interval_end
        and len(change.numbers) == 2
        and min(change.numbers) >= 0
    )


def _format_wordings(changes: Sequence[FigureChange]) -> str:
    rows = [
        (
            format_code(change.name),
            escape("; ".join(before for before, _ in change.wordings)),
            escape("; ".join(after for _, after in change.wordings)),
        )
        for change in changes
    ]
    table = format_table(("Figure", "Before", "After"), "lll", rows)
    return fold(_count(len(changes), "definition, unit or table", "definitions, units or tables"), table)


# Values -----------------------------------------------------------------------------------------------------


def _format_values(change: FigureChange) -> tuple[str, str]:
    """Both values in Markdown."""
    before, after = change.texts
    return escape(before), escape(after)


def _format_arrow(change: FigureChange) -> str:
    before, after = _format_values(change)
    return before if before == after else f"{before or NONE} → **{after or NONE}**"


def _format_rank(rank: int | None) -> str:
    return NONE if rank is None else f"{rank:,}"


def _format_direction(rank: RankChange) -> str:
    if rank.before is None or rank.after is None:
        return "new" if rank.before is None else "gone"
    return f"{'↑' if rank.after < rank.before else '↓'} {abs(rank.after - rank.before)}"


def _count(number: int, singular: str, plural: str) -> str:
    """A number of things; empty for none."""
    return f"{number:,} {singular if number == 1 else plural}" if number else ""
