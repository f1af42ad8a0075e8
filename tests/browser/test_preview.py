"""`reading preview`: serves saved files, reloads open pages, and leaves nothing behind when it ends."""

import contextlib
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from reading.data.cached import STORE
from reading.site.preview import HOST, _bind, _Watcher

COMMAND = [sys.executable, "-c", "import sys; from reading.cli import main; sys.exit(main())", "preview"]

LONGEST = 60
"""Seconds after which something has gone wrong."""

QUAY = "chapters/harbour/quay"

OUTDATED = "The results on this page are outdated."

# With the browser in all of them, tests keep their order, and share one preview: the last one ends it.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("browser")]


class Running:
    """A preview: what it says, and its pages."""

    def __init__(self, root, scratch):
        self.root, self.scratch, self.lines = root, scratch, queue.SimpleQueue()
        environment = {key: value for key, value in os.environ.items() if key != "DOCUMENT"}
        self.process = subprocess.Popen(
            [*COMMAND, "--port", "0"],
            cwd=root,
            env=environment | {"TMPDIR": str(scratch)},
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
        return self.lines_until(words)[-1]

    def lines_until(self, words):
        """The next lines up to one that has these words."""
        said = []
        while not said or words not in said[-1]:
            try:
                said.append(self.lines.get(timeout=LONGEST))
            except queue.Empty:
                pytest.fail("".join(said))
        return said

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
        path = self.root / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))


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
    running = Running(root, tmp_path_factory.mktemp("scratch"))
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
    preview.until("the paragraph has no sentence 9")
    preview.until("not built after")
    assert "The quay comes first" in preview.page(f"{QUAY}.html")
    preview.save(f"{QUAY}.md", "{s}`9`", "{s}`2`")
    preview.until("quay.md saved: building")
    preview.until_built()


def test_a_saved_lexicon_shows_first_in_figures_and_then_in_notebooks(preview):
    assert OUTDATED not in preview.page("notebooks/counts.html")
    preview.save("data/lexicon/actors.yml", "actors:\n", "# Who acts.\nactors:\n")
    preview.until_built()
    preview.until("notebooks are running; their pages follow")
    assert OUTDATED in preview.page("notebooks/counts.html")
    preview.until("executed counts.ipynb in ")
    preview.until_built()
    assert OUTDATED not in preview.page("notebooks/counts.html")


def test_a_save_stops_running_notebooks_which_then_run_once(preview):
    preview.save("data/lexicon/actors.yml", "Who acts.", "Who acts, and where.")
    preview.until("executing counts.ipynb")
    stopped = below(preview.process.pid) - {preview.process.pid}
    preview.save(f"{QUAY}.md", "- Who pays for it all?", "- Who pays, and when?")
    assert "executed" not in "".join(preview.lines_until("quay.md saved: building"))
    preview.until_built()
    assert not any(map(lives, stopped))
    assert "Who pays, and when?" in preview.page(f"{QUAY}.html")
    assert OUTDATED in preview.page("notebooks/counts.html")
    preview.until("executed counts.ipynb in ")
    preview.until_built()
    assert OUTDATED not in preview.page("notebooks/counts.html")


def test_the_failure_of_a_notebook_is_reported_once_and_its_page_keeps_its_outputs(preview):
    name = "notebooks/counts"
    preview.save(f"{name}.ipynb", "words = tables.words()", "words = tables.words(1)")
    preview.until_built()
    lines = preview.lines_until("its page keeps its last outputs") + preview.lines_until("built after")
    assert sum("counts.ipynb:" in line for line in lines) == 1, lines
    assert not any("Traceback" in line or "not built" in line for line in lines), lines
    page = preview.page(f"{name}.html")
    assert OUTDATED in page
    assert "<svg" in page
    preview.save(f"{name}.ipynb", "words = tables.words(1)", "words = tables.words()")
    preview.until_built()
    assert OUTDATED not in preview.page(f"{name}.html")


def test_a_port_in_use_is_said_to_be_and_another_is_chosen(capsys):
    with socket.create_server((HOST, 0)) as taken, _bind(taken.getsockname()[1]) as other:
        assert other.getsockname()[1] not in (0, taken.getsockname()[1])
        (line,) = capsys.readouterr().out.splitlines()
        assert f"port {taken.getsockname()[1]} cannot be used" in line


def test_what_is_saved_during_the_first_build_is_found_but_not_what_the_build_writes(tmp_path):
    for name in ("index.md", "chapters/quay.md", "_build/html/index.html", ".git/index"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    os.utime(tmp_path / "index.md", (1, 1))
    assert _Watcher(tmp_path, 2, succeeded=True)._find_saved() == [tmp_path / "chapters/quay.md"]


def test_a_preview_that_is_interrupted_twice_leaves_neither_process_nor_folder_nor_traceback(preview):
    preview.save("data/lexicon/actors.yml", "and where", "and when")
    preview.until("executing counts.ipynb")
    left = below(preview.process.pid)
    assert len(left) > 1, "nothing is running"
    preview.process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(LONGEST) == 0
    preview.hearing.join(LONGEST)
    assert not any("Traceback" in preview.lines.get() for _ in range(preview.lines.qsize()))
    until(lambda: not any(map(lives, left)))
    assert list(preview.scratch.iterdir()) == []


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
