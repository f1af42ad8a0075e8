"""Runs notebooks side by side by nbclient, and keeps their outputs by their code.

They are kept under a digest of everything else that a notebook may read, so that no output is older than what
it was computed from: the data of the book, the rooms of this package that notebooks import, and the versions
of Python and of all packages.
"""

from __future__ import annotations

import json
import logging
import os
import re
import tempfile
import traceback
from collections.abc import Iterable
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import IO, Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError

from reading.cache.dependencies import hash_path, hash_texts
from reading.cache.processes import lock_file
from reading.cache.results import ResultCache
from reading.data.cached import PACKAGE, hash_inputs
from reading.execution.cells import Cell, read_cells
from reading.execution.strip import KERNEL, METADATA
from reading.files.errors import ReadingError, attempt, raise_any, single_error
from reading.files.markdown import Mistake
from reading.files.read import read_json
from reading.show.output_types import CHART, TABLE

FOLDER = Path("_build/executed")
"""The folder of the outputs, below the book's."""

LOG = FOLDER.with_suffix(".log")
"""The standard error of the kernels of the last run, and why one failed."""

WORKERS = 1 + (os.cpu_count() or 1)
"""The notebooks that run at a time: one may wait for a table that another computes."""

TIMEOUT = 60
"""Seconds that a cell may take. The slowest of a long document takes 10 where nothing else runs."""

SETTINGS = [
    "--HistoryManager.enabled=False",
    "--InteractiveShell.colors=nocolor",
    "--IPKernelApp.exec_PYTHONSTARTUP=False",
    "--IPKernelApp.ignore_cwd=True",
    f"--IPKernelApp.log_level={logging.CRITICAL}",
    # Altair otherwise shows a chart by a script from elsewhere, where a notebook does not import `show`.
    "--IPKernelApp.exec_lines=__import__('reading.show.altair_theme');",
]
"""The settings of the kernels. Those of the person who builds the book do not count."""

ENVIRONMENT = {"READING_BUILD": "1", "PYTHONSAFEPATH": "1"}
"""What kernels run for. They import what is installed, and no module that lies beside a notebook."""

MIME_TYPES = {"text/plain", "text/html", CHART, TABLE}
"""The MIME types of outputs that a page may show. A drawing of a cell's own could hold a script."""

FOREIGN = re.compile(r"(?i)<(?!/?(?:div|p|style|table|tbody|td|th|thead|tr)\b)")
"""A tag that no frame of pandas has."""

PLACE = re.compile(r"Cell In\[(\d+)\], line (\d+)")
"""A place in a traceback: the run number of a cell, and its line."""


class Outputs:
    """The outputs of a book's notebooks. What is edited later does not count for them.

    package: the folder of the package that notebooks import
    """

    def __init__(self, root: Path, package: Path = PACKAGE) -> None:
        self._root, self._package, self._digest = root, package, hash_read(root, package)
        self._kept = ResultCache(root / FOLDER, self._digest)

    def list_outdated(self, paths: Iterable[Path]) -> list[Path]:
        """The notebooks whose outputs are not kept, and those that cannot be read."""
        return [path for path in paths if not attempt([], partial(self._is_kept, path), False)]

    def _is_kept(self, path: Path) -> bool:
        return self._kept.contains("json", _list_code(path))

    def execute(self, paths: Iterable[Path], timeout: int = TIMEOUT) -> list[ReadingError]:
        """Run the notebooks whose outputs are not kept. Returns what failed: its outputs are not kept.

        `timeout` is in seconds for each cell.
        """
        errors: list[ReadingError] = []
        with lock_file(self._root / LOG.with_suffix(".lock"), "notebooks are running: waiting for them"):
            # The longest come first, so that none runs alone at the end.
            outdated = sorted(self.list_outdated(paths), key=lambda path: -path.stat().st_size)
            # An empty folder in place of the settings of the person who builds the book.
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
                (self._root / LOG).open("w", encoding="utf-8") as log,
            ):
                environment = {**os.environ, **ENVIRONMENT, "IPYTHONDIR": folder}
                run = partial(self._run, timeout=timeout, env=environment, stderr=log)
                # Not in processes: nbclient catches the signals that should end them. Threads and their
                # kernels end with this process.
                with ThreadPool(WORKERS) as pool:
                    pool.map(lambda path: attempt(errors, partial(run, path), None), outdated, 1)
        return sorted(errors)

    def _run(self, path: Path, *, timeout: int, env: dict[str, str], stderr: IO[str]) -> None:
        """Run a notebook, and keep the run number and the outputs of each cell. Raises `ReadingErrors`.

        stderr: where its kernel writes its standard error, and this its own traceback. A kernel that ends may
            complain there of a closed socket. In a build this would look like a mistake.
        """
        # asyncio would tell of each kernel that ends with this process.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
        notebook = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name=KERNEL,
            allow_errors=True,
            record_timing=False,
            extra_arguments=list(SETTINGS),
        )
        begun: list[int] = []
        client.on_cell_execute = lambda cell, cell_index: begun.append(cell_index)
        try:
            client.execute(cwd=path.parent, env=env, stderr=stderr)
        except CellTimeoutError:
            endless = Mistake(1, f"it takes more than {timeout} s", "does it end?")
            raise_any([read_cells(path)[begun[-1]].error(path, endless)])
        except Exception:
            traceback.print_exc(file=stderr)
            raise single_error(path, 0, "its kernel has failed", f"see {LOG}") from None
        code = (cell for cell in read_cells(path) if cell.cell_type == "code")
        ran = [cell for cell in client.nb.cells if cell.cell_type == "code"]
        for cell, in_kernel in zip(code, ran, strict=True):
            for output in in_kernel.outputs:
                if mistake := _find_mistake(cell, in_kernel, output):
                    raise_any([cell.error(path, mistake)])
        if hash_read(self._root, self._package) != self._digest:
            problem = "something that it may read was edited while it ran"
            raise single_error(path, 0, problem, "build again")
        kept = [{name: cell[name] for name in ("execution_count", "outputs")} for cell in ran]
        self._kept.get_text("json", _list_code(path), lambda _: json.dumps(kept, sort_keys=True))

    def load(self, path: Path) -> dict[str, Any]:
        """Return a notebook with its outputs. Raises `ReadingErrors` where none are kept."""

        def refuse(_: object) -> None:
            raise single_error(path, 0, "its outputs are not kept", "build again")

        cells = iter(self._kept.get_json("json", _list_code(path), refuse))
        notebook: dict[str, Any] = read_json(path)
        notebook["metadata"] = dict(METADATA)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= next(cells)
        return notebook


def hash_read(root: Path, package: Path = PACKAGE) -> str:
    """A digest of everything that a notebook may read or import. Claims are compared by the build."""
    runner = package / "execution/run_notebooks.py"
    return hash_texts(hash_inputs(root, package), hash_path(runner))


def _list_code(path: Path) -> list[str]:
    return [cell.source for cell in read_cells(path) if cell.cell_type == "code"]


def _find_mistake(cell: Cell, run: Any, output: Any) -> Mistake | None:
    """Why an output of a cell cannot stand on its page. None where it can."""
    last = cell.source.count("\n") + 1
    if output["output_type"] == "error":
        places = PLACE.findall("\n".join(output["traceback"]))
        lines = [int(line) for number, line in places if int(number) == run["execution_count"]]
        problem = f"{output['ename']}: {output['evalue']}".split("\n")[0]
        return Mistake(lines[-1] if lines else 1, problem, "")
    if output.get("name") == "stderr" and (text := output["text"].strip()):
        # IPython writes the traceback of a group of errors there.
        told = re.search("(ReadingErrors: .*)", text) or [f"it writes to standard error: {text}"]
        return Mistake(1, told[0].split("\n")[0], "")
    if CHART in output.get("data", ()) and "usermeta" not in output["data"][CHART]:
        return Mistake(last, "a chart without a title", 'write show(chart, "What it shows")')
    if others := sorted(output.get("data", {}).keys() - MIME_TYPES):
        return Mistake(last, f"it shows {others[0]}", "show a chart, a frame or a text")
    if FOREIGN.search("".join(output.get("data", {}).get("text/html", ""))):
        return Mistake(last, "it shows HTML of its own", "show a chart, a frame or a text")
    return None
