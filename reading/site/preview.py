"""Serves the site of a book by sphinx-autobuild, which builds it again and reloads pages after each save."""

from __future__ import annotations

import contextlib
import functools
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn
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

BUILD = [sys.executable, "-P", "-c", "from reading.cli import main; raise SystemExit(main(['build']))"]
"""A build in a process of its own. It has the code of today, also after an edit of this package."""

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
        listener = _bind(port)
        _build(root, ())
        watcher = RebuildServer([root], IgnoreFilter([], IGNORED), functools.partial(_build, root))
        pages = StaticFiles(directory=root / SITE, html=True, check_dir=False)
        application = Starlette(
            routes=[WebSocketRoute(RELOAD, watcher), Route(RELOAD, _serve_script), Mount("/", pages)],
            middleware=[Middleware(_ReloadMiddleware, RELOAD)],
            lifespan=watcher.lifespan,
        )
        print(f"serving at http://{HOST}:{listener.getsockname()[1]} (Ctrl-C ends it)", flush=True)
        settings = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=1)
        uvicorn.Server(settings).run([listener])
    return 0


def _bind(port: int) -> socket.socket:
    """A socket that listens on a port; on a free one where this is 0 or cannot be used."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        print(f"port {port} cannot be used ({error.strerror}): another is chosen", flush=True)
        return socket.create_server((HOST, 0))


def _build(root: Path, changed_paths: Sequence[Path]) -> None:
    """Build the book, and print what was saved before."""
    names = sorted({path.name for path in changed_paths})
    if names:
        print(f"{', '.join(names[:3])}{' and more' if names[3:] else ''} saved: building", flush=True)
    subprocess.run(BUILD, cwd=root, check=False)


async def _serve_script(_request: object) -> Response:
    return Response(SCRIPT, media_type="text/javascript")


class _ReloadMiddleware(JavascriptInjectorMiddleware):
    """Adds the script that reloads a page after a build."""

    def __init__(self, app: Any, script: str) -> None:
        super().__init__(app, "")
        self.script = f'<script src="{script}"></script>'.encode()
