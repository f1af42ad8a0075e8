"""Proposes the phrases and actors of a lexicon: names that recur in a document.

A name is a run of capitalised words. The first word of a sentence is not a name by itself, and neither is a
word that also occurs in lower case. The kind of an actor is a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reading.data.lexicon import LONGEST_PHRASE, SHORTEST_PHRASE, Kind
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

_ORGANISATION = re.compile(
    r"\b(?:Agency|Alliance|Assembly|Association|Authority|Bank|Board|Commission|Committee|Company|Congress"
    r"|Council|Court|Department|Federation|Forum|Foundation|Fund|Institute|League|Ministry|Office"
    r"|Organi[sz]ation|Parliament|Party|Senate|Society|Union|University)\b"
)


class Actor(NamedTuple):
    """A proposed actor: its name, and a guess of its kind."""

    text: str
    kind: Kind


class Proposal(NamedTuple):
    """The phrases and actors that are proposed for a lexicon."""

    phrases: list[str]
    actors: list[Actor]


def propose_names(sentences: Iterable[str]) -> Proposal:
    """Propose names of several words that recur as phrases, and the most frequent names as actors."""
    counts, lower_case, hyphenated = Counter[str](), set[str](), set[str]()
    for sentence in sentences:
        forms = tokenize(sentence)
        lower_case.update(form for form in forms if form.islower())
        hyphenated.update(slug(fold(form)) for form in forms if "-" in form)
        counts.update(_find_names(forms))
    long = sorted(name for name, count in counts.items() if " " in name and count >= MIN_LONG)
    # The figures of a phrase and of the word with hyphens in the place of its spaces would have one name.
    phrases = [name for name in _select_phrases(long) if slug(fold(name)) not in hyphenated]
    short = [name for name in counts if " " not in name and name.lower() not in lower_case]
    # A lexicon does not tell capitals apart: `PRESIDENT` and `President` are one name, in its usual form.
    forms_of: dict[str, list[str]] = {}
    for name in sorted({*short, *phrases}, key=lambda name: (-counts[name], name.isupper(), name)):
        forms_of.setdefault(fold(name), []).append(name)
    totals = {forms[0]: sum(map(counts.__getitem__, forms)) for forms in forms_of.values()}
    often = [name for name, count in totals.items() if " " in name or count >= MIN_SHORT]
    ranked = sorted(often, key=lambda name: (-totals[name], name))[:MAX_ACTORS]
    return Proposal(phrases, [Actor(name, _guess_kind(name)) for name in ranked])


def _find_names(forms: Sequence[str]) -> Iterator[str]:
    """The names in the tokens of a sentence. Its first word counts only as part of a longer name."""
    name: list[str] = []
    at_start = True
    for place, form in enumerate([*forms, ""]):
        is_capitalised = form[:1].isupper() and form.replace("-", "").isalnum() and form not in NO_NAMES
        is_first = at_start and any(map(str.isalnum, form))
        at_start = at_start and not is_first
        is_excluded = is_first and (form.lower() in CLOSED_CLASS or not _is_capital_next(forms, place))
        connects = bool(name) and form in CONNECTING and _is_capital_next(forms, place)
        if (is_capitalised and not is_excluded) or connects:
            name.append(form)
        else:
            if 0 < len(name) <= LONGEST_PHRASE and not (len(name) == 1 and name[0].lower() in CLOSED_CLASS):
                yield " ".join(name)
            name = []


def _is_capital_next(forms: Sequence[str], place: int) -> bool:
    """Whether the next token is a capitalised word."""
    return place + 1 < len(forms) and forms[place + 1][:1].isupper() and forms[place + 1].isalpha()


def _select_phrases(names: Iterable[str]) -> list[str]:
    """The names that can be phrases, without those that a lexicon could not tell apart."""
    by_pattern: dict[object, str] = {}
    for name in names:
        parts = pattern(name)
        if None not in split_words(name) and SHORTEST_PHRASE <= len(parts) <= LONGEST_PHRASE:
            by_pattern.setdefault((parts, fold(name)), name)
    return list({fold(name): name for name in by_pattern.values()}.values())


def _guess_kind(name: str) -> Kind:
    is_organisation = _ORGANISATION.search(name) or (name.isupper() and " " not in name)
    return "organisation" if is_organisation else "group"
