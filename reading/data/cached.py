"""Keeps what is computed from a book, until its data, the code or a library change."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import reading
from reading.cache.dependencies import hash_environment, hash_path, hash_texts
from reading.cache.results import ResultCache
from reading.data import claims
from reading.data.book import Book

STORE = Path("_build/figures")
"""The cache in the folder of a book."""

PACKAGE = Path(reading.__file__).parent

UNCACHED = (claims.PATH,)
"""The data whose figures are computed each time: claims compare figures."""

COMPUTING = ("__init__.py", "cache", "data", "files", "formatting.py", "measures", "show", "tables", "text")
"""The rooms of the package that compute figures. The cells of notebooks use no others."""


def get_cached(book: Book, name: str, compute: Callable[[Book], Any]) -> Any:
    """What `compute` returns for a book, from the cache if nothing has changed that it may be computed from.

    JSON must be able to store it. It may depend on the data except `UNCACHED`, on the module of `compute`, on
    the rooms of `COMPUTING` and on libraries, but not on chapters.
    """
    key = [name, hash_path(Path(inspect.getfile(compute))), _hash_inputs(book)]
    try:
        return ResultCache(book.root / STORE, "").get_json("json", key, lambda _: compute(book))
    except OSError:
        # The folder cannot be written to.
        return compute(book)


@functools.lru_cache(maxsize=4)
def _hash_inputs(book: Book) -> str:
    """The result of `hash_inputs` when the book was first asked for a result."""
    return hash_inputs(book.root)


def hash_inputs(root: Path, package: Path = PACKAGE) -> str:
    """A digest of everything that figures may be computed from: data, code, Python and libraries."""
    data = (path for path in sorted((root / "data").rglob("*.*")) if path.relative_to(root) not in UNCACHED)
    hashes = [f"{path.relative_to(root).as_posix()} {hash_path(path)}" for path in data]
    return hash_texts(hash_environment(), *hashes, *_hash_code(package))


def _hash_code(package: Path) -> list[str]:
    """The hashes of the modules of a package that compute figures, and of the tables beside them."""
    rooms = [package / name for name in COMPUTING]
    paths = sorted(path for room in rooms for path in (room.rglob("*.*") if room.is_dir() else [room]))
    kept = (path for path in paths if path.suffix in (".py", ".gz", ".json"))
    return [f"{path.relative_to(package).as_posix()} {hash_path(path)}" for path in kept]
