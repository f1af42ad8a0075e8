"""The way out: Sphinx builds a book without Jupyter Book. A weekly workflow does so with newer versions."""

import importlib.util

import pytest

from tests.conftest import ROOT
from tests.site.builds import run


def build_plainly():
    """Build the site of the book in the current folder with Sphinx alone."""
    from pathlib import Path

    specification = importlib.util.spec_from_file_location("plain_sphinx", ROOT / ".ci/plain_sphinx.py")
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    script.ROOT = Path.cwd()
    return script.build("_build/plain")


@pytest.mark.extended
def test_sphinx_alone_builds_a_book_into_a_folder_that_holds_its_doctrees(small_copy):
    done = run(build_plainly, small_copy, {})
    assert done.status == 0, done.out[-2000:] + done.err[-2000:]
    assert "The harbour" in (small_copy / "_build/plain/index.html").read_text(encoding="utf-8")
