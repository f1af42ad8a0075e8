"""Leaves out what a transcript or a play puts around speech: labels of speakers, noises in brackets, times.

A label says who speaks, such as `Q` or `THE PRESIDENT:`. It is no part of what is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from reading.documents.plain.headings import LABEL
from reading.documents.plain.lines import PARTICLES, clear, has_words, list_runs
from reading.files.read import Line
from reading.formatting import pluralize

MIN_TURNS, MIN_SPEAKERS = 3, 2
"""Turns from which on a label is that of a speaker, and speakers from which on there is a conversation."""

MIN_SHARE, MIN_SHARE_SET = 0.2, 0.1
"""The share of paragraphs that are turns in a conversation. Elsewhere labels are those of a list.

Labels that are set in capitals or italics are rarely those of a list.
"""

MIN_PERSONAL = 0.25
"""The share of turns that say *I* or *you*, or ask. The entries of a list do so less often."""

_TITLE = "(?:Mrs?|Ms|Dr|St|Rev|Hon|Prof|Sen|Rep|MRS?|MS|DR|ST|REV|HON|PROF|SEN|REP)"
_WORD = (
    rf"(?:{_TITLE}\.|(?!{_TITLE}\.)[^\W\d_a-z](?:[^\W_]|['\u2019-])+|[QA](?![\w'\u2019-])|[A-Z]\.(?= )"
    r"|[0-9]{1,2}(?!\d)|of|the|a)"
)
_PARTICLE = f"(?:{'|'.join(PARTICLES)})"

_LABEL = re.compile(
    rf"(?P<open>_?)(?P<name>{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{0,4}}?)(?:, (?!{_TITLE}\b)[A-Z][\w.]+)?"
    r"(?:,? ?(?P<direction>[(\[][^()\[\]]*[)\]]))?"
    r"(?P<mark>[.:]_?:?|_[.:]?|(?<=^Q)(?= )|(?=$))(?:\s+(?=\S)|$)"
)
"""A label of a speaker, and what is set like one. A direction may follow the name: `KING (aside).`"""

LONGEST_JOINT = 12
"""Words of a line with a label of several speakers."""

JOINT = ("joint",)
"""The form of a label of several speakers."""

_BARE = re.compile(
    r"(?P<name>(?!Q )[A-Z]{2,}(?: [A-Z]{2,}){0,3}?) (?=[\"'\u201c\u2018]?[A-Z](?:[a-z'\u2019]| ))"
)
"""A label in capitals without a mark, before words that are not in capitals."""

_JOINT = re.compile(
    rf"_?(?P<names>{_WORD}(?: {_WORD}){{0,3}}?(?:(?:,? (?:AND|and) |, ){_WORD}(?: {_WORD}){{0,3}}?)+?)"
    r"_?(?:[.:]?_?$|[.:]_?\s+(?=\S))"
)
"""The label of several speakers."""

_NO_SPEAKER = re.compile(
    r"(?:.* )?(?:act|appendix|article|book|chapter|curtain|end|epilogue|example|finis|introduction|note|part"
    r"|preface|prologue|scene|section|song|the end|title|volume|warning)s?(?: (?:\d+|[IVX]+))?|of .*",
    re.IGNORECASE,
)
"""What names a part of a text, and nobody."""

_ROLE = re.compile(
    r"(?:(?:THE |MADAM |MR\.? )?(?:(?:VICE )?PRESIDENT|CHAIR(?:MAN|WOMAN|PERSON)?|PRIME MINISTER|"
    r"SPEAKER|COURT|FIRST LADY|MODERATOR|OPERATOR|WITNESS)|(?:MRS?|MS|DR)\.? [A-Z'-]+|SENATOR [A-Z'-]+)$"
)
"""What a transcript calls the person who holds a speech."""

_PERSONAL = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Yy]ou|[Yy]our|[Tt]hou|[Tt]hee|[Tt]hy)\b|\?")

LONGEST_PLACE = 12
"""Words that say where and when a speech is held."""

_SOUND = r"applause|laughter|inaudible|crosstalk|cross-talk|unintelligible|indiscernible"
_NOISE = re.compile(
    rf"(?<!\s)\s*[(\[]_?(?:[A-Za-z]+ )?(?:{_SOUND})(?:,?(?: and)? [a-z]+)?[.!]?_?[)\]]", re.IGNORECASE
)
_NOISE_BETWEEN_DASHES = re.compile(rf"(?P<dash>--|\u2014){_NOISE.pattern}\s*(?:--|\u2014)", re.IGNORECASE)

_TIMESTAMP = re.compile(r"(?<!\s)\s*[(\[](?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}[)\]]")
"""The place of some words in a recording."""

_TIME = re.compile(
    r"(?:\(?END\)?:?\s+)?[0-9]{1,2}[:.][0-9]{2}\s*[AP]\.?\s?M\.?(?:,?\s*\(?[A-Z]{2,4}\)?)?(?:\s+END)?\.?",
    re.IGNORECASE,
)
"""The time at which a transcript begins or ends, alone on its line."""

_STOP = re.compile(r"[.!?:;,][\"')\]\u201d\u2019]*$|[)\]]$|--$")


_BULLET = re.compile(r"\s*(?:[*\u2022-]\s+)?")
"""What stands before a label: an indent, and in minutes a bullet."""


class Turns(NamedTuple):
    """The lines of a text without labels, who speaks in it, and a line about each thing that was left out."""

    lines: list[Line]
    speakers: list[str]
    stripped: list[str]


class _Label(NamedTuple):
    """A label: the place of its line, the speaker, where the label ends, and how it is set.

    form: what labels of one document have in common
    rest: what stays of its line
    """

    place: int
    speaker: str
    form: tuple[str, ...]
    rest: str


def strip_turns(lines: Sequence[Line], headings: Collection[str] = (), *, is_titled: bool = False) -> Turns:
    """Leave out the labels of speakers, the noises of the audience and the times of a transcript.

    headings: lines that are headings, which are left as they are
    is_titled: whether the title is known, so that the first line may be the place of a speech

    >>> text = ["Q And why?", "A. I wait.", "Q Is it cold?", "A. It is.", "Q Who are you?", "A. I am Ann."]
    >>> turns = strip_turns([Line(number, line) for number, line in enumerate(text)])
    >>> turns.speakers, [line.text for line in turns.lines][:2]
    (['Q', 'A'], ['And why?', 'I wait.'])
    """
    labels = [
        label
        for place in _find_starts(lines)
        if lines[place].text.strip() not in headings and (label := _read_label(lines, place))
    ]
    speaking = _find_turns(lines, labels)
    kept = list(lines)
    for label in speaking:
        kept[label.place] = Line(lines[label.place].number, label.rest)
    stripped = [f"the labels of {pluralize(len(speaking), 'turn')}"] if speaking else []
    noises = times = 0
    places: list[str] = []
    for place in range(len(lines)):
        line = kept[place]
        text = line.text
        if text.strip() in headings:
            continue
        text, count = _NOISE_BETWEEN_DASHES.subn(r"\g<dash>", text)
        text, more = _NOISE.subn("", text)
        noises += count + more
        text, count = _TIMESTAMP.subn("", text) if speaking else (text, 0)
        times += count
        if _TIME.fullmatch(text.strip()):
            text, times = "", times + 1
            for above in _find_place(kept[:place], headings, is_titled=is_titled) if not places else ():
                places.append(kept[above].text.strip())
                kept[above] = clear(kept[above])
        if text != line.text:
            kept[place] = Line(line.number, text if has_words(text) else "")
    if noises:
        stripped.append(f"{pluralize(noises, 'noise')} of the audience, such as (Applause.)")
    if times:
        stripped.append(f"{pluralize(times, 'time')} of day")
    if places:
        stripped.append(f"the place and the date ({' '.join(places)})")
    counts = Counter(label.speaker for label in speaking if label.form != JOINT)
    return Turns(kept, [speaker for speaker, _ in counts.most_common()], stripped)


def _find_starts(lines: Sequence[Line]) -> list[int]:
    """The places at which paragraphs begin: below a blank line, or below the end of a sentence."""
    starts = []
    for place, line in enumerate(lines):
        before = lines[place - 1].text.strip() if place else ""
        if has_words(line.text) and (not has_words(before) or _STOP.search(before)):
            starts.append(place)
    return starts


def _read_label(lines: Sequence[Line], place: int) -> _Label | None:
    """The label with which a line begins, whether it is that of a speaker or of something else."""
    raw = lines[place].text
    opening = _BULLET.match(raw)[0]  # type: ignore[index]
    text = raw[len(opening) :].strip()
    found = _LABEL.match(text)
    if not found and (bare := _BARE.match(text)):
        return _Label(place, bare["name"], ("bare",), text[bare.end() :])
    if not found or _NO_SPEAKER.fullmatch(found["name"]) or LABEL.fullmatch(found["name"]):
        return None
    is_alone = found.end() == len(text)
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    kind = _name_kind(found["name"], found["mark"], is_italic=bool(found["open"]))
    # In capitals without a mark, a line may also be a heading, unless its text follows right below.
    has_mark = found["mark"] or found["direction"] or (kind == "capitals" and is_alone and has_words(below))
    if not kind or not (has_mark or found["name"] == "Q"):
        return None
    # A direction stays, since it is part of a play.
    direction = f"{found['direction']} " if found["direction"] else ""
    rest = f"{opening}{direction}{text[found.end() :]}".rstrip()
    return _Label(place, found["name"], (kind, found["mark"], str(is_alone)), rest)


def _name_kind(name: str, mark: str, *, is_italic: bool) -> str:
    """How the name of a speaker is set. Empty where no speaker's name is set so."""
    words = re.sub(rf"\b{_TITLE}\.", "", name).split()
    if is_italic or "_" in mark:
        return "italic" if is_italic and "_" in mark else ""
    if name in ("Q", "A"):
        return "letter" if mark or name == "Q" else ""
    if not words or words[-1] in ("of", "the", "a") or re.fullmatch("[A-Z]", words[-1]):
        return ""
    if re.sub(r"\b(?:Ma?c|The)(?=[A-Z ])", "", " ".join(words)).isupper():
        return "capitals"
    if words[-1].isupper():
        return "titled" if len(words) < len(name.split()) or len(words) > 1 else ""
    return "name" if ":" in mark else ""


def _find_turns(lines: Sequence[Line], labels: Sequence[_Label]) -> list[_Label]:
    """The labels that are those of speakers."""
    counts = Counter(label.speaker for label in labels)
    says = _find_personal(lines)
    personal = Counter(label.speaker for label in labels if _is_personal(lines, label, says))
    frequent = {name for name, count in counts.items() if count >= MIN_TURNS}
    turns = [label for label in labels if label.speaker in frequent]
    asks = sum(personal[name] for name in frequent)
    is_set = all(label.form[0] != "name" for label in turns)
    share = MIN_SHARE_SET if is_set else MIN_SHARE
    is_conversation = (
        len(frequent) >= MIN_SPEAKERS
        and len(turns) >= share * _count_paragraphs(lines, len(turns))
        and asks >= MIN_PERSONAL * len(turns)
    )
    if not is_conversation:
        # A speech may name its speaker once.
        return [
            label
            for label in labels
            if label.form[0] == "capitals" and ":" in label.form[1] and _ROLE.match(label.speaker)
        ]
    # What is set like the labels of a conversation is one, also where a person speaks only once.
    forms = {label.form for label in turns if label.form[0] not in ("letter", "bare")}
    first, last = turns[0].place, turns[-1].place
    own = [
        label
        for label in labels
        if label.speaker in frequent or (label.form in forms and first < label.place < last)
    ]
    known = {label.speaker for label in own}
    places = {label.place for label in own}
    others = [place for place in _find_starts(lines) if place not in places]
    is_bare = ("bare",) in {label.form for label in own}
    more = (
        _read_joint(lines, place, known, is_bare=is_bare) or _read_action(lines, place, known)
        for place in others
    )
    return sorted([*own, *filter(None, more)])


def _read_joint(
    lines: Sequence[Line], place: int, known: Collection[str], *, is_bare: bool = False
) -> _Label | None:
    """The label of several known speakers who speak together, such as `ANN, BEN, AND CARL`.

    is_bare: whether labels in capitals have no mark, so that the speech may follow right behind them
    """
    text = lines[place].text.strip()
    found = _JOINT.match(text) if len(text.split()) <= LONGEST_JOINT else None
    if is_bare and not (found and set(_split_names(found)) <= set(known)):
        loud = _match_names(known)
        found = re.match(rf"(?P<names>{loud}(?:(?:,? AND |, ){loud})+)\s+(?=\S)", text)
    names = _split_names(found) if found else []
    if not found or len(names) < 2 or not set(names) <= set(known):
        return None
    return _Label(place, " and ".join(names), JOINT, text[found.end() :])


def _split_names(found: re.Match[str]) -> list[str]:
    return re.split(r",? (?:AND|and) |, ", found["names"])


def _read_action(lines: Sequence[Line], place: int, known: Collection[str]) -> _Label | None:
    """A line that says what a known speaker does in the turn below it, such as `_Ann sings_`."""
    text = lines[place].text.strip()
    found = re.fullmatch(rf"_?(?P<name>{_match_names(known)}) [a-z]+s(?: [a-z]+)?[.:]?_?[.:]?", text)
    is_alone = not any(
        has_words(lines[other].text) for other in (place - 1, place + 1) if 0 <= other < len(lines)
    )
    return _Label(place, found["name"], ("action",), "") if found and is_alone else None


def _match_names(names: Collection[str]) -> str:
    """A pattern of any of the names, or of nothing."""
    return f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True))) or '(?!)'})"


def _find_place(lines: Sequence[Line], headings: Collection[str], *, is_titled: bool) -> list[int]:
    """The lines right above a time, which say where and when a speech is held. None if they are the title."""
    filled = [place for place, line in enumerate(lines) if has_words(line.text)]
    group = filled[-1:]
    while group and group[0] - 1 in filled:
        group.insert(0, group[0] - 1)
    texts = [lines[place].text.strip() for place in group]
    is_first = bool(group) and group[0] == filled[0] and not is_titled
    is_text = any(_STOP.search(text) or text in headings for text in texts)
    is_short = len(" ".join(texts).split()) <= LONGEST_PLACE
    return group if is_short and not is_first and not is_text else []


def _count_paragraphs(lines: Sequence[Line], least: int) -> int:
    """The number of groups of lines that blank lines part. Where these are few, lines end paragraphs."""
    groups = len(list_runs(has_words(line.text) for line in lines))
    return groups if groups >= least else len(_find_starts(lines))


def _find_personal(lines: Sequence[Line]) -> list[bool]:
    """Whether each line, or one below it up to a blank line, says *I* or *you*, or asks. One entry more."""
    says = [False]
    for line in reversed(lines):
        says.append(has_words(line.text) and (says[-1] or bool(_PERSONAL.search(line.text))))
    return says[::-1]


def _is_personal(lines: Sequence[Line], label: _Label, says: Sequence[bool]) -> bool:
    """Whether a turn says *I* or *you*, or asks. A blank line ends it, but not one right below its label.

    says: whether each line, or one below it up to a blank line, does so
    """
    below = label.place + 1
    is_alone = label.form[-1] == str(True)
    if is_alone and below < len(lines) and not has_words(lines[below].text):
        below += 1
    return bool(_PERSONAL.search(label.rest)) or says[below]
