"""A book's folder in; the sentences of its document out, where it keeps the text, and words in their places.

Most books keep figures alone: then there is nothing to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reading.data import document
from reading.data.derive import DIFFERS, fit, read_copy
from reading.data.document import FOLDER, OUTLINE
from reading.files.errors import ReadingError, raise_any
from reading.text import plain_text
from reading.text.words import PhraseMatcher, Word, is_name, pattern

TEXTS = ("text.txt", "text.md")
"""What a kept copy is called, in plain text or Markdown, beside the document's figures."""

Sentences = dict[str, list[str]]
"""By paragraph."""


class Line(NamedTuple):
    """A line of a concordance: a word or a phrase as it stands, and all that stands around it."""

    left: str
    match: str
    right: str


def path_of(root: Path) -> Path | None:
    """The copy that a book keeps; None where it keeps none."""
    return next((root / FOLDER / name for name in TEXTS if (root / FOLDER / name).is_file()), None)


def name_for(copy: Path) -> str:
    """What a copy is called once it is kept."""
    return TEXTS[plain_text.is_markdown(copy)]


def sentences(root: Path) -> Sentences:
    """The document's sentences, by paragraph; empty where the book keeps figures alone.

    Raises `ReadingErrors` where the copy is not the text that the figures were derived from.
    """
    path = path_of(root)
    if path is None:
        return {}
    _, outline = document.read_outline(root / FOLDER / OUTLINE)
    found, checked = read_copy(path, outline)
    fitting = fit(path, found, outline)
    hint = f"derive again: reading derive {path.relative_to(root).as_posix()}"
    raise_any([ReadingError(path, 0, DIFFERS, hint)] if outline.sha256 != checked else [])
    return fitting


def concordance(sentence: str, lemma: str, *, phrase: str = "") -> Iterator[Line]:
    """Each place of a lemma in a sentence, or of a `phrase` as the list of phrases writes it.

    >>> [line] = concordance("The ships of the North load grain.", "ship")
    >>> line
    Line(left='The ', match='ships', right=' of the North load grain.')
    """
    read = [word for word in PhraseMatcher([phrase] if phrase else []).match(sentence).words if word]
    looked_for = pattern(phrase) if phrase else (lemma,)
    said = [word.token if phrase and is_name(phrase) else word.lemma for word in read]
    spans = list(_spans(sentence, read))
    for place in range(len(said) - len(looked_for) + 1):
        if tuple(said[place : place + len(looked_for)]) == looked_for:
            start, end = spans[place][0], spans[place + len(looked_for) - 1][1]
            yield Line(sentence[:start], sentence[start:end], sentence[end:])


def _spans(sentence: str, read: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where each word of a sentence starts and ends."""
    folded, at = sentence.lower(), 0
    # Some characters have a lower case of two: the place in the sentence of each character of `folded`.
    places = [place for place, character in enumerate(sentence) for _ in character.lower()]
    places.append(len(sentence))
    for word in read:
        found = re.compile(rf"(?<!\w){re.escape(word.token)}").search(folded, at)
        start = found.start() if found else max(folded.find(word.token, at), at)
        at = start + len(word.token)
        yield places[start], places[at]
