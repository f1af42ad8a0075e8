"""Lists the checks of sentences that people have signed, and whether they hold for the present words."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pandas as pd

from reading.data.book import Book
from reading.data.review import Check, hash_chapter, hash_retelling
from reading.measures.incidence import SENTENCE

Retellings = dict[str, dict[int, list[str]]]
"""The texts that retell each sentence, by paragraph and number."""


def collect_retellings(book: Book) -> Retellings:
    """The texts that retell each sentence, in the order of the chapter."""
    retellings: Retellings = {}
    for paragraph, sentence, text in book.retellings[[*SENTENCE, "text"]].itertuples(index=False, name=None):
        retellings.setdefault(paragraph, {}).setdefault(sentence, []).append(text)
    return retellings


@functools.lru_cache(maxsize=4)
def standing_checks(book: Book) -> pd.DataFrame:
    """paragraph, sentence, person, when, verdict: a row for each check of a sentence that holds.

    A chapter that is found right has a row for each of its sentences.
    """
    retellings = collect_retellings(book) if book.review else {}
    rows = [row for check in book.review for row in _list_rows(check, retellings)]
    return pd.DataFrame(rows, columns=[*SENTENCE, "person", "when", "verdict"])


def is_lapsed(check: Check, retellings: Retellings) -> bool:
    """Whether a check of a sentence or of a chapter was of other words than the present ones."""
    paragraph, sentence, chart, figure = check.target
    chapter = retellings.get(paragraph, {})
    if chart or figure or not chapter:
        return False
    now = hash_retelling(chapter.get(sentence, [])) if sentence else hash_chapter(chapter)
    return check.seen != now


def _list_rows(check: Check, retellings: Retellings) -> Iterator[tuple[str, int, str, str, str]]:
    paragraph, sentence, chart, figure = check.target
    chapter = retellings.get(paragraph, {})
    if chart or figure or is_lapsed(check, retellings):
        return
    if not sentence and check.verdict != "right":
        # It does not say of which sentences.
        return
    for number in [sentence] if sentence else sorted(chapter):
        if number in chapter:
            yield paragraph, number, check.person, check.when, check.verdict
