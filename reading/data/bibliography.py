"""Reads and validates bibliographies in BibTeX."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pybtex.database import Entry
from pybtex.database.input.bibtex import Parser
from pybtex.errors import capture
from pybtex.style.formatting.unsrt import Style

from reading.files.errors import ReadingError, attempt, single_error, suggest_or_list
from reading.files.limits import limit_work
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
    "doi": (r"10\.\d{4,9}/\S*[^\s.]", "write it like 10.1000/182, without an address before it"),
}
"""For some fields, the pattern of their values, and what was expected."""

SYNTAX = "put braces around every value, a comma after it, and write and between two names; no name twice"

_KEY = re.compile(r"^[ \t]*@\w+\s*[{(]\s*([^\s,}]+)", re.MULTILINE)

Places = dict[str, tuple[Path, int]]
"""The file and the line of each entry, by its key."""


def find_entries(paths: list[Path], errors: list[ReadingError]) -> Places | None:
    """The places of all entries. Adds the mistakes of the bibliographies to `errors`.

    Returns None where mistakes of syntax or a repeated key may hide entries.
    """
    places: Places = {}
    sources: dict[tuple[str, ...], str] = {}
    hides = False
    for path in paths:
        text = attempt(errors, partial(_read_bibtex, path), "")
        with capture() as mistakes:
            parsed = attempt(errors, partial(limit_work, path, partial(Parser().parse_string, text)), None)
        entries = parsed.entries if parsed else {}
        lines = {match[1]: text.count("\n", 0, match.start(1)) + 1 for match in _KEY.finditer(text)}
        for mistake in mistakes:
            named = [line for key, line in lines.items() if key in str(mistake).split()]
            line = getattr(mistake, "lineno", None) or max(named, default=0)
            errors.append(ReadingError(path, line, str(mistake), SYNTAX))
        hides |= parsed is None or not text or bool(mistakes)
        for key, entry in entries.items():
            places[key] = path, lines.get(key, 0)
            # What a mistake of syntax has cut off seems to be missing.
            for problem, hint in () if mistakes else _check_entry(key, entry):
                errors.append(ReadingError(*places[key], f"the entry {key!r} {problem}", hint))
            source = _identify_source(entry)
            if source and (other := sources.setdefault(source, key)) != key:
                problem = f"the entry {key!r} is the source of {other!r}: it has the same {source[0]}"
                errors.append(ReadingError(*places[key], problem, "cite one of them, and remove the other"))
    return None if hides else places


def _read_bibtex(path: Path) -> str:
    """Read a bibliography. Raises `ReadingErrors` for @string: a few lines of it double words often."""
    text = read_text(path)
    if named := re.search(r"(?i)@\s*string\b", text):
        line = text.count("\n", 0, named.start()) + 1
        raise single_error(path, line, "@string gives words a name", "write them out in each entry")
    return text


def _identify_source(entry: Entry) -> tuple[str, ...]:
    """What two entries of one source share. Empty where an entry has neither a DOI nor an address."""
    if doi := entry.fields.get("doi", ""):
        return "DOI", doi.lower()
    # A collection of speeches has one address for all its speakers.
    people = [str(person) for each in entry.persons.values() for person in each]
    address = entry.fields.get("url", "").rstrip("/")
    return ("address", address, *people) if address else ()


def _check_entry(key: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """What keeps an entry from being shown as it is meant: the problem, and a hint."""
    given = {name for name, value in entry.fields.items() if value} | entry.persons.keys()
    if entry.type not in TYPES:
        yield f"is of no known type: {entry.type!r}", suggest_or_list(entry.type, TYPES)
    for names in (*ALWAYS_REQUIRED, *REQUIRED.get(entry.type, ())):
        if given.isdisjoint(names.split("|")):
            hint = "add it; the `date` of biblatex is called `year` here"
            yield f"has no {names.replace('|', ' or ')}", hint
    for person in (person for people in entry.persons.values() for person in people):
        if person.lineage_names and not re.fullmatch(r"[JS]r\.?|[IV]+", " ".join(person.lineage_names)):
            yield f"has a comma too many: {str(person)!r}", "between two names stands and, no comma"
    if linked := next((name for name, value in entry.fields.items() if "](" in value), ""):
        yield f"has a link in its {linked}", "write its address into the field url"
    for name, (pattern, hint) in FORMATS.items():
        value = entry.fields.get(name, "").strip("{} ")
        if value and not re.fullmatch(pattern, value):
            yield f"has a wrong {name}: {value[:60]!r}", hint
        elif name == "year" and value and int(value[-4:]) > datetime.date.today().year + 1:
            yield f"has a year to come: {value}", "write the year in which it was published"
        elif name == "year" and value and (named := re.search(r"\d{4}", key)) and named[0] not in value:
            yield f"has the year {value}", "correct the year, or name the entry after it"
