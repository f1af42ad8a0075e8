"""MyST-NB's renderers, imported without SQLAlchemy and Jupyter's clients, which take a fifth of all imports.

MyST-NB needs them only where it executes notebooks itself. They are imported if it does.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import Any

_PACKAGE = "myst_nb.core.execute"
_CLIENTS = {
    "cache": "NotebookClientCache",
    "direct": "NotebookClientDirect",
    "inline": "NotebookClientInline",
}
"""The modules of the package that need them, and the class in each."""


def _defer(name: str, client: str) -> None:
    """Put a module in the place of another one, which is imported when its class is called."""

    def create(*arguments: Any, **options: Any) -> Any:
        sys.modules.pop(name, None)
        return getattr(importlib.import_module(name), client)(*arguments, **options)

    module = types.ModuleType(name)
    setattr(module, client, create)
    sys.modules.setdefault(name, module)


for _module, _client in _CLIENTS.items():
    _defer(f"{_PACKAGE}.{_module}", _client)

from myst_nb.core.render import MimeData as MimeData  # noqa: E402
from myst_nb.core.render import MimeRenderPlugin as MimeRenderPlugin  # noqa: E402
from myst_nb.core.render import NbElementRenderer as NbElementRenderer  # noqa: E402
