"""Changes data, and describes the mistakes that their reader finds."""

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


def with_parts(whole, **parts):
    """A book or a reference with other parts than its folder has."""
    changed = copy(whole)
    vars(changed).update(parts)
    return changed


def add_theme(root):
    """Add the theme `crews` to the small book, as the guide says."""
    path = root / "data/coding/codebook.yml"
    path.write_text(path.read_text().replace("version: 1", "version: 2"))
    with path.open("a") as codebook:
        codebook.write("  crews:\n    label: Crews\n    definition: Who builds.\n    since: 2\n")
    with (root / "data/lexicon/themes.yml").open("a") as lexicon:
        lexicon.write("  crews:\n    terms: [council, ship]\n")


def code_theme(root):
    """Add a person's pass by the codebook with `crews`, which gives only this theme, to two sentences."""
    folder = root / "data/coding"
    header, *rows = (folder / "pass-b.csv").read_text().splitlines()
    places = [",".join(row.split(",")[:2]) for row in rows]
    given = ["crews", "crews", *[""] * (len(rows) - 2)]
    coded = [
        f"{place},{themes},Ann,person,2026-12-01,document,2"
        for place, themes in zip(places, given, strict=True)
    ]
    (folder / "pass-ann.csv").write_text("\n".join([header, *coded]) + "\n")
