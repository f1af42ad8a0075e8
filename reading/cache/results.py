"""An on-disk cache. Each result is stored under a hash of its input and of the tool's version."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reading.cache.processes import lock_file

MAX_AGE = 30 * 24 * 60 * 60
"""Seconds after its last use at which a result is removed."""


class ResultCache:
    """A cache in a folder, with a file for each result.

    `version` is the version of the tool that computes the results: another version does not find them. The
    folder is created with the first result.

    All methods take the `suffix` of the result's file; the `inputs` that it is computed from, which JSON can
    hold and in which the order of keys counts; and `compute`, which is called with the inputs where the
    result is not stored yet. Where `compute` raises an error, nothing is stored.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.folder, self.version = folder, version

    def get_json(self, suffix: str, inputs: Any, compute: Callable[[Any], Any]) -> Any:
        """Return a result that JSON can hold."""
        return json.loads(self.get_text(suffix, inputs, lambda given: json.dumps(compute(given))))

    def get_text(self, suffix: str, inputs: Any, compute: Callable[[Any], str]) -> str:
        """Return a result that is text."""
        return self.get_bytes(suffix, inputs, lambda given: compute(given).encode()).decode()

    def get_bytes(self, suffix: str, inputs: Any, compute: Callable[[Any], bytes]) -> bytes:
        """Return a result that is bytes."""
        path = self._path(suffix, inputs)
        if path.exists():
            with contextlib.suppress(OSError):  # somebody else's folder, or one that is read-only
                path.touch()
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = path.with_suffix(".lock")
            # The others wait until the result is there.
            with lock_file(lock, ""):
                if not path.exists():
                    # Other processes see a whole file or none.
                    unfinished = path.with_suffix(f".{os.getpid()}")
                    unfinished.write_bytes(compute(inputs))
                    unfinished.replace(path)
                    self._prune()
                lock.unlink(missing_ok=True)
        return path.read_bytes()

    def contains(self, suffix: str, inputs: Any) -> bool:
        """Whether a result is stored. It counts as used."""
        path = self._path(suffix, inputs)
        if not path.exists():
            return False
        with contextlib.suppress(OSError):  # a read-only folder
            path.touch()
        return True

    def _prune(self) -> None:
        """Remove the results that were not used for `MAX_AGE` seconds."""
        for path in self.folder.glob("*"):
            # Another process may remove its files meanwhile; or it is a folder of before.
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < time.time() - MAX_AGE:
                    path.unlink()

    def _path(self, suffix: str, inputs: Any) -> Path:
        key = json.dumps([self.version, inputs])
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.{suffix}"
