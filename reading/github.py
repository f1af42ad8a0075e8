"""A mistake goes in; the line by which GitHub Actions shows it beside the file's line comes out."""

from __future__ import annotations

import os
from pathlib import Path

from reading.errors import ReadingError


def annotating() -> bool:
    """Whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotation(error: ReadingError, root: Path) -> str:
    """The workflow command `::error`, with the path as seen from the repository's folder.

    What would end a property or the message is escaped as the runner's own toolkit does it:
    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or root)
    path = next(
        (error.path.relative_to(one) for one in (workspace, root) if error.path.is_relative_to(one)),
        error.path,
    )
    places = [f"file={_property(path.as_posix())}"] + ([f"line={error.line}"] if error.line else [])
    message = error.problem + (f" ({error.hint})" if error.hint else "")
    return f"::error {','.join(places)}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
