"""Serves the site of a book, and builds it again whenever a file is saved.

sphinx-autobuild watches the files, serves the pages and reloads them. It would start a new process for each
build, which spends half of its time on imports. Here each build runs in a fork of this process, which has
imported all modules that a build needs. Of the book, it keeps only parsed pages, by their text. Modules of
this package that were edited since then are imported again. Where the system does not fork, each build starts
a new process.

A build after a save runs no notebook. Where notebooks are outdated, their pages show the last outputs and say
so. The notebooks then run until the next save, and one more build shows their outputs.
"""

from __future__ import annotations

import asyncio
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
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

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

from reading.cache.processes import CONTEXT
from reading.checks.leftover_marks import MARKS, find_marks
from reading.checks.slips import SLIPS
from reading.data import contents
from reading.execution.prose import read_page
from reading.files.errors import ReadingErrors
from reading.site import notebooks
from reading.site.build import SITE, build
from reading.text.words import load_lemmas

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


_Result = TypeVar("_Result")


def preview(root: Path, *, port: int = 0) -> int:
    """Build the book, then serve it until the process is interrupted.

    Where `port` is 0 or in use, a free port is chosen.
    """
    # A process that is terminated ends as one that is interrupted by Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt_once)
    # Each build logs the changed files itself.
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    # The port is reserved during the first build. It listens when the server starts.
    listener = _bind(port)
    address = f"http://{HOST}:{listener.getsockname()[1]}"
    # The temporary files of builds that are ended early are removed with this folder.
    with tempfile.TemporaryDirectory(prefix="preview-") as scratch, contextlib.suppress(KeyboardInterrupt):
        tempfile.tempdir = scratch
        start = time.time()
        succeeded = _build_first(root, start)
        application = _create_application(root, _Watcher(root, start, succeeded))
        settings = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=1)
        _Server(settings, address).run([listener])
    return 0


def _interrupt_once(*_: object) -> None:
    """Raise `KeyboardInterrupt`, and ignore the next Ctrl-C, which would interrupt what ends the preview."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


class _Server(uvicorn.Server):
    """Says when the port listens, and ends in order even if it is interrupted twice."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _log(f"serving at {self._address} (Ctrl-C ends it)")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            super().handle_exit(sig, frame)


def _build_first(root: Path, start: float) -> bool:
    """Build, and import the modules of the build here, so that later builds inherit them.

    Returns whether the build succeeded.
    """
    with ProcessPoolExecutor(1, CONTEXT) as pool:
        try:
            future = pool.submit(_build_and_log, root, start, [], last_outputs=False)
            for name in notebooks.LIBRARIES:
                importlib.import_module(name)
            load_lemmas()
            succeeded, _, modules = future.result()
        except KeyboardInterrupt:
            _end_processes()
            raise
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _parse_pages(root)
    return succeeded


def _parse_pages(root: Path) -> None:
    """Parse the pages here, so that later builds inherit what depends on nothing but the text of a page."""
    with contextlib.suppress(ReadingErrors):
        extensions = contents.read_extensions(root)
        for path in (contents.find_source(root, file.name) for file in contents.read_contents(root)):
            if path:
                page = read_page(path, extensions).page
                for marks in (MARKS, SLIPS):
                    deque(find_marks(page.blocks, page.directives, marks), maxlen=0)


def _bind(port: int) -> socket.socket:
    """A socket on a port; on a free one where this is 0 or cannot be used, which is logged."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        _log(f"port {port} cannot be used ({error.strerror}): another is chosen")
        listener.bind((HOST, 0))
    return listener


def _create_application(root: Path, watcher: _Watcher) -> Starlette:
    (root / SITE).mkdir(parents=True, exist_ok=True)
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
    """Builds after each save, and runs outdated notebooks until the next one.

    root: the folder of the book
    start: when this process imported the package, in seconds since the epoch
    succeeded: whether the first build succeeded
    """

    def __init__(self, root: Path, start: float, succeeded: bool) -> None:
        paths = [root] if PACKAGE.is_relative_to(root) else [root, PACKAGE]
        super().__init__(paths, IgnoreFilter([], IGNORED), lambda _: None)
        self._root, self._start, self._succeeded = root, start, succeeded

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Any) -> AsyncIterator[None]:
        async with super().lifespan(app):
            yield
            self.should_exit.set()
            _end_processes()

    async def watch(self) -> None:
        """Wait for saved files, for ever. The first build may have missed those that were saved during it."""
        saves = watchfiles.awatch(*self.paths, watch_filter=lambda _, path: not self.ignore(path))
        save = asyncio.ensure_future(anext(saves))
        await asyncio.sleep(0)  # from here on, each save is seen
        saved = self._find_saved()
        while True:
            if not saved:
                saved = [Path(path) for _, path in await save]
                save = asyncio.ensure_future(anext(saves))
            outdated, saved = await self._build(saved), []
            if outdated:
                _log("notebooks are running; their pages follow")
                execution = asyncio.ensure_future(self._run(_execute_and_log, self._root, self._start))
                await asyncio.wait((save, execution), return_when=asyncio.FIRST_COMPLETED)
                if save.done():
                    _end_processes()
                await execution
                if not save.done():
                    await self._build([])

    def _find_saved(self) -> list[Path]:
        """The files of the book that were saved since this process started."""
        found: list[Path] = []
        for folder, folders, names in os.walk(self._root):
            folders[:] = [name for name in folders if not self.ignore(str(Path(folder, name)))]
            paths = (Path(folder, name) for name in names if not self.ignore(str(Path(folder, name))))
            found += (path for path in paths if path.stat().st_mtime > self._start)
        return found

    async def _build(self, saved: Sequence[Path]) -> bool:
        """Build, and have open pages reload. Returns whether notebooks are outdated.

        After a build that failed, notebooks run within the next one: their last outputs may be its fault.
        """
        result = await self._run(_build_and_log, self._root, self._start, saved, last_outputs=self._succeeded)
        self._succeeded, outdated, _ = result or (False, False, [])
        self.flag.set()
        return outdated

    async def _run(self, function: Callable[..., _Result], *arguments: Any, **options: Any) -> _Result | None:
        """Run a function in a new process, and return its result; None where the process was ended."""
        if not self.should_exit.is_set():
            with ProcessPoolExecutor(1, CONTEXT) as pool, contextlib.suppress(BrokenProcessPool):
                return await asyncio.wrap_future(pool.submit(function, *arguments, **options))
        return None


def _end_processes() -> None:
    """End the running build or execution with all its processes: each has its own process group."""
    for process in multiprocessing.active_children():
        if process.pid and hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()


# Runs in the process of a build or an execution -------------------------------------------------------------


def _build_and_log(
    root: Path, start: float, saved: Sequence[Path], *, last_outputs: bool
) -> tuple[bool, bool, list[str]]:
    """Build, and log the saved files, the result and the time.

    With `last_outputs`, no notebook runs, and the pages show their last outputs.

    Returns whether the build succeeded, whether notebooks are outdated, and the names of imported modules.
    """
    begun = time.monotonic()
    names = [path.relative_to(root).as_posix() for path in saved if path.is_relative_to(root)]
    _log(f"{', '.join(names[:3])}{' and more' if names[3:] else ''} saved: building" if names else "building")
    succeeded = outdated = False
    # Somebody may be editing the package: the pages stay as they are, and the next save starts a new build.
    with _prepared_process(start):
        settings = {notebooks.LAST_OUTPUTS: last_outputs}
        succeeded = _import_again(build)(root, settings=settings) == 0
        outdated = succeeded and bool(_import_again(notebooks.find_outdated)(root))
    modules = [name for name in sys.modules if name != "__main__"]
    _log(f"{'built' if succeeded else 'not built'} after {time.monotonic() - begun:.1f} s")
    return succeeded, outdated, modules


def _execute_and_log(root: Path, start: float) -> None:
    """Execute the outdated notebooks, and log their times and errors."""
    with _prepared_process(start):
        if errors := _import_again(notebooks.execute_outdated)(root, _log):
            print(errors, file=sys.stderr)
            _log("a notebook failed: its page keeps its last outputs")


@contextlib.contextmanager
def _prepared_process(start: float) -> Iterator[None]:
    """Give this process a group of its own, and print the traceback of an error.

    If a module of the package was edited since the time `start`, all its modules are imported again.
    """
    if hasattr(os, "setsid"):
        # Ctrl-C then reaches the server only, which ends all processes of the group.
        os.setsid()
    try:
        if any(path.stat().st_mtime > start for path in PACKAGE.rglob("*.py")):
            for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE.name]:
                del sys.modules[name]
        yield
    except Exception:
        traceback.print_exc()


def _import_again(function: Callable[..., _Result]) -> Callable[..., _Result]:
    """The same function, from its module as it is now."""
    current: Callable[..., _Result] = getattr(importlib.import_module(function.__module__), function.__name__)
    return current


def _log(message: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {message}", flush=True)
