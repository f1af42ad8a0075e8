"""Builds the site of a book into `_build/html`.

This does the same as `jupyter-book build . -W -n --keep-going`, but prints no traceback where the book has
mistakes. The site is built beside the last one, and takes its place when it is whole: a build that fails
changes no file of the site. If a build is killed while the two change places, the next one makes the site
anew.
"""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from reading.cache.processes import lock_file
from reading.checks.run import start_check
from reading.data.contents import CONFIGURATION, CONTENTS
from reading.files.errors import ReadingError
from reading.files.write import replace_folder
from reading.site.failures import check_start, describe_failure
from reading.site.outdated import LAST_SITE
from reading.site.published import CHECKING

SITE = Path("_build/html")
"""The folder of the site in the folder of a book."""

NEXT, DOCTREES, LOCK = SITE.with_name(".html"), SITE.with_name(".doctrees"), SITE.with_name(".lock")
"""The folder of the site that is being built, that of what Sphinx keeps, and the lock of a build."""


def build(root: Path, checking: Callable[[], list[ReadingError]] | None = None) -> int:
    """Build the site of a book. Returns the exit status: 0, or 1 where there was an error or a warning.

    root: the folder of the book
    checking: waits for the mistakes of the book; by default its check starts now
    """
    site, new = root / SITE, root / NEXT
    with lock_file(root / LOCK, "another build of this book is running: waiting for it"):
        try:
            checking = checking or start_check(root)
            settings = {LAST_SITE: str(site), CHECKING: checking}
            # What Sphinx says of its steps is long. The builder has a line for each step that takes time.
            status = run_builder(root, "html", new, root / DOCTREES, settings, steps=None)
            if status == 0:
                replace_folder(new, site)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return status


def run_builder(
    root: Path,
    builder: str,
    out: Path,
    doctrees: Path,
    settings: Mapping[str, Any],
    *,
    steps: TextIO | None = sys.stdout,
) -> int:
    """Build a book with one of Sphinx's builders, and print what ends the build. Returns the exit status.

    root: the folder of the book
    builder: the name of a builder of Sphinx
    out, doctrees: the folders for its output and for what it keeps between builds
    settings: values that override those of `_config.yml`
    steps: where Sphinx writes what it does; None for nowhere
    """
    # It takes a quarter of the time of a build and frees little memory.
    gc.disable()
    app = None
    try:
        check_start(root)
        given = {"external_toc_path": str(root / CONTENTS), "latex_individualpages": False, "nitpicky": True}
        config, _ = get_final_config(
            user_yaml=root / CONFIGURATION, cli_config={**given, **settings}, sourcedir=root
        )
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                root, None, out, doctrees, builder, config, steps, warningiserror=True, keep_going=True
            )
            app.build()
    except Exception as error:
        print(describe_failure(root, error, app), file=sys.stderr)
        return 1
    return int(app.statuscode)
