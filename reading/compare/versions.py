"""Reads an earlier version of the book: from a git ref, or from a file of published figures."""

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
from reading.data import chapters
from reading.data.book import Book
from reading.data.cached import PACKAGE, STORE, UNCACHED, hash_dependencies
from reading.data.contents import CONTENTS
from reading.figures import cached_registry
from reading.figures.published import Registry, build_registry, find_problem, read_published_figures
from reading.files.errors import ReadingErrors, single_error, suggest
from reading.files.read import list_files

_COMMAND = "import sys; from reading.cli import main; sys.exit(main(['figures']))"


class Version(NamedTuple):
    """A version of the book.

    name: the git ref or the path of the file, as it was given
    root: the folder with its files; None for a file of figures
    commit: the abbreviated hash of its commit; empty for a file of figures
    diverged: whether the ref has commits that the present branch lacks: `commit` is then the common ancestor
    """

    name: str
    figures: Registry
    root: Path | None = None
    commit: str = ""
    diverged: bool = False


def open_version(stack: ExitStack, root: Path, base: str) -> Version:
    """The version that a git ref or the path of a file names.

    A name is a path if it ends in `.json` or if a file of that name exists.

    Parameters
    ----------
    stack : ExitStack
        The folder of a git ref exists until this is closed.
    root : Path
        The book's folder.
    base : str
        The git ref or the path.

    Raises
    ------
    ReadingErrors
        If there is no such ref or file, or its figures cannot be read or computed.
    """
    path = Path(base)
    if base.endswith(".json") or (path.exists() and not path.is_dir()):
        return Version(base, read_published_figures(path))
    commit, ancestor = _find_commits(root, base)
    tree = stack.enter_context(_check_out(root, base, ancestor))
    return Version(base, _compute_figures(root, base, tree), tree, ancestor[:7], ancestor != commit)


# Git --------------------------------------------------------------------------------------------------------


def _find_commits(root: Path, ref: str) -> tuple[str, str]:
    """The commit of a ref, and its common ancestor with the present commit.

    Without a common ancestor, as in a clone of one commit, both are the same.
    """
    repository = _run_git(root, "rev-parse", "--git-dir", ref=ref)
    if repository.returncode:
        problem = f"no ref can be looked up: {_last_line(repository.stderr)}"
        _refuse(ref, problem, "or name two files: figures.json")
    resolved = _run_git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", ref=ref
    )
    if resolved.returncode:
        refs = _run_git(root, "for-each-ref", "--format=%(refname:short)", ref=ref).stdout.decode().split()
        hint = suggest(ref, refs) or "name a branch, a tag or a commit; a clone may have to fetch it first"
        _refuse(ref, "there is no such git ref, and no such file", hint)
    commit = resolved.stdout.decode().strip()
    ancestor = _run_git(root, "merge-base", commit, "HEAD", ref=ref)
    return commit, ancestor.stdout.decode().strip() or commit


@contextmanager
def _check_out(root: Path, ref: str, commit: str) -> Iterator[Path]:
    """The book's folder at a commit, in a temporary folder."""
    if _run_git(root, "cat-file", "-e", f"{commit}:./{CONTENTS}", ref=ref).returncode:
        _refuse(ref, "it has no book in this folder", f"a book's folder holds {CONTENTS}")
    archive = _run_git(root, "archive", "--format=tar", commit, ref=ref)
    if archive.returncode:
        _refuse(ref, f"its files cannot be read: {_last_line(archive.stderr)}")
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive.stdout), mode="r:") as files:
                files.extractall(folder, filter="data")
        except tarfile.TarError as error:
            _refuse(ref, f"its files cannot be read: {error}")
        yield Path(folder)


def _run_git(root: Path, *arguments: str, ref: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        _refuse(ref, "git is not installed, so that no ref can be looked up", "name two files: figures.json")


def _compute_figures(root: Path, ref: str, tree: Path) -> Registry:
    """The figures of a ref, computed by its own code, so that a change to a measure shows as well.

    Code that is the same as the present one runs in this process, with the present book's cache.
    """
    package = tree / PACKAGE.name if (tree / PACKAGE.name).is_dir() else PACKAGE
    inputs = hash_dependencies(tree, package)
    if inputs == hash_dependencies(tree):
        try:
            return cached_registry(Book.load(tree), store=root / STORE)
        except ReadingErrors as errors:
            # The message names paths as the ref has them, not those of the temporary folder.
            problem = str(errors.exceptions[0]).replace(f"{tree}{os.sep}", "")
            _refuse(ref, f"its figures cannot be computed: {problem}")
    # Figures of checks depend on the chapters.
    paths = [*(tree / path for path in UNCACHED), *list_files(tree, f"{chapters.FOLDER}/**/*.md")]
    read = {path.relative_to(tree).as_posix(): hash_path(path) for path in paths}
    key = {"name": "published", **read, **inputs}
    cache = ResultCache(root / STORE, hash_environment())
    return build_registry(cache.get_json("json", key, lambda _: _run_own_code(ref, tree)))


def _run_own_code(ref: str, tree: Path) -> Any:
    """What `reading figures` of the ref's own code prints, in a process of its own."""
    inherited = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(tree), *([inherited] if inherited else [])])
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        _refuse(ref, f"its own code cannot compute its figures: {_summarize_failure(done.stderr)}")
    try:
        figures = json.loads(done.stdout)
    except ValueError:
        _refuse(ref, "its own code prints no figures")
    if not isinstance(figures, dict) or any(map(find_problem, figures.values())):
        _refuse(ref, "its own code prints other figures than can be compared")
    return figures


def _summarize_failure(output: bytes) -> str:
    """The last line of a traceback, or the first line of another message."""
    text = output.decode(errors="replace").strip()
    if "Traceback" in text:
        return _last_line(output)
    return (text.splitlines() or ["it does not say why"])[0]


def _last_line(output: bytes) -> str:
    return (output.decode(errors="replace").strip().splitlines() or ["git does not say why"])[-1]


def _refuse(ref: str, problem: str, hint: str = "") -> NoReturn:
    raise single_error(Path(ref), 0, problem, hint)
