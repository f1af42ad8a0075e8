"""Limits the work on one file, so that no edit can exhaust the machine that checks it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from reading.files.errors import single_error

SECONDS = 60
"""Seconds of the processor. The longest page of this book takes a tenth of one."""

MEMORY = 4_000_000_000
"""Bytes that the check may hold. That of this book holds a twentieth."""

T = TypeVar("T")


def limit_work(path: Path, work: Callable[[], T]) -> T:
    """Return what a function returns that reads or checks a file, within limits of time and memory.

    Raises `ReadingErrors` that name the file where it reaches one of them. Windows, and threads other than
    the first, have no such limits.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return work()
    # Windows has no such module.
    import resource

    hint = "make it shorter, or make several files of it"

    def refuse(*_: Any) -> None:
        raise single_error(path, 0, f"to check it takes more than {SECONDS} s", hint)

    limits = resource.getrlimit(resource.RLIMIT_DATA)
    most = min([MEMORY, *(limit for limit in limits if limit != resource.RLIM_INFINITY)])
    handler = signal.signal(signal.SIGVTALRM, refuse)
    resource.setrlimit(resource.RLIMIT_DATA, (most, limits[1]))
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return work()
    except MemoryError:
        problem = f"to check it takes more than {MEMORY:,} bytes of memory"
        raise single_error(path, 0, problem, hint) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        resource.setrlimit(resource.RLIMIT_DATA, limits)
        signal.signal(signal.SIGVTALRM, handler)
