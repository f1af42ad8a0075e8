"""Gives paragraphs the ids of the sections that a corrected outline puts them in.

A person who begins or removes a section in the middle of an outline leaves the ids of its paragraphs as they
are. They get the ids that `reading new` would give them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from reading.data.document import Outline, Section
from reading.files.read import read_model
from reading.new.apply_renames import read_exact, rename_in_yaml
from reading.new.outline import OPENING, PAGE, make_id, make_unique


def set_section_ids(path: Path) -> tuple[str, dict[str, str]]:
    """The text of an outline whose ids fit its sections, and the new ids by those in the file.

    All else in the text stays the same to the byte. An id that stands twice is a mistake, and stays.

    Raises `ReadingErrors` where the file is no outline.
    """
    outline = read_model(path, Outline)
    times = Counter(paragraph.id for _, paragraph in outline.paragraphs())
    fitting = (pair for section in outline.sections for pair in _fit_ids(section))
    ids = {old: new for old, new in fitting if times[old] == 1}
    text, _ = rename_in_yaml(path, read_exact(path), {"id": lambda name: ids.get(name, name)})
    return text, ids


def _fit_ids(section: Section) -> Iterator[tuple[str, str]]:
    """Yield each id that does not fit its section with one that does.

    The first paragraph of a section is its `opening`. Another one keeps the second part of its id. Where that
    is `opening`, or is taken, its title makes a new one.
    """
    parts = {paragraph.id: paragraph.id.split("/") for paragraph in section.paragraphs}
    taken = {PAGE, *(ending for start, ending in parts.values() if start == section.id)}
    for paragraph in section.paragraphs:
        start, ending = parts[paragraph.id]
        if start == section.id:
            continue
        if paragraph is section.paragraphs[0]:
            ending = OPENING
        if ending in taken or (ending == OPENING and paragraph is not section.paragraphs[0]):
            ending = make_id(paragraph.title) or "paragraph"
        yield paragraph.id, f"{section.id}/{make_unique(ending, taken, '-')}"


def describe_ids(ids: Mapping[str, str]) -> Iterator[str]:
    """Lines that say which ids are new: one line for those that keep their second part in a section."""
    kept: dict[tuple[str, str], list[str]] = {}
    for old, new in ids.items():
        (before, ending), (after, new_ending) = old.split("/"), new.split("/")
        if ending == new_ending:
            kept.setdefault((before, after), []).append(ending)
        else:
            yield f"renamed: {old} -> {new}"
    for (before, after), endings in kept.items():
        first, last = endings[0], endings[-1]
        if len(endings) == 1:
            yield f"renamed: {before}/{first} -> {after}/{first}"
        else:
            yield f"renamed: {len(endings)} ids of {before}, {first} to {last} -> {after}"
