"""Measures: pure functions on numbers and tidy frames. Each names the source of its formula."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any


def __dir__() -> list[str]:
    """The modules, which completion offers."""
    return [module.name for module in pkgutil.iter_modules(__path__)]


def __getattr__(name: str) -> Any:
    """Import a module when it is first used."""
    if name not in __dir__():
        raise AttributeError(
            f"module {__name__!r} has no attribute {name!r} (there is {', '.join(__dir__())})"
        )
    return importlib.import_module(f"{__name__}.{name}")
