"""The cells of text of a notebook are read as one page."""

import nbformat

from reading.execution.prose import read_page


def test_cells_may_use_what_other_cells_define(tmp_path):
    texts = ("# A\n\nA note.[^b] See [it][c].", "[^b]: It.\n\n[c]: a.md")
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    assert read_page(tmp_path / "a.ipynb").page.mistakes == ()
