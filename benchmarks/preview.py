"""Times `reading preview`: the seconds from a saved file to the page that shows the change.

Run it from the book's folder, without uncommitted changes in the files that it edits:

    python benchmarks/preview.py

It measures these edits:

- chapter: a question is added to a chapter, ten times
- lexicon: a stop word is added, then removed
- package: a comment is added to a module that notebooks import, then removed
- new process: the edits of the chapter, each built by a new process, as sphinx-autobuild does by default

For the lexicon and the package, it prints two times: until the build has ended that shows the edit in
figures, charts and the explorer, and until the build has ended that shows it on the pages of notebooks.

It restores the files that it edits. The exit status is 1 if a time of `LIMITS` is above its limit: the median
of the chapter, or the longer one of the times until figures show an edit that is made or removed.
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

EDITS = 10

LIMITS = {"chapter": 2.0, "lexicon": 3.0, "package": 6.0}
"""The seconds that each edit may take on two cores, until figures show it."""

READING = [sys.executable, "-c", "import sys; from reading.cli import main; sys.exit(main())"]


class Preview:
    """A running `reading preview`, its `address` and the end of each of its builds."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*READING, "preview", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        self.address = re.search(r"http://\S+", self._next_line("serving at"))[0]  # type: ignore[index]
        wait_until(lambda: bool(self.fetch_page("index.html")))

    def _next_line(self, words: str) -> str:
        """The next line of the output that contains these words."""
        assert self._process.stdout is not None
        return next(line for line in self._process.stdout if words in line)

    def wait_for_build(self) -> None:
        """Wait for the end of a build."""
        self._next_line("built after")

    def fetch_page(self, name: str) -> str:
        """The page from the server, empty if it does not exist or is being written."""
        with (
            contextlib.suppress(OSError, HTTPException),
            urllib.request.urlopen(f"{self.address}/{name}") as response,
        ):
            return str(response.read().decode())
        return ""

    def stop(self) -> None:
        """Stop the preview as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)


@contextlib.contextmanager
def restored(path: Path) -> Iterator[str]:
    """Yield the text of a file, and write it back at the end."""
    text = path.read_text(encoding="utf-8")
    try:
        yield text
    finally:
        path.write_text(text, encoding="utf-8")


def wait_until(condition: Callable[[], bool]) -> float:
    """Wait until a condition holds, and return the seconds."""
    start = time.monotonic()
    while not condition():
        time.sleep(0.02)
    return time.monotonic() - start


def time_chapter(preview: Preview) -> list[float]:
    """The seconds from each save of a chapter to its new page."""
    times = []
    address = CHAPTER.relative_to(ROOT).with_suffix(".html").as_posix()
    with restored(CHAPTER) as text:
        for number in range(EDITS):
            question = f"How long does edit {number} take"
            CHAPTER.write_text(f"{text.rstrip()}\n- {question}?\n", encoding="utf-8")
            times.append(
                wait_until(lambda question=question: question in preview.fetch_page(address))  # type: ignore[misc]
            )
            preview.wait_for_build()
    preview.wait_for_build()
    return times


def time_new_processes() -> list[float]:
    """The seconds from each save of a chapter to the end of a new process of `reading build`."""
    times = []
    with restored(CHAPTER) as text:
        for number in range(EDITS):
            CHAPTER.write_text(f"{text.rstrip()}\n- And what does edit {number} take?\n", encoding="utf-8")
            start = time.monotonic()
            subprocess.run([*READING, "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            times.append(time.monotonic() - start)
    subprocess.run([*READING, "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return times


def time_addition(preview: Preview, path: Path, addition: str) -> list[tuple[float, float]]:
    """Add text to a file, and then remove it.

    Returns the seconds from each of both saves until figures show it, and until notebooks show it.
    """
    times = []
    with restored(path) as text:
        for edited in (text + addition, text):
            start = time.monotonic()
            path.write_text(edited, encoding="utf-8")
            preview.wait_for_build()
            figures = time.monotonic() - start
            preview.wait_for_build()
            times.append((figures, time.monotonic() - start))
    return times


def main() -> int:
    """Print the time of each edit. Return 1 if one is above its limit, else 0."""
    start = time.monotonic()
    preview = Preview()
    print(f"{'start':<12} {time.monotonic() - start:5.2f} s")
    try:
        times = time_chapter(preview)
        print(f"{'chapter':<12} {statistics.median(times):5.2f} s, from {min(times):.2f} to {max(times):.2f}")
        slowest = {"chapter": statistics.median(times)}
        for name, path, addition in (("lexicon", STOP_WORDS, "zebra\n"), ("package", MODULE, "# measured\n")):
            pairs = time_addition(preview, path, addition)
            for edit, (figures, notebooks) in zip(("made", "removed"), pairs, strict=True):
                print(f"{name:<12} {figures:5.2f} s in figures, {notebooks:.2f} s in notebooks ({edit})")
            slowest[name] = max(figures for figures, _ in pairs)
    finally:
        preview.stop()
    new = time_new_processes()
    print(f"{'new process':<12} {statistics.median(new):5.2f} s, from {min(new):.2f} to {max(new):.2f}")
    return int(any(slowest[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
