"""Says what a notebook runs with."""

from __future__ import annotations

import platform
from importlib.metadata import version


def versions(*distributions: str) -> dict[str, str]:
    """The version of Python, and that of each distribution: `versions("nltk")`."""
    return {"python": platform.python_version()} | {name: version(name) for name in distributions}
