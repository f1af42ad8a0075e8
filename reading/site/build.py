"""The folder of a book goes in; its site in `_build/html` and an exit status come out.

The same as `jupyter-book build . -W -n --keep-going`, which ends in a traceback when a book has mistakes.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_book.sphinx import build_sphinx

from reading.data.contents import CONFIGURATION, CONTENTS

SITE = Path("_build/html")
"""Where a book's folder has its site."""


def build(
    root: Path, *, builder: str = "html", out: Path | None = None, settings: Mapping[str, Any] | None = None
) -> int:
    """Build the site of a book, or, in a folder to be named, what another of Sphinx's builders makes."""
    # A build is short and keeps what it makes: looking for garbage, at the end of the process as well, takes
    # a quarter of its time and finds little.
    gc.disable()
    status = build_sphinx(
        root,
        out or root / SITE,
        noconfig=True,
        path_config=root / CONFIGURATION,
        confoverrides={
            "external_toc_path": str(root / CONTENTS),
            "nitpicky": True,
            "latex_individualpages": False,
            **(settings or {}),
        },
        doctreedir=out.with_name(f".{out.name}-doctrees") if out else None,
        builder=builder,
        warningiserror=True,
        keep_going=True,
    )
    gc.freeze()
    return int(status != 0)
