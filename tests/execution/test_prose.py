"""The cells of text of a notebook are read as one page."""

import json

from reading.execution.prose import read_page
from reading.files.markdown import Finding


def write_notebook(path, *sources):
    cells = [
        {"cell_type": "markdown", "id": f"a{number}", "metadata": {}, "source": source.splitlines(True)}
        for number, source in enumerate(sources)
    ]
    path.write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    )
    return path


def test_cells_may_use_what_other_cells_define(tmp_path):
    path = write_notebook(tmp_path / "a.ipynb", "# A\n\nA note.[^b] See [it][c].", "[^b]: It.\n\n[c]: a.md")
    assert read_page(path).page.findings == ()


def test_finding_has_the_cell_and_the_line_of_the_file(tmp_path):
    file = read_page(write_notebook(tmp_path / "a.ipynb", "# A\n", "Text.\n\n### B"))
    (finding,) = file.page.findings
    error = file.locate(finding)
    assert "### B" in file.path.read_text().split("\n")[error.line - 1]
    assert error.problem == "cell 2: the heading skips a level: ### after #"
    assert file.locate(Finding(0, "the whole page", "")).line == 0
