"""Notebooks go in; their outputs come out, from the last run unless an input of it has changed since.

Each notebook runs in a process of its own, side by side with others. Where the system forks safely, the
process starts with all that this one has imported. Nothing of the book may have been read before: what is
remembered from then would not be seen as an input.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from traitlets.config import Config

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
from reading.execution.cells import Cell, cells
from reading.files.errors import ReadingError, ReadingErrors, attempt
from reading.files.markdown import Finding
from reading.files.read import read_json, write_all

PACKAGE = Path(__file__).parents[1]

STORE = Path("_build/executed")
"""Where a book keeps what the last runs gave."""

TIMEOUT = 120.0
"""Seconds that a cell may take."""

Output = dict[str, Any]
"""An output of a cell, as the notebook format has it."""


class Failure(NamedTuple):
    """Why a notebook did not run to its end."""

    cell: int
    line: int
    problem: str


class Record(NamedTuple):
    """What a run gave, by code cell, and what it depended on."""

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
        """The notebook of a file. Raises `ReadingErrors` where it is none."""
        return cls(root, path, cells(path))

    @property
    def code(self) -> list[Cell]:
        """The cells that are run."""
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def record(self) -> Path:
        """The file that keeps its last run."""
        return self.root / STORE / self.path.relative_to(self.root).with_suffix(".json")

    def last(self, package: Path) -> Record | None:
        """Its last run, unless an input has changed since."""
        try:
            record = Record(**json.loads(self.record.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        same = (record.code, record.environment) == (_digest(self.code), hash_environment())
        fresh = same and are_unchanged(self.root, record.files) and are_unchanged(package, record.modules)
        return record if fresh else None

    def keep(self, record: Record) -> None:
        """Keep a run."""
        text = json.dumps(record._asdict(), ensure_ascii=False)
        write_all(self.record.parent, {self.record.name: text})

    def failed(self, failure: Failure) -> ReadingError:
        """A failure as a mistake of the notebook's file."""
        cell = self.cells[failure.cell - 1]
        return cell.error(self.path, Finding(failure.line, failure.problem, ""))


def execute(
    root: Path,
    paths: Iterable[Path],
    *,
    package: Path = PACKAGE,
    timeout: float = TIMEOUT,
    tell: Callable[[str], None] = lambda _: None,
) -> list[ReadingError]:
    """Run those notebooks of a book whose inputs have changed since their last run, and tell what fails.

    `tell` is given a line where a run begins and where it ends.
    """
    errors: list[ReadingError] = []
    read = [attempt(errors, partial(Notebook.read, root, path), None) for path in paths]
    stale = [notebook for notebook in read if notebook and notebook.last(package) is None]
    return sorted(errors + _side_by_side(stale, package, timeout, tell))


def stamp(root: Path, path: Path, *, package: Path = PACKAGE) -> str:
    """What tells a notebook's last run from others; empty where it has to run again."""
    notebook = Notebook.read(root, path)
    return hash_path(notebook.record) if notebook.last(package) else ""


def executed(root: Path, path: Path, *, package: Path = PACKAGE) -> dict[str, Any] | None:
    """A notebook with the outputs of its last run; None where that does not hold any more."""
    record = Notebook.read(root, path).last(package)
    if record is None:
        return None
    whole: dict[str, Any] = read_json(path)
    whole["metadata"].setdefault("language_info", {"name": "python"})
    code = [cell for cell in whole["cells"] if cell["cell_type"] == "code"]
    for number, (cell, outputs) in enumerate(zip(code, record.outputs, strict=True), 1):
        for output in outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
        cell.update(execution_count=number, outputs=outputs)
    return whole


# Processes --------------------------------------------------------------------------------------------------


class Beside:
    """The execution of a book's notebooks beside the work of this process."""

    def __init__(self, root: Path, paths: Sequence[Path], tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told, theirs = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=_beside, args=(root, paths, theirs))
        with ignore_fork_warning():
            self._process.start()
        theirs.close()

    @cached_property
    def errors(self) -> list[ReadingError]:
        """What failed, once all have come to their end; until then how far they are is told."""
        while isinstance(told := self._told.recv(), str):
            self._tell(told)
        self._process.join()
        return [ReadingError(*error) for error in told]


def _beside(root: Path, paths: Sequence[Path], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # An exception of more than one argument does not go through a pipe.
    connection.send(
        [
            (error.path, error.line, error.problem, error.hint)
            for error in execute(root, paths, tell=connection.send)
        ]
    )


@dataclass
class _Run:
    """A notebook that is being run: the cell that it has come to, and until when that may take."""

    notebook: Notebook
    process: BaseProcess
    connection: Connection
    cell: int = 1
    until: float = 0.0
    begun: float = field(default_factory=time.monotonic)

    @classmethod
    def start(cls, notebook: Notebook, package: Path, folder: str) -> _Run:
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=_run, args=(notebook, package, folder, theirs), daemon=True)
        with ignore_fork_warning():
            process.start()
        theirs.close()
        return cls(notebook, process, ours)


def _side_by_side(
    stale: Sequence[Notebook], package: Path, timeout: float, tell: Callable[[str], None]
) -> list[ReadingError]:
    """Run notebooks, as many at a time as there are processors."""
    waiting = deque(stale)
    running: dict[Connection, _Run] = {}
    errors: list[ReadingError] = []

    def end(connection: Connection, ended: Record | Failure) -> None:
        run = running.pop(connection)
        tell(f"executed {run.notebook.path.name} in {time.monotonic() - run.begun:.1f} s")
        run.process.join()
        connection.close()
        if isinstance(ended, Failure):
            errors.append(run.notebook.failed(ended))
        else:
            run.notebook.keep(ended)

    with tempfile.TemporaryDirectory() as folder:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                run = _Run.start(waiting.popleft(), package, folder)
                running[run.connection] = run
                run.until = run.begun + timeout
                tell(f"executing {run.notebook.path.name}")
            first = min(run.until for run in running.values())
            for connection in wait(list(running), timeout=max(0, first - time.monotonic())):
                run = running[connection]  # type: ignore[index]
                try:
                    told = run.connection.recv()
                except EOFError:
                    told = Failure(run.cell, 1, "the process that runs it has died")
                if isinstance(told, int):
                    run.cell, run.until = told, time.monotonic() + timeout
                else:
                    end(run.connection, told)
            for run in list(running.values()):
                if run.until < time.monotonic():
                    run.process.kill()
                    end(run.connection, Failure(run.cell, 1, f"it takes more than {timeout:g} seconds"))
    return errors


def _run(notebook: Notebook, package: Path, folder: str, connection: Connection) -> None:
    """Run a notebook in this process: tell each cell that is come to, and at the end what came of it.

    The folder is for what IPython writes.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.chdir(notebook.path.parent)
    # What Python's own prompt leaves there keeps IPython from giving cells their last result as `_`.
    vars(builtins).pop("_", None)
    modules = find_imported_modules([cell.source for cell in notebook.code], package)
    known = _digest(notebook.code), hash_environment()
    shell = _Shell.instance(ipython_dir=folder, config=_Shell.SETTINGS)
    recorder = FileRecorder(notebook.root)
    outputs = []
    for cell in notebook.code:
        connection.send(cell.number)
        ran = shell.run(cell)
        if isinstance(ran, Failure):
            connection.send(ran)
            return
        outputs.append(ran)
    connection.send(Record(*known, recorder.dependencies, modules, outputs))


def _digest(code: Iterable[Cell]) -> str:
    return hash_texts(*(cell.source for cell in code))


# The shell --------------------------------------------------------------------------------------------------


class _Publisher(DisplayPublisher):
    """Keeps what `display` is called with."""

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        assert isinstance(self.shell, _Shell)
        self.shell.outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})


class _Hook(DisplayHook):
    """Keeps what the last line of a cell gives."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        assert isinstance(self.shell, _Shell)
        self.shell.outputs.append(
            {"output_type": "execute_result", "data": format_dict, "metadata": md_dict or {}}
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Stream(io.TextIOBase):
    """Keeps what is printed."""

    def __init__(self, outputs: list[Output], name: str) -> None:
        self._outputs, self._name = outputs, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        last = self._outputs[-1] if self._outputs else {}
        if last.get("name") != self._name:
            last = {"output_type": "stream", "name": self._name, "text": ""}
            self._outputs.append(last)
        last["text"] += text
        return len(text)


class _Shell(InteractiveShell):
    """Runs cells, and keeps their outputs as the notebook format has them."""

    SETTINGS = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})

    def __init__(self, **settings: Any) -> None:
        self.outputs: list[Output] = []
        super().__init__(display_pub_class=_Publisher, displayhook_class=_Hook, **settings)  # type: ignore[no-untyped-call]

    def _showtraceback(self, *_: Any) -> None:
        """What went wrong is told by `run`."""

    def run(self, cell: Cell) -> list[Output] | Failure:
        """The outputs of a cell. It fails by an exception, and by what it writes to standard error."""
        self.outputs.clear()
        kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream(self.outputs, "stdout"), _Stream(self.outputs, "stderr")
        try:
            result = self.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
        finally:
            sys.stdout, sys.stderr = kept
        if error := result.error_before_exec or result.error_in_exec:
            return Failure(cell.number, self._line(error), _said(error))
        for output in self.outputs:
            if output.get("name") == "stderr" and (said := output["text"].strip()):
                return Failure(cell.number, 1, f"it writes to standard error: {said.splitlines()[0]}")
        try:
            outputs: list[Output] = json.loads(
                json.dumps(self.outputs, default=json_default, allow_nan=False)
            )
        except (TypeError, ValueError) as error:
            return Failure(cell.number, 1, f"what it shows is no JSON: {error}")
        return outputs

    def _line(self, error: BaseException) -> int:
        """The line of the cell that an error comes from, be it in a function that the cell defines."""
        if isinstance(error, SyntaxError) and error.lineno:
            return error.lineno
        frames = traceback.walk_tb(error.__traceback__)
        own = [(frame.f_code.co_filename, line) for frame, line in frames if frame.f_globals is self.user_ns]
        return next((line for name, line in reversed(own) if name == own[0][0]), 1)


def _said(error: BaseException) -> str:
    """The last line of an error's message, with its kind; a mistake of a file is told as it is."""
    if isinstance(error, ReadingErrors):
        return str(error.exceptions[0])
    return traceback.format_exception_only(error)[-1].strip().splitlines()[-1]
