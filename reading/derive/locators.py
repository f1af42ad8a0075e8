"""Finds the locators of sentences: a few words each, by which a browser finds the sentence in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reading.data.document import check_locators
from reading.files.errors import ReadingError, raise_any
from reading.text.tokens import split_words

HINT = "remove `locators: true` if sentences need no links into the published text"


def find_locators(
    path: Path, sentences: Mapping[str, Sequence[str]], text: str
) -> dict[tuple[str, int], str]:
    """Find a locator for each sentence of each paragraph in a text: all sentences with the headings.

    A locator is two words, or three, that stand together once in the text. Its words are of letters only,
    with no punctuation between them: what browsers make of an apostrophe or a hyphen differs. Of all such
    runs, that with the rarest content word is taken; of these the shortest, then that with the most content
    words, then with the rarest, then the longest. Two function words may stand elsewhere in a part of the
    published text that is not read here.

    Raises `ReadingErrors` for each sentence that has none, and where all have too many words. The path is for
    messages.
    """
    words = [word for each in sentences.values() for one in each for word in split_words(one) if word]
    counts = Counter(word.lemma for word in words)
    places = [(place, one) for place, each in sentences.items() for one in enumerate(each, 1)]
    best = {
        (paragraph, number): min(_rank_runs(sentence, counts, text), default=(0, ""))[-1]
        for paragraph, (number, sentence) in places
    }
    problem = "no two or three words of {}#{} stand together only there"
    raise_any([ReadingError(path, 0, problem.format(*place), HINT) for place, run in best.items() if not run])
    check_locators(path, best.values(), HINT)
    return best


def _rank_runs(sentence: str, counts: Mapping[str, int], text: str) -> Iterator[tuple[tuple[int, ...], str]]:
    """The runs of words that a locator may be, each behind its rank, of which the lowest is the best."""
    words = [word for word in split_words(sentence) if word]
    content = {word.token: counts[word.lemma] for word in words if not word.closed}
    for size in (2, 3):
        # A run may begin within another.
        pattern = rf"(?<![\w'-])(?=([^\W\d_]+(?: [^\W\d_]+){{{size - 1}}})(?![\w'-]))"
        for run in re.findall(pattern, sentence):
            known = [content[word] for word in run.lower().split() if word in content]
            if known and len(re.findall(rf"\b{run}\b", text, re.IGNORECASE)) == 1:
                yield (min(known), size, -len(known), sum(known), -len(run)), run
