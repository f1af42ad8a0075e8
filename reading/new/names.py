"""Proposes the phrases and actors of a lexicon: runs of capitalised words that recur in a document.

Nothing more is guessed: which names act, and of which kind they are, is for the author to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import NamedTuple

from reading.data.lexicon import LONGEST_PHRASE, SHORTEST_PHRASE
from reading.text.closed_class import CLOSED_CLASS
from reading.text.phrases import pattern
from reading.text.words import fold, slug, split_words, tokenize

MIN_LONG, MIN_SHORT = 2, 3
"""Occurrences from which on a name is proposed: of several words, and of one."""

MAX_ACTORS = 20
"""Actors that are proposed, the most frequent first."""

CONNECTING = frozenset({"of", "the", "for", "and"})
"""Words in lower case that may be part of a name."""

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
NO_NAMES = frozenset(f"{_MONTHS} {_DAYS} Section Chapter Part Table Figure Annex Appendix Article I".split())
"""Capitalised words that are not names."""


class Names(NamedTuple):
    """The phrases and actors that are proposed for a lexicon."""

    phrases: list[str]
    actors: list[str]


def propose_names(sentences: Iterable[str]) -> Names:
    """Propose names of several words that recur as phrases, and the most frequent names as actors."""
    counts, lower_case, hyphenated = Counter[str](), set[str](), set[str]()
    for sentence in sentences:
        forms = tokenize(sentence)
        # A line without a word in lower case is no sentence.
        if any(form.islower() for form in forms):
            lower_case.update(form for form in forms if form.islower())
            hyphenated.update(slug(fold(form)) for form in forms if "-" in form)
            counts.update(_find_names(forms))
    # A lexicon does not tell capitals apart, nor a phrase from a word with hyphens in place of its spaces.
    by_form = dict[object, str]()
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        if counts[name] >= (MIN_LONG if " " in name else MIN_SHORT) and name.lower() not in lower_case:
            form = tuple(pattern(name)) if " " in name else fold(name).removesuffix("s")
            if " " not in name or (slug(fold(name)) not in hyphenated and None not in split_words(name)):
                by_form.setdefault(form, name)
    names = list({fold(name): name for name in by_form.values()}.values())
    phrases = sorted(name for name in names if SHORTEST_PHRASE <= len(pattern(name)) <= LONGEST_PHRASE)
    often = [name for name in names if " " not in name or name in phrases][:MAX_ACTORS]
    return Names(phrases, often)


def _find_names(forms: list[str]) -> Iterator[str]:
    """The names in the tokens of a sentence. Its first word counts only as part of a longer name."""
    name, is_first = list[str](), True
    for place, form in enumerate([*forms, ""]):
        is_name = form[:1].isupper() and form.replace("-", "").isalnum() and form not in NO_NAMES
        is_next = bool(name) and form in CONNECTING and forms[place + 1 : place + 2] != []
        if is_name or (is_next and forms[place + 1][0].isupper() and forms[place + 1].isalpha()):
            name.append(form)
            continue
        rest = [] if is_first and len(name) == 1 else list(dropwhile(_is_closed, name))
        if any(len(word) > 1 and not _is_closed(word) for word in rest):
            yield " ".join(rest)
        is_first = is_first and not (name or any(map(str.isalnum, form)))
        name = []


def _is_closed(word: str) -> bool:
    return word.lower() in CLOSED_CLASS
