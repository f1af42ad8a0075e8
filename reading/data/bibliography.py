"""Reads and validates bibliographies in BibTeX."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pybtex.database import Entry, parse_string
from pybtex.errors import capture
from pybtex.exceptions import PybtexError
from pybtex.style.formatting.unsrt import Style

from reading.files.errors import ReadingError, attempt, suggest_or_list
from reading.files.read import read_text

TYPES = tuple(name[4:-9] for name in dir(Style) if re.fullmatch(r"get_\w+_template", name))
"""The types of entries that pybtex can format."""

ALWAYS_REQUIRED = ("author|editor", "title", "year")
"""The fields that an entry of any type needs. One of `a|b` is enough."""

REQUIRED = {
    "article": ("journal",),
    "book": ("publisher",),
    "inbook": ("publisher", "chapter|pages"),
    "incollection": ("booktitle", "publisher"),
    "inproceedings": ("booktitle",),
    "mastersthesis": ("school",),
    "phdthesis": ("school",),
    "techreport": ("institution",),
    "unpublished": ("note",),
}
"""The fields that BibTeX requires for a type besides. pybtex cannot show an entry without them."""

FORMATS = {
    "title": (r"(\\.|[^\\%])*", "the sign % begins a comment: write \\%"),
    "year": (r"\d{4}(--?\d{4})?", "write four digits, such as 2022"),
    "url": (r"https?://[^\s/.]+\.\S+", "an address begins with https:// and has no spaces"),
    "doi": (r"10\.\d{4,9}/\S+", "write it like 10.1000/182, without an address before it"),
}
"""For some fields, the pattern of their values, and what was expected."""

SYNTAX = "put braces around every value, a comma after it, and write and between two names"

TWICE = "remove one of the two, or give it another name"

_OF_BODIES = (
    "of|for|the|on|Agency|Association|Centre|Commission|Committee|Council|Department|Embassy|Foundation"
    "|Institute|Ministry|Organi[sz]ation|University"
)
"""Words that stand in the name of a ministry or a club, and in no person's."""

_KEY = re.compile(r"^[ \t]*@\w+\s*[{(]\s*([^\s,}]+)", re.MULTILINE)

Places = dict[str, tuple[Path, int]]
"""The file and the line of each entry, by its key."""


def find_entries(paths: list[Path], errors: list[ReadingError]) -> Places | None:
    """The places of all entries. Adds the mistakes of the bibliographies to `errors`.

    Returns None where mistakes of syntax or a repeated key may hide entries.
    """
    places: Places = {}
    hides = False
    for path in paths:
        text = attempt(errors, partial(read_text, path), "")
        with capture() as mistakes:
            entries = parse_string(text, "bibtex").entries
        for mistake in mistakes:
            is_twice = re.match("repeated|entry .* duplicate", str(mistake))
            hint = TWICE if is_twice else SYNTAX
            errors.append(ReadingError(path, _find_line(text, mistake), str(mistake), hint))
        hides |= not text or bool(mistakes)
        lines = {match[1]: _count_lines(text, match.start(1)) for match in _KEY.finditer(text)}
        for key, entry in entries.items():
            places[key] = path, lines.get(key, 0)
            # What a mistake of syntax has cut off seems to be missing.
            for problem, hint in () if mistakes else _check_entry(entry):
                errors.append(ReadingError(*places[key], f"the entry {key!r} {problem}", hint))
    return None if hides else places


def _find_line(text: str, error: PybtexError) -> int:
    """The line in which the entry with a mistake begins, or that of the name of a person."""
    context = getattr(error, "error_context_info", None)
    if context:
        return _count_lines(text, context[0])
    # pybtex names only the key, or the person in quotation marks.
    message = str(error)
    places = [match.start(1) for match in _KEY.finditer(text) if match[1] in message.split()]
    if not places and (person := re.search("'(.+)'", message)):
        places = [text.find(person[1])]
    return _count_lines(text, places[-1]) if places else 0


def _count_lines(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _check_entry(entry: Entry) -> Iterator[tuple[str, str]]:
    """What keeps an entry from being shown as it is meant: the problem, and a hint."""
    people = entry.persons.get("author") or entry.persons.get("editor")
    given = {name for name, value in entry.fields.items() if value}
    given |= {"author|editor"} if people else set()
    if entry.type not in TYPES:
        yield f"is of no known type: {entry.type!r}", suggest_or_list(entry.type, TYPES)
    for names in (*ALWAYS_REQUIRED, *REQUIRED.get(entry.type, ())):
        if given.isdisjoint([names, *names.split("|")]):
            yield (
                f"has no {names.replace('|', ' or ')}",
                "add it; the `date` of biblatex is called `year` here",
            )
    for name, (pattern, hint) in FORMATS.items():
        value = entry.fields.get(name, "").strip("{} ")
        if value and not re.fullmatch(pattern, value):
            yield f"has a wrong {name}: {value[:60]!r}", hint
        elif name == "year" and value and int(value[-4:]) > datetime.date.today().year + 1:
            yield f"has a year in the future: {value}", "look it up"
    for person in map(str, people or ()):
        plain = re.sub(r"\{[^{}]*\}", "", person)
        if sign := re.search(r";|(?<=\s)&(?=\s)", plain):
            yield f"has {sign[0]!r} in the name {person[:60]!r}", "write and between two names, and no sign"
        elif word := re.search(rf"\b(?:{_OF_BODIES})\b", plain):
            hint = "write its name in braces of its own, author = {{Name of the Body}}"
            yield f"takes a body with {word[0]!r} in its name for a person: {person[:60]!r}", hint
