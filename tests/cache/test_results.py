"""The cache of drawings: each result is made once, and what nobody asks for any more goes."""

import os
import sys
import time
from pathlib import Path

import pytest

from reading.cache.processes import CONTEXT
from reading.cache.results import ResultCache


@pytest.fixture
def made():
    return []


@pytest.fixture
def make(made):
    def run(source):
        made.append(source)
        return str(source)

    return run


def test_result_is_computed_once_for_each_source_and_kind(tmp_path, made, make):
    for _ in range(2):
        cache = ResultCache(tmp_path / "kept", "1")
        assert cache.get_text("svg", {"a": 1}, make) == "{'a': 1}"
        assert cache.get_text("svg", {"a": 2}, make) == "{'a': 2}"
        assert cache.get_text("js", {"a": 1}, make) == "{'a': 1}"
    assert made == [{"a": 1}, {"a": 2}, {"a": 1}]


def compute_slowly(log):
    with Path(log).open("a") as file:
        file.write("computed\n")
    time.sleep(1)
    return "result"


def get_slowly(folder, log):
    ResultCache(folder, "1").get_text("txt", str(log), compute_slowly)


@pytest.mark.skipif(sys.platform == "win32", reason="without locks each process computes the result")
def test_two_processes_at_once_compute_a_result_once(tmp_path):
    arguments = (tmp_path / "kept", tmp_path / "log")
    processes = [CONTEXT.Process(target=get_slowly, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0, 0]
    assert (tmp_path / "log").read_text() == "computed\n"
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".txt"]


def test_another_version_computes_the_result_again(tmp_path, made, make):
    for version in ("1", "2"):
        ResultCache(tmp_path, version).get_text("svg", "a", make)
    assert made == ["a", "a"]


def test_interrupted_write_leaves_no_result(tmp_path, made, make):
    def write_half(path, content):
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise KeyboardInterrupt

    cache = ResultCache(tmp_path, "1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_half)
        with pytest.raises(KeyboardInterrupt):
            cache.get_text("svg", "whole", make)
    assert cache.get_text("svg", "whole", make) == "whole"


def test_result_unused_for_a_month_is_removed(tmp_path, make):
    ResultCache(tmp_path, "1").get_text("svg", "old", make)
    os.utime(next(tmp_path.iterdir()), (1, 1))
    cache = ResultCache(tmp_path, "1")
    cache.get_text("svg", "new", make)
    assert [kept.read_text() for kept in tmp_path.iterdir()] == ["new"]
