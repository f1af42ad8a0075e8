"""Reads passes of coding: CSV files that say in every row who coded, how and by which version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import pandas as pd
from pydantic import AfterValidator, Field, create_model

from reading.files.errors import ReadingError, attempt, raise_any
from reading.files.models import NonEmptyStr, StrictModel, check_date
from reading.files.read import read_table

CoderKind = Literal["model", "person"]
"""Who codes: a language model or a person."""

Basis = Literal["document", "retelling"]
"""What a coder reads: the document, or its retelling in the chapters."""

Version = Annotated[int, Field(ge=1)]
"""The version of a codebook or of a rule: 1, 2, 3, ... It rises when sentences have to be coded again."""


class PassRow(StrictModel):
    """The columns that every pass has after those of what is coded. The last two may be absent."""

    coder: NonEmptyStr
    kind: CoderKind
    date: Annotated[str, AfterValidator(check_date)]
    basis: Basis
    codebook: Version
    unsure: str = ""
    note: str = ""


def pass_row(**columns: Any) -> type[StrictModel]:
    """The row of a pass: the columns of what is coded, and then those of who coded it."""
    fields: dict[str, Any] = {name: (type_, ...) for name, type_ in columns.items()}
    fields |= {name: (info.annotation, info) for name, info in PassRow.model_fields.items()}
    return create_model("Row", __base__=StrictModel, **fields)


class Coder(NamedTuple):
    """Who made a pass, and how.

    name: what the coder is called, such as "model run A"
    kind: a language model or a person
    date: the day of the pass, as YYYY-MM-DD
    basis: what was read: the document, or its retelling
    codebook: the version of the codebook, or of the rule, that the pass goes by
    """

    name: str
    kind: CoderKind
    date: str
    basis: Basis
    codebook: int


METADATA = ["coder", "kind", "date", "basis", "codebook"]
"""The columns that are equal in all rows of a pass."""


Check = Callable[[Path, pd.DataFrame, Coder], Iterable[ReadingError]]
"""Finds the mistakes in what a pass codes. Row i of the frame is line i + 2 of the file."""


def read_passes(
    folder: Path,
    prefix: str,
    row: type[StrictModel],
    version: int,
    check: Check,
    *,
    takes_older: bool = False,
) -> tuple[dict[str, pd.DataFrame], dict[str, Coder]]:
    """Read the passes of a folder, and who made each, by coder.

    prefix: begins the names of their files: `pass-`
    row: the columns of a pass; the frames have those before its metadata
    version: that of the codebook or of the rule
    check: finds the mistakes in what is coded
    takes_older: whether a pass may go by an older version

    Raises `ReadingErrors` with the mistakes of all passes: where a column, a kind, a basis or a date is
    wrong, where rows do not agree who coded, where a coder made two passes, where there is no row, and where
    a pass goes by another version.
    """
    errors: list[ReadingError] = []
    passes, coders = {}, {}
    files: dict[str, Path] = {}
    for path in sorted(folder.glob(f"{prefix}*.csv")):
        rows = attempt(errors, partial(read_table, path, row), None)
        if rows is None:
            continue
        mistakes = list(_check_metadata(path, rows, version, takes_older))
        errors += mistakes
        if not mistakes:
            name, coder = path.stem.removeprefix(prefix), Coder(*rows[METADATA].iloc[0])
            passes[name], coders[name] = rows.drop(columns=[*PassRow.model_fields]), coder
            errors += check(path, passes[name], coder)
            if (first := files.setdefault(coder.name, path)) != path:
                problem = f"{coder.name!r} coded {first.name} too"
                errors.append(ReadingError(path, 2, problem, "remove the copy, or name another coder"))
    raise_any(errors)
    return passes, coders


def _check_metadata(
    path: Path, rows: pd.DataFrame, version: int, takes_older: bool
) -> Iterator[ReadingError]:
    """An error for each column that differs from the first row of the file, and for another version."""
    if rows.empty:
        yield ReadingError(path, 0, "the pass has no row", "code something, or remove the file")
        return
    for column in METADATA:
        first: Any = rows[column].iloc[0]
        differing = rows.index[rows[column] != first]
        if len(differing):
            problem = f"{column}: {rows[column][differing[0]]}, but {first} in line 2"
            yield ReadingError(path, int(differing[0]) + 2, problem, "all rows of a pass agree")
    own = int(rows["codebook"].iloc[0])
    if own > version or (own < version and not takes_older):
        problem = f"the pass goes by version {own}, as its column `codebook` says"
        hint = f"expected {version}, the version in use: code the sentences again by it"
        yield ReadingError(path, 2, problem, hint)
