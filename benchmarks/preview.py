"""Times `reading preview`: the seconds from a saved file to the end of the build that shows the change.

Run it from the book's folder, without uncommitted changes in the files that it edits:

    python -m benchmarks.preview

It adds a question to a chapter, a stop word to the lexicon, and a comment to a module that notebooks import,
several times each, and prints the medians. After an edit of the lexicon or of such a module, all notebooks
run. It restores the files that it edits. The exit status is 1 if a median is above its limit.
"""

from __future__ import annotations

import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

RUNS = 3


class Edit(NamedTuple):
    """An edit: what is added to a file, and the seconds that the build may take."""

    file: str
    addition: str
    limit: float


EDITS = [
    Edit("chapters/diplomacy-and-politics/security.md", "- How long does edit {} take?\n", 3.5),
    Edit("data/lexicon/stopwords.txt", "zebra{}\n", 30.0),
    Edit("reading/measures/frequency.py", "# measured {}\n", 30.0),
]


class Preview:
    """A running `reading preview`."""

    def __init__(self) -> None:
        command = [str(Path(sys.executable).with_name("reading")), "preview", "--port", "0"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.wait_for_build()

    def wait_for_build(self) -> None:
        """Wait for the end of a build."""
        assert self._process.stdout is not None
        next(line for line in self._process.stdout if "built after" in line)

    def save(self, path: Path, text: str) -> float:
        """Save a file. Returns the seconds until the end of the build that follows."""
        start = time.monotonic()
        path.write_text(text, encoding="utf-8")
        self.wait_for_build()
        return time.monotonic() - start

    def stop(self) -> None:
        """Stop the preview as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)


def measure(preview: Preview, edit: Edit) -> float:
    """The median seconds until the end of the build after an edit."""
    path = ROOT / edit.file
    text = path.read_text(encoding="utf-8")
    try:
        texts = [text + edit.addition.format("x" * run) for run in range(RUNS)]
        return statistics.median(preview.save(path, edited) for edited in texts)
    finally:
        preview.save(path, text)


def main() -> int:
    """Print the time of each edit. Return 1 if one is above its limit, else 0."""
    preview, is_above = Preview(), False
    try:
        for edit in EDITS:
            seconds = measure(preview, edit)
            is_above |= seconds > edit.limit
            print(f"{edit.file:<45} {seconds:.2f} s")
    finally:
        preview.stop()
    return int(is_above)


if __name__ == "__main__":
    sys.exit(main())
