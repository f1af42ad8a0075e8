"""The package keeps to the map of its rooms in `contributing/code.md`: what exists, and who imports whom."""

import ast
import functools
import re
import subprocess
import sys

import pytest

from reading.data.cached import COMPUTING
from tests.conftest import ROOT

MAP = ROOT / "contributing" / "code.md"
PACKAGE = ROOT / "reading"
ROOM = re.compile(r"^\| `(reading/[\w/]*(?:\.py)?)` \| [^|]+ \|$", re.MULTILINE)


@functools.cache
def read_map():
    """The rooms of the map from top to bottom."""
    return ROOM.findall(MAP.read_text("utf-8"))


def find_room(path):
    """The room that a file of the package lies in: of the map's folders the nearest around it."""
    name = path.relative_to(ROOT).as_posix()
    return max((room for room in read_map() if name.startswith(room)), key=len, default=None)


def list_modules():
    return sorted(path for path in PACKAGE.rglob("*.py") if "skeleton" not in path.parts)


@functools.cache
def find_imports(path):
    """The files of the package that a module imports, at its top or within a function."""
    found = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            file = ROOT / name.replace(".", "/")
            found += [one for one in (file.with_suffix(".py"), file / "__init__.py") if one.is_file()]
    return found


def test_every_module_lies_in_a_room_of_the_map_and_every_room_holds_some():
    held = {find_room(path) for path in list_modules() if path != PACKAGE / "__init__.py"}
    assert held == set(read_map())


def test_modules_import_only_from_their_own_room_and_from_rooms_below():
    order = read_map()
    upward = {
        (path.relative_to(ROOT).as_posix(), imported.relative_to(ROOT).as_posix())
        for path in list_modules()
        for imported in find_imports(path)
        # The package itself holds its version alone.
        if PACKAGE / "__init__.py" not in (path, imported)
        and order.index(find_room(imported)) < order.index(find_room(path))
    }
    assert upward == set()


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("sphinx", {"reading/site/", "reading/site/pages/", "reading/site/charts/", "reading/site/layout/"}),
        ("docutils", {"reading/site/", "reading/site/pages/", "reading/site/layout/"}),
        ("altair", {"reading/show/"}),
        ("pydantic", {"reading/data/", "reading/files/"}),
    ],
)
def test_a_library_is_imported_in_its_rooms_alone(library, rooms):
    importing = re.compile(rf"^\s*(?:from|import) {library}\b", re.MULTILINE)
    found = {find_room(path) for path in list_modules() if importing.search(path.read_text("utf-8"))}
    assert found - {"reading/site/published.py", "reading/site/builder.py"} <= rooms


def test_a_build_that_computes_nothing_new_does_not_wait_for_libraries():
    """A new Python imports what a build does."""
    slow = {"altair", "scipy", "nltk", "simplemma"}
    code = f"import sys, reading.cli, reading.site.build, reading.site; print({slow} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_measures_import_nothing_from_the_rest_of_the_package():
    measures = PACKAGE / "measures"
    imported = {file for path in measures.glob("*.py") for file in find_imports(path)}
    assert {file for file in imported if measures not in file.parents} == set()


def test_what_is_cached_is_computed_in_the_rooms_that_are_hashed():
    hashed = {path for path in list_modules() if path.relative_to(PACKAGE).parts[0] in COMPUTING}
    assert {PACKAGE / "tables/figures.py", PACKAGE / "show/paragraphs.py"} < hashed
    assert {file for path in hashed for file in find_imports(path)} - hashed == set()


GUIDES = [*sorted((ROOT / "contributing").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
FILE = re.compile(r"`((?:reading|tests|benchmarks|contributing|about)/[\w./-]*)`")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_that_a_guide_names_exists(guide):
    named = FILE.findall(guide.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
