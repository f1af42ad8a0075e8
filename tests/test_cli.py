"""The `reading` command: what it prints, where, and with which exit status."""

import json
import re

import pytest

from reading import cli
from tests.conftest import ROOT


@pytest.fixture
def run(small_root, monkeypatch, capsys):
    def run(*arguments):
        status = cli.main(arguments)
        captured = capsys.readouterr()
        return status, captured.out.splitlines(), captured.err.splitlines()

    monkeypatch.chdir(small_root)
    monkeypatch.delenv("DOCUMENT", raising=False)
    return run


def test_command_finds_the_book_from_a_subfolder_and_prints_paths_relative_to_it(
    run, small_root, monkeypatch
):
    monkeypatch.chdir(small_root / "data")
    (small_root / "data" / "lexicon" / "stopwords.txt").write_text("A\n")
    status, _, lines = run("check")
    assert status == 1
    assert lines[0].startswith("lexicon/stopwords.txt:1: ")
    assert lines[-1] == "1 problem"


def test_github_finds_each_mistake_by_the_matcher(run, small_root):
    (small_root / "index.md").write_text("# A\n\nThe quay: 40 %\n")
    (small_root / "chapters/ties/trade.md").unlink()
    status, _, lines = run("check")
    assert status == 1
    matchers = json.loads((ROOT / ".github/problem-matcher.json").read_text())["problemMatcher"]
    patterns = [re.compile(pattern["regexp"]) for matcher in matchers for pattern in matcher["pattern"]]
    found = [next(filter(None, (pattern.match(line) for pattern in patterns)), None) for line in lines]
    assert [match is None for match in found] == [False] * (len(lines) - 1) + [True]
    assert any(match and match[1] == "index.md" and match[2] == "3" for match in found)


def test_figures_are_found_by_a_word_with_their_values(run):
    status, out, _ = run("figures", "quay")
    assert status == 0
    assert any(
        re.fullmatch(r"terms\.quay\.count\t\d\toccurrences of quay in the document", line) for line in out
    )
    assert all("quay" in line.casefold() for line in out)
    assert len(out) <= 40


def test_tables_are_written_to_a_folder(run, tmp_path):
    assert run("tables", str(tmp_path / "made"))[0] == 0
    assert "quay" in (tmp_path / "made/terms.csv").read_text(encoding="utf-8")


def test_check_outside_a_book_is_an_error_of_one_line(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, _, lines = run("check")
    assert status == 1
    assert "there is no book here or above" in lines[0]


@pytest.mark.parametrize("arguments", [["checks"], [], ["derive"], ["check", "--fast"]])
def test_unknown_command_is_an_error_of_one_line_with_status_two(run, capsys, arguments):
    with pytest.raises(SystemExit) as raised:
        run(*arguments)
    assert raised.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (PermissionError(13, "Permission denied", "x.csv"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_failure_of_the_machine_shows_no_traceback(run, monkeypatch, error, status):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("reading.checks.run.check_whole", fail)
    got, _, lines = run("check")
    assert got == status
    assert len(lines) == 1
