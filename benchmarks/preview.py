"""How long a saved file takes to show: seconds from the save to the new page, as `reading preview` serves it.

Run it from the book's folder, with nothing uncommitted in what it edits:  python benchmarks/preview.py

- chapter: another question in a chapter, ten times; the median is to be below 2 s on two cores
- the same by a new process for each build, as sphinx-autobuild has it by itself
- lexicon: a stop word more, and then without it
- package: a comment in a module that notebooks import, and then without it

What it edits is put back. It ends with status 1 where the median of the chapter is above its limit.
"""

from __future__ import annotations

import contextlib
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[1]

CHAPTER = ROOT / "chapters/diplomacy-and-politics/security.md"
STOP_WORDS = ROOT / "data/lexicon/stopwords.txt"
MODULE = ROOT / "reading/measures/frequency.py"

EDITS, LIMIT = 10, 2.0

READING = [sys.executable, "-c", "import sys; from reading.cli import main; sys.exit(main())"]


class Preview:
    """A running `reading preview`: its address, and what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*READING, "preview", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        self.address = re.search(r"http://\S+", self._said("serving at"))[0]  # type: ignore[index]
        until(lambda: bool(self.page("index.html")))

    def _said(self, words: str) -> str:
        """The next line that has these words."""
        assert self._process.stdout is not None
        return next(line for line in self._process.stdout if words in line)

    def built(self) -> None:
        """Wait for the end of a build."""
        self._said("built after")

    def page(self, name: str) -> str:
        """A page as it is served; empty where it is not there, or is just being written."""
        with (
            contextlib.suppress(OSError, HTTPException),
            urllib.request.urlopen(f"{self.address}/{name}") as response,
        ):
            return str(response.read().decode())
        return ""

    def end(self) -> None:
        """End it as a person does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)


@contextlib.contextmanager
def put_back(path: Path) -> Iterator[str]:
    """The text of a file, which it holds again afterwards."""
    text = path.read_text(encoding="utf-8")
    try:
        yield text
    finally:
        path.write_text(text, encoding="utf-8")


def until(shown: Callable[[], bool]) -> float:
    """Seconds until something is shown."""
    start = time.monotonic()
    while not shown():
        time.sleep(0.02)
    return time.monotonic() - start


def chapter(preview: Preview) -> list[float]:
    """Seconds from each save of a chapter to its new page."""
    times = []
    address = CHAPTER.relative_to(ROOT).with_suffix(".html").as_posix()
    with put_back(CHAPTER) as text:
        for number in range(EDITS):
            asked = f"How long does edit {number} take"
            CHAPTER.write_text(f"{text.rstrip()}\n- {asked}?\n", encoding="utf-8")
            times.append(until(lambda asked=asked: asked in preview.page(address)))  # type: ignore[misc]
            preview.built()
    preview.built()
    return times


def by_new_processes() -> list[float]:
    """The same by `reading build`, from the save to the end of the process."""
    times = []
    with put_back(CHAPTER) as text:
        for number in range(EDITS):
            CHAPTER.write_text(f"{text.rstrip()}\n- And what does edit {number} take?\n", encoding="utf-8")
            start = time.monotonic()
            subprocess.run([*READING, "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            times.append(time.monotonic() - start)
    subprocess.run([*READING, "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return times


def behind(preview: Preview, path: Path, more: str) -> list[float]:
    """Seconds from each of two saves, of more and of what it was, to the end of the build."""
    start = time.monotonic()
    with put_back(path) as text:
        path.write_text(text + more, encoding="utf-8")
        preview.built()
        first = time.monotonic() - start
        start = time.monotonic()
    preview.built()
    return [first, time.monotonic() - start]


def main() -> int:
    """Measure all, and say it."""
    start = time.monotonic()
    preview = Preview()
    print(f"{'start':<12} {time.monotonic() - start:5.2f} s")
    try:
        saved = chapter(preview)
        print(f"{'chapter':<12} {statistics.median(saved):5.2f} s, from {min(saved):.2f} to {max(saved):.2f}")
        for name, path, more in (("lexicon", STOP_WORDS, "zebra\n"), ("package", MODULE, "# measured\n")):
            there, back = behind(preview, path, more)
            print(f"{name:<12} {there:5.2f} s, and back {back:.2f}")
    finally:
        preview.end()
    new = by_new_processes()
    print(f"{'new process':<12} {statistics.median(new):5.2f} s, from {min(new):.2f} to {max(new):.2f}")
    return int(statistics.median(saved) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
