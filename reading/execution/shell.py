"""An IPython shell that runs the cells of a notebook without a kernel and collects their outputs."""

from __future__ import annotations

import ast
import dis
import io
import json
import sys
import traceback
from types import CodeType
from typing import Any, NamedTuple

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from traitlets.config import Config

from reading.execution.cells import Cell
from reading.files.errors import ReadingErrors
from reading.show.spec import CHART

Output = dict[str, Any]
"""An output of a cell, in the notebook format."""


class Failure(NamedTuple):
    """Why a cell failed.

    cell: the number of the cell, from 1
    line: the line of the cell, from 1
    problem: what is wrong, on one line
    """

    cell: int
    line: int
    problem: str


class Shell(InteractiveShell):
    """Runs cells and collects their outputs in the notebook format."""

    SETTINGS = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})

    def __init__(self, **settings: Any) -> None:
        self.outputs: list[Output] = []
        self._missing = set[str]()
        super().__init__(display_pub_class=_Publisher, displayhook_class=_ResultHook, **settings)  # type: ignore[no-untyped-call]

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Print nothing: `run` returns the failure. To format a traceback takes half a second."""

    showsyntaxerror = showtraceback

    def run(self, cell: Cell) -> list[Output] | Failure:
        """Return the outputs of a cell.

        A cell fails where it raises an exception, where it writes to standard error, and where it shows
        something that JSON cannot hold.
        """
        self.outputs.clear()
        used, defined = _list_names(cell.source)
        if self._missing & used:
            # What the cell is about is not there yet, as an earlier cell has said.
            self._missing |= defined
            return []
        self._missing -= defined
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream(self.outputs, "stdout"), _Stream(self.outputs, "stderr")
        try:
            result = self.run_cell(cell.source, store_history=True)  # type: ignore[no-untyped-call]
        finally:
            sys.stdout, sys.stderr = streams
        error = result.error_before_exec or result.error_in_exec
        if show := getattr(error, "_repr_mimebundle_", None):
            # The error is no mistake: it says what a chart waits for.
            self.outputs.append({"output_type": "display_data", "data": show(), "metadata": {}})
            self._missing |= defined
        elif error:
            return Failure(cell.number, self._find_line(error), _format_error(error))
        for output in self.outputs:
            if CHART in output.get("data", ()) and "usermeta" not in output["data"][CHART]:
                problem = 'a chart without a title: write show(chart, "What it shows")'
                return Failure(cell.number, cell.source.count("\n") + 1, problem)
            if output.get("name") == "stderr" and (text := output["text"].strip()):
                return Failure(cell.number, 1, f"it writes to standard error: {text.splitlines()[0]}")
        try:
            outputs: list[Output] = json.loads(
                json.dumps(self.outputs, default=json_default, allow_nan=False)
            )
        except (TypeError, ValueError) as error:
            return Failure(cell.number, 1, f"what it shows is no JSON: {error}")
        return outputs

    def _find_line(self, error: BaseException) -> int:
        """Return the line of the cell that raised an error, also where it lies in a function of the cell."""
        if isinstance(error, SyntaxError) and error.lineno:
            return error.lineno
        frames = [
            (frame.f_code.co_filename, line)
            for frame, line in traceback.walk_tb(error.__traceback__)
            if frame.f_globals is self.user_ns
        ]
        # The first frame is the cell's; a function that an earlier cell defines has another file name.
        return next((line for name, line in reversed(frames) if name == frames[0][0]), 1)


def _list_names(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell uses before it defines them, and those that it defines or changes."""
    used, defined = set[str](), set[str]()
    try:
        tree = ast.parse(source)
        compiled = compile(tree, "", "exec")
    except SyntaxError:
        return used, defined

    def read(code: CodeType) -> None:
        for step in dis.get_instructions(code):
            if isinstance(step.argval, CodeType):
                read(step.argval)
            elif step.opname in ("LOAD_NAME", "LOAD_GLOBAL") and step.argval not in defined:
                used.add(step.argval)
            elif step.opname == "STORE_NAME":
                defined.add(step.argval)

    read(compiled)
    parts = (node for node in ast.walk(tree) if isinstance(node, ast.Subscript | ast.Attribute))
    stored = (node.value for node in parts if isinstance(node.ctx, ast.Store))
    return used, defined | {node.id for node in stored if isinstance(node, ast.Name)}


def _format_error(error: BaseException) -> str:
    """Return the last line of an error's message with its class, or a mistake in a file as it is written."""
    if isinstance(error, ReadingErrors):
        return str(error.exceptions[0])
    return traceback.format_exception_only(error)[-1].strip().splitlines()[-1]


class _Publisher(DisplayPublisher):
    """Collects what is passed to `display`."""

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        assert isinstance(self.shell, Shell)
        self.shell.outputs.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})


class _ResultHook(DisplayHook):
    """Collects the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        assert isinstance(self.shell, Shell)
        self.shell.outputs.append(
            {"output_type": "execute_result", "data": format_dict, "metadata": md_dict or {}}
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Stream(io.TextIOBase):
    """Collects what is printed; lines that follow one another make up one output."""

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
