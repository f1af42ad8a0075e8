"""Whoever changes a cell of a notebook that has run can run the cells again, in any order."""

import ast
import random

import pytest

from reading.execution.cells import read_cells
from tests.conftest import ROOT

SKELETON = ROOT / "reading" / "new" / "skeleton" / "notebooks"
OWN = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read_sources(path):
    return [cell.source for cell in read_cells(path) if cell.cell_type == "code"]


def list_names(source):
    """The names that a cell sets, or of which it sets a column. Names inside a comprehension are its own."""
    made, inner = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.comprehension):
            inner |= {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
        if isinstance(node, (ast.Name, ast.Subscript, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            while not isinstance(node, ast.Name):
                node = node.value
            made.add(node.id)
    return made - inner


@pytest.mark.parametrize("path", [*OWN, *sorted(SKELETON.glob("*.ipynb"))], ids=lambda path: path.stem)
def test_a_name_is_set_in_one_cell_only(path):
    seen = {}
    for source in read_sources(path):
        for name in list_names(source):
            assert seen.setdefault(name, source) == source, (name, source)


@pytest.mark.extended
@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_cells_run_again_in_any_order(path, monkeypatch):
    """Each cell of a notebook runs twice, also those that draw or resample."""
    monkeypatch.chdir(ROOT)
    sources, names = read_sources(path), {}
    again = random.Random(1).sample(sources, len(sources))
    for source in (*sources, *again):
        exec(compile(source, path.name, "exec"), names)
