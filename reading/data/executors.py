"""Opens the executor that long work is split over: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from reading.cache.processes import CONTEXT, ignore_fork_warning
from reading.files.errors import ReadingErrors, single_error

TIMEOUT = 10
"""Seconds to wait for a scheduler, and for its first worker."""

OPTION = Path("--scheduler")
"""The place of mistakes: the option of the command."""


@contextmanager
def open_executor(scheduler: str = "") -> Iterator[Executor]:
    """Open an executor: one process for each core, or the cluster of a Dask scheduler at an address.

    Raises `ReadingErrors` where `distributed` is not installed, and where the cluster does not answer or
    fails.
    """
    if scheduler:
        yield from _open_cluster(scheduler)
        return
    # An interrupt ends the parent, which ends its processes.
    pool = ProcessPoolExecutor(
        mp_context=CONTEXT, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    try:
        with ignore_fork_warning():
            yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _open_cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        hint = 'run `.venv/bin/python -m pip install "distributed"`, or leave the option out'
        raise single_error(OPTION, 0, "the library `distributed` is not installed", hint) from None
    try:
        client = Client(scheduler, timeout=TIMEOUT)
    except (OSError, ValueError) as error:
        hint = f"start it with `dask scheduler`, or leave the option out; {_first_line(error)}"
        raise single_error(OPTION, 0, f"no Dask scheduler answers at {scheduler!r}", hint) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=TIMEOUT)
        except TimeoutError:
            hint = f"start one with `dask worker {scheduler}`"
            raise single_error(OPTION, 0, f"the cluster at {scheduler!r} has no worker", hint) from None
        try:
            yield client.get_executor()
        except ReadingErrors:
            raise
        except Exception as error:
            # A cluster can fail in many ways: a worker lacks this package, or is killed again and again.
            hint = "see the logs of its workers; they need this package and the folder of the texts"
            problem = f"the cluster at {scheduler!r} failed: {type(error).__name__}: {_first_line(error)}"
            raise single_error(OPTION, 0, problem, hint) from None


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
