"""Texts of 10^4, 10^5 and 10^6 words go through `reading derive`; cost per word and peak memory come out.

Run it from the book's folder:  python benchmarks/derive.py

The texts are made here: words from the lemmatiser's own table, drawn by Zipf's law, function words on top;
sentences of 8 to 32 words, a third of them with a possessive, quotation marks or brackets; paragraphs of 20
sentences, and in a second round of 5; sections of 20 paragraphs. Every run is a process of its own, and in it
the bare NLTK calls go over the same paragraphs, too: splitting into sentences, and those into tokens.

All of a derivation is measured, from reading its files to writing them, with every form read for the first
time. Outside the clock stay imports, the lemmatiser's table, and a sentence for NLTK to compile its rules
with.
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
from reading.text.tokenizers import ABBREVIATIONS

SIZES = [10_000, 100_000, 1_000_000]
FORMS = 20_000
FUNCTION_WORDS = 100
SENTENCES = [20, 5]
"""Of a paragraph: about 400 words, and about 100."""
PARAGRAPHS = 20
SEED = 20_221_016

MARKS = ["{}"] * 6 + ["{}'s", '"{}"', "({})"]
"""What a word of each sentence gets: in a third of them marks, as in the book's document."""

FLAT = 1.2
"""How far apart the costs per word of the sizes may be: largest over smallest."""

MOST = 1.5
"""How many times the time of the bare NLTK calls a derivation may take."""


def made(size: int, forms: list[str], most: int) -> tuple[str, str]:
    """A text of so many words, and its outline; a paragraph has at most so many sentences."""
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
            sentences = list(_sentences(words, chance, most))
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


def _sentences(words: Iterator[str], chance: random.Random, most: int) -> Iterator[str]:
    for _ in range(most):
        found = list(itertools.islice(words, chance.randint(8, 32)))
        if not found:
            return
        comma = chance.randrange(len(found))
        found[comma] += "," if comma < len(found) - 1 else ""
        marked = chance.randrange(len(found))
        found[marked] = chance.choice(MARKS).format(found[marked])
        yield " ".join(found).capitalize() + "."


def forms_of_english() -> list[str]:
    """Plain forms of the lemmatiser's table in an order of chance, after the hundred function words."""
    table = map(_string, DefaultDictionaryFactory().get_dictionary("en"))
    plain = {form for form in table if re.fullmatch("[a-z]{2,}", form)} - ABBREVIATIONS
    chance = random.Random(SEED)
    often = chance.sample(sorted(plain & CLOSED_CLASS), FUNCTION_WORDS)
    return often + chance.sample(sorted(plain - CLOSED_CLASS), FORMS - FUNCTION_WORDS)


def _string(form: str | bytes) -> str:
    return form.decode() if isinstance(form, bytes) else form


def measure(size: int, sentences: int) -> dict[str, float]:
    """Seconds and bytes of one derivation, in this process."""
    forms = forms_of_english()
    copy, outline = made(size, forms, sentences)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data/document").mkdir(parents=True)
        (root / "data/lexicon").mkdir()
        (root / "copy.txt").write_text(copy)
        (root / "data/document/outline.yml").write_text(outline)
        # Phrases of words that are neither the most frequent nor rare, as a book's are.
        phrases = [f"{forms[rank]} {forms[rank + 1]}" for rank in range(150, 230, 2)]
        (root / "data/lexicon/phrases.txt").write_text("\n".join(phrases))
        simplemma.lemmatize("warm", lang="en")
        bare(["A sentence."])
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        of_derive = _seconds(lambda: derive(root / "copy.txt", root))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        paragraphs = copy.split("\n")
        of_bare = _seconds(lambda: bare(paragraphs))
    return {
        "derive": of_derive,
        "bare": of_bare,
        "paragraphs": outline.count("sentences:"),
        "peak": after * 1024,
        "grown": (after - before) * 1024,
    }


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def bare(paragraphs: list[str]) -> None:
    """The calls of NLTK that no derivation can do without."""
    split = PunktSentenceTokenizer(PunktParameters()).tokenize
    tokenize = NLTKWordTokenizer().tokenize
    for paragraph in paragraphs:
        for sentence in split(paragraph):
            tokenize(sentence)


def main() -> int:
    """Measure every size, each some times in a fresh process; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description="Measure what `reading derive` costs.")
    parser.add_argument("--runs", type=int, default=5, help="processes for each size")
    parser.add_argument("--size", type=int, help="measure one size in this process, and print it as JSON")
    parser.add_argument("--sentences", type=int, default=SENTENCES[0], help="of a paragraph of that size")
    arguments = parser.parse_args()
    if arguments.size:
        print(json.dumps(measure(arguments.size, arguments.sentences)))
        return 0
    print("    words  paragraphs   us/word      bare  ratio  peak MB")
    return max([_table(sentences, arguments.runs) for sentences in SENTENCES])


def _table(sentences: int, count: int) -> int:
    """Print what each size costs; 1 where a target is missed."""
    costs, ratios = [], []
    for size in SIZES:
        runs = [_apart(size, sentences) for _ in range(count)]
        middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        ratio = statistics.median(run["derive"] / run["bare"] for run in runs)
        costs.append(middle["derive"] / size * 1e6)
        ratios.append(ratio)
        print(
            f"{size:>9,}  {middle['paragraphs']:>10,.0f}  {costs[-1]:>8.2f}  "
            f"{middle['bare'] / size * 1e6:>8.2f}  {ratio:>5.2f}  {middle['peak'] / 1e6:>7.0f}"
        )
    spread = max(costs) / min(costs)
    print(f"cost per word, largest over smallest: {spread:.2f} (at most {FLAT})")
    print(f"time over bare NLTK, largest: {max(ratios):.2f} (at most {MOST})\n")
    return int(spread > FLAT or max(ratios) > MOST)


def _apart(size: int, sentences: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--size", str(size), "--sentences", str(sentences)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())
