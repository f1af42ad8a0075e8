"""Checks that the sources and chapters of the timeline exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from reading.data import chapters, timeline
from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.read import list_files, read_text, read_yaml
from reading.files.yaml import line_of


def check_timeline(root: Path, citation_keys: Collection[str] | None) -> Iterator[ReadingError]:
    """Yield an error for each mistake in the timeline, and each source or chapter that does not exist.

    Parameters
    ----------
    root : Path
        The book's folder.
    citation_keys : collection of str or None
        The keys of the bibliography; None if it could not be read, and then sources are not checked.
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
        if event.page not in pages:
            hint = suggest_or_list(event.page, sorted(pages))
            place = line_of(tree, ("events", number, "page"))
            yield ReadingError(path, place, f"there is no chapter {event.page!r}", hint)
        elif known and event.source not in read_text(root / f"{event.page}.md"):
            place = line_of(tree, ("events", number, "source"))
            problem = f"{event.page}.md does not cite {event.source!r}"
            yield ReadingError(path, place, problem, "name a source that it cites for this event")
        if first.setdefault((event.date, event.event), line) != line:
            hint = f"first in line {first[event.date, event.event]}"
            yield ReadingError(path, line, f"the event {event.event!r} is listed twice", hint)
