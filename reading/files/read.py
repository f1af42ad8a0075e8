"""Reading and writing the files that people edit: every mistake is told with its file and line."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.reader import ReaderError

from reading.files.errors import ReadingError, ReadingErrors, closest, nearest, nearest_of, raise_any
from reading.files.regular import read_start

LARGEST = 20_000_000
"""Bytes of a file; no more are read, and a larger file is refused. A long novel has a tenth of that."""

LARGEST_YAML = 5_000_000
"""Bytes of a YAML file, which takes far longer to read."""


class Entry(BaseModel):
    """What a part of a YAML file or a row of a table holds: names it does not know are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError("an id is made of lower-case words joined by hyphens")
    return text


def _line(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return " ".join(text.split())


Id = Annotated[str, AfterValidator(_id)]
"""The id of a theme, an actor: `world-order`."""

Words = Annotated[str, AfterValidator(_line)]
"""Text that is not empty, with single spaces."""

M = TypeVar("M", bound=Entry)

Place = tuple[int | str, ...]
"""The keys and numbers that lead to an entry of a tree: `("themes", "world-order", "terms", 3)`."""


class Line(NamedTuple):
    """A line of a list, with its number."""

    number: int
    text: str


def read_text(path: Path) -> str:
    """The text of a file that must exist, be UTF-8 and not be empty; its lines end in a line feed."""
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _alone(path, line, "the file is not UTF-8", "save it with the encoding UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise _alone(
            path, text.count("\n", 0, text.index("\0")) + 1, "the file is not text", "save it anew as text"
        )
    if not text.strip():
        raise _alone(path, 0, "the file is empty", "write it, or take it out")
    return text


def read_bytes(path: Path) -> bytes:
    """What a regular file holds, up to `LARGEST` bytes, or `LARGEST_YAML` of YAML.

    Raises `ReadingErrors` where the file holds more, is missing or is no regular file.
    """
    most = LARGEST_YAML if path.suffix in (".yml", ".yaml") else LARGEST
    try:
        # One byte more than allowed tells that there are too many.
        data = read_start(path, most + 1)
    except FileNotFoundError:
        raise _alone(
            path, 0, "the file is missing", "put it back, or mend the name that leads here"
        ) from None
    except OSError as error:
        hint = f"expected a plain file of at most {most:,} bytes"
        raise _alone(path, 0, f"the file cannot be read: {error.strerror}", hint) from None
    except ValueError as error:
        raise _alone(path, 0, f"the file cannot be read: {error}", "give the name of a file") from None
    if len(data) > most:
        problem = f"the file has more than {most:,} bytes"
        raise _alone(path, 0, problem, "a file of this kind may have no more")
    return data


def visible(root: Path, *patterns: str) -> list[Path]:
    """The files below a folder that fit one of the patterns, sorted; hidden ones are an editor's own."""
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(root).parts) and not path.is_dir()
    )


def read_json(path: Path, *, hint: str = "") -> Any:
    """What a JSON file holds; the hint is for whoever broke it."""
    return json_of(path, read_text(path), hint=hint)


def json_of(path: Path, text: str, *, hint: str = "") -> Any:
    """What a JSON text holds, as `read_json` gives it; the path is for messages."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _alone(path, error.lineno, f"not valid JSON: {error.msg}", hint) from None
    except (RecursionError, ValueError) as error:
        # Lists within lists without end, and numbers of thousands of digits.
        raise _alone(path, 0, f"not valid JSON: {error}".split("\n")[0], hint) from None


def read_list(path: Path) -> list[Line]:
    """The lines of a list, one entry a line; empty lines and those that open with `#` are left out."""
    lines = [Line(number, text.strip()) for number, text in enumerate(read_text(path).split("\n"), 1)]
    lines = [line for line in lines if line.text and not line.text.startswith("#")]
    first: dict[str, int] = {}
    raise_any(
        [
            ReadingError(
                path, line.number, f"{line.text!r} stands twice", f"first in line {first[line.text]}"
            )
            for line in lines
            if first.setdefault(line.text, line.number) != line.number
        ]
    )
    return lines


def read_tree(path: Path) -> Any:
    """What a YAML file holds, as mappings and lists that `line_of` finds the lines of."""
    return tree_of(path, read_text(path))


@functools.lru_cache(maxsize=64)
def tree_of(path: Path, text: str) -> Any:
    """What a YAML text holds, as `read_tree` gives it; the path is for messages.

    Several parts of the check ask for one file, and it takes longer to read than all else: it is kept, and
    nobody may change it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _refuse_aliases(path, text)
            return YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = (
            (error.problem or error.context or "cannot be read")
            .strip()
            .split("\n")[0]
            .split(" with value")[0]
        )
        raise _yaml(path, mark.line + 1 if mark else 0, problem) from None
    except ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise _yaml(path, line, f"the character {error.character!r} may not stand there") from None
    except YAMLError as error:
        raise _yaml(path, 0, str(error).strip().split("\n")[0]) from None
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        Warning,
    ) as error:
        # What ruamel.yaml lets through of odd numbers, dates, tags and nesting.
        raise _yaml(path, 0, f"{type(error).__name__}: {error}".split("\n")[0]) from None


def read_yaml(path: Path, model: type[M]) -> M:
    """What a YAML file holds, as `model`."""
    return validated(path, read_tree(path), model)


def validated(path: Path, tree: Any, model: type[M]) -> M:
    """A tree that `read_tree` read from a path, as `model`."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        items: list[Any] = list(error.errors(include_url=False))
        odd: dict[Place, list[str]] = {}
        for item in items:
            if item["type"] == "extra_forbidden":
                odd.setdefault(item["loc"][:-1], []).append(str(item["loc"][-1]))
        told = [item for item in items if not _misspelt(item, odd)]
        mistakes = [ReadingError(path, line_of(tree, item["loc"]), *_told(item, model)) for item in told]
        raise ReadingErrors("mistakes", sorted(mistakes)) from None


def _misspelt(item: dict[str, Any], odd: Mapping[Place, list[str]]) -> bool:
    """Whether a name is only missing since it stands there misspelt, which is told already."""
    beside = odd.get(item["loc"][:-1], [])
    return item["type"] == "missing" and any(closest(word, [item["loc"][-1]]) for word in beside)


def line_of(tree: Any, place: Place) -> int:
    """The line, from 1, of the entry that `place` leads to in a tree loaded by `read_tree`."""
    line = 1
    for step in place:
        try:
            lines = tree.lc
            line = (lines.key(step) if isinstance(tree, Mapping) else lines.item(step))[0] + 1
            tree = tree[step]
        except (AttributeError, LookupError, TypeError):
            break
    return line


def read_table(path: Path, row: type[M]) -> pd.DataFrame:
    """A CSV file with the columns of `row`, in their order: a frame whose row i is the file's line i + 2."""
    names = list(row.model_fields)
    header, *lines = _cells(path)
    if header != names:
        odd = next((name for name in header if name not in names), "")
        hint = nearest(odd, names) or f"expected {','.join(names)}"
        raise _alone(path, 1, f"the columns are {','.join(header)}", hint)
    errors = [
        ReadingError(
            path, number, f"{len(cells)} cells where the table has {len(names)} columns", ",".join(names)
        )
        for number, cells in enumerate(lines, 2)
        if len(cells) != len(names)
    ]
    errors += [
        ReadingError(path, number, "a cell goes over more than one line", "mind the quotes")
        for number, cells in enumerate(lines, 2)
        if any("\n" in cell for cell in cells)
    ]
    # Past such a mistake rows and lines need not agree.
    raise_any(errors)
    try:
        cells_by_name = [dict(zip(names, cells, strict=True)) for cells in lines]
        entries: list[M] = TypeAdapter(list[row]).validate_python(cells_by_name)  # type: ignore[valid-type]
    except ValidationError as error:
        for item in error.errors(include_url=False):
            number, *place = item["loc"]
            told = _told({**item, "loc": tuple(place)}, row)
            errors.append(ReadingError(path, int(number) + 2, *told))
    raise_any(errors)
    return pd.DataFrame([entry.model_dump() for entry in entries], columns=names)


def write_all(folder: Path, contents: Mapping[str, str]) -> None:
    """Write the named files of a folder, in order, all or none.

    Each is complete before any takes its place; where one cannot, those before it get back what they held.
    """
    name = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as waiting:
            new, old = Path(waiting) / "new", Path(waiting) / "old"
            new.mkdir()
            old.mkdir()
            for name, text in contents.items():
                (new / name).write_text(text, encoding="utf-8", newline="\n")
                if (folder / name).exists():
                    shutil.copy2(folder / name, old / name)
            try:
                for name in contents:
                    (new / name).replace(folder / name)
            except BaseException:
                for kept in contents:
                    if (old / kept).exists():
                        (old / kept).replace(folder / kept)
                    elif not (new / kept).exists():
                        (folder / kept).unlink()
                raise
    except OSError as error:
        raise _alone(
            folder / name, 0, f"the file cannot be written: {error.strerror}", "is there room?"
        ) from None


def _alone(path: Path, line: int, problem: str, hint: str = "") -> ReadingErrors:
    return ReadingErrors("a mistake", [ReadingError(path, line, problem, hint)])


def _yaml(path: Path, line: int, problem: str) -> ReadingErrors:
    return _alone(path, line, f"not valid YAML: {problem}", "mind colons, quotes and indentation")


def _refuse_aliases(path: Path, text: str) -> None:
    """Aliases (`*name`) would let a short file stand for one without end."""
    for event in YAML().parse(text) if "*" in text else ():
        if isinstance(event, AliasEvent):
            raise _alone(
                path, event.start_mark.line + 1, f"the alias *{event.anchor}", "write it out, or quote it"
            )


def _cells(path: Path) -> list[list[str]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise _alone(path, reader.line_num, f"not valid CSV: {error}", "mind quotes and commas") from None


def _told(item: dict[str, Any], model: type[BaseModel]) -> tuple[str, str]:
    """A validation error in plain words: the problem, and a hint."""
    place = [str(step) for step in item["loc"] if step != "[key]"]
    name, kind, value = ".".join(place), item["type"], item["input"]
    said = item["msg"].removeprefix("Value error, ").split(", unable to ")[0]
    said = said.replace("valid tuple", "list").replace("valid dictionary", "mapping")
    if kind == "missing":
        return f"{name!r} is missing", f"add {place[-1]!r}" if place else ""
    if kind == "extra_forbidden":
        return f"unknown key {place[-1]!r}", nearest(place[-1], _names(model)) or _known(model)
    if not place:
        return "the file does not hold what it should", said
    if value is None or (kind in {"too_short", "string_too_short"} and not value):
        return f"{name!r} is empty", "write what belongs there, or take the entry out"
    if kind == "literal_error":
        right = item["ctx"]["expected"]
        return f"{name}: {_brief(value)} is not {right}", nearest_of(
            str(value), re.findall(r"'([^']*)'", right)
        )
    return f"{name}: {_brief(value)} will not do", f"{said[:1].lower()}{said[1:]}"


def _brief(value: Any) -> str:
    """A value as it may stand in a message: its whole text can be long beyond use."""
    if isinstance(value, (str, int, float)):
        text = repr(value) if isinstance(value, str) else str(value)
        return text if len(text) <= 60 else f"{text[:57]}..."
    return (
        "a mapping"
        if isinstance(value, Mapping)
        else "a list"
        if isinstance(value, list)
        else f"{value!s:.60}"
    )


def _known(model: type[BaseModel]) -> str:
    return f"known are {', '.join(sorted(_names(model)))}"


def _names(model: type[BaseModel]) -> set[str]:
    """The names of a model's fields and of all models within it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
