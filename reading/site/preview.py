"""Serves the site of a book, and builds it again whenever a file is saved.

sphinx-autobuild watches the files, serves the pages and reloads them. It would start a new process for each
build, which spends half of its time on imports. Here each build runs in a fork of this process, which has
imported all modules that a build needs and has read no file of the book. Modules of this package that were
edited since then are imported again. Where the system does not fork, each build starts a new process.
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

IGNORED = (
    r"/(_build|__pycache__|tests|benchmarks)(/|$)",
    r"/\.[^/]*(/|$)",  # hidden: git, environments, caches, temporary files of editors
    r"(~|\.tmp|\.swp|/4913)$",
)
"""Patterns of paths whose changes start no build."""

RELOAD = "/_reload.js"

SCRIPT = f"""
new WebSocket(`ws://${{location.host}}{RELOAD}`).onmessage = () => location.reload();
"""
"""The script that reloads a page. It is served as a file, since the pages' policy blocks inline scripts."""


def preview(root: Path, *, port: int = 0) -> int:
    """Build the book, then serve it until the process is interrupted.

    Where `port` is 0 or in use, a free port is chosen.
    """
    port = port if port and _is_free(port) else find_free_port()
    # A process that is terminated ends as one that is interrupted by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Each build logs the changed files itself.
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    address = f"http://{HOST}:{port}"
    # The temporary files of builds that are ended early are removed with this folder.
    with tempfile.TemporaryDirectory(prefix="preview-") as scratch, contextlib.suppress(KeyboardInterrupt):
        tempfile.tempdir = scratch
        rebuild = partial(_build_and_log, root, time.time())
        _build_first(rebuild)
        application = _create_application(root, address, rebuild)
        settings = uvicorn.Config(application, HOST, port, log_level="warning", timeout_graceful_shutdown=1)
        uvicorn.Server(settings).run()
    return 0


def _build_first(rebuild: Callable[..., list[str]]) -> None:
    """Build, and import the modules of the build here, so that later builds inherit them."""
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
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, port))
        except OSError:
            return False
    return True


def _create_application(root: Path, address: str, rebuild: Callable[..., list[str]]) -> Starlette:
    (root / SITE).mkdir(parents=True, exist_ok=True)
    paths = [root] if PACKAGE.is_relative_to(root) else [root, PACKAGE]
    watcher = _Watcher(paths, IgnoreFilter([], IGNORED), rebuild)
    watcher.address = address
    return Starlette(
        routes=[
            WebSocketRoute(RELOAD, watcher),
            Route(RELOAD, _serve_script),
            Mount("/", _Site(directory=root / SITE, html=True)),
        ],
        middleware=[Middleware(_ReloadMiddleware)],
        lifespan=watcher.lifespan,
    )


async def _serve_script(_request: object) -> Response:
    return Response(SCRIPT, media_type="text/javascript")


class _Site(StaticFiles):
    """Serves the site, and has browsers check each file for changes."""

    def file_response(self, *arguments: Any, **options: Any) -> Response:
        response = super().file_response(*arguments, **options)
        response.headers["Cache-Control"] = "no-cache"
        return response


class _ReloadMiddleware(JavascriptInjectorMiddleware):
    """Adds the script that reloads a page after a build."""

    def __init__(self, app: Any) -> None:
        super().__init__(app, "")
        self.script = f'<script src="{RELOAD}"></script>'.encode()


class _Watcher(RebuildServer):
    """Logs the address of the site, and ends a running build when the server ends."""

    address = ""

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Any) -> AsyncIterator[None]:
        async with super().lifespan(app):
            _log(f"serving at {self.address} (Ctrl-C ends it)")
            yield
            _end_builds()


def _end_builds() -> None:
    """End the running builds with all their processes: each build has its own process group."""
    for process in multiprocessing.active_children():
        if process.pid and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()


# Runs in the process of a build -----------------------------------------------------------------------------


def _build_and_log(root: Path, imported: float, *, changed_paths: Sequence[Path]) -> list[str]:
    """Build, and log the changed files, the result and the time.

    Modules of the package that were edited since the time `imported` are imported again. Returns the names of
    all imported modules.
    """
    start = time.monotonic()
    if hasattr(os, "setsid"):
        # Ctrl-C then reaches the server only, which ends all processes of the build.
        os.setsid()
    names = [path.relative_to(root).as_posix() for path in changed_paths if path.is_relative_to(root)]
    _log(f"{', '.join(names[:3])}{' and more' if names[3:] else ''} saved: building" if names else "building")
    run = build
    try:
        if any(path.stat().st_mtime > imported for path in PACKAGE.rglob("*.py")):
            for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE.name]:
                del sys.modules[name]
            run = importlib.import_module(build.__module__).build
        status = run(root)
    except Exception:
        # Somebody is editing the package: the pages stay as they are, and the next save starts a new build.
        traceback.print_exc()
        status = 1
    modules = [name for name in sys.modules if name != "__main__"]
    _log(f"{'not built' if status else 'built'} after {time.monotonic() - start:.1f} s")
    return modules


def _log(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", flush=True)
