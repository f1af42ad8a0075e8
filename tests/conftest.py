"""What many tests share: the book itself, and the site that was built from it."""

import gc
import json
import os
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings

from reading.cache.processes import lock_file
from reading.data.book import Book
from reading.data.cached import STORE
from reading.derive import reference as derive_reference
from reading.derive.document import derive
from reading.tables.figures import Figures
from tests.data.tables import add_theme
from tests.site.builds import build

ROOT = Path(__file__).parents[1]


EXTENDED = bool(os.environ.get("EXTENDED"))
"""Whether `make test-all` runs the tests."""


def examples(number):
    """How many examples a property tries: ten times as many under `make test-all`."""
    return number * (10 if EXTENDED else 1)


# A slow machine fails no test; and what CI tries is the same each time, so that a change is judged by itself.
settings.register_profile("here", deadline=None, max_examples=examples(50))
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

few = settings(max_examples=examples(30))
"""For properties of whole texts. They take long, and each text already has many terms and sentences."""


MADE = ("drawings", "executed", "figures")
"""The caches of the build. With a copy of them, a copy of the book computes anew only what is edited."""

FIRST = ("tests/site/test_outdated.py", "tests/new/", "tests/browser/test_visits.py", "tests/site/")
FIRST += ("tests/browser/", "tests/execution/", "tests/checks/", "tests/")
"""Where the files that take longest are, so that none is left alone at the end.

The first builds the small book. What needs that book follows when it is there, since processes wait for it.
"""


def pytest_collection_modifyitems(items):
    """Give the files to the processes in the order of `FIRST`."""
    items.sort(key=lambda item: next(at for at, start in enumerate(FIRST) if item.nodeid.startswith(start)))


def pytest_collection_finish():
    """Look for garbage less often, and not among the modules and tests: a tenth of the time of a process."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def book():
    """The book of this repository, loaded once."""
    return Book.load(ROOT)


@pytest.fixture(scope="session")
def figures(book):
    """The figures of the book, as the build caches them."""
    return Figures(book)


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
    return names_of_pages(site)


def names_of_pages(site):
    """The pages of a site, as paths below it."""
    names = (path.relative_to(site) for path in site.rglob("*.html") if "_static" not in path.parts)
    return sorted(name.as_posix() for name in names)


class Pages(Mapping):
    """The pages of a site by their names, each parsed when it is first asked for. Tests do not edit them."""

    def __init__(self, site, names):
        self._site, self._parsed, self._places = site, dict.fromkeys(names), {}

    def __getitem__(self, name):
        if self._parsed[name] is None:
            self._parsed[name] = BeautifulSoup((self._site / name).read_text(encoding="utf-8"), "lxml")
        return self._parsed[name]

    def places(self, name):
        """The elements of a page that have an id, by their ids; for many look-ups faster than `find`."""
        if name not in self._places:
            self._places[name] = {element["id"]: element for element in self[name].find_all(id=True)}
        return self._places[name]

    def __iter__(self):
        return iter(self._parsed)

    def __len__(self):
        return len(self._parsed)


@pytest.fixture(scope="session")
def pages(site, page_names):
    """The pages of the built site, parsed once for all tests."""
    return Pages(site, page_names)


def make_once(tmp_path_factory, name, make):
    """Make a folder in the process of a run that comes first. All processes get it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    done, folder = base / f"{name}.done", base / name / "book"
    with lock_file(base / f"{name}.lock", ""):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def small_book_and_figures(tmp_path_factory):
    """The small book of the catalogue of mistakes with its figures. Tests leave it as it is.

    Beside it is a copy of the cache of its figures, which all copies share.
    """

    def make(folder):
        shutil.copytree(ROOT / "tests" / "mistakes" / "book", folder)
        derive(folder / "text.txt", folder)
        with ThreadPoolExecutor(1) as executor:
            derive_reference.derive(folder / "speeches", folder, executor)
        len(Figures(Book.load(folder)))
        shutil.copytree(folder / STORE, folder.with_name(STORE.name))

    return make_once(tmp_path_factory, "small", make)


def copy_small(book, folder):
    """Copy the small book. All copies share one cache of figures: each figure is kept by its data."""
    shutil.copytree(book, folder, ignore=shutil.ignore_patterns("_build"))
    (folder / "_build").mkdir()
    (folder / STORE).symlink_to(book.with_name(STORE.name))
    return folder


@pytest.fixture(scope="session")
def derived_small_book(small_book_and_figures, tmp_path_factory):
    """A copy for each process of the small book. Tests make mistakes in it, and correct them."""
    return copy_small(small_book_and_figures, tmp_path_factory.mktemp("small") / "book")


@pytest.fixture(scope="session")
def small_book(derived_small_book):
    """The small book without a mistake, loaded once."""
    return Book.load(derived_small_book)


@pytest.fixture
def small_root(small_book_and_figures, tmp_path):
    """A folder with a small book without a mistake, to make some in."""
    return copy_small(small_book_and_figures, tmp_path / "small")


ADDED = {
    "about/glossary.md": """# Glossary

The words of both readings.

```{glossary}
quay
  A wall that ships lie at.

token
  A word as a form, each time that it occurs.
```
""",
    "about/references.md": "# References\n\nWhat is cited.\n\n```{bibliography}\n```\n",
    "about/method.md": "# Method\n\nEach {term}`token` counts. The [explorer](../explorer.md) has all.\n",
}
"""Pages that the small book needs to be built as this one is; the search page leads to the glossary."""


@pytest.fixture(scope="session")
def complete_small_book(small_book_and_figures, tmp_path_factory):
    """The small book with the configuration of this one."""
    return make_once(tmp_path_factory, "complete", lambda folder: complete(small_book_and_figures, folder))


def complete(book, folder):
    """Copy a book and add what the build of this one needs."""
    shutil.copytree(book, folder)
    configuration = (ROOT / "_config.yml").read_text(encoding="utf-8")
    configuration = re.sub(r"bibtex_bibfiles: .*", "bibtex_bibfiles: [references.bib]", configuration)
    (folder / "_config.yml").write_text(configuration, encoding="utf-8")
    (folder / "about").mkdir()
    for name, text in ADDED.items():
        (folder / name).write_text(text, encoding="utf-8")
    with (folder / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n```{chart} top-terms\n```\n")
    contents = (folder / "_toc.yml").read_text(encoding="utf-8")
    contents += "".join(f"      - file: {name.removesuffix('.md')}\n" for name in ADDED)
    (folder / "_toc.yml").write_text(contents, encoding="utf-8")
    add_theme(folder)
    add_cell(folder / "notebooks/counts.ipynb")


def add_cell(path):
    """Add to a notebook the cells that the guide shows."""
    guide = (ROOT / "contributing/notebook.md").read_text(encoding="utf-8").partition("For each cell:")[0]
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    for number, code in enumerate(re.findall(r"```python\n(.*?)\n```", guide, re.DOTALL)):
        added = {"id": f"added-{number}", "source": code.splitlines(keepends=True)}
        notebook["cells"].append(cell | added)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def built_small_book(complete_small_book, tmp_path_factory):
    """The complete small book with its site, built once, in ten seconds. Tests leave it as it is."""

    def make(folder):
        place = workshop(folder)
        shutil.copytree(complete_small_book, place)
        done = build(place)
        assert done == (0, done.out, ""), done.out + done.err
        shutil.copytree(place, folder)

    return make_once(tmp_path_factory, "built", make)


def workshop(book):
    """Where the small book is built. At another place, Sphinx would read all pages again."""
    return book.parent.with_name("workshop")


@pytest.fixture
def small_copy(built_small_book):
    """The built small book, to edit and build again, by one test at a time."""
    place = workshop(built_small_book)
    with lock_file(place.with_suffix(".lock"), ""):
        shutil.rmtree(place)
        yield shutil.copytree(built_small_book, place)
