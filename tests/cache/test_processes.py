"""Processes wait for each other, and tell when one has died."""

import multiprocessing
import os
import pickle
import sys

import pytest

from reading.cache.processes import lock_file, start_process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")


def append(folder, text):
    with lock_file(folder / "lock", "waiting"), (folder / "log").open("a") as log:
        log.write(text)


def test_a_lock_lets_one_process_at_a_time_in_and_ends_with_it(tmp_path, capfd):
    context = multiprocessing.get_context("fork")
    with lock_file(tmp_path / "lock", "waiting"):
        waiting = context.Process(target=append, args=(tmp_path, "second"))
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        assert not (tmp_path / "log").exists()
        # What the process starts does not hold the lock when the process has ended.
        child = context.Process(target=multiprocessing.Event().wait, daemon=True)
        child.start()
    waiting.join(30)
    assert (tmp_path / "log").read_text() == "second"
    assert "waiting" in capfd.readouterr().err
    child.kill()


def test_sphinx_cannot_store_what_waits_for_a_process():
    """Read again by the next build, it would close a file of that build that has the number of the pipe."""
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(start_process(abs, -3))


def test_a_process_that_dies_is_no_result():
    assert start_process(abs, -3)() == 3
    with pytest.raises(EOFError):
        start_process(os._exit, 3)()
