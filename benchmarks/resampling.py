"""This book's content words go through bootstrap and permutation test; the seconds that each takes come out.

Run it from the book's folder:  python benchmarks/resampling.py

Loading the book and imports are not on the clock. It ends with status 1 where the median of a resampling is
above what it may take.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reading.analysis.counting import count_words
from reading.data.book import Book
from reading.measures.keyness import keyness
from reading.measures.resampling import RESAMPLES, bootstrap_rates

ROOT = Path(__file__).parents[1]

RUNS = 5

MOST = 2.0
"""Seconds that a resampling may take, on two cores."""


def seconds(call: Callable[[], object]) -> float:
    """The median of some runs, after a first one that imports what is missing."""
    call()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Print a line for each resampling."""
    book = Book.load(ROOT)
    words, sentences = count_words(book), book.document.sentences
    calls: dict[str, Callable[[], object]] = {
        "rates in the document": partial(bootstrap_rates, words, sentences),
        "rates by section": partial(bootstrap_rates, words, sentences, by="section"),
        "keyness, most frequent": partial(keyness, words, sentences),
        "keyness, every lemma": partial(keyness, words, sentences, min_count=1),
    }
    print(f"{len(sentences)} sentences, {words['lemma'].nunique()} lemmas, {RESAMPLES} resamples")
    taken = {name: seconds(call) for name, call in calls.items()}
    for name, median in taken.items():
        print(f"{name:24}{median:6.2f} s")
    return int(max(taken.values()) > MOST)


if __name__ == "__main__":
    sys.exit(main())
