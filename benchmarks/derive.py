"""Measures the time per word and the peak memory of `reading derive` on texts of 10^4, 10^5 and 10^6 words.

Run it from the book's folder:  python benchmarks/derive.py

The texts are generated. Their words come from the table of the lemmatiser and are drawn by Zipf's law, with
function words as the most frequent. A sentence has 8 to 32 words, and a third of the sentences have a
possessive, quotation marks or brackets. A paragraph has 20 sentences, in a second round 5. A section has 20
paragraphs.

Each run is a separate process. It also times the bare NLTK calls that split the same paragraphs into
sentences and tokens.

The time of a derivation includes reading and writing its files. Imports, the loading of the lemmatiser's
table and a first sentence, for which NLTK compiles its rules, are not included.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import simplemma
from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from reading.data.derive import derive
from reading.text.closed_class import CLOSED_CLASS
from reading.text.sentences import ABBREVIATIONS

SIZES = [10_000, 100_000, 1_000_000]
FORMS = 20_000
FUNCTION_WORDS = 100
SENTENCES = [20, 5]
"""The sentences of a paragraph in each round. They have about 400 and about 100 words."""
PARAGRAPHS = 20
SEED = 20_221_016

MARKS = ["{}"] * 6 + ["{}'s", '"{}"', "({})"]
"""The formats of one word in each sentence. A third have punctuation marks, as in this book's document."""

MAX_SPREAD = 1.2
"""The limit of the largest time per word divided by the smallest."""

MAX_RATIO = 1.5
"""The limit of the time of a derivation divided by that of the bare NLTK calls."""


def generate_text(size: int, forms: list[str], most: int) -> tuple[str, str]:
    """A text of `size` words and its outline. A paragraph has at most `most` sentences."""
    chance = random.Random(SEED)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(forms) + 1)))
    words = iter(chance.choices(forms, cum_weights=weights, k=size))
    lines: list[str] = []
    outline = [
        "source: {author: A, title: Made, publisher: P, published: now, url: 'https://example.org/'}",
        "sections:",
    ]
    while True:
        section = f"section-{len(lines)}"
        lines.append(f"About {section}")
        outline += [f"  - id: {section}", f"    heading: About {section}"]
        outline += [f"    title: {section}", "    paragraphs:"]
        for number in range(PARAGRAPHS):
            sentences = list(_generate_sentences(words, chance, most))
            if sentences:
                lines.append(" ".join(sentences))
                outline += [
                    f"      - id: {section}/paragraph-{number}",
                    f"        title: {section}, {number}",
                    f"        sentences: {len(sentences)}",
                ]
            if len(sentences) < most:
                if not number and not sentences:
                    del lines[-1], outline[-4:]
                return "\n".join(lines) + "\n", "\n".join(outline) + "\n"


def _generate_sentences(words: Iterator[str], chance: random.Random, most: int) -> Iterator[str]:
    for _ in range(most):
        sentence = list(itertools.islice(words, chance.randint(8, 32)))
        if not sentence:
            return
        comma = chance.randrange(len(sentence))
        sentence[comma] += "," if comma < len(sentence) - 1 else ""
        marked = chance.randrange(len(sentence))
        sentence[marked] = chance.choice(MARKS).format(sentence[marked])
        yield " ".join(sentence).capitalize() + "."


def english_forms() -> list[str]:
    """Function words and then other words of the lemmatiser's table, each in random order."""
    table = map(_decode, DefaultDictionaryFactory().get_dictionary("en"))
    plain = {form for form in table if re.fullmatch("[a-z]{2,}", form)} - ABBREVIATIONS
    chance = random.Random(SEED)
    function_words = chance.sample(sorted(plain & CLOSED_CLASS), FUNCTION_WORDS)
    return function_words + chance.sample(sorted(plain - CLOSED_CLASS), FORMS - FUNCTION_WORDS)


def _decode(form: str | bytes) -> str:
    return form.decode() if isinstance(form, bytes) else form


def measure(size: int, sentences: int) -> dict[str, float]:
    """Measure one derivation in this process: seconds, number of paragraphs and bytes."""
    forms = english_forms()
    text, outline = generate_text(size, forms, sentences)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data/document").mkdir(parents=True)
        (root / "data/lexicon").mkdir()
        (root / "copy.txt").write_text(text)
        (root / "data/document/outline.yml").write_text(outline)
        # As in a real book, the words of phrases are neither the most frequent nor rare.
        phrases = [f"{forms[rank]} {forms[rank + 1]}" for rank in range(150, 230, 2)]
        (root / "data/lexicon/phrases.txt").write_text("\n".join(phrases))
        simplemma.lemmatize("warm", lang="en")
        call_nltk(["A sentence."])
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        derive_seconds = _time(lambda: derive(root / "copy.txt", root))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        paragraphs = text.split("\n")
        nltk_seconds = _time(lambda: call_nltk(paragraphs))
    return {
        "derive": derive_seconds,
        "nltk": nltk_seconds,
        "paragraphs": outline.count("sentences:"),
        "peak": after * 1024,
        "grown": (after - before) * 1024,
    }


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def call_nltk(paragraphs: list[str]) -> None:
    """Split paragraphs into sentences and tokens, which is the least that a derivation does."""
    split = PunktSentenceTokenizer(PunktParameters()).tokenize
    tokenize = NLTKWordTokenizer().tokenize
    for paragraph in paragraphs:
        for sentence in split(paragraph):
            tokenize(sentence)


def main() -> int:
    """Measure each size in several new processes. Return 1 if a limit is exceeded, else 0."""
    parser = argparse.ArgumentParser(description="Measure what `reading derive` costs.")
    parser.add_argument("--runs", type=int, default=5, help="processes for each size")
    parser.add_argument("--size", type=int, help="measure one size in this process, and print it as JSON")
    parser.add_argument(
        "--sentences", type=int, default=SENTENCES[0], help="sentences of a paragraph, with --size"
    )
    arguments = parser.parse_args()
    if arguments.size:
        print(json.dumps(measure(arguments.size, arguments.sentences)))
        return 0
    print("    words  paragraphs   us/word      nltk  ratio  peak MB")
    return max([_print_table(sentences, arguments.runs) for sentences in SENTENCES])


def _print_table(sentences: int, count: int) -> int:
    """Print the measurements of each size. Return 1 if a limit is exceeded, else 0."""
    costs, ratios = [], []
    for size in SIZES:
        runs = [_measure_in_new_process(size, sentences) for _ in range(count)]
        medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        ratio = statistics.median(run["derive"] / run["nltk"] for run in runs)
        costs.append(medians["derive"] / size * 1e6)
        ratios.append(ratio)
        print(
            f"{size:>9,}  {medians['paragraphs']:>10,.0f}  {costs[-1]:>8.2f}  "
            f"{medians['nltk'] / size * 1e6:>8.2f}  {ratio:>5.2f}  {medians['peak'] / 1e6:>7.0f}"
        )
    spread = max(costs) / min(costs)
    print(f"time per word, largest / smallest: {spread:.2f} (limit {MAX_SPREAD})")
    print(f"time / time of the bare NLTK calls, largest: {max(ratios):.2f} (limit {MAX_RATIO})\n")
    return int(spread > MAX_SPREAD or max(ratios) > MAX_RATIO)


def _measure_in_new_process(size: int, sentences: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--size", str(size), "--sentences", str(sentences)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())
