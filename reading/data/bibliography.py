"""Reads and validates bibliographies in BibTeX."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.style.formatting.unsrt import Style

from reading.files.errors import ReadingError, attempt, closest_match, suggest, suggest_or_list
from reading.files.markdown import Finding
from reading.files.read import read_text


def _split_names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = tuple(name[4:-9] for name in dir(Style) if re.fullmatch(r"get_\w+_template", name))
"""The types of entries that pybtex can format."""

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
"""The fields that BibTeX requires for a type, besides those of `ALWAYS_REQUIRED`. One of `a|b` is enough."""

ALWAYS_REQUIRED = ("author|editor", "title", "year")
"""A reference without one of these would be shown with a gap."""

FIELDS = _split_names(
    """
    address annote author booktitle chapter crossref doi edition editor eprint howpublished institution isbn
    issn journal key month note number organization pages publisher school series title type url volume year
    """
)
"""The fields that BibTeX and pybtex read."""

VERBATIM = frozenset({"doi", "eprint", "url"})
"""The fields that pybtex does not decode as LaTeX, where % begins a comment."""

UNUSED_FIELDS = _split_names(
    """
    abstract accessed annotation archive archiveprefix bibsource biburl collection copyright date-added
    date-modified eprinttype file issue keywords langid language lccn location numpages pmid primaryclass
    shorttitle timestamp urldate
    """
)
"""Fields that reference managers write and nobody reads."""

ALIASES = {"date": "year", "journaltitle": "journal", "location": "address", "organisation": "organization"}
"""Names of fields in biblatex and other programs, with those of BibTeX."""

FORMATS = {
    "year": (r"\d{4}(--?\d{4})?", "write four digits, such as 2022"),
    "url": (r"https?://[^\s/.]+\.\S+", "an address begins with https:// and has no spaces"),
    "doi": (r"10\.\d{4,9}/\S+", "write it like 10.1000/182, without an address before it"),
    "month": (
        rf"(?i:{'|'.join(month_names.values())})([ ~]\d+(--?\d+)?)?",
        "write jan, feb, ... without braces",
    ),
}
"""For some fields, the pattern of their values, and what was expected."""


class _Value(NamedTuple):
    """The value of a field, and the line of the field."""

    text: str
    line: int


@dataclass
class _Entry:
    """An entry. `sound` tells whether its syntax is right; only then are its fields complete."""

    line: int
    type: str = ""
    key: str = ""
    fields: dict[str, _Value] = field(default_factory=dict)
    sound: bool = True


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
        parser = _Parser(text)
        entries = parser.read_entries()
        hides |= not text or bool(parser.findings)
        places.update((entry.key, (path, entry.line)) for entry in entries)
        repeated = list(_check_keys(entries))
        # One of two entries with the same key may be meant for a key that pages cite.
        hides |= bool(repeated)
        findings = [*parser.findings, *repeated]
        findings += [finding for entry in entries if entry.sound for finding in _check_fields(entry)]
        errors += [ReadingError(path, *finding) for finding in findings]
    return None if hides else places


class _Parser(LowLevelParser):
    """Parses a text, and collects its mistakes of syntax, at most one for each entry."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=dict(month_names))
        self.findings: list[Finding] = []
        self.entry = _Entry(0)
        self.end = 0
        self.value_line = 0

    def read_entries(self) -> list[_Entry]:
        """The entries of the text that have a key."""
        entries = [self.entry for _ in self if self.entry.key]
        self.check_outside(len(self.text))
        return entries

    def parse_command(self) -> Any:
        self.check_outside(self.command_start)
        self.entry, self.value_line = _Entry(self.lineno), 0
        try:
            command, content = super().parse_command()
        except SkipEntry:
            # The parser goes on within the braces of a `@comment`.
            self.entry.sound = False
            raise
        finally:
            self.end = self.pos
        self.entry.type, self.entry.key = command.lower(), self.current_entry_key or ""
        return command, content

    def parse_value(self) -> None:
        self.value_line = self.lineno
        super().parse_value()
        name = (self.current_field_name or "").lower()
        if name in self.entry.fields:
            self.report(self.value_line, f"the field {name!r} appears twice", "remove one of them")
        self.entry.fields[name] = _Value(" ".join("".join(self.current_value).split()), self.value_line)

    def handle_error(self, error: PybtexSyntaxError) -> None:
        line, word = self.value_line or self.entry.line, error.args[0]
        hint = "put braces around every value and a comma after it"
        if isinstance(error, UndefinedMacro):
            self.report(line, f"{word!r} stands without braces", suggest(word, month_names) or hint)
        elif isinstance(error, PrematureEOF):
            self.report(line, "a brace is not closed", "add the closing brace }")
        elif not self.entry.fields:
            hint = "an entry begins with its type and key, as in @misc{key,"
            self.report(self.lineno, f"not valid BibTeX: {word}", hint)
        else:
            last, value = list(self.entry.fields.items())[-1]
            # Where the next entry begins, a brace is missing: perhaps this entry's last one closed a field.
            cut = (self.current_field_name or "")[:1] == "@" or re.match(r"\s*@", self.text[self.pos :])
            swallowed = cut and re.search(r"\n\s*$", "".join(self.current_value))
            if swallowed or re.search(r"\w\s*=\s*[\"{]", value.text):
                self.report(value.line, f"the field {last!r} is not closed", "add the closing brace }")
            elif cut:
                problem = f"the entry {self.current_entry_key!r} is not closed"
                self.report(value.line, problem, "add the closing brace } after its last field")
            elif word == "'}' expected":
                self.report(line, f"no comma stands after the field {last!r}", "write a comma after it")
            self.report(self.lineno, f"not valid BibTeX: {word}", hint)

    def check_outside(self, start: int) -> None:
        """Report text between the last entry and `start`, unless it follows from a mistake."""
        outside = self.text[self.end : start] if self.entry.sound else ""
        for number, line in enumerate(outside.split("\n"), self.text.count("\n", 0, self.end) + 1):
            shown = line.strip(" \t,")
            if shown and not shown.startswith("%"):
                hint = "remove a closing brace above it; a comment begins with %"
                if re.match(r"\w+\s*[{(]", shown):
                    hint = "an entry begins with @"
                self.report(number, f"{shown[:40]!r} is outside every entry", hint)
                return

    def report(self, line: int, problem: str, hint: str) -> None:
        if self.entry.sound:
            self.findings.append(Finding(line, problem, hint))
        self.entry.sound = False


def _check_keys(entries: list[_Entry]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for entry in entries:
        if first.setdefault(entry.key.lower(), entry.line) != entry.line:
            hint = f"first in line {first[entry.key.lower()]}"
            yield Finding(entry.line, f"the entry {entry.key!r} appears twice", hint)


def _check_fields(entry: _Entry) -> Iterator[Finding]:
    if entry.type not in TYPES:
        problem = f"there is no type of entries {entry.type!r}"
        yield Finding(entry.line, problem, suggest_or_list(entry.type, TYPES))
    unknown = [name for name in entry.fields if name not in FIELDS | UNUSED_FIELDS]
    for name in unknown:
        hint = f"write {ALIASES[name]}" if name in ALIASES else suggest(name, FIELDS)
        hint = hint or f"known fields are {', '.join(sorted(FIELDS))}"
        yield Finding(entry.fields[name].line, f"unknown field {name!r}", hint)
    for names in (*ALWAYS_REQUIRED, *REQUIRED.get(entry.type, ())):
        alternatives = names.split("|")
        misspelt = any((ALIASES.get(name) or closest_match(name, FIELDS)) in alternatives for name in unknown)
        if not misspelt and not any(name in entry.fields for name in alternatives):
            problem = f"the entry {entry.key!r} has no {' or '.join(alternatives)}"
            yield Finding(entry.line, problem, f"add {alternatives[0]} = {{...}}")
    for name, (text, line) in entry.fields.items():
        yield from _check_value(name, text, line)


def _check_value(name: str, value: str, line: int) -> Iterator[Finding]:
    text = value.strip("{} ")
    years = re.findall(r"\d{4}", text) if name == "year" else []
    pattern, hint = FORMATS.get(name, ("", ""))
    if not text and name in FIELDS:
        yield Finding(line, f"{name!r} is empty", "fill it in, or remove the field")
    elif pattern and not re.fullmatch(pattern, text):
        near = suggest(text, month_names.values()) if name == "month" else ""
        yield Finding(line, f"{name}: {text[:60]!r} is not valid", near or hint)
    elif name in FIELDS - VERBATIM and re.search(r"(?<!\\)(\\\\)*%", value):
        yield Finding(line, f"{name!r} ends at its %, which begins a comment", "write \\% for the sign")
    elif any(int(year) > datetime.date.today().year + 1 for year in years):
        yield Finding(line, f"the year {text} is in the future", "look it up")
    elif name in ("author", "editor"):
        for sign in re.findall(r"(?:(?<=\s)&(?=\s)|;|,(?=\s+and\s))", re.sub(r"\{[^{}]*\}", "", value))[:1]:
            yield Finding(line, f"{sign!r} does not part names", "write and between two names, and no sign")
        for person in split_name_list(value):
            if len(split_tex_string(person, ",")) > 3:
                problem = f"the name {person[:60]!r} has too many commas"
                yield Finding(
                    line, problem, "write Family, Given and Family, Given; an institution in {{...}}"
                )
