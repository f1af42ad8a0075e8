"""The notebooks of a new book run to their end on texts that nobody made them for. Their verdicts hold."""

import contextlib
import json
import os
import subprocess
import sys
import zipfile

import pytest

from reading import tables
from reading.data import coding
from reading.data.book import Book
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

MANY = 45


@pytest.fixture(scope="module")
def declaration(tmp_path_factory):
    """A book on a declaration of thirty articles, in which one theme stands in three of them."""
    made = create(tmp_path_factory.mktemp("declaration"), documents.DECLARATION)
    (made / coding.FOLDER / coding.CODEBOOK).write_text(COURTS, encoding="utf-8")
    return made


def run_notebook(root, name):
    """The names that a notebook of a book defines, after all its cells have run in order."""
    notebook = json.loads((root / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))
    defined = {}
    with contextlib.chdir(root / "notebooks"):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), defined)
    return defined


@pytest.mark.parametrize("name", ["words", "themes"])
def test_each_verdict_is_that_of_its_section(declaration, name):
    found, book = run_notebook(declaration, name), Book(declaration)
    key = "lemma" if name == "words" else "theme"
    published = (tables.terms_by_section if name == "words" else tables.themes_by_section)(book)
    published = published.rename(columns={"term": "lemma"}).set_index(["section", key])["verdict"]
    drawn = found["drawn"].set_index(["section", key])["said"]
    said = {"more here": "more", "less here": "less"}
    assert all(said.get(published[row], "") == verdict for row, verdict in drawn.items())
    word = "court" if name == "words" else "justice"
    assert published["article-11", word] == "more here"
    assert drawn["article-11", word] == "more"
    assert len(found["sections"]) <= 8


@pytest.mark.parametrize(
    "text",
    [
        documents.SPEECH,
        documents.LETTER,
        "\n\n".join(f"## Part {n}\n\nHarbour {n} has a wall of stone. It keeps the sea out of the town."
                    for n in range(MANY)),
        "\n\n".join(f"Harbour number {n} has a wall of stone. It keeps the sea out of the town."
                    for n in range(MANY)),
    ],
    ids=["speech", "letter", "sections", "paragraphs"],
)  # fmt: skip
def test_notebooks_run_to_their_end_and_charts_keep_their_size(tmp_path, text):
    made = create(tmp_path, text)
    words, themes = run_notebook(made, "words"), run_notebook(made, "themes")
    assert len(words["longest"]) <= words["room"] in (8, 40)
    assert len(themes["fullest"]) <= themes["room"]
    for found in (words, themes):
        for chart in (found["bars"], found["cells"]):
            assert len(chart.mark_bar().to_dict()["datasets"].popitem()[1]) <= 40 * 40


@pytest.mark.slow
@pytest.mark.extended
def test_a_declaration_is_built_and_its_download_runs(declaration, tmp_path):
    done = run(command_build, declaration, {})
    assert done.status == 0, done.out[-4000:] + done.err[-4000:]
    with zipfile.ZipFile(declaration / "_build/html/notebooks.zip") as archive:
        archive.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    for name in ("words", "themes"):
        cells = json.loads((root / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        command = [sys.executable, "-P", "-c", code]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        subprocess.run(command, cwd=root / "notebooks", env=environment, check=True)
