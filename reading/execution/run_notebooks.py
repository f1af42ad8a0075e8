"""Runs notebooks side by side by jupyter-cache, which keeps their outputs by their code.

The folder of the cache is named by a digest of everything else that a notebook may read, so that no output is
older than what it was computed from: the data of the book, the rooms of this package that notebooks import,
and the versions of Python and of all packages.
"""

from __future__ import annotations

import contextlib
import functools
import json
import logging
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import closing
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jupyter_cache.cache.main import JupyterCacheBase
from jupyter_cache.executors.basic import ExecutionWorkerLocalSerial, ProcessData
from jupyter_cache.readers import nbf_reader

from reading.cache.dependencies import hash_path, hash_texts
from reading.cache.processes import lock_file
from reading.data.cached import PACKAGE, hash_inputs
from reading.execution.cells import Cell, read_cells
from reading.execution.strip import METADATA
from reading.files.errors import ReadingError, attempt, raise_any, single_error
from reading.files.markdown import Mistake
from reading.files.read import read_json
from reading.show.output_types import CHART, TABLE

FOLDER = Path("_build/executed")
"""The folder of the caches, below the book's."""

LOG = FOLDER.with_suffix(".log")
"""The standard error of the kernels of the last run, and why one failed."""

KEPT = 4
"""The caches that stay, so that somebody may go back to the data or the branch of before."""

WORKERS = 1 + (os.cpu_count() or 1)
"""The notebooks that run at a time: one may wait for a table that another computes."""

TIMEOUT = 600
"""Seconds that a cell may take. The slowest of a long document takes 10 where nothing else runs."""

SETTINGS = {
    "HistoryManager": {"enabled": False},
    "InteractiveShell": {"colors": "nocolor"},
    # Altair otherwise shows a chart by a script from elsewhere, where a notebook does not import `show`.
    "IPKernelApp": {
        "exec_PYTHONSTARTUP": False,
        "ignore_cwd": True,
        "log_level": logging.CRITICAL,
        "exec_lines": ["__import__('reading.show.display');"],
    },
}
"""The settings of the kernels. Those of the person who builds the book do not count."""

KINDS = {"text/plain", "text/html", CHART, TABLE}
"""The MIME types of outputs that a page may show. A drawing of a cell's own could hold a script."""

PLACE = re.compile(r"Cell In\[(\d+)\], line (\d+)")
"""A place in a traceback: the run number of a cell, and its line."""


class _Cache(JupyterCacheBase):
    """A cache to which threads write at a time."""

    def truncate_caches(self) -> None:
        """Remove nothing. A thread that looks for old outputs could remove what another writes meanwhile."""


class Outputs:
    """The outputs of a book's notebooks. What is edited later does not count for them.

    package: the folder of the package that notebooks import
    """

    def __init__(self, root: Path, package: Path = PACKAGE) -> None:
        self._root, self._package, self._digest = root, package, hash_read(root, package)
        self._folder = root / FOLDER / self._digest
        self._unfinished, self._complete = self._folder / "unfinished", self._folder / "complete.txt"
        self.open()

    def open(self) -> None:
        """Open the cache. What another process has since written is seen only then."""
        self._cache = _Cache(self._folder)

    def list_outdated(self, paths: Iterable[Path]) -> list[Path]:
        """The notebooks whose outputs are not kept. After a run that did not end well, these are all."""
        paths = list(paths)
        if self._unfinished.exists():
            return paths
        # jupyter-cache takes as long to find a notebook as Sphinx to read a page.
        state = hash_texts(*map(str, paths), *map(hash_path, paths))
        if self._complete.is_file() and self._complete.read_text(encoding="utf-8") == state:
            return []
        outdated = [path for path in paths if not self.find(path)]
        if not outdated and self._folder.is_dir():
            self._complete.write_text(state, encoding="utf-8")
        return outdated

    def execute(self, paths: Iterable[Path], timeout: int = TIMEOUT) -> list[ReadingError]:
        """Run the notebooks whose outputs are not kept. Returns what failed: its outputs are not used.

        `timeout` is in seconds for each cell.
        """
        with lock_file((self._root / FOLDER).with_suffix(".lock"), "notebooks are running: waiting for them"):
            if self._unfinished.exists():
                # A run was killed, or something was edited during it: its outputs may be cut off, or old.
                self._cache.clear_cache()
            outdated = {str(path): path for path in paths if not self.find(path)}
            if not outdated:
                return []
            for name in outdated:
                self._cache.add_nb_to_project(name)
            self._unfinished.touch()
            errors = self._run(outdated, timeout)
            if hash_read(self._root, self._package) != self._digest:
                problem = "something that it may read was edited while it ran"
                return [ReadingError(path, 0, problem, "build again") for path in outdated.values()]
            self._unfinished.unlink()
            caches = sorted(self._folder.parent.iterdir(), key=lambda path: path.stat().st_mtime)
            for old in caches[:-KEPT]:
                shutil.rmtree(old, ignore_errors=True)
        return sorted(errors)

    def _run(self, paths: dict[str, Path], timeout: int) -> list[ReadingError]:
        """Run notebooks, and forget the outputs of those with errors, which are returned."""
        work = [
            ProcessData(record.pk, record.uri, self._cache, timeout, allow_errors=True)
            for record in self._cache.list_project_records(filter_uris=list(paths))
        ]
        # The longest come first, so that none runs alone at the end.
        work.sort(key=lambda data: paths[data.uri].stat().st_size, reverse=True)
        logger = logging.Logger("execution", logging.ERROR)
        run = ExecutionWorkerLocalSerial(logger)
        # Not by the executor local-parallel: nbclient catches the signals that should end its processes.
        # Threads and their kernels end with this process. asyncio would tell of each kernel that ends so.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
        log = self._root / LOG
        with _set_environment(), _redirect_errors(log), closing(logging.FileHandler(log)) as handler:
            logger.addHandler(handler)
            with ThreadPool(WORKERS) as pool:
                ended = pool.map(run, work, chunksize=1)
        errors: list[ReadingError] = []
        problems = {1: f"a cell takes more than {timeout} s", 2: "its kernel has failed"}
        for status, name in ended:
            path = paths[name]
            if status in problems:
                errors.append(ReadingError(path, 0, problems[status], f"see {LOG}"))
                continue
            has_failed = attempt(errors, functools.partial(self.load, path), None) is None
            if has_failed and (record := self.find(path)):
                self._cache.remove_cache(record.pk)
        return errors

    def find(self, path: Path) -> Any:
        """The record of the outputs of a notebook; None where none are kept, or it cannot be read."""
        try:
            # The check says where two cells have an id.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._cache.match_cache_notebook(nbf_reader(path))
        except Exception:  # nbformat raises a dozen kinds; the check says what is wrong
            return None

    def load(self, path: Path) -> dict[str, Any]:
        """Return a notebook with its outputs. Raises `ReadingErrors` where none are kept or a cell failed."""
        record = self.find(path)
        if record is None:
            raise single_error(path, 0, "its outputs are not kept", "build again")
        # As plain JSON: the classes of nbformat copy slowly.
        kept = iter(json.loads(json.dumps(self._cache.get_cache_bundle(record.pk).nb.cells)))
        notebook: dict[str, Any] = read_json(path)
        notebook["metadata"] = dict(METADATA)
        for cell, shown in zip(read_cells(path), notebook["cells"], strict=True):
            if cell.kind == "code":
                run = next(kept)
                outputs = _take_outputs(path, cell, run)
                shown.update(execution_count=run["execution_count"], outputs=outputs)
        return notebook


def hash_read(root: Path, package: Path = PACKAGE) -> str:
    """A digest of everything that a notebook may read or import. Claims are compared by the build."""
    runner = package / "execution/run_notebooks.py"
    return hash_texts(hash_inputs(root, package), hash_path(runner))[:16]


@contextlib.contextmanager
def _set_environment() -> Iterator[None]:
    """Give kernels the settings of builds and no other, and say in them what they run for.

    They import what is installed, and no module that lies in the folder of the book or of a notebook.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder, "profile_default")
        profile.mkdir()
        (profile / "ipython_kernel_config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        with patch.dict(os.environ, READING_BUILD="1", IPYTHONDIR=folder, PYTHONSAFEPATH="1"):
            yield


@contextlib.contextmanager
def _redirect_errors(log: Path) -> Iterator[None]:
    """Write the standard error of what starts meanwhile to a file.

    A kernel that ends may complain there of a closed socket. In a build this would look like a mistake.
    """
    kept = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _take_outputs(path: Path, cell: Cell, run: Any) -> list[Any]:
    """The outputs of a cell as its page shows them. Raises `ReadingErrors` where the cell has failed."""
    outputs: list[Any] = []
    for output in run["outputs"]:
        failure = None
        if output["output_type"] == "error":
            places = PLACE.findall("\n".join(output["traceback"]))
            lines = [int(line) for number, line in places if int(number) == run["execution_count"]]
            problem = f"{output['ename']}: {output['evalue']}".split("\n")[0]
            failure = Mistake(lines[-1] if lines else 1, problem, "")
        elif output.get("name") == "stderr" and (text := output["text"].strip()):
            # IPython writes the traceback of a group of errors there.
            told = re.search("(ReadingErrors: .*)", text) or [f"it writes to standard error: {text}"]
            failure = Mistake(1, told[0].split("\n")[0], "")
        elif CHART in output.get("data", ()) and "usermeta" not in output["data"][CHART]:
            hint = 'write show(chart, "What it shows")'
            failure = Mistake(cell.source.count("\n") + 1, "a chart without a title", hint)
        elif others := sorted(output.get("data", {}).keys() - KINDS):
            hint = "show a chart, a frame or a text"
            failure = Mistake(cell.source.count("\n") + 1, f"it shows {others[0]}", hint)
        raise_any([cell.error(path, failure)] if failure else [])
        outputs.append(output)
    return outputs
