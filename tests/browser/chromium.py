"""The Chromium that the browser tests drive; where there is none, it is installed or asked for."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Chromium itself asks for updates at start; and a name that cannot be looked up is a network that is down.
OFFLINE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)

STEPS = (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"])

LOCK = Path(tempfile.gettempdir()) / "reading-chromium.lock"

HOW = (
    "no Chromium was found: install it (Debian: apt-get install chromium) or run playwright install chromium"
)


def executable(playwrights_own: Path) -> Path:
    """The browser on PATH, else Playwright's own, else one installed by apt where that is allowed.

    Raises `RuntimeError` with one line that says what to install where there is no other way.
    """
    if found := on_path():
        return found
    if playwrights_own.exists():
        return playwrights_own
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        # Tests run side by side, and only one of them may install; the others wait until it has.
        with LOCK.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not on_path():
                for step in STEPS:
                    subprocess.run(["apt-get", *step], check=False, capture_output=True)
        if found := on_path():
            return found
    raise RuntimeError(HOW)


def on_path() -> Path | None:
    """The first known Chromium on PATH."""
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)
