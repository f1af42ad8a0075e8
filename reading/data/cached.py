"""Caches what is computed from the data of a book, until the data, the code or a library changes."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import reading
from reading.cache.dependencies import Dependencies, hash_environment, hash_path
from reading.cache.results import ResultCache
from reading.data import claims
from reading.data.book import Book
from reading.data.coding import FOLDER as CODING
from reading.data.coding import NO_CODING, has_coding
from reading.data.stances import NO_STANCES

STORE = Path("_build/figures")
"""The cache in the folder of a book."""

PACKAGE = Path(reading.__file__).parent

UNCACHED = (claims.PATH,)
"""The data whose figures are computed each time: claims compare figures."""

COMPUTING = (
    "show",
    "tables",
    "data",
    "text",
    "measures",
    "files",
    "formatting",
)
"""The rooms of the package on which a cached result may depend, each below those that may import it."""

ABOVE_TABLES = tuple(f"{PACKAGE.name}/{room}" for room in COMPUTING[: COMPUTING.index("tables")])
"""The beginnings of the names of modules on which no table depends."""

STOP_WORDS, THEMES, TIMELINE = "data/lexicon/stopwords", "data/lexicon/themes", "data/timeline"
"""The beginnings of the names of files that people edit often, and of which many results are independent."""


def get_cached(
    book: Book,
    name: str,
    compute: Callable[[Book], Any],
    *,
    without: tuple[str, ...] = (),
    store: Path | None = None,
) -> Any:
    """What `compute` returns for a book, from the cache if nothing has changed that it is computed from.

    `without` has the beginnings of the names of files that it is not computed from.

    JSON must be able to store it. It may depend on the data except `UNCACHED`, on the module of `compute`, on
    its room if that is in `COMPUTING`, on the rooms of `COMPUTING` below that and on libraries, but not on
    chapters. The cache is in the book's folder, unless `store` names another one.
    """
    results = ResultCache(store or book.root / STORE, hash_environment())
    try:
        without += tuple(f"{PACKAGE.name}/{room}" for room in _list_rooms_above(compute.__module__))
        inputs = {path: digest for path, digest in _hash_inputs(book).items() if not path.startswith(without)}
        inputs["module"] = hash_path(Path(inspect.getfile(compute)))
        computed = results.get_json("json", {"name": name, **inputs}, lambda _: compute(book))
        results.prune()
    except OSError:
        # The folder cannot be written to.
        return compute(book)
    return computed


def _list_rooms_above(module: str) -> tuple[str, ...]:
    """The rooms of `COMPUTING` on which a module does not depend. None for one that is above all of them."""
    room = next((place for place, room in enumerate(COMPUTING) if room in module.split(".")[1:2]), 0)
    return COMPUTING[:room]


@functools.lru_cache(maxsize=4)
def _hash_inputs(book: Book) -> Dependencies:
    """The hashes of what a result may depend on, when the book was first asked for one."""
    unread, inside = _list_unread_files(book), tuple(f"{PACKAGE.name}/{room}" for room in COMPUTING)
    return {
        path: digest
        for path, digest in hash_dependencies(book.root).items()
        if path not in unread and (path.startswith(inside) or not path.startswith(f"{PACKAGE.name}/"))
    }


def hash_dependencies(root: Path, package: Path = PACKAGE) -> Dependencies:
    """The hashes of the data of a book, without `UNCACHED`, and of the code of a package."""
    data = {path.relative_to(root): path for path in (root / "data").rglob("*.*")}
    hashes = {name.as_posix(): hash_path(path) for name, path in sorted(data.items()) if name not in UNCACHED}
    return hashes | _hash_code(package)


def _hash_code(package: Path) -> Dependencies:
    """The hashes of the modules of a package and of the tables in it."""
    paths = sorted(path for path in package.rglob("*.*") if path.suffix in (".py", ".gz", ".json"))
    return {path.relative_to(package.parent).as_posix(): hash_path(path) for path in paths}


def _list_unread_files(book: Book) -> set[str]:
    """The files of codings and stances that could not be read. A change in them changes no result."""
    # A part that is read on demand and has not been read yet is not among the variables: it has no mistakes.
    parts, folder = vars(book), book.root / CODING
    files, of_stances = set(folder.glob("*")), set(folder.glob("stances*"))
    unread = of_stances if parts.get("stances") is NO_STANCES else set()
    # What stands in the folder of a book without codings, such as a README, is no file that has mistakes.
    if parts.get("coding") is NO_CODING and has_coding(folder):
        unread |= files - of_stances
    return {path.relative_to(book.root).as_posix() for path in unread}
