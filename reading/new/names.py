"""Proposes the phrases and actors of a lexicon: runs of capitalised words that recur in a document.

Nothing more is guessed: which names act, and of which kind they are, is for the author to say.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import dropwhile

from reading.data.lexicon import check_phrase
from reading.text.closed_class import CLOSED_CLASS
from reading.text.phrases import pattern
from reading.text.tokens import fold, slug

MIN_LONG, MIN_SHORT = 2, 3
"""Occurrences from which on a name is proposed: of several words, and of one."""

MAX_ACTORS = 20
"""Actors that are proposed, the most frequent first."""

NO_NAMES = CLOSED_CLASS.union(map(str.lower, (*calendar.month_name, *calendar.day_name)))
"""Words that no name begins with."""

_WORD = r"[^\W\d_a-z][^\W\d_]+"
_NAME = re.compile(rf"(?<![\w'-]){_WORD}(?:(?: of| the| for)* {_WORD})*(?![\w-])")


def propose_names(sentences: Collection[str]) -> list[str]:
    """Propose names that recur, the most frequent first. Those of several words are phrases."""
    words = {word for sentence in sentences for word in re.findall(r"[\w-]+", sentence)}
    # A lexicon does not tell capitals apart, nor a phrase from a word with hyphens in place of its spaces.
    taken = {word if "-" not in word else fold(word) for word in words}
    counts = Counter(name for sentence in sentences for name in _find_names(sentence))
    names = dict[str, str]()
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        is_long = " " in name
        is_right = slug(fold(name)) not in taken and not (is_long and any(check_phrase(name, pattern(name))))
        if is_right and counts[name] >= (MIN_LONG if is_long else MIN_SHORT):
            names.setdefault(fold(name).removesuffix("s"), name)
    return list(names.values())


def _find_names(sentence: str) -> Iterator[str]:
    """The names in a sentence. Its first word counts only as part of a longer name."""
    for match in _NAME.finditer(sentence):
        name = " ".join(dropwhile(lambda word: word.lower() in NO_NAMES, match[0].split()))
        is_first = name == match[0] and not any(map(str.isalnum, sentence[: match.start()]))
        if name and not (is_first and " " not in name):
            yield name
