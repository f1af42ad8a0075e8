"""Finds out what a run depends on: files that it reads, folders that it lists and modules that it imports.

Each dependency is recorded with a SHA-256 hash, so that a later run can tell whether it has changed.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import os
import re
import sys
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Dependencies = dict[str, str]
"""Paths relative to a folder, each with the hash of what it holds; see `hash_path`."""

PACKAGE = "reading"
"""The package that requires all others of the book."""

_REQUIRED = re.compile(r"^Requires-Dist: ([\w.-]+)(?!.*\bextra\b)", re.MULTILINE)

_GENERATED = ("_build", "__pycache__")
"""Names of folders whose content no person writes. They are ignored, as hidden names are."""


def hash_path(path: Path) -> str:
    """Return the hash of a file's bytes or of the names in a folder; empty where the path does not exist."""
    try:
        if path.is_dir():
            return hash_texts(*sorted(entry.name for entry in path.iterdir() if _is_tracked(entry.name)))
        # A pipe or a device would never end.
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def hash_folder(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the hash of each file below a folder, by its name relative to the folder.

    known: hashes of files, which are not computed again
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path for path in sorted(files)}
    return {name: (known or {}).get(name) or hash_path(path) for name, path in names.items()}


def hash_texts(*texts: str) -> str:
    """Return the hash of texts; their order counts."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def hash_environment() -> str:
    """Return the hash of the version of Python and of the versions of the packages that the book needs.

    Other packages, such as the tools of the tests, do not count: results stay valid when they are installed.
    """
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    needed = _select_needed(frozenset(path for folder in folders for path in folder.glob("*.dist-info")))
    return hash_texts(sys.version, *sorted(path.name for path in needed))


@functools.cache
def _select_needed(dist_infos: frozenset[Path]) -> list[Path]:
    """Select from all installed packages those that the book needs."""
    installed: dict[str, list[Path]] = {}
    for path in dist_infos:
        installed.setdefault(_normalize(path.name.partition("-")[0]), []).append(path)
    needed, unvisited = set[str](), [PACKAGE]
    while unvisited:
        name = unvisited.pop()
        if name not in needed:
            needed.add(name)
            unvisited += [other for path in installed.get(name, []) for other in _list_required(path)]
    return [path for name in needed for path in installed.get(name, [])]


def _list_required(dist_info: Path) -> list[str]:
    """Return the names of the packages that an installed package requires, without its extras."""
    metadata = dist_info / "METADATA"
    header = metadata.read_text("utf-8").partition("\n\n")[0] if metadata.is_file() else ""
    return [_normalize(name) for name in _REQUIRED.findall(header)]


def _normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def are_unchanged(folder: Path, dependencies: Dependencies) -> bool:
    """Whether each dependency below a folder still has the hash that was recorded."""
    return all(hash_path(folder / name) == recorded for name, recorded in dependencies.items())


def _is_tracked(name: str) -> bool:
    return not name.startswith(".") and name not in _GENERATED


class FileRecorder:
    """Records the files that this process reads and the folders that it lists below a folder.

    Each is recorded once, with its hash at the first access. A file that does not exist is recorded, too:
    the result changes when it appears. Files that Python opens to import modules are left out; for those
    there is `find_imported_modules`. An audit hook cannot be removed, so use a recorder in a process of its
    own.
    """

    def __init__(self, root: Path) -> None:
        self.dependencies: Dependencies = {}
        self._root = str(root) + os.sep
        self._venv = sys.prefix + os.sep
        sys.addaudithook(self._record)

    def _record(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if flags & (os.O_WRONLY | os.O_RDWR):
                return
        elif event in ("os.listdir", "os.scandir"):
            path = "." if arguments[0] is None else arguments[0]
        else:
            return
        importer = sys._getframe(1).f_code.co_filename.startswith("<frozen importlib")
        if importer or isinstance(path, int):
            return
        full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - a path object would cost more
        if not (full + os.sep).startswith(self._root) or full.startswith(self._venv):
            return
        name = full[len(self._root) :].replace(os.sep, "/")
        if name in self.dependencies or not all(map(_is_tracked, filter(None, name.split("/")))):
            return
        # Computing the hash opens the file again: this entry ends the recursion.
        self.dependencies[name] = ""
        self.dependencies[name] = hash_path(Path(full))


def find_imported_modules(sources: Iterable[str], package: Path) -> Dependencies:
    """Return the modules of a package that sources of code import, directly or through other modules.

    A folder whose `__init__.py` imports modules only when they are asked for counts with all its modules.
    Sources that are not plain Python, such as a cell with a magic command, may import anything: they depend
    on the whole package.
    """
    modules: dict[str, Path] = {}
    try:
        waiting = [name for source in sources for name in _parse_imports(source, "")]
    except SyntaxError:
        return _hash_modules(package.rglob("*.py"), package)
    while waiting:
        name = waiting.pop()
        path = _find_module(name, package)
        if path and name not in modules:
            modules[name] = path
            source = path.read_text(encoding="utf-8")
            parent = name if path.name == "__init__.py" else name.rpartition(".")[0]
            waiting += _parse_imports(source, parent)
            if path.name == "__init__.py" and "\ndef __getattr__(" in source:
                # It imports its modules when something in them is asked for.
                waiting += [f"{name}.{module.stem}" for module in path.parent.glob("[!_]*.py")]
    return _hash_modules(modules.values(), package)


def _hash_modules(paths: Iterable[Path], package: Path) -> Dependencies:
    return {path.relative_to(package).as_posix(): hash_path(path) for path in sorted(paths)}


@functools.lru_cache(maxsize=1024)
def _parse_imports(source: str, package: str) -> frozenset[str]:
    """Return the names that a module of a package imports, and the names of the packages around them.

    A name may be a module's or that of something within one: `from a import b` gives both `a` and `a.b`.
    """
    found = set[str]()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            found.update(".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return frozenset(found)


def _find_module(name: str, package: Path) -> Path | None:
    """Return the file of a module; None where the package has no module of that name."""
    first, *rest = name.split(".")
    if first != package.name:
        return None
    path = package.joinpath(*rest)
    return next(filter(Path.is_file, [path / "__init__.py", path.parent / f"{path.name}.py"]), None)
