"""What GitHub needs to be told, and what it tells: mistakes beside their lines, the repository's address."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from reading.files.errors import ReadingError

BRANCH = "main"
"""What is published, and so what is to be edited."""

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/:]+@)(?P<host>[^/:]+)(?::\d+)?[/:]"
    r"(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?"
)
"""A remote's address, by the web or by SSH; names hold nothing that an address would have to quote."""


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


@dataclass(frozen=True)
class Repository:
    """A repository on a server that works as GitHub does: `https://github.com/owner/name`."""

    address: str

    def edit(self, file: str) -> str:
        """Where a file of the repository is edited by whoever may, and by others in a copy of their own."""
        return f"{self.address}/edit/{BRANCH}/{quote(file)}"

    def issue(self, form: str, **filled: str) -> str:
        """Where an issue is begun by a form, with some of its fields filled in."""
        return f"{self.address}/issues/new?{urlencode({'template': form, **filled}, quote_via=quote)}"

    def launch(self, file: str) -> str:
        """Where a notebook is run by whoever has nothing installed; empty where Binder does not reach."""
        host, _, name = self.address.removeprefix("https://").partition("/")
        if host != "github.com":
            return ""
        return f"https://mybinder.org/v2/gh/{name}/{BRANCH}?{urlencode({'urlpath': f'lab/tree/{file}'})}"


def repository(root: Path) -> Repository | None:
    """The repository that the environment or the clone in `root` names; None where neither does.

    In GitHub Actions `GITHUB_REPOSITORY` does. Of a clone's remotes, `upstream` comes before `origin`, which
    may be a contributor's own copy.
    """
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    if named := os.environ.get("GITHUB_REPOSITORY"):
        return Repository(f"{server}/{named}")
    for remote in ("upstream", "origin"):
        found = _REMOTE.fullmatch(_asked(root, remote))
        if found and found["host"] == urlsplit(server).hostname:
            return Repository(f"{server}/{found['name']}")
    return None


def _asked(root: Path, remote: str) -> str:
    """The address of a remote; empty where there is none, or no git."""
    command = ["git", "-C", str(root), "remote", "get-url", remote]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
