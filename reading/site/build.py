"""The folder of a book goes in; its site in `_build/html` and an exit status come out.

The same as `jupyter-book build . -W -n --keep-going`, which ends in a traceback when a book has mistakes.
"""

from __future__ import annotations

import gc
from pathlib import Path

from jupyter_book.sphinx import build_sphinx

from reading.book import CONTENTS
from reading.checks.contents import CONFIGURATION


def build(root: Path) -> int:
    """Build the site of a book."""
    # A build is short and keeps what it makes: looking for garbage, at the end of the process as well, takes
    # a quarter of its time and finds little.
    gc.disable()
    site = root / "_build" / "html"
    status = build_sphinx(
        root,
        site,
        noconfig=True,
        path_config=root / CONFIGURATION,
        confoverrides={
            "external_toc_path": str(root / CONTENTS),
            "nitpicky": True,
            "latex_individualpages": False,
        },
        warningiserror=True,
        keep_going=True,
    )
    gc.freeze()
    return int(status != 0)
