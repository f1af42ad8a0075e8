"""What was made stays made: results kept by what they were made from, so that none is made twice."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MONTH = 30 * 24 * 60 * 60
"""Seconds for which a result is kept that nobody asks for."""


class Store:
    """A folder of results, each named by its kind, what it was made from, and the version of what made it."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder, self.version = folder, version

    def data(self, kind: str, source: Any, make: Callable[[Any], Any]) -> Any:
        """A result that JSON can hold."""
        return json.loads(self.text(kind, source, lambda given: json.dumps(make(given))))

    def text(self, kind: str, source: Any, make: Callable[[Any], str]) -> str:
        """A result that is text."""
        return self.bytes(kind, source, lambda given: make(given).encode()).decode()

    def bytes(self, kind: str, source: Any, make: Callable[[Any], bytes]) -> bytes:
        """A result, made from `source` where it is not there yet; the order of its parts counts."""
        made_from = json.dumps([self.version, source])
        name = f"{hashlib.sha256(made_from.encode()).hexdigest()}.{kind}"
        kept = self.folder / name
        if kept.exists():
            kept.touch()
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(make(source))
            unfinished.replace(kept)
        return kept.read_bytes()

    def clear(self) -> None:
        """Remove what nobody has asked for in a month."""
        for kept in self.folder.glob("*"):
            if kept.stat().st_mtime < time.time() - MONTH:
                kept.unlink()
