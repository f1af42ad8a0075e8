"""Builds the site of a book into `_build/html`.

This does the same as `jupyter-book build . -W -n --keep-going`, but prints no traceback where the book has
mistakes.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_book.sphinx import build_sphinx

from reading.data.contents import CONFIGURATION, CONTENTS
from reading.site.failures import reports_failures

SITE = Path("_build/html")
"""The folder of the site in the folder of a book."""


@reports_failures
def build(
    root: Path, *, builder: str = "html", out: Path | None = None, settings: Mapping[str, Any] | None = None
) -> int:
    """Build a book with one of Sphinx's builders.

    root: the folder of the book
    builder: the name of a builder of Sphinx
    out: the folder for its output, `SITE` by default
    settings: values that override those of `_config.yml`

    Returns the exit status: 0, or 1 where there was an error or a warning.
    """
    # It takes a quarter of the time of a build and frees little memory.
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
    # The last collection, when the process ends, then skips everything.
    gc.freeze()
    return int(status != 0)
