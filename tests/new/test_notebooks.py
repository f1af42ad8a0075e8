"""The notebooks of a new book run to their end on texts that nobody made them for."""

import contextlib
import os
import subprocess
import sys
import warnings
import zipfile

import pytest

from reading.data import coding
from reading.execution.cells import read_cells
from tests.new import documents
from tests.new.conftest import create
from tests.site.builds import command_build, run

COURTS = """version: 1
themes:
  justice:
    label: Courts
    definition: Whoever is charged is heard by a court.
    terms: [court]
"""

MANY = 20
"""Paragraphs, more than the twelve that a chart has room for."""


@pytest.fixture(scope="module")
def declaration(tmp_path_factory):
    """A book on a declaration of thirty articles, in which one theme stands in three of them."""
    made = create(tmp_path_factory.mktemp("declaration"), documents.DECLARATION)
    (made / coding.FOLDER / coding.CODEBOOK).write_text(COURTS, encoding="utf-8")
    return made


def read_code(root, name):
    """The cells of code of a notebook of a book."""
    return [cell.source for cell in read_cells(root / f"notebooks/{name}.ipynb") if cell.cell_type == "code"]


def run_notebook(root, name):
    """The names that a notebook of a book defines, after all its cells have run in order."""
    defined = {}
    with contextlib.chdir(root / "notebooks"), warnings.catch_warnings():
        # `agrees` warns where a frame and the published table differ.
        warnings.simplefilter("error")
        for code in read_code(root, name):
            exec(code, defined)
    return defined


def test_words_and_themes_are_counted_in_each_section(declaration):
    """The book has thirty sections, for each of which all tables are computed."""
    words, themes = run_notebook(declaration, "words"), run_notebook(declaration, "themes")
    assert dict(words["top"])["court"] == 12
    in_articles = {"Article 10": 2, "Article 11": 8, "Article 12": 2}
    courts = words["by_section"].query("lemma == 'court'").set_index("section")["count"]
    assert words["in_sections"]["section"].nunique() <= 12 < words["by_section"]["section"].nunique()
    justice = themes["by_section"].query("theme == 'Courts'").set_index("section")["sentences"]
    assert courts.to_dict() == justice.to_dict() == in_articles


@pytest.mark.parametrize(
    "text",
    [
        documents.SPEECH,
        "\n\n".join(f"Harbour number {n} has a wall of stone. It keeps the sea out of the town."
                    for n in range(MANY)),
    ],
    ids=["speech", "paragraphs"],
)  # fmt: skip
def test_notebooks_run_to_their_end_and_charts_keep_their_size(tmp_path, text):
    """A book is made of each text, with all its tables, and both its notebooks run."""
    made = create(tmp_path, text)
    for name, most in (("words", 20), ("themes", 3)):
        found = run_notebook(made, name)
        assert len(found["counts"]) <= most
        for part in ("paragraph", "section"):
            drawn = found.get(f"in_{part}s")
            assert drawn is None or 0 < drawn[part].nunique() <= 12


@pytest.mark.slow
@pytest.mark.extended
def test_a_declaration_is_built_and_its_download_runs(declaration, tmp_path):
    done = run(command_build, declaration, {})
    assert done.status == 0, done.out[-4000:] + done.err[-4000:]
    with zipfile.ZipFile(declaration / "_build/html/notebooks.zip") as archive:
        archive.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    for name in ("words", "themes"):
        command = [sys.executable, "-P", "-c", "\n".join(read_code(root, name))]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        subprocess.run(command, cwd=root / "notebooks", env=environment, check=True)
