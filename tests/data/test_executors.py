import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from types import ModuleType

import pytest

from reading.data.executors import open_executor
from reading.files.errors import ReadingErrors, single_error


class FakeClient:
    """A client of a cluster that counts in a thread of this process."""

    def __init__(self, address, timeout):
        if address == "tcp://nowhere:1":
            raise OSError(f"Timed out trying to connect to {address} after {timeout} s\nmore")
        if address == "nonsense://":
            raise ValueError("unknown address scheme 'nonsense'")
        self.empty = address == "tcp://empty:1"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def wait_for_workers(self, count, timeout):
        if self.empty:
            raise TimeoutError

    def get_executor(self):
        return ThreadPoolExecutor(1)


@pytest.fixture
def _cluster(monkeypatch):
    module = ModuleType("distributed")
    module.Client = FakeClient
    monkeypatch.setitem(sys.modules, "distributed", module)


def mistake(scheduler, use=lambda executor: None):
    with pytest.raises(ReadingErrors) as caught, open_executor(scheduler) as executor:
        use(executor)
    [error] = caught.value.exceptions
    return str(error)


def test_processes_of_this_machine_are_the_default():
    with open_executor() as executor:
        assert isinstance(executor, Executor)
        assert list(executor.map(abs, [-1, 2])) == [1, 2]


def test_library_that_is_missing_is_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert mistake("tcp://here:1") == (
        "--scheduler: the library `distributed` is not installed "
        '(run `.venv/bin/python -m pip install "distributed"`, or leave the option out)'
    )


@pytest.mark.usefixtures("_cluster")
@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("tcp://nowhere:1", "no Dask scheduler answers at 'tcp://nowhere:1' (start it with `dask scheduler`"),
        ("nonsense://", "no Dask scheduler answers at 'nonsense://'"),
        ("tcp://empty:1", "the cluster at 'tcp://empty:1' has no worker (start one with `dask worker"),
    ],
)
def test_cluster_that_does_not_answer_is_one_line(address, problem):
    line = mistake(address)
    assert problem in line
    assert "\n" not in line


@pytest.mark.usefixtures("_cluster")
def test_cluster_counts():
    with open_executor("tcp://here:1") as executor:
        assert list(executor.map(abs, [-1, 2])) == [1, 2]


@pytest.mark.usefixtures("_cluster")
def test_cluster_that_fails_is_one_line():
    def fail(executor):
        raise RuntimeError("the worker was killed\nand more")

    line = mistake("tcp://here:1", fail)
    assert "the cluster at 'tcp://here:1' failed: RuntimeError: the worker was killed (see the logs" in line


@pytest.mark.usefixtures("_cluster")
def test_mistakes_of_texts_are_told_as_they_are():
    def refuse(executor):
        raise single_error(sys.prefix, 0, "the file is empty")

    assert mistake("tcp://here:1", refuse) == f"{sys.prefix}: the file is empty"
