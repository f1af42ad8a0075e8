"""Leaves out the lists of contents at the heads of chapters, whose entries come again below as headings."""

from __future__ import annotations

from collections.abc import Sequence

from reading.documents.plain.lines import clear, has_words
from reading.documents.plain.surroundings import Stripped, names_contents
from reading.files.read import Line
from reading.formatting import pluralize


def strip_chapter_contents(lines: Sequence[Line]) -> Stripped:
    """Leave out each heading such as *Contents*, with the lines right below it that all come again.

    >>> text = ["Contents", "1.1 Ice", "1.2 Salt", "", "They wait.", "", "1.1 Ice", "", "1.2 Salt", "End."]
    >>> stripped = strip_chapter_contents([Line(0, line) for line in text])
    >>> [line.text for line in stripped.lines if line.text]
    ['They wait.', '1.1 Ice', '1.2 Salt', 'End.']
    """
    texts = [" ".join(line.text.split()) for line in lines]
    last = {text: place for place, text in enumerate(texts)}
    dropped, end = set[int](), 0
    for head in (place for place, line in enumerate(lines) if names_contents(line)):
        if head < end:
            # It is an entry of the list above.
            continue
        below = range(head + 1, len(lines))
        end = next(
            (place for place in below if has_words(texts[place]) and last[texts[place]] == place), head
        )
        entries = [place for place in range(head + 1, end) if has_words(texts[place])]
        dropped.update((head, *entries) if entries else ())
    if not dropped:
        return Stripped(list(lines))
    kept = [clear(line) if place in dropped else line for place, line in enumerate(lines)]
    return Stripped(kept, removed=f"contents lists of chapters ({pluralize(len(dropped), 'line')})")
