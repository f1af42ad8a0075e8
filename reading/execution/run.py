"""Executes notebooks in parallel. The outputs are stored, and used again until an input changes.

The inputs of a notebook are its code, the files that it reads, the modules of this package that it imports,
and the versions of Python and of all packages.

No kernels are started, and jupyter-cache is not used, for two reasons. A kernel costs 1.45 seconds a notebook
(start 0.5, import of pandas 0.4, import of Altair 0.3, shutdown 0.1), while a process that is forked from
this one has all modules imported. And jupyter-cache compares the code alone, so it would show old numbers
after an edit of the data or of a module.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from reading.cache.dependencies import (
    Dependencies,
    FileRecorder,
    are_unchanged,
    find_imported_modules,
    hash_environment,
    hash_path,
    hash_texts,
)
from reading.cache.processes import CONTEXT, ignore_fork_warning
from reading.execution.cells import Cell, read_cells
from reading.execution.shell import Failure, Output, Shell
from reading.execution.strip import METADATA
from reading.files.errors import ReadingError, attempt
from reading.files.markdown import Finding
from reading.files.read import read_json
from reading.files.write import write_files

PACKAGE = Path(__file__).parents[1]

FOLDER = Path("_build/executed")
"""Where the last run of each notebook is stored, below the book's folder."""

TIMEOUT = 300.0
"""Seconds of a processor that a cell may take. The slowest of a long document takes 10."""

MIN_PROGRESS = 0.01
"""The share of its time for which a cell needs the processor. One with less is taken to wait for ever."""

Report = Callable[[str], None]
"""Takes a line about the progress of the execution."""


class Run(NamedTuple):
    """The outputs of a notebook's code cells, in their order, and the inputs that they depend on."""

    code: str
    environment: str
    files: Dependencies
    modules: Dependencies
    outputs: list[list[Output]]


@dataclass(frozen=True)
class Notebook:
    """A notebook of a book."""

    root: Path
    path: Path
    cells: Sequence[Cell]

    @classmethod
    def read(cls, root: Path, path: Path) -> Notebook:
        """Read a file. Raises `ReadingErrors` where it is not a notebook."""
        return cls(root, path, read_cells(path))

    @property
    def code_cells(self) -> list[Cell]:
        """The cells that are executed."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def hash_of_code(self) -> str:
        """The hash of all code cells."""
        return hash_texts(*(cell.source for cell in self.code_cells))

    @property
    def run_path(self) -> Path:
        """The file in which the last run is stored."""
        return self.root / FOLDER / self.path.relative_to(self.root).with_suffix(".json")

    def load_last_run(self) -> Run | None:
        """Return the last run, whether or not an input has changed since; None where there is none."""
        try:
            return Run(**json.loads(self.run_path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def load_run(self, package: Path) -> Run | None:
        """Return the last run; None where there is none or where an input has changed since."""
        run = self.load_last_run()
        if run is None:
            return None
        same = (run.code, run.environment) == (self.hash_of_code, hash_environment())
        valid = same and are_unchanged(self.root, run.files) and are_unchanged(package, run.modules)
        return run if valid else None

    def store_run(self, run: Run) -> None:
        """Store a run as the last one."""
        text = json.dumps(run._asdict(), ensure_ascii=False)
        write_files(self.run_path.parent, {self.run_path.name: text})

    def locate(self, failure: Failure) -> ReadingError:
        """Return the error for a failure, with its line in the notebook's file."""
        cell = self.cells[failure.cell - 1]
        return cell.error(self.path, Finding(failure.line, failure.problem, ""))


def execute(
    root: Path,
    paths: Iterable[Path],
    *,
    package: Path = PACKAGE,
    timeout: float = TIMEOUT,
    report: Report = lambda _: None,
) -> list[ReadingError]:
    """Execute the notebooks whose inputs have changed since their last run, and return what failed.

    Nothing of the book may be read in this process before: values that are remembered from then would not be
    recorded as inputs. `package` is the folder of the package whose modules count as inputs, `timeout` is in
    seconds of a processor for each cell, and `report` is called with a line when a run begins and when it
    ends.
    """
    errors: list[ReadingError] = []
    notebooks = [attempt(errors, partial(Notebook.read, root, path), None) for path in paths]
    outdated = [notebook for notebook in notebooks if notebook and notebook.load_run(package) is None]
    for notebook, run in _run_in_parallel(outdated, package, timeout, report):
        if isinstance(run, Failure):
            errors.append(notebook.locate(run))
        else:
            notebook.store_run(run)
    return sorted(errors)


def hash_stored_run(root: Path, path: Path, *, package: Path = PACKAGE) -> str:
    """Return the hash of a notebook's last run; empty where the notebook has to be executed again."""
    notebook = Notebook.read(root, path)
    return hash_path(notebook.run_path) if notebook.load_run(package) else ""


def load_executed(
    root: Path, path: Path, *, package: Path = PACKAGE, allow_outdated: bool = False
) -> dict[str, Any] | None:
    """Return a notebook with the outputs of its last run; None where it has to be executed again.

    With `allow_outdated`, such a notebook has the outputs of its last run, or none where they do not fit its
    cells.
    """
    stored = Notebook.read(root, path)
    run = stored.load_run(package)
    if run is None and not allow_outdated:
        return None
    notebook: dict[str, Any] = read_json(path)
    notebook["metadata"] = dict(METADATA)
    code_cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    run = run or stored.load_last_run()
    if run is None or len(run.outputs) != len(code_cells):
        return notebook
    for number, (cell, outputs) in enumerate(zip(code_cells, run.outputs, strict=True), 1):
        for output in outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
        cell.update(execution_count=number, outputs=outputs)
    return notebook


# Processes --------------------------------------------------------------------------------------------------


class BackgroundExecution:
    """Executes a book's notebooks in another process while this one goes on with its work.

    `report` is called when `errors` is asked for, with all lines since the start.
    """

    def __init__(self, root: Path, paths: Sequence[Path], report: Report) -> None:
        self._report = report
        self._receiver, sender = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_execute_and_send, args=(root, paths, sender))
        with ignore_fork_warning():
            self._process.start()
        sender.close()

    @cached_property
    def errors(self) -> list[ReadingError]:
        """What failed. The first access waits until all notebooks are executed."""
        while isinstance(message := self._receiver.recv(), str):
            self._report(message)
        self._process.join()
        return [ReadingError(*error) for error in message]


def _execute_and_send(root: Path, paths: Sequence[Path], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # An exception that takes more than one argument cannot be sent through a pipe.
    sender.send(
        [
            (error.path, error.line, error.problem, error.hint)
            for error in execute(root, paths, report=sender.send)
        ]
    )


@dataclass
class _RunningNotebook:
    """A notebook that is being executed, the cell that is running, and the time at which to look at it.

    `used` are the seconds of a processor that the cell had taken when it was looked at last.
    """

    notebook: Notebook
    process: BaseProcess
    receiver: Connection
    timeout: float
    cell: int = 1
    begun: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._start_clock()

    def _start_clock(self) -> None:
        self.deadline, self.used = time.monotonic() + self.timeout, 0.0
        self._used_before = self._count_seconds()

    def _count_seconds(self) -> float:
        """The seconds of a processor that the notebook has taken so far. 0 if its process has ended."""
        # Most builds run no notebook.
        import psutil

        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.NoSuchProcess:
            return 0.0
        return float(times.user + times.system)

    def is_late(self) -> bool:
        """Whether the cell has to end. One that had to wait for a processor gets the time that it lacks."""
        if time.monotonic() < self.deadline:
            return False
        used, before = self._count_seconds() - self._used_before, self.used
        missing = self.timeout - used
        self.deadline, self.used = time.monotonic() + missing, used
        least = MIN_PROGRESS * self.timeout
        return missing < least or used - before < least

    def receive(self) -> Run | Failure | None:
        """Return how the run ended; None where it has come to another cell."""
        try:
            message: Run | Failure | int = self.receiver.recv()
        except EOFError:
            return Failure(self.cell, 1, "the process that runs it has died")
        if isinstance(message, int):
            self.cell = message
            self._start_clock()
            return None
        return message

    def close(self) -> float:
        """Wait for the process to end, and return the seconds since its start."""
        self.process.join()
        self.receiver.close()
        return time.monotonic() - self.begun


def _run_in_parallel(
    notebooks: Iterable[Notebook],
    package: Path,
    timeout: float,
    report: Report,
) -> Iterator[tuple[Notebook, Run | Failure]]:
    """Execute notebooks, as many at a time as there are processors. Yield each one when it has ended."""
    waiting = deque(notebooks)
    running: dict[Connection, _RunningNotebook] = {}
    if len(waiting) > 1 and package == PACKAGE:
        _import_modules({cell.source for notebook in waiting for cell in notebook.code_cells})
    with tempfile.TemporaryDirectory() as folder:

        def start(notebook: Notebook) -> None:
            receiver, sender = CONTEXT.Pipe(duplex=False)
            # The inputs are recorded before the run, so that an edit during the run counts as a change.
            modules = find_imported_modules([cell.source for cell in notebook.code_cells], package)
            arguments = (notebook, modules, folder, sender)
            process = CONTEXT.Process(target=_run_and_send, args=arguments, daemon=True)
            with ignore_fork_warning():
                process.start()
            sender.close()
            running[receiver] = _RunningNotebook(notebook, process, receiver, timeout)
            report(f"executing {notebook.path.name}")

        try:
            while waiting or running:
                while waiting and len(running) < (os.cpu_count() or 1):
                    start(waiting.popleft())
                first = min(each.deadline for each in running.values())
                ready = wait(list(running), timeout=max(0, first - time.monotonic()))
                for receiver, each in list(running.items()):
                    ended = each.receive() if receiver in ready else None
                    if ended is None and each.is_late():
                        each.process.kill()
                        ended = Failure(each.cell, 1, f"it takes more than {timeout:g} seconds")
                    if ended is not None:
                        del running[receiver]
                        report(f"executed {each.notebook.path.name} in {each.close():.1f} s")
                        yield each.notebook, ended
        finally:
            # After an interruption, they would go on to write into a folder that is removed.
            for each in running.values():
                each.process.kill()
                each.close()


def _import_modules(sources: Iterable[str]) -> None:
    """Import what cells import, once here and not in the process of each notebook: it takes a second."""
    import scipy.stats  # noqa: F401  most notebooks need it, but the package imports it only within functions

    for name in find_imported_modules(sources, PACKAGE):
        parts = Path(name).with_suffix("").parts
        importlib.import_module(".".join([PACKAGE.name, *parts]).removesuffix(".__init__"))


def _run_and_send(
    notebook: Notebook,
    modules: Dependencies,
    folder: str,
    sender: Connection,
) -> None:
    """Execute a notebook in this process. Send the number of each cell before it runs, and then the result.

    `modules` are those that the notebook imports; `folder` is for the files that IPython writes.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.chdir(notebook.path.parent)
    # Where Python runs interactively it leaves a `_`, and IPython then does not set its own `_`.
    vars(builtins).pop("_", None)
    environment = hash_environment()
    shell = Shell.instance(ipython_dir=folder, config=Shell.SETTINGS)
    recorder = FileRecorder(notebook.root)
    outputs: list[list[Output]] = []
    for cell in notebook.code_cells:
        sender.send(cell.number)
        result = shell.run(cell)
        if isinstance(result, Failure):
            sender.send(result)
            return
        outputs.append(result)
    sender.send(Run(notebook.hash_of_code, environment, recorder.dependencies, modules, outputs))
