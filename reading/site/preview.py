"""Serves the site of a book by sphinx-autobuild, and builds it again and reloads its pages after each save.

Each build is a process of its own, so that it has the package and the libraries as they are when it starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

import uvicorn
import watchfiles
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from reading.site.build import LOCK, SITE

HOST = "127.0.0.1"

PACKAGE = Path(__file__).parents[1]

BUILD = (sys.executable, "-P", "-c", "import reading.cli, sys; sys.exit(reading.cli.build_site())")
"""Builds the book in the current folder, whose modules cannot take the place of those that are installed."""

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
    # Where nothing can be written, this says so before anything else is tried.
    (root / SITE).mkdir(parents=True, exist_ok=True)
    (root / LOCK).touch()
    with contextlib.suppress(KeyboardInterrupt):
        _serve(root, _bind(port))
    return 0


def _serve(root: Path, listener: socket.socket) -> None:
    paths = [root] if PACKAGE.is_relative_to(root) else [root, PACKAGE]
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    watcher = _Watcher(root, paths, address)
    application = Starlette(
        routes=[
            WebSocketRoute(RELOAD, watcher),
            Route(RELOAD, _serve_script),
            Mount("/", _Site(directory=root / SITE, html=True, check_dir=False)),
        ],
        middleware=[Middleware(_ReloadMiddleware, RELOAD)],
        lifespan=watcher.lifespan,
    )
    settings = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(settings).run([listener])


class _Watcher(RebuildServer):
    """Builds at the start, and after each save. It watches before it builds, so that no save is lost."""

    def __init__(self, root: Path, paths: Any, address: str) -> None:
        super().__init__(paths, IgnoreFilter([], IGNORED), None)
        self.root, self.address = root, address

    async def watch(self) -> None:
        saves = watchfiles.awatch(*self.paths, watch_filter=lambda _, path: not self.ignore(path))
        saved = asyncio.ensure_future(anext(saves))
        # Until it waits for the first save.
        await asyncio.sleep(0)
        await self._build(())
        _log(f"serving at {self.address} (Ctrl-C ends it)")
        while True:
            await self._build(await saved)
            self.flag.set()
            saved = asyncio.ensure_future(anext(saves))

    async def _build(self, changes: Collection[tuple[watchfiles.Change, str]]) -> None:
        """Build, and log the saved files, the result and the time. The build ends where this is cancelled."""
        begun, root = time.monotonic(), self.root
        paths = {Path(name) for _, name in changes}
        # Editors also write files that are gone by now.
        saved = {path for path in paths if path.is_relative_to(root) and path.exists()}
        names = sorted(path.relative_to(root).as_posix() for path in saved)
        listed = ", ".join(names[:3]) + (" and more" if names[3:] else "")
        _log(f"{listed} saved: building" if names else "building")
        # In a session of its own: Ctrl-C in a terminal would show a traceback of a build that just starts.
        process = await asyncio.create_subprocess_exec(*BUILD, cwd=root, start_new_session=True)
        try:
            status = await process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        _log(f"{'not built' if status else 'built'} after {time.monotonic() - begun:.1f} s")


def _bind(port: int) -> socket.socket:
    """A socket that listens on a port; on a free one where this is 0 or cannot be used, which is logged."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        _log(f"port {port} cannot be used ({error.strerror}): another is chosen")
        return socket.create_server((HOST, 0))


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

    def __init__(self, app: Any, script: str) -> None:
        super().__init__(app, "")
        self.script = f'<script src="{script}"></script>'.encode()


def _log(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", flush=True)
