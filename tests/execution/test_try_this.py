"""The boxes "Try this" of the notebooks: the lines to change are there, and the changed notebook runs."""

import re
import warnings

import pytest

from reading.execution.cells import read_cells
from reading.new.templates import SKELETON
from tests.conftest import ROOT

BOX = re.compile(r"^:::\{admonition\} Try this\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
CHANGE = re.compile(r"\S.*\n\n```diff\n((?:-.*\n)+)((?:\+.*\n)+)```\n")

NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.ipynb"), *SKELETON.glob("notebooks/*.ipynb")])


def read_changes(path):
    """The lines of each box that go, and those that come, without their signs."""
    for cell in read_cells(path):
        for box in BOX.findall(cell.source if cell.cell_type == "markdown" else ""):
            change = CHANGE.fullmatch(box)
            assert change, f"{path.name}: the box needs a sentence, an empty line and a diff:\n{box}"
            yield tuple("".join(line[1:] for line in side.splitlines(True)) for side in change.groups())


def change(path, old, new):
    """The code of a notebook with the lines changed. They have to stand in it once."""
    codes = [cell.source + "\n" for cell in read_cells(path) if cell.cell_type == "code"]
    assert sum(f"\n{code}".count(f"\n{old}") for code in codes) == 1, f"{path.name}: {old}"
    return [f"\n{code}".replace(f"\n{old}", f"\n{new}").removeprefix("\n") for code in codes]


CHANGES = [(path, *sides) for path in NOTEBOOKS for sides in read_changes(path)]

ONE = """sentences = tables.sentences().query("section != 'Ties with Russia'")\n"""
OTHERS = [
    ("actors", "fewest = 3\n", "fewest = 1000\n"),
    ("term_frequency", 'top = most_frequent["lemma"].tolist()\n', "top = []\n"),
    ("themes", "sentences = tables.sentences()\n", ONE),
]
"""Changes on which notebooks stumbled: one section alone, and nothing to show."""

CHANGES += [(ROOT / f"notebooks/{name}.ipynb", old, new) for name, old, new in OTHERS]


def test_each_notebook_has_two_or_three_boxes():
    boxes = {path.stem: len([*read_changes(path)]) for path in NOTEBOOKS}
    assert set(boxes.values()) <= {2, 3}, boxes


FAST = 'word = choose("Beijing", held)\n'
"""The change that every run of the tests makes. All together take minutes."""

CASES = [
    pytest.param(
        path, old, new, marks=[pytest.mark.extended] * (old != FAST), id=f"{path.stem} {old.strip()}"
    )
    for path, old, new in CHANGES
]


@pytest.mark.parametrize(("path", "old", "new"), CASES)
def test_a_changed_notebook_runs_to_its_end(path, old, new, monkeypatch):
    """A whole notebook runs."""
    monkeypatch.chdir(ROOT)
    names = {"__name__": "__main__"}
    with warnings.catch_warnings():
        # `agrees` warns of what the change has made different from what the book publishes.
        warnings.simplefilter("ignore")
        for code in change(path, old, new):
            exec(compile(code, path.name, "exec"), names)
