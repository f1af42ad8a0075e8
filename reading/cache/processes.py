"""Starts processes, by fork where that is safe, and has them wait for each other.

A forked process has the modules of this one; any other process imports its own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

if sys.platform == "linux":
    CONTEXT = multiprocessing.get_context("fork")
else:
    CONTEXT = multiprocessing.get_context("spawn")


T = TypeVar("T")


def start_process(function: Callable[..., T], *arguments: object) -> Callable[[], T]:
    """Call a function in a process of its own, which ends with this one.

    Returns a function that waits for the result. It raises `EOFError` where the process has died.
    """
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_call_and_send, args=(sender, function, arguments), daemon=True)
    with _ignore_fork_warning():
        process.start()
    sender.close()
    # Not `receiver.recv`: Sphinx would pickle the connection with its configuration. The next build
    # would read it again, and close its own file of that number.
    return lambda: receiver.recv()


def _end_with_parent() -> None:
    """End this process by each signal, and when the one that started it has died.

    It would show a traceback of its own, and would live on; or it would wait for work forever.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(process: BaseProcess) -> None:
    process.join()
    os._exit(1)


def _call_and_send(sender: Connection, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    _end_with_parent()
    # Nobody waits any more where the other process was killed.
    with suppress(BrokenPipeError):
        sender.send(function(*arguments))


@contextmanager
def _ignore_fork_warning() -> Iterator[None]:
    """Silence Python's warning about a fork of a process that has threads.

    The only threads here are those of the linear algebra library, which supports a fork.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@contextmanager
def lock_file(path: Path, message: str) -> Iterator[None]:
    """Let one process at a time run a block. A process that has to wait prints the message, if there is one.

    The lock ends with the process that holds it, and not with its children. Some systems have no such locks.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if message:
                print(message, file=sys.stderr, flush=True)
            fcntl.lockf(file, fcntl.LOCK_EX)
        yield
