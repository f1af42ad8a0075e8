"""Checks that the sources and chapters of the timeline exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from reading.checks.rules import rule
from reading.checks.typed_numbers import MONTH_NAMES
from reading.data import chapters, timeline
from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.markdown import Page, parse_page
from reading.files.read import list_files, read_text, read_yaml
from reading.files.yaml import line_of


@rule("timeline")
def check_timeline(
    root: Path, citation_keys: Collection[str] | None, broken: Collection[Path] = ()
) -> Iterator[ReadingError]:
    """Yield an error for each mistake in the timeline, and each source or chapter that does not exist.

    Parameters
    ----------
    root : Path
        The book's folder.
    citation_keys : collection of str or None
        The keys of the bibliography; None if it could not be read, and then sources are not checked.
    broken : collection of Path
        Files with mistakes. Whether these tell an event is not checked.
    """
    path = root / timeline.PATH
    if not path.exists():
        return
    errors: list[ReadingError] = []
    if attempt(errors, lambda: timeline.read(root), None) is None:
        yield from errors
        return
    tree = read_yaml(path)
    pages = [
        page.relative_to(root).with_suffix("").as_posix()
        for page in list_files(root, f"{chapters.FOLDER.as_posix()}/**/*.md")
    ]
    first: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(tree["events"]):
        event = timeline.Event.model_validate(entry)
        for key, problem, hint in _check_event(root, event, citation_keys, pages, broken):
            yield ReadingError(path, line_of(tree, ("events", number, key)), problem, hint)
        line = line_of(tree, ("events", number))
        if first.setdefault((event.date, event.event), line) != line:
            hint = f"first in line {first[event.date, event.event]}"
            yield ReadingError(path, line, f"the event {event.event!r} is listed twice", hint)


def _check_event(
    root: Path,
    event: timeline.Event,
    citation_keys: Collection[str] | None,
    pages: Collection[str],
    broken: Collection[Path],
) -> Iterator[tuple[str, str, str]]:
    """The key, the problem and a hint for each mistake in an event."""
    chapter = root / f"{event.page}.md"
    if citation_keys is not None and event.source not in citation_keys:
        hint = suggest(event.source, citation_keys) or "its entries are in references.bib"
        yield "source", f"the bibliography has no entry {event.source!r}", hint
    if chapter in broken:
        return
    if event.page not in pages:
        yield "page", f"there is no chapter {event.page!r}", suggest_or_list(event.page, pages)
    elif citation_keys is not None and event.source in citation_keys:
        text = read_text(chapter)
        if event.source not in text:
            hint = "name a source that it cites for this event"
            yield "source", f"{event.page}.md does not cite {event.source!r}", hint
        elif not is_dated(parse_page(text), event.source, event.date):
            problem = f"{event.page}.md does not tell the date {event.date} where it cites {event.source!r}"
            yield "date", problem, "one of the two is wrong, or the source is another"


def is_dated(page: Page, source: str, date: str) -> bool:
    """Whether a paragraph that cites the source of an event names the year of its date, and its month."""
    year, *rest = date.split("-")
    for block in page.blocks:
        cited = [key.strip() for one in block.pieces if "cite" in one.name for key in one.text.split(",")]
        text = " ".join(piece.text for piece in block.pieces if "cite" not in piece.name)
        if source in cited and year in text:
            alone = re.search(rf"\b(?!(?:{'|'.join(MONTH_NAMES)})\b)\w+ {year}\b", text)
            return not rest or bool(alone) or MONTH_NAMES[int(rest[0]) - 1] in text
    return False
