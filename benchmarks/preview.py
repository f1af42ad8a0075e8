"""Times `reading preview`: the seconds from a saved file to the end of the build that shows the change.

Run it from the book's folder, without uncommitted changes in the files that it edits:

    python -m benchmarks.preview

It adds a question to a chapter, a stop word to the lexicon, and a comment to a module that notebooks import,
several times each, and prints the medians. An edit of the lexicon or of a module is built twice: first for
figures, charts and the explorer, then for the pages of notebooks. It restores the files that it edits. The
exit status is 1 if a median until the first build is above its limit.
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
    """An edit: what is added to a file, the builds that follow, and the seconds that the first may take."""

    file: str
    addition: str
    builds: int
    limit: float


EDITS = [
    Edit("chapters/diplomacy-and-politics/security.md", "- How long does edit {} take?\n", 1, 2.0),
    Edit("data/lexicon/stopwords.txt", "zebra{}\n", 2, 3.0),
    Edit("reading/measures/frequency.py", "# measured {}\n", 2, 6.0),
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

    def save(self, path: Path, text: str, builds: int) -> list[float]:
        """Save a file. Returns the seconds until the end of each build that follows."""
        start = time.monotonic()
        path.write_text(text, encoding="utf-8")
        seconds = []
        for _ in range(builds):
            self.wait_for_build()
            seconds.append(time.monotonic() - start)
        return seconds

    def stop(self) -> None:
        """Stop the preview as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)


def measure(preview: Preview, edit: Edit) -> list[float]:
    """The median seconds until the end of each build after an edit."""
    path = ROOT / edit.file
    text = path.read_text(encoding="utf-8")
    try:
        texts = [text + edit.addition.format("x" * run) for run in range(RUNS)]
        runs = [preview.save(path, edited, edit.builds) for edited in texts]
    finally:
        preview.save(path, text, edit.builds)
    return [statistics.median(times) for times in zip(*runs, strict=True)]


def main() -> int:
    """Print the time of each edit. Return 1 if one is above its limit, else 0."""
    preview, is_above = Preview(), False
    try:
        for edit in EDITS:
            medians = measure(preview, edit)
            is_above |= medians[0] > edit.limit
            print(f"{edit.file:<45} {' / '.join(f'{seconds:.2f} s' for seconds in medians)}")
    finally:
        preview.stop()
    return int(is_above)


if __name__ == "__main__":
    sys.exit(main())
