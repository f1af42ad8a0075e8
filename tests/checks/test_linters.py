"""The tools beside the check: what they say, in the check's form and with the fix."""

import json
import shutil

import pytest

from reading.checks import linters
from reading.files.errors import ReadingError, ReadingErrors
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    """A folder with the book's settings for the tools, and nothing to find."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "good.py").write_text('"""Good."""\n')
    return tmp_path


def said(folder):
    return [(one.path.name, one.line, one.problem, one.hint) for one in linters.run_linters(folder)]


def test_invalid_code_is_reported_once(folder):
    (folder / "plain.py").write_text("x = (\n")
    ((name, line, problem, _),) = said(folder)
    assert (name, line) == ("plain.py", 2)
    assert problem.startswith("not valid Python: ")


def test_missing_linter_is_reported_with_the_way_to_install_it(folder, monkeypatch):
    monkeypatch.setattr("sys.executable", shutil.which("false"))
    with pytest.raises(ReadingErrors) as raised:
        linters.run_linters(folder)
    (error,) = raised.value.exceptions
    assert error.problem.startswith("codespell_lib does not run")
    assert error.hint == "run make setup to install it"


def test_spelling_is_checked_where_ruff_is_not_installed(folder, monkeypatch):
    (folder / "page.md").write_text("# A\n\nteh page\n")  # codespell:ignore
    (folder / "plain.py").write_text("import os\n")
    monkeypatch.setattr(linters, "has_ruff", lambda: False)
    assert [name for name, *_ in said(folder)] == ["page.md"]


def test_the_spelling_of_outputs_in_a_notebook_is_not_checked(folder, monkeypatch):
    monkeypatch.setattr(linters, "has_ruff", lambda: False)
    output = {"name": "stdout", "output_type": "stream", "text": ["teh output"]}  # codespell:ignore
    code = {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "outputs": [output]}
    text = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["teh text"]}  # codespell:ignore
    notebook = {"cells": [code | {"source": []}, text], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "a.ipynb").write_text(json.dumps(notebook, indent=1))
    lines = (folder / "a.ipynb").read_text().split("\n")
    ((name, line, problem, _),) = said(folder)
    assert (name, problem) == ("a.ipynb", "'teh' is misspelt")  # codespell:ignore
    assert "text" in lines[line - 1]


def test_finding_that_the_check_has_reported_is_dropped(tmp_path):
    page, notebook, code = tmp_path / "a.yml", tmp_path / "a.ipynb", tmp_path / "a.py"
    reported = [
        ReadingError(page, 1, "unknown key 'titel'"),
        ReadingError(notebook, 9, "cell 2: it has a loop"),
    ]
    again = [ReadingError(page, 1, "'titel' is misspelt"), ReadingError(notebook, 7, linters.LAYOUT)]
    new = [
        ReadingError(page, 1, "'teh' is misspelt"),
        ReadingError(code, 9, linters.LAYOUT),
    ]  # codespell:ignore
    assert list(linters.drop_repeated(reported, [*again, *new])) == new


WRITING = {
    "ruff.toml": 'fix = true\nfix-only = true\ncache-dir = "cache"\n[lint]\nselect = ["F"]\n',
    ".codespellrc": "[codespell]\nwrite-changes =\ndictionary = own.txt\n",
    "setup.cfg": "[codespell]\nwrite-changes =\n",
    "own.txt": "good->bad\n",
}
"""Files of a branch whose settings have the linters write."""


def test_no_setting_of_a_book_lets_a_linter_write(folder):
    (folder / "page.md").write_text("# A\n\nteh page, a good one\n")  # codespell:ignore
    (folder / "plain.py").write_text("import os\n")
    for name, text in WRITING.items():
        (folder / name).write_text(text)
    with (folder / "pyproject.toml").open("a") as settings:
        settings.write("write-changes = true\n")  # in the last table, that of codespell
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    assert {name for name, *_ in said(folder)} == {"page.md", "plain.py"}
    assert {path: path.read_bytes() for path in folder.rglob("*")} == before


def test_a_module_of_the_book_is_not_taken_for_a_linter(folder):
    for name in ("codespell_lib", "ruff"):
        (folder / f"{name}.py").write_text('"""No linter."""\n\nraise SystemExit(3)\n')
    assert said(folder) == []
