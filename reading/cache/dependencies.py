"""What a run depends on: the files and folders that it reads and the modules that it imports, by digest."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Inputs = dict[str, str]
"""Paths below a folder, and the digest of what each held."""

_UNSEEN = ("_build", "__pycache__")
"""What a folder holds besides what people write; hidden names, too."""


def digest(path: Path) -> str:
    """Of a file's bytes, or of a folder's names; empty where there is neither."""
    try:
        if path.is_dir():
            return digest_of(*sorted(entry.name for entry in path.iterdir() if _seen(entry.name)))
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def digest_of(*texts: str) -> str:
    """Of texts in their order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def unchanged(folder: Path, inputs: Inputs) -> bool:
    """Whether all that was read below a folder is what it was."""
    return all(digest(folder / name) == before for name, before in inputs.items())


def environment() -> str:
    """The digest of Python's version and of those of all installed packages."""
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    installed = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return digest_of(sys.version, *sorted(installed))


def _seen(name: str) -> bool:
    return not name.startswith(".") and name not in _UNSEEN


class Watch:
    """Notes what this process opens to read, or lists, below a folder: how it was when first asked for.

    A file that is not there counts as well. What Python opens and lists to import modules does not: for those
    there is `imported`. A watch has no end, so that it belongs into a process of its own.
    """

    def __init__(self, root: Path) -> None:
        self.inputs: Inputs = {}
        self._root = str(root) + os.sep
        self._apart = sys.prefix + os.sep
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
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
        if not (full + os.sep).startswith(self._root) or full.startswith(self._apart):
            return
        name = full[len(self._root) :].replace(os.sep, "/")
        if name in self.inputs or not all(map(_seen, filter(None, name.split("/")))):
            return
        # Known from here on, since the digest opens it, too.
        self.inputs[name] = ""
        self.inputs[name] = digest(Path(full))


def imported(cells: Iterable[str], package: Path) -> Inputs:
    """The modules of a package that cells of code import, and those that these import in turn.

    Code that is not plain Python may import anything, so that it depends on the whole package.
    """
    found: dict[str, Path] = {}
    try:
        waiting = [name for cell in cells for name in _imports(cell, "")]
    except SyntaxError:
        return {_below(path, package): digest(path) for path in sorted(package.rglob("*.py"))}
    while waiting:
        name = waiting.pop()
        path = _module(name, package)
        if path and name not in found:
            found[name] = path
            parent = name if path.name == "__init__.py" else name.rpartition(".")[0]
            waiting += _imports(path.read_text(encoding="utf-8"), parent)
    return {_below(path, package): digest(path) for path in sorted(found.values())}


def _imports(source: str, package: str) -> Iterator[str]:
    """The names that may be modules of what a module of a package imports, and of all that they lie in."""
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
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _module(name: str, package: Path) -> Path | None:
    first, *rest = name.split(".")
    if first != package.name:
        return None
    path = package.joinpath(*rest)
    return next(filter(Path.is_file, [path / "__init__.py", path.parent / f"{path.name}.py"]), None)


def _below(path: Path, package: Path) -> str:
    return path.relative_to(package).as_posix()
