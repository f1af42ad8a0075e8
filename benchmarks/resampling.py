"""Times the bootstrap and the permutation tests on the content words of this book.

Run it from the book's folder:  python benchmarks/resampling.py

It prints the median seconds of each resampling, without imports and the loading of the book. The exit status
is 1 if a median is above `LIMIT`.
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

LIMIT = 2.0
"""The seconds that a resampling may take on two cores."""


def median_seconds(call: Callable[[], object]) -> float:
    """The median time of `RUNS` calls. One call before them is not measured, since it may import modules."""
    call()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Print the time of each resampling. Return 1 if one is above the limit, else 0."""
    book = Book.load(ROOT)
    words, sentences = count_words(book), book.document.sentences
    calls: dict[str, Callable[[], object]] = {
        "rates in the document": partial(bootstrap_rates, words, sentences),
        "rates by section": partial(bootstrap_rates, words, sentences, by="section"),
        "keyness, most frequent": partial(keyness, words, sentences),
        "keyness, every lemma": partial(keyness, words, sentences, min_count=1),
    }
    print(f"{len(sentences)} sentences, {words['lemma'].nunique()} lemmas, {RESAMPLES} resamples")
    medians = {name: median_seconds(call) for name, call in calls.items()}
    for name, median in medians.items():
        print(f"{name:24}{median:6.2f} s")
    return int(max(medians.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
