"""The tools beside the check: what they say, in the check's form and with the fix."""

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


def test_the_spelling_of_a_file_that_is_too_large_is_not_checked(folder, monkeypatch):
    monkeypatch.setattr(linters, "has_ruff", lambda: False)
    monkeypatch.setattr(linters, "MAX_BYTES", (folder / "pyproject.toml").stat().st_size)
    for name, times in (("large.md", 5000), ("small.md", 1), ("skipped.bib", 1)):
        (folder / name).write_text("teh page\n" * times)  # codespell:ignore
    assert [name for name, *_ in said(folder)] == ["small.md"]


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
