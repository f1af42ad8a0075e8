"""The folder of a book goes in; its site comes out at an address, built anew whenever a file is saved.

sphinx-autobuild watches, serves and reloads the pages. Its own way to build is a new process each time, which
spends half of its time on importing what the last one imported. Here each build is a copy (fork) of this
process, which has imported all that a build needs and has read nothing of the book; what was edited of this
package since then is imported anew. Where the system does not fork, a new process it is.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from sphinx_autobuild.utils import find_free_port
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from reading.site.build import SITE, build

HOST = "127.0.0.1"

PACKAGE = Path(__file__).parents[1]

UNSEEN = (
    r"/(_build|__pycache__|tests|benchmarks)(/|$)",
    r"/\.[^/]*(/|$)",  # hidden: git, environments, caches, what editors keep beside a file
    r"(~|\.tmp|\.swp|/4913)$",
)
"""What may change without the site's changing."""

RELOAD = "/_reload.js"

SCRIPT = f"""
new WebSocket(`ws://${{location.host}}{RELOAD}`).onmessage = () => location.reload();
"""
"""A file of its own, since the pages' policy lets no script stand within them."""


def preview(root: Path, *, port: int = 0) -> int:
    """Serve the book, building it first, until the process is interrupted.

    Where the port is taken, or 0, any free one will do.
    """
    port = port if port and _is_free(port) else find_free_port()
    # Whoever ends the process without a keyboard gets the same.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Each change is told by the build that it brings about.
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    address = f"http://{HOST}:{port}"
    # What a build that is cut short leaves behind stands in here.
    with tempfile.TemporaryDirectory(prefix="preview-") as scratch, contextlib.suppress(KeyboardInterrupt):
        tempfile.tempdir = scratch
        rebuild = partial(_rebuild, root, time.time())
        _build_first(rebuild)
        application = _application(root, address, rebuild)
        settings = uvicorn.Config(application, HOST, port, log_level="warning", timeout_graceful_shutdown=1)
        uvicorn.Server(settings).run()
    return 0


def _build_first(rebuild: Callable[..., list[str]]) -> None:
    """Build, and import here what that needed, so that the next builds have it."""
    with ProcessPoolExecutor(1) as pool:
        try:
            imported = pool.submit(rebuild, changed_paths=()).result()
        except KeyboardInterrupt:
            _end_builds()
            raise
    for name in imported:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
    return True


def _application(root: Path, address: str, rebuild: Callable[..., list[str]]) -> Starlette:
    (root / SITE).mkdir(parents=True, exist_ok=True)
    paths = [root] if PACKAGE.is_relative_to(root) else [root, PACKAGE]
    watcher = _Watcher(paths, IgnoreFilter([], UNSEEN), rebuild)
    watcher.address = address
    return Starlette(
        routes=[
            WebSocketRoute(RELOAD, watcher),
            Route(RELOAD, _script),
            Mount("/", _Site(directory=root / SITE, html=True)),
        ],
        middleware=[Middleware(_Reloading)],
        lifespan=watcher.lifespan,
    )


async def _script(_request: object) -> Response:
    return Response(SCRIPT, media_type="text/javascript")


class _Site(StaticFiles):
    """Files that a browser asks for again each time, since any may have changed."""

    def file_response(self, *arguments: Any, **options: Any) -> Response:
        response = super().file_response(*arguments, **options)
        response.headers["Cache-Control"] = "no-cache"
        return response


class _Reloading(JavascriptInjectorMiddleware):
    """Has pages load the script that waits for a new build."""

    def __init__(self, app: Any) -> None:
        super().__init__(app, "")
        self.script = f'<script src="{RELOAD}"></script>'.encode()


class _Watcher(RebuildServer):
    """Says where the site is, and ends a build that is under way when the server ends."""

    address = ""

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Any) -> AsyncIterator[None]:
        async with super().lifespan(app):
            _say(f"serving at {self.address} (Ctrl-C ends it)")
            yield
            _end_builds()


def _end_builds() -> None:
    """End builds with all that they have started, which is in their own group of processes."""
    for process in multiprocessing.active_children():
        if process.pid and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()


# In the process of a build ----------------------------------------------------------------------------------


def _rebuild(root: Path, imported: float, *, changed_paths: Sequence[Path]) -> list[str]:
    """Build, and say how it went. What was edited of the package since it was `imported` is taken anew.

    Returns the modules that a build needs.
    """
    start = time.monotonic()
    if hasattr(os, "setsid"):
        # An interruption reaches the server alone, which then ends all that belongs to a build.
        os.setsid()
    names = [path.relative_to(root).as_posix() for path in changed_paths if path.is_relative_to(root)]
    _say(f"{', '.join(names[:3])}{' and more' if names[3:] else ''} saved: building" if names else "building")
    run = build
    try:
        if any(path.stat().st_mtime > imported for path in PACKAGE.rglob("*.py")):
            for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE.name]:
                del sys.modules[name]
            run = importlib.import_module(build.__module__).build
        status = run(root)
    except Exception:
        # The package is being edited: the pages stay as they are, and the next save builds again.
        traceback.print_exc()
        status = 1
    needed = [name for name in sys.modules if name != "__main__"]
    _say(f"{'not built' if status else 'built'} after {time.monotonic() - start:.1f} s")
    return needed


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)
