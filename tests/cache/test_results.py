"""The cache of drawings: each result is made once, and what nobody asks for any more goes."""

from pathlib import Path

import pytest

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


def test_result_is_computed_once_for_each_input_and_suffix(tmp_path, made, make):
    for _ in range(2):
        cache = ResultCache(tmp_path / "kept", "1")
        assert cache.get_text("svg", {"a": 1}, make) == "{'a': 1}"
        assert cache.get_text("svg", {"a": 2}, make) == "{'a': 2}"
        assert cache.get_text("js", {"a": 1}, make) == "{'a': 1}"
    assert made == [{"a": 1}, {"a": 2}, {"a": 1}]


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
