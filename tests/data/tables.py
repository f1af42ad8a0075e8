"""Edits tables that were derived, and describes the mistakes that their reader finds."""

import json

import pytest

from reading.data.descriptor import hash_of
from reading.files.errors import ReadingErrors


def mistakes(read, folder):
    """The mistakes that a function finds in a folder: file, line, problem and hint of each."""
    with pytest.raises(ReadingErrors) as caught:
        read(folder)
    return [
        f"{error.path.name}:{error.line}: {error.problem} ({error.hint})" for error in caught.value.exceptions
    ]


def edit(folder, name, old, new, *, rehash=True):
    """Change a file; with `rehash` as if it had been derived like that."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if rehash and name.endswith(".csv"):
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if resource["path"] == name:
                resource["hash"] = hash_of(path.read_text(encoding="utf-8"))
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
