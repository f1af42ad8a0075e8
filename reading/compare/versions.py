"""Finds the version of the book to compare with: a git ref, or published tables."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from reading.compare.report import format_code
from reading.compare.tables import Values, read_tables
from reading.data.descriptor import PACKAGE
from reading.files.errors import single_error, suggest

COMMAND = "import sys; from reading.cli import main; sys.exit(main(['tables', sys.argv[1]]))"


def open_version(root: Path, base: str, folder: Path) -> tuple[str, Values]:
    """The version that a git ref names, or the path of published tables.

    A ref stands for the commit where the present branch left it. The code of this commit writes its tables,
    so that a change to a measure shows as well.

    Parameters
    ----------
    root : Path
        The folder of the present book.
    base : str
        A git ref, or an archive, a folder or a descriptor for `read_tables`.
    folder : Path
        A folder for the files and the tables of a git ref.

    Returns
    -------
    str
        What the version is, in Markdown.
    Values
        Those of its tables; none if it has no tables.

    Raises
    ------
    ReadingErrors
        If there is no such ref, or if published tables cannot be read.
    """
    path = Path(base)
    if path.suffix in (".zip", ".json") or (path / PACKAGE).exists():
        return format_code(base), read_tables(path)
    commit = _find_commit(root, base)
    tree, tables = folder / "tree", folder / "before"
    _run_git(root, base, "archive", f"--output={tree}.zip", commit)
    shutil.unpack_archive(f"{tree}.zip", tree)
    command = [sys.executable, "-c", COMMAND, str(tables)]
    done = subprocess.run(command, cwd=tree, capture_output=True, check=False)
    left = "" if commit.startswith(base) else f" (where this branch left {format_code(base)})"
    description = f"{format_code(commit[:7])}{left}"
    if done.returncode:
        return f"{description} says {format_code(_summarize(done.stderr))} and", {}
    return description, read_tables(tables)


def _find_commit(root: Path, ref: str) -> str:
    refs = _run_git(root, ref, "for-each-ref", "--format=%(refname:short)").split()
    problem = "there is no such data.zip or folder of tables, and no git ref that this branch comes from"
    hint = suggest(ref, refs) or "name a branch, a tag or a commit; a clone may have to fetch it first"
    return _run_git(root, ref, "merge-base", f"{ref}^0", "HEAD", problem=problem, hint=hint)


def _run_git(root: Path, ref: str, *arguments: str, problem: str = "", hint: str = "") -> str:
    """The output of git. Raises an error with the problem where git fails, by default what git says."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise single_error(Path(ref), 0, problem or _summarize(done.stderr), hint)
    return done.stdout.decode().strip()


def _summarize(output: bytes) -> str:
    """The last line of a traceback, or the first line of another message."""
    lines = output.decode(errors="replace").strip().splitlines() or ["nothing"]
    return lines[-1] if lines[0].startswith("Traceback") else lines[0]
