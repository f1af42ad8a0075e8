"""Reads the keys of bibliographies in BibTeX."""

from __future__ import annotations

import re
from pathlib import Path

from reading.files.errors import ReadingError, raise_any
from reading.files.read import read_text


def read_citation_keys(paths: list[Path]) -> frozenset[str]:
    """The keys of all entries. Raises `ReadingErrors` with every entry that is not valid BibTeX."""
    # Imported here because only a book with a bibliography needs it.
    from pybtex.database.input.bibtex import Parser
    from pybtex.errors import capture
    from pybtex.exceptions import PybtexError

    keys: set[str] = set()
    errors: list[ReadingError] = []
    for path in paths:
        text = read_text(path)
        with capture() as problems:
            try:
                keys.update(entry.key for entry in Parser().parse_string(text).entries.values())
            except PybtexError as error:
                problems.append(error)
        errors += [_describe_problem(path, text, problem) for problem in problems]
    raise_any(errors)
    return frozenset(keys)


def _describe_problem(path: Path, text: str, error: Exception) -> ReadingError:
    line = getattr(error, "lineno", None) or 0
    problem = str(error).replace(f" in line {line}", "")
    # Pybtex does not say where a repeated entry is.
    if repeated := re.fullmatch(r"repeated bibliography entry: (.+)", problem):
        entry = re.compile(rf"@\w+\s*[{{(]\s*{re.escape(repeated[1])}\s*,", re.IGNORECASE)
        starts = [match.start() for match in entry.finditer(text)]
        line = text.count("\n", 0, starts[1]) + 1 if len(starts) > 1 else 0
    hint = "put braces around every value and a comma after it"
    return ReadingError(path, line, f"not valid BibTeX: {problem}", hint)
