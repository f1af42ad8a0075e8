"""Checks that the sources and chapters of the timeline exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from reading.checks.rules import rule
from reading.data import chapters, timeline
from reading.execution.prose import PageFile
from reading.files.errors import ReadingError, find_repeated, suggest, suggest_or_list
from reading.files.markdown import Block, Page
from reading.files.read import read_yaml
from reading.files.yaml import line_of
from reading.formatting import MONTHS


@rule("timeline")
def check_timeline(
    root: Path, files: Iterable[PageFile], citation_keys: Collection[str]
) -> Iterator[ReadingError]:
    """Yield an error for each event that appears twice, and each source or chapter that does not exist.

    Parameters
    ----------
    root : Path
        The book's folder, whose timeline can be read.
    files : iterable of PageFile
        All pages.
    citation_keys : collection of str
        The keys of the bibliography.
    """
    path = root / timeline.PATH
    if not path.exists():
        return
    tree = read_yaml(path)
    pages = {
        file.path.relative_to(root).with_suffix("").as_posix(): file.page
        for file in files
        if file.path.is_relative_to(root / chapters.FOLDER)
    }
    events = [timeline.Event.model_validate(entry) for entry in tree["events"]]
    for number, event in enumerate(events):
        for key, problem, hint in _check_event(event, pages, citation_keys):
            yield ReadingError(path, line_of(tree, ("events", number, key)), problem, hint)
    for (_, told), line, first in find_repeated(
        ((event.date, event.event), line_of(tree, ("events", number))) for number, event in enumerate(events)
    ):
        yield ReadingError(path, line, f"the event {told!r} is listed twice", f"first in line {first}")


def _check_event(
    event: timeline.Event, pages: Mapping[str, Page], citation_keys: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """The key, the problem and a hint for each mistake in an event."""
    if event.source not in citation_keys:
        hint = suggest(event.source, citation_keys) or "its entries are in references.bib"
        yield "source", f"the bibliography has no entry {event.source!r}", hint
    if event.page not in pages:
        yield "page", f"there is no chapter {event.page!r}", suggest_or_list(event.page, pages)
    elif event.source in citation_keys:
        citing = find_citing(pages[event.page], event.source)
        if not citing:
            hint = "name a source that it cites for this event"
            yield "source", f"{event.page}.md does not cite {event.source!r}", hint
        elif not any(is_dated(block, event.date) for block in citing):
            problem = f"{event.page}.md does not tell the date {event.date} where it cites {event.source!r}"
            yield "date", problem, "one of the two is wrong, or the source is another"


def find_citing(page: Page, source: str) -> list[Block]:
    """The paragraphs of a page that cite a source, which is a key of the bibliography."""
    return [
        block
        for block in page.blocks
        if any(
            source in map(str.strip, piece.text.split(",")) for piece in block.pieces if "cite" in piece.name
        )
    ]


def is_dated(block: Block, date: str) -> bool:
    """Whether a paragraph names the year of a date, and its month unless it names the year alone."""
    year, *rest = date.split("-")
    text = " ".join(piece.text for piece in block.pieces if "cite" not in piece.name)
    alone = re.search(rf"\b(?!(?:{'|'.join(MONTHS)})\b)\w+ {year}\b", text)
    return year in text and (not rest or bool(alone) or MONTHS[int(rest[0]) - 1] in text)
