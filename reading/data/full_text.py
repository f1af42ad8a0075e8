"""Reads the document's sentences where a book holds a copy of the text, and finds words in them.

Most books hold only figures of the document, and no copy.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reading.data import document
from reading.data.document import FOLDER, OUTLINE
from reading.files.errors import ReadingError, raise_any
from reading.text.phrases import PhraseMatcher, is_name, pattern
from reading.text.tokens import Word

TEXTS = ("text.txt", "text.md")
"""The name of the copy in `data/document`, in plain text or Markdown."""

Sentences = dict[str, list[str]]
"""The sentences of each paragraph."""


class Line(NamedTuple):
    """A line of a concordance: a word or a phrase as the text has it, and the rest of the sentence."""

    left: str
    match: str
    right: str


def find_copy(root: Path) -> Path | None:
    """The copy of the text that a book holds. None where it holds none."""
    return next((root / FOLDER / name for name in TEXTS if (root / FOLDER / name).is_file()), None)


def read_sentences(root: Path) -> Sentences:
    """Read the document's sentences, by paragraph. Empty where the book holds no copy.

    Raises `ReadingErrors` where the copy is not the text that the figures were derived from.
    """
    path = find_copy(root)
    if path is None:
        return {}
    # Few books hold a copy.
    from reading.data.copies import DIFFERS, fit, read_copy

    _, outline = document.read_outline(root / FOLDER / OUTLINE)
    copy = read_copy(path, outline)
    sentences = fit(path, copy.blocks, outline)
    name = path.relative_to(root).as_posix()
    hint = f"restore it; to use a new text, remove `sha256` from {OUTLINE} and run `reading derive {name}`"
    raise_any([ReadingError(path, 0, DIFFERS, hint)] if outline.sha256 != copy.sha256 else [])
    return sentences


def concordance(sentence: str, lemma: str, *, phrase: str = "") -> Iterator[Line]:
    """A line for each occurrence of a lemma in a sentence, or of a phrase from the list of phrases.

    >>> [line] = concordance("The ships of the North load grain.", "ship")
    >>> line
    Line(left='The ', match='ships', right=' of the North load grain.')
    """
    words, spans = _find_words(sentence, phrase)
    searched = pattern(phrase) if phrase else (lemma,)
    forms = [word.token if phrase and is_name(phrase) else word.lemma for word in words]
    for place in range(len(forms) - len(searched) + 1):
        if tuple(forms[place : place + len(searched)]) == searched:
            start, end = spans[place][0], spans[place + len(searched) - 1][1]
            yield Line(sentence[:start], sentence[start:end], sentence[end:])


@functools.lru_cache(maxsize=8192)
def _find_words(sentence: str, phrase: str) -> tuple[list[Word], list[tuple[int, int]]]:
    """The words of a sentence, with the start and the end of each. The evidence asks for each lemma of it."""
    words = [word for word in PhraseMatcher([phrase] if phrase else []).match(sentence).words if word]
    return words, list(_find_spans(sentence, words))


def _find_spans(sentence: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The start and the end of each word in a sentence. One that is not found has no width."""
    end = 0
    for word in words:
        found = re.compile(rf"(?<!\w){re.escape(word.token)}", re.IGNORECASE).search(sentence, end)
        start, end = found.span() if found else (end, end)
        yield start, end
