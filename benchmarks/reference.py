"""Measures the time per word and the memory of `reading reference derive` on 10^5, 10^6 and 1.4*10^7 words.

Run it from the book's folder:  python benchmarks/reference.py

The texts are generated as those of `benchmarks/derive.py`. Each has about 2,000 words, as a speech does, and
a thirtieth of them are the comparison set. `reading derive` counts the same words, joined to one document of
at most a million words, since the file of a document may have no more than 20 MB.

Each run is a separate process. Times per word are processor time, of all processes together, so that they can
be compared with `reading derive`, which has one process. They include reading and writing files, but not
imports, the loading of the lemmatiser's table, and a first sentence, for which NLTK compiles its rules.

The peak memory is that of the first process, plus that of its largest child for each core. The processes
share some of it, so that this is an upper bound.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from derive import english_forms, generate_text

from reading.data.derive import derive as derive_document
from reading.data.derive_reference import derive
from reading.data.executors import open_executor
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import split_sentences
from reading.text.words import split_words

SIZES = [100_000, 1_000_000, 14_000_000]
LARGEST_DOCUMENT = 1_000_000
WORDS = 2_000
"""The words of a text."""

YEARS = 30

MAX_RATIO = 1.2
"""The limit of the processor time per word, divided by that of `reading derive`."""

MAX_SPREAD = 1.2
"""The limit of the time per word divided by that of the size before."""

MAX_MEMORY = 700_000_000

SETTINGS = """\
title: Made
source: {{citations: [Made]}}
licence: {{name: CC0-1.0, path: "https://creativecommons.org/publicdomain/zero/1.0/", title: CC0}}
pattern: "{{speaker}}_{{year}}.txt"
comparison: {{year: 2000}}
followed: [S0]
terms: [{terms}]
"""


class Cost(NamedTuple):
    """What a call takes: seconds by the clock, and processor seconds of this process and its children."""

    seconds: float
    processor: float


def measure(command: str, root: Path) -> dict[str, float]:
    """Measure a command on the texts below a folder in this process."""
    warm_up()
    gc.collect()
    if command == "document":
        cost = time_call(lambda: derive_document(root / "copy.txt", root))
    else:
        cost = time_call(lambda: derive_in_processes(root))
    own, child = (
        resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {**cost._asdict(), "peak": own + child * (os.cpu_count() or 1)}


def write_book(root: Path, size: int) -> None:
    """Write a book with a document of some words, if it may have so many, and a reference of as many."""
    forms = english_forms()
    for made in ("data/document", "data/lexicon", "data/reference/made", "texts"):
        (root / made).mkdir(parents=True)
    phrases = [f"{forms[rank]} {forms[rank + 1]}" for rank in range(150, 230, 2)]
    (root / "data/lexicon/phrases.txt").write_text("\n".join(phrases))
    # About as many terms as this book follows, a third of them phrases.
    lemmas = [word.lemma for form in forms[240:300:3] for word in split_words(form) if word]
    terms = ", ".join([*(f"{lemma}*" for lemma in lemmas if len(lemma) > 2), *phrases[:12]])
    (root / "data/reference/made/reference.yml").write_text(SETTINGS.format(terms=terms))
    write_texts(root, size, forms)


def write_texts(root: Path, size: int, forms: list[str]) -> None:
    """Write a document of some words, if it may have so many, and the same words as texts of a reference."""
    parts = max(1, size // LARGEST_DOCUMENT)
    number = 0
    for _ in range(parts):
        text, outline = generate_text(size // parts, forms, 20)
        paragraphs = [line for line in text.splitlines() if not line.startswith("About section-")]
        # A paragraph has some 400 words.
        step = WORDS // 400
        for start in range(0, len(paragraphs), step):
            name = f"S{number // YEARS}_{2000 + number % YEARS}"
            (root / f"texts/{name}.txt").write_text("\n".join(paragraphs[start : start + step]) + "\n")
            number += 1
        if parts == 1:
            (root / "copy.txt").write_text(text)
            (root / "data/document/outline.yml").write_text(outline)


def warm_up() -> None:
    """Load the libraries and the table of lemmas."""
    matcher = PhraseMatcher(["second one"])
    for sentence in split_sentences("A first sentence (in brackets). A second one."):
        matcher.match(sentence)


def derive_in_processes(root: Path) -> None:
    """Derive the reference with one process for each core."""
    with open_executor() as executor:
        derive(root / "texts", "made", root, executor)


def time_call(call: Callable[[], object]) -> Cost:
    """Time a call, with the children that it starts and ends."""
    start, before = time.perf_counter(), _processor_seconds()
    call()
    return Cost(time.perf_counter() - start, _processor_seconds() - before)


def _processor_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> int:
    """Measure each size in several new processes. Return 1 if a limit is exceeded, else 0."""
    parser = argparse.ArgumentParser(description="Measure what `reading reference derive` costs.")
    parser.add_argument("--runs", type=int, default=3, help="processes for each size and command")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of words")
    parser.add_argument("--measure", nargs=2, metavar=("COMMAND", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        command, folder = arguments.measure
        print(json.dumps(measure(command, Path(folder))))
        return 0
    print("     words  us/word  derive  ratio  seconds  cores  peak MB")
    costs, ratios, peaks = [], [], []
    document = float("nan")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_book(Path(folder), size)
            # A larger reference is compared with the largest document.
            if size <= LARGEST_DOCUMENT:
                document = _measure("document", folder, arguments.runs)["processor"] / size
            run = _measure("reference", folder, arguments.runs)
        costs.append(run["processor"] / size)
        ratios.append(costs[-1] / document)
        peaks.append(run["peak"])
        print(
            f"{size:>10,}  {costs[-1] * 1e6:>7.2f}  {document * 1e6:>6.2f}  {ratios[-1]:>5.2f}  "
            f"{run['seconds']:>7.1f}  {run['processor'] / run['seconds']:>5.2f}  {peaks[-1] / 1e6:>7.0f}",
            flush=True,
        )
    spread = max((after / before for before, after in pairwise(costs)), default=1)
    print(f"time per word / that of `reading derive`, largest: {max(ratios):.2f} (limit {MAX_RATIO})")
    print(f"time per word / that of the size before, largest: {spread:.2f} (limit {MAX_SPREAD})")
    print(f"peak memory, largest: {max(peaks) / 1e6:.0f} MB (limit {MAX_MEMORY / 1e6:.0f} MB)")
    return int(max(ratios) > MAX_RATIO or spread > MAX_SPREAD or max(peaks) > MAX_MEMORY)


def _measure(command: str, folder: str, count: int) -> dict[str, float]:
    """The medians of several runs, each in a new process."""
    arguments = [sys.executable, __file__, "--measure", command, folder]
    runs = [
        json.loads(subprocess.run(arguments, check=True, stdout=subprocess.PIPE).stdout) for _ in range(count)
    ]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    sys.exit(main())
