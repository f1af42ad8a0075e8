"""The cells of notebooks are short."""

import json

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_cell_is_one_step_of_at_most_twelve_lines(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = {
        cell["id"]: "".join(cell["source"]).count("\n") + 1 for cell in cells if cell["cell_type"] == "code"
    }
    assert {cell: number for cell, number in lines.items() if number > 12} == {}
    assert sorted(lines.values())[len(lines) // 2] <= 7
