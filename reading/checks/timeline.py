"""Checks that the sources and chapters of the timeline exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from reading.checks.typed_numbers import MONTH_NAMES
from reading.data import chapters, timeline
from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.markdown import Page, parse_page
from reading.files.read import list_files, read_text, read_yaml
from reading.files.yaml import line_of


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
    pages = {
        page.relative_to(root).with_suffix("").as_posix()
        for page in list_files(root, f"{chapters.FOLDER.as_posix()}/**/*.md")
    }
    first: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(tree["events"]):
        line = line_of(tree, ("events", number))
        event = timeline.Event.model_validate(entry)
        known = citation_keys is not None and event.source in citation_keys
        if citation_keys is not None and not known:
            hint = suggest(event.source, citation_keys) or "its entries are in references.bib"
            place = line_of(tree, ("events", number, "source"))
            yield ReadingError(path, place, f"the bibliography has no entry {event.source!r}", hint)
        chapter = root / f"{event.page}.md"
        if chapter not in broken and event.page not in pages:
            hint = suggest_or_list(event.page, sorted(pages))
            place = line_of(tree, ("events", number, "page"))
            yield ReadingError(path, place, f"there is no chapter {event.page!r}", hint)
        elif known and chapter not in broken:
            for part, problem, hint in _compare_chapter(read_text(chapter), event):
                place = line_of(tree, ("events", number, part))
                yield ReadingError(path, place, f"{event.page}.md {problem}", hint)
        if first.setdefault((event.date, event.event), line) != line:
            hint = f"first in line {first[event.date, event.event]}"
            yield ReadingError(path, line, f"the event {event.event!r} is listed twice", hint)


def _compare_chapter(text: str, event: timeline.Event) -> Iterator[tuple[str, str, str]]:
    """Yield what the text of a chapter does not have of an event: its key, what is wrong, and a hint."""
    if event.source not in text:
        yield "source", f"does not cite {event.source!r}", "name a source that it cites for this event"
    elif not is_dated(parse_page(text), event.source, event.date):
        problem = f"does not tell the date {event.date} where it cites {event.source!r}"
        yield "date", problem, "one of the two is wrong, or the source is another"


def is_dated(page: Page, source: str, date: str) -> bool:
    """Whether a paragraph that cites the source of an event names the year of its date, and no other day."""
    for block in page.blocks:
        cited = {
            key.strip() for piece in block.pieces if "cite" in piece.name for key in piece.text.split(",")
        }
        text = " ".join(piece.text for piece in block.pieces if "cite" not in piece.name)
        if source in cited and _names_date(text, date):
            return True
    return False


def _names_date(text: str, date: str) -> bool:
    """Whether a text names the year of a date; its month, unless the year stands alone; and no other day."""
    year, *rest = date.split("-")
    if not rest or not re.search(rf"\b{year}\b", text):
        return bool(re.search(rf"\b{year}\b", text))
    month = MONTH_NAMES[int(rest[0]) - 1]
    alone = re.search(rf"\b(?!(?:{'|'.join(MONTH_NAMES)})\b)\w+ {year}\b", text)
    days: set[int] = set()
    for match in re.finditer(
        rf"\b(\d{{1,2}})(?: (?:to|and) (\d{{1,2}}))? {month}\b(?! (?!{year})\d{{4}})", text
    ):
        days.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return (month in text or bool(alone)) and (len(rest) < 2 or not days or int(rest[1]) in days)
