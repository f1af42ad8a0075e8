"""Notebooks are committed without what Jupyter adds to them."""

import json

import nbformat
import pytest

from reading.execution.strip import main
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_that_jupyter_has_run_and_saved_becomes_what_it_was(path, tmp_path, capsys):
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.1"}
    for number, cell in enumerate(notebook.cells):
        cell.metadata["execution"] = {"iopub.execute_input": "2026"}
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.outputs = [nbformat.v4.new_output("stream", text="ran")]
        else:
            cell.attachments = {"left.png": {"image/png": "iVBORw0KGgo="}}
    nbformat.write(notebook, tmp_path / path.name)
    assert main([str(tmp_path / path.name)]) == 0
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    assert "outputs removed" in capsys.readouterr().out


def test_a_stripped_notebook_is_not_written(tmp_path, capsys):
    path = tmp_path / "saved.ipynb"
    path.write_text(json.dumps(json.loads(NOTEBOOKS[0].read_text())))
    assert main([str(path)]) == 0
    assert "\n" not in path.read_text()
    assert capsys.readouterr().out == ""


def test_a_file_that_is_no_notebook_is_one_line(tmp_path, capsys):
    (tmp_path / "a.ipynb").write_text("{}")
    (tmp_path / "b.ipynb").write_text("<<<<<<<")
    assert main([str(tmp_path / "a.ipynb"), str(tmp_path / "b.ipynb")]) == 1
    assert capsys.readouterr().err.count("not a notebook") == 2
