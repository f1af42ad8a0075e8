"""`reading preview`: serves saved files, reloads open pages, and leaves nothing behind when it ends."""

import contextlib
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from reading import cli
from reading.data.cached import STORE
from tests.site.builds import change

COMMAND = [sys.executable, "-c", "import sys; from reading.cli import main; sys.exit(main())", "preview"]

LONGEST = 60
"""Seconds after which something has gone wrong."""

QUAY = "chapters/harbour/quay"

# With the browser in all of them, tests keep their order, and share one preview: the last one ends it.
pytestmark = [pytest.mark.extended, pytest.mark.usefixtures("browser")]


class Running:
    """A preview: what it says, and its pages."""

    def __init__(self, root):
        self.root, self.lines = root, queue.SimpleQueue()
        environment = {key: value for key, value in os.environ.items() if key != "DOCUMENT"}
        self.process = subprocess.Popen(
            [*COMMAND, "--port", "0"],
            cwd=root,
            env=environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.hearing = threading.Thread(target=self._hear, daemon=True)
        self.hearing.start()
        self.address = re.search(r"http://\S+", self.until("serving at"))[0]
        assert self.page("index.html"), "it does not listen yet"

    def until(self, words):
        """The next line that has these words."""
        said = []
        while not said or words not in said[-1]:
            try:
                said.append(self.lines.get(timeout=LONGEST))
            except queue.Empty:
                pytest.fail("".join(said))
        return said[-1]

    def until_built(self):
        """The line that says how the next build ended, which has to be well."""
        assert "not built" not in self.until("built after")

    def _hear(self):
        for line in self.process.stdout:
            self.lines.put(line)

    def end(self):
        # A preview that is killed cannot end its builds, which would hold its output open for ever.
        self.process.terminate()
        try:
            self.process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.hearing.join(LONGEST)
        self.process.stdout.close()

    def page(self, name):
        """A page as it is served; empty where it is not."""
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.address}/{name}") as response:
            return response.read().decode()
        return ""

    def save(self, name, old, new):
        change(self.root / name, old, new)


def until(true):
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def preview(complete_small_book, tmp_path_factory):
    """A preview of the small book, with the styles of this book."""
    left = shutil.ignore_patterns("_build")
    root = shutil.copytree(complete_small_book, tmp_path_factory.mktemp("preview") / "book", ignore=left)
    shutil.copytree(complete_small_book / STORE, root / STORE)
    running = Running(root)
    yield running
    running.end()


def test_the_preview_serves_pages_that_reload_after_a_build(preview):
    page = preview.page(f"{QUAY}.html")
    assert "The quay comes first" in page
    assert page.endswith('<script src="/_reload.js"></script>')
    assert "location.reload" in preview.page("_reload.js")
    with urllib.request.urlopen(f"{preview.address}/index.html") as response:
        assert response.headers["Cache-Control"] == "no-cache"


def test_an_open_page_reloads_after_its_chapter_is_saved(preview, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{preview.address}/{QUAY}.html")
    preview.save(f"{QUAY}.md", "- Who pays?", "- Who pays for it all?")
    page.get_by_text("Who pays for it all?").wait_for(timeout=LONGEST * 1000)
    preview.until_built()
    assert complaints == []


def test_a_mistake_is_reported_and_the_pages_stay_until_it_is_corrected(preview):
    preview.save(f"{QUAY}.md", "much else.{s}`2`", "much else.{s}`9`")
    preview.until("has no sentence 9")
    preview.until("not built after")
    assert "The quay comes first" in preview.page(f"{QUAY}.html")
    preview.save(f"{QUAY}.md", "{s}`9`", "{s}`2`")
    preview.until("quay.md saved: building")
    preview.until_built()


def test_a_preview_that_is_interrupted_leaves_neither_process_nor_traceback(preview):
    preview.save("data/lexicon/actors.yml", "actors:\n", "# Who acts.\nactors:\n")
    preview.until("actors.yml saved: building")
    left = below(preview.process.pid)
    assert len(left) > 1, "nothing is running"
    # Ctrl-C reaches all processes of a terminal.
    os.killpg(preview.process.pid, signal.SIGINT)
    assert preview.process.wait(LONGEST) == 0
    preview.hearing.join(LONGEST)
    said = "".join(preview.lines.get() for _ in range(preview.lines.qsize()))
    assert "Traceback" not in said
    until(lambda: not any(map(lives, left)))


class SavingAtOnce(Running):
    """A preview of a book in which somebody saves a chapter as soon as it is built."""

    saves = (f"{QUAY}.md", "- Who pays?", "- Who pays at once?")

    def _hear(self):
        for line in self.process.stdout:
            if "built after" in line and self.saves:
                self.save(*self.saves)
                self.saves = ()
            self.lines.put(line)


def test_a_save_right_after_the_first_build_is_not_lost(complete_small_book, tmp_path):
    root = shutil.copytree(complete_small_book, tmp_path / "book")
    preview = SavingAtOnce(root)
    preview.until("quay.md saved: building")
    preview.until_built()
    assert "Who pays at once?" in preview.page(f"{QUAY}.html")
    preview.end()


def test_a_folder_that_cannot_be_written_is_told_on_one_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (tmp_path / "_build").write_text("no folder")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["preview", "--port", "0"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def below(pid):
    """A process, and all that it has started."""
    found = {pid}
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    while more := {child for child, parent in pairs if parent in found} - found:
        found |= more
    return found


def lives(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
