"""Edits derived data, and describes the mistakes that their reader finds."""

from copy import copy

import pytest

from reading.files.errors import ReadingErrors


def mistakes(read, folder):
    """The mistakes that a function finds in a folder: file, line, problem and hint of each."""
    with pytest.raises(ReadingErrors) as caught:
        read(folder)
    return [
        f"{error.path.name}:{error.line}: {error.problem} ({error.hint})" for error in caught.value.exceptions
    ]


def edit(folder, name, old, new):
    """Change a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def with_parts(whole, **parts):
    """A book or a reference with other parts than its folder has."""
    changed = copy(whole)
    vars(changed).update(parts)
    return changed
