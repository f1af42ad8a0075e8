"""Puts speeches of other states in the document's place, to see what the classifier of sentences can tell.

The book classifies the document's sentences by the document's own words, so that they have more of these
words than the sentences of speeches have. This gives speeches the same advantage: each of some speeches of
the year of comparison, drawn at random, is the document once, with its own words.

    python -m benchmarks.sentence_trial FOLDER --texts 60

FOLDER holds the texts of the reference. The last lines on standard output say, for each speaker of the pair,
in how many trials no other speech has as many sentences that are taken for this speaker's. It takes minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from nltk.classify import NaiveBayesClassifier

from reading.data.book import Book
from reading.files.read import read_text
from reading.tables import nouns
from reading.text.sentences import split_blocks, split_sentences
from reading.text.tokens import split_words

ROOT = Path(__file__).parents[1]

LONG, FEW = 42, 2
"""How many sentences a document has, and of how many of another text the classifier learns."""

Sentence = frozenset[str]


def main() -> None:
    """Print the share of trials in which a speech comes first, for each speaker of the pair."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the texts of the reference")
    parser.add_argument("--texts", type=int, default=60, help="how many speeches are tried")
    options = parser.parse_args()
    reference = Book(ROOT).reference
    users = reference.settings.users
    assert users is not None
    kinds = nouns.kinds_elsewhere(Book(ROOT))
    words = set(kinds["lemma"][kinds["kind"] == "word"])
    year = reference.settings.comparison.year
    learned: list[tuple[Sentence, str]] = []
    compared: dict[str, list[Sentence]] = {}
    for path in sorted(options.folder.rglob(f"*{Path(reference.settings.pattern).suffix}")):
        fields = reference.settings.parse_name(path.stem)
        if fields is None or not users.includes(int(fields["year"])):
            continue
        speaker, is_other = fields["speaker"], fields["speaker"] not in users.pair
        if int(fields["year"]) == year and not is_other:
            continue
        blocks = split_blocks(read_text(path))
        drawn = [sentence for block in blocks for sentence in split_sentences(block.text)]
        if is_other:
            most = LONG if int(fields["year"]) == year else FEW
            drawn = Random(path.stem).sample(drawn, min(most, len(drawn)))
        sentences = [mark_words(sentence, words) for sentence in drawn]
        if int(fields["year"]) == year:
            compared[speaker] = sentences
        else:
            learned += [(sentence, "other" if is_other else speaker) for sentence in sentences]
    tried = Random(year).sample(sorted(compared), min(options.texts, len(compared)))
    first = Counter[str]()
    for number, speaker in enumerate(tried, 1):
        taken = classify(learned, compared, frozenset().union(*compared[speaker]))
        for label in users.pair:
            highest = max(counts[label] for other, counts in taken.items() if other != speaker)
            first[label] += taken[speaker][label] > highest
        print(number, speaker, dict(taken[speaker]), flush=True)
    for label in users.pair:
        print(f"{label}: first in {first[label]} of {len(tried)}")


def mark_words(sentence: str, words: set[str]) -> Sentence:
    """The content lemmas of a sentence that are no names."""
    found = (word.lemma for word in split_words(sentence) if word and not word.closed)
    return frozenset(lemma for lemma in found if lemma in words)


def classify(
    learned: list[tuple[Sentence, str]], compared: dict[str, list[Sentence]], known: Sentence
) -> dict[str, Counter[str]]:
    """How many sentences of each speech are taken for those of each class, by known words alone."""

    def features(sentence: Sentence) -> dict[str, Any]:
        return dict.fromkeys(sentence & known, True)

    classifier = NaiveBayesClassifier.train([(features(sentence), label) for sentence, label in learned])
    return {
        speaker: Counter(classifier.classify_many(map(features, sentences)))
        for speaker, sentences in compared.items()
    }


if __name__ == "__main__":
    main()
