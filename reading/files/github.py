"""Finds the address of the repository, and those of its pages."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from reading.files.tracked import ask_git

BRANCH = "main"
"""The branch that is published, and so the one to edit."""

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/:]+@)(?P<host>[^/:]+)(?::\d+)?[/:]"
    r"(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?"
)
"""The address of a remote, by HTTPS or SSH. The name needs no quoting in an address."""


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
        host, _, name = self.address.removeprefix("https://").partition("/")
        query = urlencode({"urlpath": f"lab/tree/{file}"})
        return f"https://mybinder.org/v2/gh/{name}/{BRANCH}?{query}" if host == "github.com" else ""


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
    """The full hash of the commit that a clone is at. Empty where the folder is in no clone."""
    return ask_git(root, "rev-parse", "HEAD")
