"""What many tests share: the book itself, and the site that was built from it."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from reading.data.book import Book
from reading.data.derive import derive

# A slow machine fails no test; and what CI tries is the same each time, so that a change is judged by itself.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).parents[1]

SOURCES = ["_config.yml", "_toc.yml", "CITATION.cff", "*.md", "about", "data", "chapters", "notebooks"]
"""What people write of the book."""


MADE = ("drawings", "executed", "figures")
"""What the build keeps by its inputs: a copy of the book that has it makes anew what is edited there."""


def copy_made(folder):
    """Give a copy of the book what the build of the book has made, as far as it has."""
    for name in MADE:
        if (ROOT / "_build" / name).exists():
            # What another test is about to write has the number of its process for a suffix.
            unfinished = shutil.ignore_patterns("*.[0-9]*")
            shutil.copytree(ROOT / "_build" / name, folder / "_build" / name, ignore=unfinished)


@pytest.fixture(scope="session")
def book():
    """The book of this repository, loaded once."""
    return Book.load(ROOT)


@pytest.fixture(scope="session")
def site():
    """The folder of the built site; `make test` builds it first."""
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").exists():
        pytest.fail("the site is not built: run `make site` first, or all of it with `make test`")
    return folder


@pytest.fixture(scope="session")
def page_names(site):
    """The pages of the site, as paths below it."""
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html") if "_static" not in path.parts)


@pytest.fixture
def book_root(tmp_path):
    """A folder with a copy of this book's sources."""
    folder = tmp_path / "book"
    folder.mkdir()
    for path in (path for pattern in SOURCES for path in ROOT.glob(pattern)):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path.name)
    return folder


@pytest.fixture(scope="session")
def derived_small_book(tmp_path_factory):
    """The small book of the catalogue of mistakes, derived once."""
    folder = tmp_path_factory.mktemp("small") / "book"
    shutil.copytree(ROOT / "tests" / "mistakes" / "book", folder)
    derive(folder / "text.txt", folder)
    return folder


@pytest.fixture
def small_root(derived_small_book, tmp_path):
    """A folder with a small book without a mistake, to make some in."""
    return shutil.copytree(derived_small_book, tmp_path / "small")
