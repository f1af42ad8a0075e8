"""New books that several tests read. They are created once, and tests leave them as they are."""

import pytest

from reading import new
from reading.new import notebooks, wheel
from tests.conftest import ROOT
from tests.new import documents


@pytest.fixture(scope="session", autouse=True)
def _equal_notebooks_run_once():
    """Notebooks of equal books are executed once: it is most of what a new book takes."""
    collect_outputs, known = notebooks.collect_outputs, {}

    def collect_once(folder, paths, **options):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        key = tuple((path.relative_to(folder), path.read_bytes()) for path in files)
        if key not in known:
            outputs = collect_outputs(folder, paths, **options)
            known[key] = {path.relative_to(folder): cells for path, cells in outputs.items()}
        return {folder / name: cells for name, cells in known[key].items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notebooks, "collect_outputs", collect_once)
        yield


@pytest.fixture(scope="module")
def no_notebooks_and_no_wheel():
    """New books execute no notebooks and hold no wheel of the package, which take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notebooks, "collect_outputs", list_no_outputs)
        patch.setattr(wheel, "build_wheel", lambda *_: None)
        yield


def list_no_outputs(folder, found, **_):
    """What `collect_outputs` returns where no cell shows anything, without executing it."""
    return {path: [[] for _ in cells] for path, (cells, _) in found.items()}


@pytest.fixture(scope="session")
def brief(tmp_path_factory):
    """The folder of a book on the brief."""
    return create(tmp_path_factory.mktemp("brief"), "text.txt", documents.BRIEF)


@pytest.fixture(scope="session")
def note(tmp_path_factory):
    """The folder of a book on a note of two sentences."""
    return create(tmp_path_factory.mktemp("note"), "text.txt", documents.NOTE)


def create(folder, name, text):
    """Create a book on a text, which is written to a file of this name in the same folder."""
    copy = folder / name
    copy.write_text(text, encoding="utf-8")
    return new.create_book(copy, folder / "book", ROOT).folder
