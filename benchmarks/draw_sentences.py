"""Draws sentences of other texts at random, to be coded by the codebook.

How well the lexicon of themes does outside the document can only be seen on sentences that it was not made
from. This prints such sentences as a table, the one that `data/coding/samples/NAME/sentences.csv` holds:

    python -m benchmarks.draw_sentences FOLDER --years 2021 2023 --texts 60 --each 8 --seed 2026

FOLDER holds the texts of the reference. First texts are drawn, then sentences within each. A sentence has at
least six words, starts with a capital and is at most 400 characters long.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from pathlib import Path

from reading.data.book import Book
from reading.files.read import read_text
from reading.text.sentences import split_blocks, split_sentences

ROOT = Path(__file__).parents[1]

LEAST_WORDS, MOST_CHARACTERS = 6, 400


def main() -> None:
    """Print the drawn sentences as CSV: text, sentence, words."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the texts of the reference")
    parser.add_argument("--years", type=int, nargs="+", required=True)
    parser.add_argument("--texts", type=int, default=60, help="how many texts are drawn")
    parser.add_argument("--each", type=int, default=8, help="how many sentences are drawn of each text")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    reference = Book(ROOT).reference
    texts = []
    for path in sorted(options.folder.rglob(f"*{Path(reference.settings.pattern).suffix}")):
        fields = reference.settings.parse_name(path.stem)
        if fields and int(fields["year"]) in options.years:
            texts.append(path)
    generator = random.Random(options.seed)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["text", "sentence", "words"])
    for path in sorted(generator.sample(texts, options.texts)):
        sentences = [
            (number, sentence)
            for number, sentence in enumerate(list_sentences(path), 1)
            if may_be_drawn(sentence)
        ]
        drawn = sorted(generator.sample(sentences, min(options.each, len(sentences))))
        writer.writerows([path.stem, number, sentence] for number, sentence in drawn)


def list_sentences(path: Path) -> list[str]:
    """The sentences of a text, in order."""
    blocks = split_blocks(read_text(path), breaks="blank")
    return [sentence for block in blocks for sentence in split_sentences(block.text)]


def may_be_drawn(sentence: str) -> bool:
    """Whether a sentence is whole, and neither very short nor very long."""
    long_enough = len(sentence.split()) >= LEAST_WORDS
    return long_enough and len(sentence) <= MOST_CHARACTERS and sentence[0].isupper()


if __name__ == "__main__":
    main()
