"""Proposes the phrases and actors of a lexicon: names that recur in a document.

A name is a run of capitalised words. The first word of a sentence is not a name by itself, and neither is a
word that also occurs in lower case, a letter or a Roman number. A line without a word in lower case is no
sentence: it is a heading, or stands in a table. The kind of an actor is a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from reading.data.lexicon import LONGEST_PHRASE, SHORTEST_PHRASE, Kind
from reading.new.states import read_states
from reading.text.closed_class import CLOSED_CLASS, parse_list
from reading.text.phrases import pattern
from reading.text.words import fold, slug, split_words, tokenize

MIN_LONG, MIN_SHORT = 2, 3
"""Occurrences from which on a name is proposed: of several words, and of one."""

MIN_AS_PERSON = 2
"""Occurrences of a name as that of a person from which on it is one."""

MAX_ACTORS = 20
"""Actors that are proposed, the most frequent first."""

CONNECTING = frozenset({"of", "the", "for", "and"})
"""Words in lower case that may be part of a name."""

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_PARTS = "Section Chapter Part Table Figure Annex Appendix Article I"
_CALLS = "Ah Hey Madam No O OK Oh Okay Sir Thank Thanks Yeah Yes True False"
NO_NAMES = frozenset(f"{_MONTHS} {_DAYS} {_PARTS} {_CALLS}".split())
"""Capitalised words that are not names."""

_ADDRESSED = parse_list("Excellency Grace Highness Holiness Honor Honour Lordship Ladyship Majesty")
"""What follows *Your* where somebody is addressed."""

_TITLES = parse_list("Mr Mrs Ms Miss Dr Prof Professor Justice Judge Senator Sir Lady Lord")
_SAYING = parse_list("answered asked cried exclaimed replied said says whispered")
_OF_PERSONS = parse_list("who whom himself herself")
"""Words before or after the name of a person."""

_ORGANISATION = re.compile(
    r"\b(?:Agency|Alliance|Assembly|Association|Authority|Bank|Board|Commission|Committee|Company|Congress"
    r"|Council|Court|Department|Federation|Forum|Foundation|Fund|Institute|League|Ministry|Office"
    r"|Organi[sz]ation|Parliament|Party|Senate|Society|Union|University)\b|\bUnited Nations\b"
)

_NUMBER = re.compile(r"[IVX]+")

_AND = " and "


class Actor(NamedTuple):
    """A proposed actor: its name, a guess of its kind, and its name in the plural or the singular."""

    text: str
    kind: Kind
    aliases: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """The phrases and actors that are proposed for a lexicon."""

    phrases: list[str]
    actors: list[Actor]


def propose_names(sentences: Iterable[str]) -> Proposal:
    """Propose names of several words that recur as phrases, and the most frequent names as actors."""
    counts, at_start, as_person = Counter[str](), Counter[str](), Counter[str]()
    lower_case, hyphenated = set[str](), set[str]()
    for sentence in sentences:
        forms = tokenize(sentence)
        if any(form.islower() for form in forms):
            lower_case.update(form for form in forms if form.islower())
            hyphenated.update(slug(fold(form)) for form in forms if "-" in form)
            for name, is_first, is_person in _find_names(forms):
                (at_start if is_first else counts)[name] += 1
                as_person[name] += is_person
    for name, count in at_start.items():
        first, _, rest = name.partition(" ")
        # *Provides Oslo* is a sentence about Oslo, unless the name stands within another sentence as well.
        is_whole = name in counts or first.lower() not in lower_case
        if rest:
            counts[name if is_whole else rest] += count
    _divide_pairs(counts)
    long = sorted(name for name, count in counts.items() if " " in name and count >= MIN_LONG)
    # The figures of a phrase and of the word with hyphens in the place of its spaces would have one name.
    phrases = [name for name in _select_phrases(long) if slug(fold(name)) not in hyphenated]
    short = [name for name in counts if " " not in name and name.lower() not in lower_case]
    # A lexicon does not tell capitals apart: `PRESIDENT` and `President` are one name, in its usual form.
    forms_of: dict[str, list[str]] = {}
    for name in sorted({*short, *phrases}, key=lambda name: (-counts[name], name.isupper(), name)):
        forms_of.setdefault(fold(name), []).append(name)
    totals = {forms[0]: sum(map(counts.__getitem__, forms)) for forms in forms_of.values()}
    aliases = _join_plurals(totals)
    often = [name for name, count in totals.items() if " " in name or count >= MIN_SHORT]
    ranked = sorted(often, key=lambda name: (-totals[name], name))[:MAX_ACTORS]
    states = read_states()
    persons = {name for name, count in as_person.items() if count >= MIN_AS_PERSON}
    return Proposal(
        phrases, [Actor(name, _guess_kind(name, states, persons), aliases.get(name, ())) for name in ranked]
    )


def _divide_pairs(counts: Counter[str]) -> None:
    """Count a pair such as *Kenya and Ghana* as its two names, where both are names by themselves."""
    states = read_states()
    for name in [name for name in counts if _AND in name and fold(name) not in states]:
        parts = name.split(_AND)
        if all(counts[part] > 0 or fold(part) in states for part in parts):
            count = counts.pop(name)
            counts.update(dict.fromkeys(parts, count))


def _join_plurals(totals: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """Count the rarer form of a name, plural or singular, with the other. Returns it as the other's alias."""
    by_form = {fold(name): name for name in totals}
    aliases: dict[str, tuple[str, ...]] = {}
    for form, singular in by_form.items():
        plurals = (f"{form}s", f"{form}es", f"{form.removesuffix('y')}ies")
        plural = next((by_form[plural] for plural in plurals if plural in by_form), None)
        if plural and singular in totals and plural in totals:
            kept, joined = sorted((singular, plural), key=lambda name: -totals[name])
            totals[kept] += totals.pop(joined)
            aliases[kept] = (joined,)
    return aliases


def _find_names(forms: Sequence[str]) -> Iterator[tuple[str, bool, bool]]:
    """The names in the tokens of a sentence, whether it begins with them, and whether they read as persons.

    The first word of a sentence counts only as part of a longer name.
    """
    name: list[str] = []
    at_start, is_start = True, False
    for place, form in enumerate([*forms, ""]):
        is_capitalised = form[:1].isupper() and form.replace("-", "").isalnum() and form not in NO_NAMES
        is_first = at_start and any(map(str.isalnum, form))
        at_start = at_start and not is_first
        is_excluded = is_first and (form.lower() in CLOSED_CLASS or not _is_capital_next(forms, place))
        connects = bool(name) and form in CONNECTING and _is_capital_next(forms, place)
        if (is_capitalised and not is_excluded) or connects:
            is_start = is_first if not name else is_start
            name.append(form)
        else:
            is_person = bool(name) and _is_of_person(forms, place - len(name), place)
            name = _strip_opening(name)
            if len(name) <= LONGEST_PHRASE and any(map(_is_word, name)):
                yield " ".join(name), is_start, is_person
            name = []


def _strip_opening(name: list[str]) -> list[str]:
    """A name without a word such as *And* before it, which begins a verse; nothing for *Your Honour*."""
    opening = name[0].lower() if name else ""
    if len(name) < 2 or opening not in CLOSED_CLASS or opening == "the":
        return name
    return [] if name[1] in _ADDRESSED else name[1:]


def _is_of_person(forms: Sequence[str], start: int, end: int) -> bool:
    """Whether a name reads as that of a person: with a title, where somebody speaks, before *who*."""
    before = forms[start - 1].rstrip(".") if start else ""
    after = forms[end] if end < len(forms) else ""
    if after == "," and end + 1 < len(forms):
        after = forms[end + 1]
    # *Scholars, who* are many.
    is_one = after in _OF_PERSONS and not forms[end - 1].endswith("s")
    return before in _TITLES or forms[start] in _TITLES or before in _SAYING or is_one


def _is_word(form: str) -> bool:
    """Whether a word can be a name: it is no letter, no Roman number and no pronoun or the like."""
    return len(form) > 1 and not _NUMBER.fullmatch(form) and form.lower() not in CLOSED_CLASS


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


def _guess_kind(name: str, states: Set[str], persons: Set[str]) -> Kind:
    if fold(name) in states:
        return "state"
    is_organisation = _ORGANISATION.search(name) or (name.isupper() and " " not in name)
    if is_organisation:
        return "organisation"
    return "person" if name in persons else "group"
