"""Reads the files that people edit: text, lists, JSON, YAML and CSV. Each mistake has its file and line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from reading.files.errors import ReadingError, find_repeated, raise_any, single_error, suggest
from reading.files.models import Model, describe_error, validate_tree
from reading.files.structure import find_excess
from reading.files.yaml import parse_yaml

MAX_BYTES = 20_000_000
"""Bytes of a file; a larger one is refused. A long novel has a tenth of that."""

MAX_PAGE = 200_000
"""Bytes of a page of Markdown, which takes longer to parse. The longest of this book has a tenth of that."""

_CONFLICT = re.compile(r"^[^\S\n]*\"?(<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
"""A conflict marker, perhaps in a string of a notebook. The lines `=======` underline headings, too."""


class Line(NamedTuple):
    """A line of a list, with its number."""

    number: int
    text: str


def list_files(root: Path, *patterns: str) -> list[Path]:
    """The files below a folder that match one of the patterns, sorted, without what is hidden or generated.

    Links to folders are among them.
    """
    matches = {path for pattern in patterns for path in root.glob(pattern)}
    return sorted(
        path
        for path in matches
        if not any(part.startswith((".", "_build")) for part in path.relative_to(root).parts)
        and (path.is_symlink() or not path.is_dir())
    )


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """Read a file.

    Raises `ReadingErrors` where it is missing, is no regular file or has more than `most` bytes, by default
    `MAX_BYTES`.
    """
    most = most or MAX_BYTES
    try:
        problem = "" if path.is_file() or not path.exists() else "this is no file"
        if not problem and path.stat().st_size > most:
            problem = f"the file has more than {most:,} bytes"
        if not problem:
            return path.read_bytes()
        raise single_error(path, 0, problem, f"expected a plain file of at most {most:,} bytes")
    except FileNotFoundError:
        hint = "restore it, or correct the name that refers to it"
        raise single_error(path, 0, "the file is missing", hint) from None
    except (OSError, ValueError) as error:
        problem = f"the file cannot be read: {getattr(error, 'strerror', error)}"
        raise single_error(path, 0, problem, "give the name of a file that you may read") from None


def read_text(path: Path, most: int | None = None) -> str:
    """Read a text file in UTF-8, with each line end as a line feed and without a byte order mark.

    Raises `ReadingErrors` where the file cannot be read, is not text, is empty or has more than `most` bytes.
    """
    data = read_bytes(path, most)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save it with the encoding UTF-8"
        raise single_error(path, line, "the file is not UTF-8", hint) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise single_error(path, line, "the file is not text", "save it as plain text in UTF-8")
    if not text.strip():
        raise single_error(path, 0, "the file is empty", "write it, or remove it")
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start(1)) + 1
        hint = "choose one side of the merge, and delete the lines with <<<<<<<, ======= and >>>>>>>"
        raise single_error(path, line, f"a conflict of git is not resolved: {conflict[1]}", hint)
    return text


def read_markdown(path: Path) -> str:
    """Read a page of Markdown as `read_text` does.

    Raises `ReadingErrors` also where it has more than `MAX_PAGE` bytes or would take long to parse.
    """
    text = read_text(path, MAX_PAGE)
    if excess := find_excess(text):
        raise single_error(path, *excess)
    return text


def read_list(path: Path) -> list[Line]:
    """Read a list, one entry a line. Empty lines and lines that start with `#` are left out.

    Raises `ReadingErrors` where an entry appears twice.
    """
    lines = [Line(number, text.strip()) for number, text in enumerate(read_text(path).split("\n"), 1)]
    lines = [line for line in lines if line.text and not line.text.startswith("#")]
    repeated = find_repeated((line.text, line.number) for line in lines)
    raise_any(
        [
            ReadingError(path, at, f"{text!r} appears twice", f"first in line {first}")
            for text, at, first in repeated
        ]
    )
    return lines


def read_json(path: Path, *, hint: str = "") -> Any:
    """Read a JSON file. The hint is for whoever broke it. Raises `ReadingErrors`."""
    return parse_json(path, read_text(path), hint=hint)


def parse_json(path: Path, text: str, *, hint: str = "") -> Any:
    """Parse a JSON text as `read_json` does. The path is for messages."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise single_error(path, error.lineno, f"not valid JSON: {error.msg}", hint) from None
    except (RecursionError, ValueError) as error:
        # Lists nested without end, and numbers of thousands of digits.
        raise single_error(path, 0, f"not valid JSON: {error}".split("\n")[0], hint) from None


def read_yaml(path: Path) -> Any:
    """Read a YAML file. See `parse_yaml` for what is returned and raised."""
    return parse_yaml(path, read_text(path))


def read_model(path: Path, model: type[Model], context: Any = None) -> Model:
    """Read and validate a YAML file, see `validate_tree`. Raises `ReadingErrors`."""
    return validate_tree(path, read_yaml(path), model, context)


def read_table(path: Path, row: type[Model]) -> pd.DataFrame:
    """Read and validate a CSV file whose columns are the fields of `row`, in their order.

    A column whose field has a default may be absent. Returns a frame with all columns, whose row i is the
    file's line i + 2.

    Raises `ReadingErrors` with every mistake.
    """
    fields = row.model_fields
    header, *lines = _read_cells(path)
    names = [name for name, field in fields.items() if field.is_required() or name in header]
    if header != names:
        if len(header) == 1 and (sign := re.search(r"[;\t|]", header[0])):
            raise single_error(
                path, 1, f"the columns are parted by {sign[0]!r}", "save the table with commas"
            )
        unknown = next((name for name in header if name not in fields), "")
        hint = suggest(unknown, list(fields)) or f"expected {','.join(names)}"
        raise single_error(path, 1, f"the columns are {','.join(header)}", hint)
    errors: list[ReadingError] = []
    for line, cells in enumerate(lines, 2):
        if not any(map(str.strip, cells)):
            errors.append(ReadingError(path, line, "the row is empty", "delete it"))
        elif len(cells) != len(names):
            problem = f"{len(cells)} cells where the table has {len(names)} columns"
            errors.append(ReadingError(path, line, problem, ",".join(names)))
        elif any("\n" in cell for cell in cells):
            errors.append(ReadingError(path, line, "a cell has more than one line", "check the quotes"))
    # After such a mistake the numbers of rows and lines can differ.
    raise_any(errors)
    records = [dict(zip(names, cells, strict=True)) for cells in lines]
    try:
        rows: list[Model] = TypeAdapter(list[row]).validate_python(records)  # type: ignore[valid-type]
    except ValidationError as error:
        found: dict[tuple[str, str], list[int]] = {}
        for item in error.errors(include_url=False):
            number, *place = item["loc"]
            description = describe_error({**item, "loc": tuple(place)}, row)
            found.setdefault(description, []).append(int(number) + 2)
        for (problem, hint), (first, *others) in found.items():
            also = f" here and in {len(others)} more rows" if others else ""
            errors.append(ReadingError(path, first, f"{problem}{also}", hint))
    raise_any(errors)
    return pd.DataFrame([row.model_dump() for row in rows], columns=list(fields))


def _read_cells(path: Path) -> list[list[str]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    rows: list[list[str]] = []
    line = 1
    try:
        for row in reader:
            rows.append(row)
            line = reader.line_num + 1
    except csv.Error as error:
        # The line in which the row begins: a quote that is not closed runs on to the end of the file.
        problem = "a quote is not closed" if "end of data" in str(error) else f"not valid CSV: {error}"
        raise single_error(path, line, problem, "check quotes and commas") from None
    return rows
