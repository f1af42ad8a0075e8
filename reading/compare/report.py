"""What moved between two states of a book goes in; a report comes out, in Markdown that GitHub shows."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from urllib.parse import quote

from reading.compare import pages, retellings
from reading.compare.editions import Edition
from reading.compare.moves import FLIPPING, Move, Moved, Rank, Registry, Validity, by_kind
from reading.data.chapters import anchor
from reading.figures import FREQUENT, Figure

LARGEST = 60_000
"""Characters of a report: GitHub refuses a comment of more than 65,536."""

ROWS, FOLDED = 40, 8
"""Rows that a table has at most, one that stands open and one that stands folded."""

LONGEST = 200
"""Characters of a cell."""

BARS, BAR = 5, 24
"""Figures of a picture, and the characters of its longest bar."""

MUCH = 0.05
"""A move by this share of the larger value is one that a bar shows."""

FEW = 3
"""Figures of a kind that get no table of their own."""

UNDRAWN = (*FLIPPING, "rank", "probability")
"""Units of figures that no bar shows well: a longer one would not be more of anything."""

NONE = "\u2013"
"""Stands for a value that is not there."""

Cells = Sequence[str]


@dataclass(frozen=True)
class Report:
    """What is told; `site` is the address of a preview, or empty."""

    earlier: Edition
    moved: Moved
    retold: Sequence[retellings.Retold]
    changed: Sequence[pages.Change]
    site: str

    def text(self) -> str:
        """The report, cut behind a whole part where it would be too long."""
        parts = [*self._opening(), *self._parts()]
        size, kept = 0, list[str]()
        for part in parts:
            size += len(part) + 2
            if size > LARGEST:
                kept.append("_What follows would make this too long for a comment._")
                break
            kept.append(part)
        return "\n\n".join(kept) + "\n"

    def _opening(self) -> Iterator[str]:
        """How much moved, and against what."""
        moved = self.moved
        counts = [
            _counted(len(moved.values), "published figure moved", "published figures moved"),
            _counted(len(moved.came), "came", "came"),
            _counted(len(moved.went), "went", "went"),
            _counted(len(moved.flipped), "verdict or claim flipped", "verdicts or claims flipped"),
        ]
        yield "## What this change moves"
        yield f"**{', '.join(filter(None, counts)) or 'Nothing published moves'}.**"
        name, commit = _code(self.earlier.name), _code(self.earlier.commit)
        if self.earlier.root is None:
            yield f"Figures were compared with those of {name}; retellings and text take a git ref."
        elif self.earlier.diverged:
            yield f"Compared with {commit}, where this work branched off from {name}."
        elif self.earlier.name.startswith(self.earlier.commit):
            yield f"Compared with {commit}."
        else:
            yield f"Compared with {name} at {commit}."

    def _parts(self) -> Iterator[str]:
        moved = self.moved
        if moved.flipped:
            yield "### Verdicts and claims that flipped"
            yield _figures(moved.flipped, ROWS)
        if moved.validity:
            yield "### Lexicons against the codes"
            yield _validity(moved.validity)
        yield from _ranks(moved)
        if drawn := list(self._most()):
            yield "### What moved most"
            yield _bars(drawn)
        yield from self._retellings()
        yield from self._pages()
        yield from _by_kind("Figures that moved", moved.others)
        yield from _by_kind("Figures that came", moved.came)
        yield from _by_kind("Figures that went", moved.went)
        if moved.reworded:
            yield "### The same values, worded anew"
            yield _reworded(moved.reworded)

    def _most(self) -> Iterator[Move]:
        """One figure of each kind that moved by much, if any did: those that pages name, then the others."""
        named = {name for page in self.changed for name in page.figures}
        kinds = set[tuple[str, str]]()
        order = sorted(
            self.moved.values, key=lambda one: (one.size < MUCH, one.name not in named, -one.size, one.name)
        )
        for move in order:
            if move.kind not in kinds and _drawable(move):
                kinds.add(move.kind)
                yield move
            if len(kinds) == BARS:
                return

    def _retellings(self) -> Iterator[str]:
        if self.retold:
            yield "### Retellings"
            items = []
            for (change, paragraph), group in groupby(
                sorted(self.retold, key=lambda one: (one.change, one.paragraph, one.sentence)),
                key=lambda one: (one.change, one.paragraph),
            ):
                sentences = ", ".join(self._sentence(one) for one in group)
                items.append(f"- {change}: {_code(paragraph)}, sentence {sentences}")
            yield _capped(items)

    def _sentence(self, one: retellings.Retold) -> str:
        if not self.site or one.change == retellings.Change.GONE:
            return str(one.sentence)
        return f"[{one.sentence}]({self._address(one.page)}#{anchor(one.sentence, 1)})"

    def _address(self, page: str) -> str:
        return f"{self.site}/{quote(page)}.html"

    def _pages(self) -> Iterator[str]:
        if self.changed:
            yield "### Pages"
            yield _capped([f"- {self._page(page)}" for page in self.changed])

    def _page(self, page: pages.Change) -> str:
        link = self.site and page.text != "removed"
        title = f"[{_cell(page.title)}]({self._address(page.name)})" if link else _cell(page.title)
        shown = [_code(name) for name in page.figures[:BARS]]
        if more := len(page.figures) - len(shown):
            shown.append(f"{more} more")
        why = [
            page.text,
            f"shows {', '.join(shown)}" if shown else "",
            f"draws anew “{_cell(page.chart)}”" if page.chart else "",
            "gathers what changed elsewhere" if page.gathers else "",
        ]
        return f"{title} ({_code(page.name)}): {'; '.join(filter(None, why))}"


# Parts ------------------------------------------------------------------------------------------------------


def _by_kind(title: str, moves: Sequence[Move]) -> Iterator[str]:
    """Folded tables of what is of one kind; what is of few kinds comes first, in one."""
    if not moves:
        return
    yield f"### {title}"
    kinds = by_kind(moves)
    if few := [move for alike in kinds.values() if len(alike) <= FEW for move in alike]:
        yield _fold(f"{len(few):,}, few of a kind", _figures(few, ROWS))
    for (about, unit), alike in kinds.items():
        if len(alike) > FEW:
            told = f"{len(alike):,} of <code>{html.escape(_plain(about))}</code>, {html.escape(_plain(unit))}"
            yield _fold(told, _figures(alike, FOLDED))


def _figures(moves: Sequence[Move], most: int) -> str:
    rows = [
        (_code(move.name), *_values(move.before, move.after), _cell(move.known.definition)) for move in moves
    ]
    return _table(("Figure", "Before", "After", "What it is"), "lrrl", rows, most)


def _validity(found: Sequence[Validity]) -> str:
    rows = []
    for one in found:
        moves = [_change(*_values(move.before, move.after)) for move in one.measures.values()]
        rows.append((_code(one.theme) if one.theme else "all, in the mean or in sum", one.lexicon, *moves))
    titles = ("Theme", "By the", "Precision", "Recall", "F1", "Misses", "False alarms")
    return _table(titles, "llrrrrr", rows, ROWS)


def _ranks(moved: Moved) -> Iterator[str]:
    """The rankings that changed, those of the whole document first and as a picture, too."""
    if not moved.ranks:
        return
    yield f"### Ranks of themes, and of the first {FREQUENT} terms"
    for kind in ("term", "theme"):
        if any((rank.kind, rank.section) == (kind, "") for rank in moved.ranks):
            yield _side_by_side(kind, moved)
    for (kind, section), group in groupby(moved.ranks, key=lambda rank: (rank.kind, rank.section)):
        rows = [(_code(rank.subject), _place(rank.before), _place(rank.after), _way(rank)) for rank in group]
        where = f" of <code>{html.escape(section)}</code>" if section else " of the document"
        table = _table((kind.capitalize(), "Before", "After", ""), "lrrl", rows, ROWS)
        yield _fold(f"{kind.capitalize()}s{where}: {len(rows)}", table)


def _side_by_side(kind: str, moved: Moved) -> str:
    """A ranking of the document before and after."""
    ways = {rank.subject: _way(rank) for rank in moved.ranks if (rank.kind, rank.section) == (kind, "")}
    before, after = _ranking(kind, moved.earlier), _ranking(kind, moved.later)
    lines = [f"{kind}s before{'':{BAR - 7}}after"]
    for was, now in zip_longest(before, after, fillvalue=(None, "")):
        left, right = (f"{place or '':>3} {_plain(name)[: BAR - 2]}" for place, name in (was, now))
        lines.append(f"{left:<{BAR + 4}}{right:<{BAR + 4}}{ways.get(now[1], '')}".rstrip())
    return _drawn(lines)


def _ranking(kind: str, registry: Registry) -> list[tuple[int, str]]:
    """The first of a ranking of the document, equals by name."""
    ranked = [
        (int(figure.value), name.split(".", 1)[1].removesuffix(".rank"))
        for name, figure in registry.items()
        if name.startswith(f"{kind}.") and name.endswith(".rank") and not isinstance(figure.value, str)
    ]
    return sorted(one for one in ranked if one[0] <= FREQUENT)


def _bars(moves: Iterable[Move]) -> str:
    lines = []
    for move in moves:
        numbers = _numbers(move)
        longest = max(numbers)
        lines.append(_plain(move.name))
        for when, number, written in zip(("before", "after"), numbers, _values(*move[1:]), strict=True):
            bar = "█" * max(round(BAR * number / longest), number > 0)
            lines.append(f"  {when:<7}{bar:<{BAR}} {_plain(written)}")
    return _drawn(lines)


def _reworded(moves: Sequence[Move]) -> str:
    rows = [(_code(move.name), *_worded(move)) for move in moves]
    table = _table(("Figure", "Before", "After"), "lll", rows, ROWS)
    return _fold(_counted(len(moves), "definition, unit or table", "definitions, units or tables"), table)


def _worded(move: Move) -> tuple[str, str]:
    """What of a figure's wording changed, before and after."""
    assert move.before
    assert move.after
    parts = [
        (getattr(move.before, part), getattr(move.after, part)) for part in ("definition", "unit", "table")
    ]
    before, after = zip(*(pair for pair in parts if pair[0] != pair[1]), strict=True)
    return _cell("; ".join(before)), _cell("; ".join(after))


# Values -----------------------------------------------------------------------------------------------------


def _drawable(move: Move) -> bool:
    """Whether bars can show a figure: no end of an interval, and nothing below nought."""
    numbers = _numbers(move)
    return (
        move.known.unit not in UNDRAWN
        and not move.name.endswith((".low", ".high"))
        and len(numbers) == 2
        and min(numbers) >= 0
    )


def _numbers(move: Move) -> list[float]:
    values = [figure.value for figure in (move.before, move.after) if figure]
    return [float(value) for value in values if not isinstance(value, str | bool)]


def _values(before: Figure | None, after: Figure | None) -> tuple[str, str]:
    """Values as the book writes them, with more digits where they would look the same."""
    written = [_cell(str(figure)) if figure else "" for figure in (before, after)]
    if before and after and before.value != after.value and written[0] == written[1]:
        digits = (2, 3, 4, 6, 9, 17)
        longer = ([f"{float(figure.value):.{n}g}" for figure in (before, after)] for n in digits)
        written = next((pair for pair in longer if pair[0] != pair[1]), written)
    return written[0], written[1]


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before or NONE} → **{after or NONE}**"


def _place(rank: int | None) -> str:
    return NONE if rank is None else f"{rank:,}"


def _way(rank: Rank) -> str:
    """Up, down, in or out."""
    if rank.before is None or rank.after is None:
        return "new" if rank.before is None else "gone"
    return f"{'↑' if rank.after < rank.before else '↓'} {abs(rank.after - rank.before)}"


def _counted(number: int, one: str, more: str) -> str:
    """A number of things, empty for none."""
    return f"{number:,} {one if number == 1 else more}" if number else ""


# Markdown ---------------------------------------------------------------------------------------------------


def _table(titles: Cells, sides: str, rows: Sequence[Cells], most: int) -> str:
    """A table of at most so many rows, and how many more there are; empty columns are left out.

    `sides` says l or r of each column, for where its cells stand.
    """
    rules = ["---:" if side == "r" else "---" for side in sides]
    columns = [column for column in range(len(titles)) if any(row[column] for row in rows)]
    lines = [[row[column] for column in columns] for row in (titles, rules, *rows[:most])]
    more = f"\n\n… and {len(rows) - most:,} more" if len(rows) > most else ""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + more


def _capped(items: Sequence[str]) -> str:
    more = [f"- … and {len(items) - ROWS:,} more"] if len(items) > ROWS else []
    return "\n".join([*items[:ROWS], *more])


def _fold(summary: str, content: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{content}\n\n</details>"


def _drawn(lines: Sequence[str]) -> str:
    return "\n".join(["```text", *lines, "```"])


def _plain(text: str) -> str:
    """Text on one line, that ends no code."""
    return textwrap.shorten(text.replace("`", "'"), LONGEST, placeholder="…")


def _code(text: str) -> str:
    return f"`{_plain(text)}`".replace("|", "\\|")


def _cell(text: str) -> str:
    """Text that is no markup, calls nobody and stays in its cell."""
    marked = re.sub(r"([\\`*_{}\[\]<>|~&#$])", r"\\\1", textwrap.shorten(text, LONGEST, placeholder="…"))
    return marked.replace("@", "@\u200b")
