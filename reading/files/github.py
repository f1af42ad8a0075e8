"""Formats mistakes as annotations of GitHub Actions, and finds the address of the repository."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from reading.files.errors import ReadingError
from reading.files.tracked import ask_git

BRANCH = "main"
"""The branch that is published, and so the one to edit."""

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/:]+@)(?P<host>[^/:]+)(?::\d+)?[/:]"
    r"(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?"
)
"""The address of a remote, by HTTPS or SSH. The name needs no quoting in an address."""


def in_github_actions() -> bool:
    """Whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def format_annotation(error: ReadingError, root: Path) -> str:
    """Format a mistake as a workflow command `::error`, with the path relative to the repository.

    Characters that would end a property or the message are escaped as the toolkit of the runner does it:
    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or root)
    folder = next(filter(error.path.is_relative_to, (workspace, root)), None)
    path = error.path.relative_to(folder) if folder else error.path
    place = _escape_property(path.as_posix()) + (f",line={error.line}" if error.line else "")
    message = str(replace(error, path=Path(), line=0)).removeprefix(".: ")
    return f"::error file={place}::{_escape_message(message)}"


def _escape_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub or a server that works like it.

    address: such as `https://github.com/owner/name`
    """

    address: str

    def edit_url(self, file: str) -> str:
        """The page that edits a file. People without write access edit a copy of their own there."""
        return f"{self.address}/edit/{BRANCH}/{quote(file)}"

    def issue_url(self, form: str, **fields: str) -> str:
        """The page that starts an issue with a form, with some of its fields filled in."""
        return f"{self.address}/issues/new?{urlencode({'template': form, **fields}, quote_via=quote)}"

    def binder_url(self, file: str) -> str:
        """The page of Binder that runs a notebook. Empty where the repository is not on github.com."""
        name, query = self._name_on_github, urlencode({"urlpath": f"lab/tree/{file}"})
        return name and f"https://mybinder.org/v2/gh/{name}/{BRANCH}?{query}"

    @property
    def codespace_url(self) -> str:
        """The page that opens the repository in GitHub Codespaces. Empty where it is not on github.com."""
        name = self._name_on_github
        return name and f"https://codespaces.new/{name}?quickstart=1"

    @property
    def setup_command(self) -> str:
        """The command that gets the code, installs what it needs and builds the site."""
        return f"git clone {self.address} && cd {self.address.rpartition('/')[2]} && make site"

    @property
    def _name_on_github(self) -> str:
        host, _, name = self.address.removeprefix("https://").partition("/")
        return name if host == "github.com" else ""


def find_repository(root: Path) -> Repository | None:
    """The repository that the environment or the clone in `root` names. None where neither does.

    GitHub Actions sets `GITHUB_REPOSITORY`. Of the remotes of a clone, `upstream` comes before `origin`,
    which may be a contributor's own copy.
    """
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    if name := os.environ.get("GITHUB_REPOSITORY"):
        return Repository(f"{server}/{name}")
    for remote in ("upstream", "origin"):
        match = _REMOTE.fullmatch(ask_git(root, "remote", "get-url", remote))
        if match and match["host"] == urlsplit(server).hostname:
            return Repository(f"{server}/{match['name']}")
    return None


def find_commit(root: Path) -> str:
    """The short name of the commit that a clone is at. Empty where the folder is in no clone."""
    return ask_git(root, "rev-parse", "--short=12", "HEAD")
