"""The built site, served on this machine, in a Chromium that reaches nothing else."""

import functools
import http.server
import threading
from pathlib import Path

import pytest

from tests.browser.chromium import executable

# Chromium itself asks for updates at start; and a name that cannot be looked up is a network that is down.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type, browser_type_launch_args):
    try:
        found = executable(Path(browser_type.executable_path))
    except RuntimeError as missing:
        pytest.fail(str(missing), pytrace=False)
    return {
        **browser_type_launch_args,
        "executable_path": found,
        "args": FLAGS,
        "chromium_sandbox": False,
    }


@pytest.fixture(scope="session")
def address(site):
    """The served site's address, with a closing slash."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
