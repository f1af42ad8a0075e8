"""A git ref or a file of published figures goes in; its figures, and a folder with its pages, come out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from reading.cache.dependencies import hash_environment, hash_path
from reading.cache.results import ResultCache
from reading.compare.moves import Registry
from reading.data import claims
from reading.data.book import Book
from reading.data.contents import CONTENTS
from reading.figures import PACKAGE, STORE, Figure, behind, kept_registry
from reading.files.errors import ReadingError, ReadingErrors, nearest, raise_any
from reading.files.read import read_json, read_text

FIELDS: dict[str, type | tuple[type, ...]] = {
    "value": (bool, int, float, str),
    "unit": str,
    "definition": str,
    "table": str,
}
"""What a published figure holds, by type."""

_COMMAND = "import sys; from reading.cli import main; sys.exit(main(['figures']))"


class Edition(NamedTuple):
    """A state of the book: what it is called, its figures, and its folder where there is one.

    commit: in short; `diverged` where that is no longer what the ref names, but where the book's work began
    """

    name: str
    figures: Registry
    root: Path | None = None
    commit: str = ""
    diverged: bool = False


def earlier(stack: ExitStack, root: Path, base: str) -> Edition:
    """What `base` names, a file or a git ref; a ref's pages are there until the stack is closed.

    A name that ends in `.json` is a file's, and so is one by which there is a file.
    """
    path = Path(base)
    if base.endswith(".json") or (path.exists() and not path.is_dir()):
        return Edition(base, published(path))
    commit, fork = _commits(root, base)
    tree = stack.enter_context(_checked_out(root, base, fork))
    return Edition(base, _figures(root, base, tree), tree, fork[:7], fork != commit)


def published(path: Path) -> Registry:
    """The figures of a file like the site's `figures.json`."""
    hint = "`reading figures` prints such a file"
    tree = read_json(path, hint=hint)
    if not isinstance(tree, dict):
        raise_any([ReadingError(path, 1, "these are no published figures", hint)])
    odd = {name: problem for name, entry in tree.items() if (problem := _odd(entry))}
    text = read_text(path) if odd else ""
    raise_any([ReadingError(path, _line(text, name), f"{name[:60]!r}: {odd[name]}", hint) for name in odd])
    return _registry(tree)


def _registry(tree: dict[str, dict[str, Any]]) -> Registry:
    return {name: Figure(name, *(entry[field] for field in FIELDS)) for name, entry in tree.items()}


def _odd(entry: Any) -> str:
    """What keeps an entry from being a published figure; empty where nothing does."""
    if not isinstance(entry, dict):
        return f"a figure has {', '.join(FIELDS)}"
    for field, kind in FIELDS.items():
        if field not in entry:
            return f"{field!r} is missing"
        if not isinstance(entry[field], kind):
            return f"{field!r} is of another type than a figure's"
    value = entry["value"]
    # Written by hand, a number may be larger than any that is computed with.
    too_large = isinstance(value, int | float) and not abs(value) < sys.float_info.max
    return "'value' is no finite number" if too_large else ""


def _line(text: str, name: str) -> int:
    """The line of a name, written with or without escapes; 0 where it is spelt in yet another way."""
    found = [text.find(f"{json.dumps(name, ensure_ascii=plain)}:") for plain in (False, True)]
    place = max(found)
    return text.count("\n", 0, place) + 1 if place >= 0 else 0


# Git --------------------------------------------------------------------------------------------------------


def _commits(root: Path, ref: str) -> tuple[str, str]:
    """The commit that a ref names, and the one where the book's history branched off from it.

    Without a history in common, as in a clone of one commit, that is the same.
    """
    inside = _git(root, "rev-parse", "--git-dir", ref=ref)
    if inside.returncode:
        _refuse(ref, f"no ref can be looked up: {_last(inside.stderr)}", "or name two files: figures.json")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", ref=ref)
    if found.returncode:
        known = _git(root, "for-each-ref", "--format=%(refname:short)", ref=ref).stdout.decode().split()
        hint = nearest(ref, known) or "a branch, a tag or a commit; a clone may have to fetch it first"
        _refuse(ref, "there is no such git ref, and no such file", hint)
    commit = found.stdout.decode().strip()
    fork = _git(root, "merge-base", commit, "HEAD", ref=ref)
    return commit, fork.stdout.decode().strip() or commit


@contextmanager
def _checked_out(root: Path, ref: str, commit: str) -> Iterator[Path]:
    """The book's folder as a commit has it, in a place of its own that is removed in the end."""
    if _git(root, "cat-file", "-e", f"{commit}:./{CONTENTS}", ref=ref).returncode:
        _refuse(ref, "it has no book in this folder", f"a book's folder holds {CONTENTS}")
    archive = _git(root, "archive", "--format=tar", commit, ref=ref)
    if archive.returncode:
        _refuse(ref, f"its files cannot be read: {_last(archive.stderr)}")
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive.stdout), mode="r:") as files:
                files.extractall(folder, filter="data")
        except tarfile.TarError as error:
            _refuse(ref, f"its files cannot be read: {error}")
        yield Path(folder)


def _git(root: Path, *arguments: str, ref: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        _refuse(ref, "git is not installed, so that no ref can be looked up", "name two files: figures.json")


def _figures(root: Path, ref: str, tree: Path) -> Registry:
    """The figures of a book that a ref has, by the ref's own code: a change to a measure shows as well.

    Where that is the code that runs, nothing is measured that is kept already; else what it gives is kept.
    """
    package = tree / PACKAGE.name if (tree / PACKAGE.name).is_dir() else PACKAGE
    inputs = behind(tree, package)
    if inputs == behind(tree):
        try:
            return kept_registry(Book.load(tree), store=root / STORE)
        except ReadingErrors as errors:
            _refuse(ref, f"its figures cannot be computed: {_near(errors.exceptions[0], tree)}")
    made_from = {"name": "published", claims.PATH.as_posix(): hash_path(tree / claims.PATH), **inputs}
    found = ResultCache(root / STORE, hash_environment()).get_json(
        "json", made_from, lambda _: _computed(ref, tree)
    )
    return _registry(found)


def _computed(ref: str, tree: Path) -> Any:
    """What `reading figures` of the ref's own code prints, in a process of its own."""
    beside = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(tree), *([beside] if beside else [])])
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        _refuse(ref, f"its own code cannot compute its figures: {_told(done.stderr)}")
    try:
        found = json.loads(done.stdout)
    except ValueError:
        _refuse(ref, "its own code prints no figures")
    if not isinstance(found, dict) or any(map(_odd, found.values())):
        _refuse(ref, "its own code prints other figures than can be compared")
    return found


def _near(error: Exception, tree: Path) -> str:
    """A mistake of the ref's files, the path as seen from the book's folder."""
    return str(error).replace(f"{tree}{os.sep}", "")


def _told(output: bytes) -> str:
    """What ended a program: the last line of a traceback, else the first of what it says."""
    text = output.decode(errors="replace").strip()
    return _last(output) if "Traceback" in text else (text.splitlines() or ["it does not say why"])[0]


def _last(output: bytes) -> str:
    return (output.decode(errors="replace").strip().splitlines() or ["git does not say why"])[-1]


def _refuse(ref: str, problem: str, hint: str = "") -> NoReturn:
    raise ReadingErrors("a mistake", [ReadingError(Path(ref), 0, problem, hint)])
