"""What a run depends on: all that it read, listed and imported, and nothing else."""

import os
import subprocess
import sys

import pytest

from reading.cache.dependencies import are_unchanged, find_imported_modules, hash_environment, hash_path


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "shop"
    for name, code in {
        "__init__.py": "",
        "tills.py": "from shop.coins import change\n",
        "coins.py": "def change():\n    import shop.stock.shelves\n",
        "stock/__init__.py": "",
        "stock/shelves.py": "from . import boxes\nfrom .. import coins\n",
        "stock/boxes.py": "import os.path\n",
        "doors.py": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    return folder


def seen(root, code):
    """What a watch over a folder sees of a program, which runs in a process of its own."""
    whole = "import sys\nfrom pathlib import Path\nfrom reading.cache.dependencies import FileRecorder\n"
    whole += f"recorder = FileRecorder(Path({str(root)!r}))\n{code}\nprint(*sorted(recorder.dependencies))"
    done = subprocess.run([sys.executable, "-c", whole], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\n").split(" ")


def test_imports_are_followed_wherever_they_stand(package):
    found = find_imported_modules(["from shop import tills"], package)
    assert set(found) == {
        *("__init__.py", "tills.py", "coins.py"),
        *("stock/__init__.py", "stock/shelves.py", "stock/boxes.py"),
    }
    assert set(find_imported_modules(["import os", "import shop.doors"], package)) == {
        "__init__.py",
        "doors.py",
    }


def test_a_folder_that_imports_its_modules_when_they_are_asked_for_counts_as_a_whole(package):
    (package / "stock/__init__.py").write_text("import importlib\n\n\ndef __getattr__(name):\n    ...\n")
    assert set(find_imported_modules(["from shop.stock import count"], package)) == {
        *("__init__.py", "coins.py"),
        *("stock/__init__.py", "stock/shelves.py", "stock/boxes.py"),
    }


def test_code_that_is_not_plain_python_depends_on_the_whole_package(package):
    assert len(find_imported_modules(["%time", "import shop.doors"], package)) == 7


def test_changed_module_is_a_changed_dependency(package):
    before = find_imported_modules(["import shop.coins"], package)
    assert are_unchanged(package, before)
    (package / "stock/boxes.py").write_text("SIZE = 3\n")
    assert not are_unchanged(package, before)


def test_read_files_are_recorded_however_they_are_opened(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text(name)
    code = "import os\nopen('a.txt').close()\nPath('b.txt').read_bytes()\nos.close(os.open('c.txt', 0))"
    assert seen(tmp_path, code) == ["a.txt", "b.txt", "c.txt"]


def test_missing_file_is_recorded(tmp_path):
    code = "try:\n    open('none.txt')\nexcept OSError:\n    pass"
    assert seen(tmp_path, code) == ["none.txt"]
    assert are_unchanged(tmp_path, {"none.txt": ""})
    (tmp_path / "none.txt").write_text("now it is")
    assert not are_unchanged(tmp_path, {"none.txt": ""})


def test_written_hidden_and_outside_files_are_not_recorded(tmp_path):
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    (root / ".git" / "config").write_text("")
    (tmp_path / "beside.txt").write_text("")
    code = "open('new.txt', 'w').close()\nopen('.git/config').close()\nopen('../beside.txt').close()"
    assert seen(root, code) == [""]


def test_listed_folder_is_recorded_with_its_names(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.md").write_text("a")
    assert seen(tmp_path, "list(Path('.').glob('pages/*.md'))") == ["pages"]
    before = hash_path(folder)
    (folder / "a.md").write_text("b")
    (folder / ".a.md.swp").write_text("")
    assert hash_path(folder) == before
    (folder / "b.md").write_text("b")
    assert hash_path(folder) != before


def test_imports_are_not_recorded_as_files(tmp_path):
    (tmp_path / "own.py").write_text("")
    assert seen(tmp_path, "sys.path.insert(0, '')\nimport own") == [""]


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A folder of installed packages: `reading` needs `lib_one`, which needs `lib_two`; none needs `tool`."""
    for name, required in {
        "reading-1.0": ["Lib.One>=1", 'tool; extra == "test"'],
        "lib_one-1.0": ["lib-two[fast]<3 ; python_version >= '3.11'"],
        "lib_two-1.0": [],
        "tool-1.0": [],
    }.items():
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        lines = [f"Name: {name}", *(f"Requires-Dist: {one}" for one in required), "", "Requires-Dist: tool"]
        (folder / "METADATA").write_text("\n".join(lines))
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


@pytest.mark.parametrize(
    ("name", "counts"), [("reading", True), ("lib_one", True), ("lib_two", True), ("tool", False)]
)
def test_new_version_of_a_package_changes_the_environment_if_the_book_needs_it(installed, name, counts):
    before = hash_environment()
    os.rename(installed / f"{name}-1.0.dist-info", installed / f"{name}-1.1.dist-info")  # noqa: PTH104
    assert (hash_environment() != before) == counts


def test_another_version_of_python_changes_the_environment(monkeypatch):
    before = hash_environment()
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert hash_environment() != before
