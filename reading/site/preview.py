"""Serves the site of a book by sphinx-autobuild, which builds it again and reloads its pages after each save.

sphinx-autobuild has each build run in a fork of this process, which has imported what a build needs: that is
half of the time of a build. Where the system does not fork, a build imports it. So it does after an edit of
this package.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import uvicorn
import watchfiles
from sphinx.application import builtin_extensions
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from reading.site.build import LOCK, SITE, build

HOST = "127.0.0.1"

PACKAGE = Path(__file__).parents[1]

MODULES = (
    *builtin_extensions,
    *("furo", "jupyter_book", "myst_nb.sphinx_ext", "reading.site", "sphinx_external_toc"),
    "sphinxcontrib.bibtex",
)
"""The modules that a build imports with all that they need."""

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
    watcher = _Watcher(
        paths, IgnoreFilter([], IGNORED), functools.partial(_build, root, time.time()), address
    )
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

    def __init__(self, paths: Any, ignores: IgnoreFilter, build_again: Any, address: str) -> None:
        super().__init__(paths, ignores, build_again)
        self.address = address

    async def watch(self) -> None:
        saves = watchfiles.awatch(*self.paths, watch_filter=lambda _, path: not self.ignore(path))
        saved = asyncio.ensure_future(anext(saves))
        # Until it waits for the first save.
        await asyncio.sleep(0)
        await asyncio.gather(self._build(()), asyncio.to_thread(_import_modules))
        _log(f"serving at {self.address} (Ctrl-C ends it)")
        while True:
            await self._build(await saved)
            self.flag.set()
            saved = asyncio.ensure_future(anext(saves))

    async def _build(self, changes: Collection[tuple[watchfiles.Change, str]]) -> None:
        with ProcessPoolExecutor(1) as pool:
            changed = [Path(path) for _, path in changes]
            await asyncio.wrap_future(pool.submit(self.change_callback, changed_paths=changed))


def _import_modules() -> None:
    for name in MODULES:
        importlib.import_module(name)


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


def _build(root: Path, start: float, changed_paths: Sequence[Path]) -> None:
    """Build in a process of its own, and log the saved files, the result and the time.

    After an edit of the package since the time `start`, its modules are imported again.
    """
    # The server's handler would keep this process alive, and with it that of the notebooks.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    begun = time.monotonic()
    # Editors also write files that are gone by now.
    saved = {path for path in changed_paths if path.is_relative_to(root) and path.exists()}
    names = sorted(path.relative_to(root).as_posix() for path in saved)
    _log(f"{', '.join(names[:3])}{' and more' if names[3:] else ''} saved: building" if names else "building")
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGALRM):
            signal.signal(number, functools.partial(_interrupt, os.getpid()))
        if any(path.stat().st_mtime > start for path in PACKAGE.rglob("*.py")):
            for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE.name]:
                del sys.modules[name]
        status = importlib.import_module(build.__module__).build(root)
    except KeyboardInterrupt:
        pass
    except Exception:  # somebody may be editing the package: the next save builds again
        traceback.print_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _log(f"{'not built' if status else 'built'} after {time.monotonic() - begun:.1f} s")


def _interrupt(builder: int, *_: object) -> None:
    """Interrupt a build. What it has just started has this handler as well, and ends without a word."""
    if os.getpid() != builder:
        os._exit(1)
    # What is raised while Python forks is only reported: a second later, the build is interrupted again.
    sys.unraisablehook = lambda _: None
    signal.setitimer(signal.ITIMER_REAL, 1)
    raise KeyboardInterrupt


def _log(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", flush=True)
