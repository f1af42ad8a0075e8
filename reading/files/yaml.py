"""Reads YAML texts with libyaml. Mappings and lists know the lines of their entries.

Values have the types of YAML 1.2: `no` is text, and `010` is ten. Dates (`2023-01-31`), underscores between
digits (`1_000`) and binary numbers (`0b101`) are read, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml

from reading.files.errors import single_error

Place = tuple[int | str, ...]
"""The keys and numbers that lead to an entry: `("themes", "world-order", "terms", 3)`."""

# Where PyYAML was built without libyaml, it has only its own parser, which is slow.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_AMBIGUOUS = re.compile("[\x85\u2028\u2029\ufeff]")
"""Characters that libyaml, after YAML 1.1, reads as line breaks or skips; in YAML 1.2 they are text."""

_FIRST_CHARACTERS = frozenset("tTfFnN~+-.0123456789")
"""What a plain scalar that is no text starts with."""

_CONSTANTS = {
    "": None,
    "~": None,
    **{word: value for name, value in (("null", None), ("true", True), ("false", False))
       for word in (name, name.capitalize(), name.upper())},
}  # fmt: skip

_INTEGER = re.compile(
    r"[-+]? (?: 0b _*[01][01_]* | 0o _*[0-7][0-7_]* | 0x _*[0-9a-fA-F][0-9a-fA-F_]* | [0-9][0-9_]* )",
    re.VERBOSE,
)

_BASES = {"0b": 2, "0o": 8, "0x": 16}

MAX_DIGITS = 300
"""Characters of an integer. Python refuses to write out very long ones, also in messages."""

_FLOAT = re.compile(
    r"""
    [-+]? (?: [0-9][0-9_]* (?: \. [0-9_]* )? | \. [0-9][0-9_]* ) (?: [eE] [-+]? [0-9]+ )?
    | [-+]? \. (?: inf | Inf | INF )
    | \. (?: nan | NaN | NAN )
    """,
    re.VERBOSE,
)

_TIMESTAMP = re.compile(
    r"""
    [0-9]{4} - [0-9]{2} - [0-9]{2}
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [Tt] | [ \t]+ ) [0-9]{1,2} : [0-9]{2} : [0-9]{2} (?: \. [0-9]* )?
      (?: [ \t]* (?: Z | [-+] [0-9]{1,2} (?: : [0-9]{2} )? ) )?
    """,
    re.VERBOSE,
)


class YamlMapping(dict[Any, Any]):
    """A mapping of a YAML text. `lines` gives the line of each key, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, int] = {}


class YamlList(list[Any]):
    """A list of a YAML text. `lines` gives the line of each item, from 1."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def parse_yaml(path: Path, text: str) -> Any:
    """Parse a YAML text into mappings, lists, texts, numbers, booleans, dates and None.

    A value with a tag is text, whatever the tag says. The path is for messages.

    Raises `ReadingErrors` with the first mistake. Besides what libyaml refuses, these are refused: a key or
    an anchor that appears twice, a key that is a list or a mapping, a second document, an integer of more
    than `MAX_DIGITS` characters, and an alias, since a short text with aliases can stand for an endless one.
    """
    return _Parser(path, text).parse()


def compose_yaml(text: str) -> Any:
    """The nodes of a YAML text that `parse_yaml` accepts, as PyYAML composes them.

    Each has `value`, `start_mark` and `end_mark`, whose `index` counts characters.
    """
    return yaml.compose(text, _LOADER)


def line_of(tree: Any, place: Place) -> int:
    """The line, from 1, of the entry that `place` leads to in a tree that `parse_yaml` returns.

    Where the tree ends before the place does, the line of the last entry on the way.
    """
    line = 1
    for step in place:
        try:
            line, tree = tree.lines[step], tree[step]
        except (AttributeError, LookupError, TypeError):
            break
    return line


class _Parser:
    """Builds the tree of a text from the events of its parser."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.anchors: set[str] = set()

    def parse(self) -> Any:
        if ambiguous := _AMBIGUOUS.search(self.text):
            self.refuse_character(ambiguous.start())
        try:
            return self.parse_document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context or "cannot be read"
            if mark and problem.startswith("found character that"):
                character = self.text[mark.index : mark.index + 1]
                problem = problem.replace("character", f"character {character!r}", 1)
            # libyaml puts the end of a text without a last line end on a line of its own.
            line = min(mark.line, self.text.count("\n")) + 1 if mark else 0
            self.refuse(line, problem.split("\n")[0])
        except yaml.reader.ReaderError as error:
            # libyaml counts bytes.
            self.refuse_character(len(self.text.encode()[: error.position].decode(errors="ignore")))
        except RecursionError:
            self.refuse(0, "the nesting is too deep")
        except (yaml.YAMLError, ValueError) as error:
            self.refuse(0, str(error).split("\n")[0])

    def refuse(self, line: int, problem: str, hint: str = "check colons, quotes and indentation") -> NoReturn:
        raise single_error(self.path, line, f"not valid YAML: {problem}", hint) from None

    def refuse_character(self, index: int) -> NoReturn:
        line = self.text.count("\n", 0, index) + 1
        self.refuse(line, f"the character {self.text[index]!r} may not stand there")

    def parse_document(self) -> Any:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        tree = self.parse_node(next(self.events))
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after.start_mark.line + 1, "a second document starts here")
        return tree

    def parse_node(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent):
            problem = f"the YAML alias *{event.anchor}"
            raise single_error(self.path, event.start_mark.line + 1, problem, "write it out, or quote it")
        if event.anchor:
            if event.anchor in self.anchors:
                self.refuse(event.start_mark.line + 1, f"found duplicate anchor &{event.anchor}")
            self.anchors.add(event.anchor)
        if isinstance(event, yaml.ScalarEvent):
            return self.parse_scalar(event)
        return self.parse_mapping() if isinstance(event, yaml.MappingStartEvent) else self.parse_list()

    def parse_mapping(self) -> YamlMapping:
        mapping = YamlMapping()
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self.parse_node(event)
            if isinstance(key, (dict, list)):
                self.refuse(line, "a key is a list or a mapping")
            if key in mapping:
                hint = f"first in line {mapping.lines[key]}; remove or rename one of them"
                self.refuse(line, f'found duplicate key "{key}"', hint)
            mapping.lines[key] = line
            mapping[key] = self.parse_node(next(self.events))
        return mapping

    def parse_list(self) -> YamlList:
        items = YamlList()
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.lines.append(event.start_mark.line + 1)
            items.append(self.parse_node(event))
        return items

    def parse_scalar(self, event: Any) -> Any:
        # Only a scalar without quotes and tags can be other than text.
        if not event.implicit[0]:
            return event.value
        try:
            return _resolve(event.value)
        except ValueError as error:
            if _TIMESTAMP.fullmatch(event.value):
                problem = f"{event.value} is no date: {error}"
                self.refuse(event.start_mark.line + 1, problem, "write year-month-day, such as 2013-03-23")
            self.refuse(event.start_mark.line + 1, str(error), f"write at most {MAX_DIGITS} digits")


def _resolve(text: str) -> Any:
    """The value of a plain scalar. Raises `ValueError` for dates that do not exist and very long integers."""
    if text and text[0] not in _FIRST_CHARACTERS:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        if len(text) > MAX_DIGITS:
            raise ValueError(f"a number has more than {MAX_DIGITS} digits")
        return int(text.replace("_", ""), _BASES.get(text.lstrip("+-")[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace("_", "").replace(".inf", "inf").replace(".nan", "nan"))
    if _TIMESTAMP.fullmatch(text):
        return yaml.constructor.SafeConstructor().construct_yaml_timestamp(yaml.ScalarNode("", text))
    return text
