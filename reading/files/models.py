"""Base classes and types of the models of what people write, and validation errors in plain words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from reading.files.errors import ReadingError, ReadingErrors, suggest_or_list
from reading.files.yaml import KeyPath, line_of

MAX_SHOWN = 60
"""Characters of a value that a message shows."""


HINTS = {
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "string_type": 'write text; a number or a date stands in quotes: "..."',
    "list_type": "write a list, such as [{}]",
    "tuple_type": "write a list, such as [{}]",
    "dict_type": "write name: value, with a space after the colon",
    "model_type": "write name: value, with a space after the colon",
    "dataclass_type": "write name: value, with a space after the colon",
    r"^https?://\S+$": "write an address, such as https://example.org",
    r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$": "write section/paragraph, such as harbour/opening",
    r"^[\w-]+(/[\w-]+)*\.bib$": "write the name of a file of the book, such as about/references.bib",
    r"^en(-[A-Z]{2})?$": "write en, en-GB or en-US",
    r"^claims\.[a-z0-9.-]+$": "write a name such as claims.trade-leads",
}
"""Hints for mistakes that pydantic says in its own words, by its name of the mistake or by the pattern."""


UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
"""What pydantic calls a name that is no field of a model, and of a dataclass."""


class StrictModel(BaseModel):
    """A part of a YAML file, or a row of a table. A name that is no field is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _check_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError("an id is made of lower-case words joined by hyphens")
    return text


def _normalise_spaces(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return " ".join(text.split())


def check_date(text: str) -> str:
    """Return a text that is an ISO date, such as `2022-10-16`. Raises `ValueError` for any other."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("expected year, month and day, as in 2026-11-24")
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such date") from None
    # In other time zones it may be tomorrow.
    if date > datetime.date.today() + datetime.timedelta(days=1):
        raise ValueError("the day is still to come")
    return text


def write_date(value: Any) -> Any:
    """Return a date or a year, to which YAML gives a type, as the text that people wrote."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if type(value) is int else value


Id = Annotated[str, AfterValidator(_check_id)]
"""The id of a theme, an actor: `world-order`."""

NonEmptyStr = Annotated[str, AfterValidator(_normalise_spaces)]
"""Text that is not empty, with single spaces."""

Model = TypeVar("Model", bound=StrictModel)


def validate_tree(path: Path, tree: Any, model: type[Model], context: Any = None) -> Model:
    """Validate the tree of a YAML file, as `parse_yaml` returns it. The path is for messages.

    context: what the validators of the model need besides

    Raises `ReadingErrors` with every mistake and its line.
    """
    try:
        return model.model_validate(tree, context=context)
    except ValidationError as error:
        items: list[Any] = list(error.errors(include_url=False))
        # A field whose name is misspelt is missing, too.
        unknown = {item["loc"][:-1] for item in items if item["type"] in UNKNOWN}
        mistakes = [
            ReadingError(path, line_of(tree, item["loc"]), *describe_error(item, model))
            for item in items
            if item["type"] != "missing" or item["loc"][:-1] not in unknown
        ]
        raise ReadingErrors("mistakes", sorted(mistakes)) from None


def find_unknown(
    path: Path, tree: Any, used: Iterable[tuple[KeyPath, str, Collection[str]]], problem: str
) -> Iterator[ReadingError]:
    """Yield an error for each name of a YAML file that is none of those that it may be.

    used: the place of each name, the name, and the right ones
    problem: what is wrong, with `{!r}` for the name
    """
    for place, name, right in used:
        if name not in right:
            hint = suggest_or_list(name, right)
            yield ReadingError(path, line_of(tree, place), problem.format(name), hint)


def describe_error(item: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, str]:
    """Describe an error of pydantic in plain words: the problem, and a hint.

    item: an entry of `ValidationError.errors()`
    """
    place = [str(step) for step in item["loc"] if step != "[key]"]
    name, error_type, value = _name_place(item["loc"]), item["type"], item["input"]
    message = item["msg"].removeprefix("Value error, ").split(", unable to ")[0]
    if error_type == "missing":
        return f"{name!r} is missing", f"add {place[-1]!r}" if place else ""
    if error_type in UNKNOWN:
        return f"unknown key {place[-1]!r}", suggest_or_list(place[-1], sorted(_list_field_names(model)))
    if not place:
        return "the file does not hold what it should", message
    if value is None or (error_type in {"too_short", "string_too_short"} and not value):
        return f"{name!r} is empty", "fill it in, or remove the entry"
    if error_type == "literal_error":
        expected = item["ctx"]["expected"]
        hint = suggest_or_list(str(value), re.findall(r"'([^']*)'", expected))
        return f"{name}: {_shorten(value)} is not {expected}", hint
    hint = HINTS.get(item.get("ctx", {}).get("pattern", error_type), "").replace("{}", str(value))
    return f"{name}: {_shorten(value)} is not valid", hint or f"{message[:1].lower()}{message[1:]}"


def _name_place(place: KeyPath) -> str:
    """The keys that lead to an entry, in words: `events (entry 2).date`."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f" (entry {step + 1})"
        elif step != "[key]":
            # The names of claims repeat the key above them.
            text = f"{text}.{step}" if text and not step.startswith(f"{text}.") else step
    return text


def _shorten(value: Any) -> str:
    """A value for a message, which has no room for a long text."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 3]}..."


def _list_field_names(model: type[BaseModel]) -> set[str]:
    """The names of the fields of a model and of all models within it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
