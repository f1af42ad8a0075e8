"""The sentences of a document go in; names that recur come out, as phrases and actors for its author to edit.

A name is one capitalised word or more in a row. The word that opens a sentence is none, nor is one that also
stands in lower case. What a name is a name of, nobody can tell from its capitals: kinds are guesses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reading.data.lexicon import LONGEST_PHRASE, SHORTEST_PHRASE, Kind, fold
from reading.text.closed_class import CLOSED_CLASS
from reading.text.words import pattern, tokens, words

REPEATED = 2
"""Occurrences from which on a name of several words is proposed."""

LEAST = 3
"""Occurrences from which on a name of one word is."""

MOST = 20
"""Actors that are proposed, the most frequent first."""

WITHIN = frozenset({"of", "the", "for", "and"})
"""Words in lower case that may stand within a name."""

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
NO_NAMES = frozenset(f"{_MONTHS} {_DAYS} Section Chapter Part Table Figure Annex Appendix Article I".split())
"""Capitalised words that name nobody."""

_BODY = re.compile(
    r"\b(?:Agency|Alliance|Assembly|Association|Authority|Bank|Board|Commission|Committee|Company|Congress"
    r"|Council|Court|Department|Federation|Forum|Foundation|Fund|Institute|League|Ministry|Office"
    r"|Organi[sz]ation|Parliament|Party|Senate|Society|Union|University)\b"
)


class Name(NamedTuple):
    """An actor to be: what it is called, and what it may be."""

    text: str
    kind: Kind


class Names(NamedTuple):
    """What is proposed of a document's lexicon."""

    phrases: list[str]
    actors: list[Name]


def propose(said: Iterable[str]) -> Names:
    """The names of several words that recur, and the most frequent of all names."""
    runs, lower = Counter[str](), set[str]()
    for sentence in said:
        forms = tokens(sentence)
        lower.update(form for form in forms if form.islower())
        runs.update(_runs(forms))
    several = {run: count for run, count in runs.items() if " " in run and count >= REPEATED}
    phrases = _phrases(sorted(several))
    single = {
        run: count
        for run, count in runs.items()
        if " " not in run and count >= LEAST and run.lower() not in lower
    }
    counted = {**single, **{phrase: several[phrase] for phrase in phrases}}
    ranked = sorted(counted, key=lambda name: (-counted[name], name))[:MOST]
    return Names(phrases, [Name(name, _kind(name)) for name in ranked])


def _runs(forms: Sequence[str]) -> Iterator[str]:
    """The names in the words and marks of a sentence; what opens it counts only as a part of a longer one."""
    run: list[str] = []
    opens = True
    for place, form in enumerate([*forms, ""]):
        capital = form[:1].isupper() and form.replace("-", "").isalnum() and form not in NO_NAMES
        first = opens and any(map(str.isalnum, form))
        opens = opens and not first
        names = capital and not (first and (form.lower() in CLOSED_CLASS or not _goes_on(forms, place)))
        joins = bool(run) and form in WITHIN and _goes_on(forms, place)
        if names or joins:
            run.append(form)
        else:
            yield from _whole(run)
            run = []


def _goes_on(forms: Sequence[str], place: int) -> bool:
    """Whether a capitalised word follows."""
    return place + 1 < len(forms) and forms[place + 1][:1].isupper() and forms[place + 1].isalpha()


def _whole(run: Sequence[str]) -> Iterator[str]:
    if 0 < len(run) <= LONGEST_PHRASE and not (len(run) == 1 and run[0].lower() in CLOSED_CLASS):
        yield " ".join(run)


def _phrases(found: Iterable[str]) -> list[str]:
    """Those that can be phrases, each found by other words than the rest."""
    kept: dict[object, str] = {}
    for phrase in found:
        read = pattern(phrase)
        if None not in words(phrase) and SHORTEST_PHRASE <= len(read) <= LONGEST_PHRASE:
            kept.setdefault((read, fold(phrase)), phrase)
    return list({fold(phrase): phrase for phrase in kept.values()}.values())


def _kind(name: str) -> Kind:
    return "organisation" if _BODY.search(name) or (name.isupper() and " " not in name) else "group"
