"""Whoever changes a cell of a notebook that has run can run that cell again, without those after it."""

import ast
import json

import pytest

from tests.conftest import ROOT

SKELETON = ROOT / "reading" / "new" / "skeleton" / "notebooks"
NOTEBOOKS = [*sorted((ROOT / "notebooks").glob("*.ipynb")), *sorted(SKELETON.glob("*.ipynb"))]


def list_names(source):
    """The names that a cell reads before it sets them, and those that it sets."""
    read, made = set(), set()
    for statement in ast.parse(source).body:
        nodes = [*ast.walk(statement)]
        targets = [node.target for node in nodes if isinstance(node, ast.comprehension)]
        inner = {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        inner |= {each.arg for node in nodes if isinstance(node, ast.Lambda) for each in node.args.args}
        names = [node for node in nodes if isinstance(node, ast.Name) and node.id not in inner]
        read |= {name.id for name in names if isinstance(name.ctx, ast.Load)} - made
        made |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    return read, made


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_later_cell_gives_another_value_to_what_a_cell_reads(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    names = [*map(list_names, sources)]
    for place, (read, _) in enumerate(names):
        before = set().union(*(made for _, made in names[:place]))
        after = set().union(*(made for _, made in names[place:]))
        assert not read & before & after, sources[place]
