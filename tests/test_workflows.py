"""Workflows: who may do what, and what their scripts do. `make lint` checks the rest."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from reading.files.read import read_yaml
from tests.conftest import ROOT

CHECK = ROOT / ".github/workflows/check.yml"

MARKER = "<!-- what this pull request moves -->"

FAKE_GH = """#!{python}
import json, os, sys
from pathlib import Path
folder, arguments = Path(os.environ["FAKE"]), sys.argv[1:]
with (folder / "asked").open("a") as asked:
    print(json.dumps(arguments), file=asked)
if any(one.endswith("/pulls") for one in arguments):
    print((folder / "pulls.json").read_text())
elif not {{"POST", "PATCH"}} & set(arguments):
    print((folder / "comments.json").read_text())
"""


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


def find_scripts(workflow, start):
    """The scripts of the steps of a workflow whose names start in a way."""
    found = steps(read_yaml(ROOT / f".github/workflows/{workflow}.yml"))
    return [step["run"] for step in found if step.get("name", "").startswith(start)]


def test_workflow_that_runs_code_of_a_pull_request_can_only_read_and_has_no_secret():
    workflow = read_yaml(CHECK)
    ((_, job),) = workflow["jobs"].items()
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read"})
    assert not re.search(r"secrets\.|github\.token", CHECK.read_text())


@pytest.mark.parametrize(
    ("change", "is_prose"),
    [
        ("echo more >index.md", True),
        ("echo more >about/references.bib", True),
        ("git rm -q about/method.md", True),
        ("git mv about/method.md chapters/method.md", True),
        ("echo more >data/claims.yml", False),
        ("echo more >tests/page.md", False),
        ("git rm -q tests/test_a.py", False),
        ("git rm -q contributing/code.md", False),
        ("echo more >README.md", False),
        ("git mv tests/test_a.py about/numbers.md", False),
        ("git mv about/method.md tests/method.md", False),
    ],
)
def test_what_changes_more_than_prose_is_tested(tmp_path, change, is_prose):
    (script,) = find_scripts("check", "Is it prose")
    commands = f"""
        git init -q && git config user.name a && git config user.email a@example.org
        mkdir about chapters contributing data notebooks tests
        seq 9 >contributing/code.md && seq 9 >tests/test_a.py && seq 20 >about/method.md
        git add . && git commit -q -m one && export BASE=$(git rev-parse HEAD)
        {change} && git add . && git commit -q -m two
        {script}"""
    environment = os.environ | {"GITHUB_OUTPUT": str(tmp_path.with_suffix(".out"))}
    subprocess.run(["bash", "-e", "-c", commands], cwd=tmp_path, env=environment, check=True)
    assert tmp_path.with_suffix(".out").exists() == is_prose
    tested = [step["if"] for step in steps(read_yaml(CHECK)) if step.get("run") == "make test"]
    assert tested == ["!steps.change.outputs.prose"]


def test_main_is_published_only_after_its_check():
    jobs = read_yaml(ROOT / ".github/workflows/publish.yml")["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("check", "build")
    assert "\n  workflow_call:\n" in CHECK.read_text()


def test_workflow_that_can_comment_uses_only_the_report():
    workflow = read_yaml(ROOT / ".github/workflows/comment.yml")
    used = [step["uses"].partition("@")[0] for step in steps(workflow) if "uses" in step]
    assert used == ["actions/download-artifact"]


# The comment


@pytest.fixture
def run_script(tmp_path):
    """Run a workflow's script where `gh` answers with given pull requests, and with comments or issues."""
    if shutil.which("jq") is None or shutil.which("bash") is None:
        pytest.skip("the script runs on GitHub's machines, which have bash and jq")
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(FAKE_GH.format(python=sys.executable))
    gh.chmod(0o755)
    (tmp_path / "asked").touch()

    def run_script(name, environment, pulls=(), comments=()):
        """What was written, as the arguments of `gh`."""
        workflow = read_yaml(ROOT / ".github/workflows" / name)
        (script,) = [step["run"] for step in steps(workflow) if "run" in step and "env" in step]
        (tmp_path / "pulls.json").write_text(json.dumps(list(pulls)))
        (tmp_path / "comments.json").write_text(json.dumps(list(comments)))
        environment = os.environ | environment
        environment |= {
            "PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}",
            "FAKE": str(tmp_path),
            "GITHUB_REPOSITORY": "some/book",
            "RUN": "https://example.org/run",
        }
        command = ["bash", "-e", "-c", script]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        asked = [json.loads(line) for line in (tmp_path / "asked").read_text().splitlines()]
        return [one for one in asked if {"POST", "PATCH"} & set(one)]

    return run_script


@pytest.fixture
def comment(run_script, tmp_path):
    """Run the script that comments on a pull request."""
    (tmp_path / "comparison").mkdir()

    def comment(report, pulls=(), comments=()):
        if report is not None:
            (tmp_path / "comparison/report.md").write_bytes(report)
        commit = {"HEAD_OWNER": "guest", "HEAD_BRANCH": "a-change", "HEAD_SHA": "abc"}
        return run_script("comment.yml", commit, pulls, comments)

    comment.folder = tmp_path
    return comment


PULL = {"number": 7, "head": {"sha": "abc"}}


def test_a_first_report_becomes_a_comment(comment):
    ((_, _, method, address, *rest),) = comment(b"# Moved\n", [PULL])
    assert (method, address) == ("POST", "repos/some/book/issues/7/comments")
    assert "body=@body.md" in rest
    body = (comment.folder / "body.md").read_text()
    assert body.startswith(f"{MARKER}\nThe code of this pull request wrote the report below in [the run")
    assert body.index("https://example.org/run") < body.index("\n\n---\n\n# Moved\n")


def test_only_the_newest_commit_of_an_open_pull_request_gets_a_comment(comment):
    assert comment(b"# Moved\n", [{"number": 7, "head": {"sha": "newer"}}]) == []


def test_hostile_report_is_shortened_and_neither_mentions_nor_hides_anybody(comment):
    parts = [
        "@everyone",
        "&#64;everyone",
        "<!--",
        "-->",
        "```",
        "</details>",
        "<details><summary>1 of <code>a</code></summary>",
    ]
    parts += ["<img src=x>", "\1img src=x>", "<IMG src=x>", "![x](https://example.org/x.png)", "\\< 0.001"]
    report = "\n\n".join(parts).encode()
    comment(report + b"@\xff" * 1_000 + b"x" * 80_000, [PULL])
    body = (comment.folder / "body.md").read_text(encoding="utf-8")
    assert len(body) < 65_536
    assert "@everyone" not in body
    assert "&#64;" not in body
    own, _, report = body.partition("\n\n---\n\n")
    assert own.startswith(MARKER)
    assert own.endswith("for download.")
    assert set(re.findall("<[a-zA-Z/!?][^>]*>?", report)) == {
        *("</details>", "<details>", "<summary>", "<code>", "</code>", "</summary>"),
    }
    assert "![" not in report
    assert "\\< 0.001" in report


# The issue


@pytest.mark.parametrize(
    ("job", "title"),
    [
        ("ALL", "A weekly test fails"),
        ("LINKS", "A reference leads nowhere"),
        ("NEWEST", "The newest versions break the book"),
        ("PLAIN", "The way out of Jupyter Book 1 is closed"),
    ],
)
def test_weekly_check_opens_an_issue_for_the_job_that_fails(run_script, job, title):
    results = dict.fromkeys(("ALL", "LINKS", "NEWEST", "PLAIN"), "success") | {job: "failure"}
    (written,) = run_script("watch.yml", results | {"FOUND": "FAILED tests/test_a.py::test_b"})
    assert f"title={title}" in written
    assert any("\nFAILED tests/test_a.py::test_b\n" in field for field in written) == (job == "ALL")


# The release


def test_the_notes_of_a_release_are_the_section_of_its_version(tmp_path):
    (script,) = find_scripts("release", "Write the notes")
    (tmp_path / "CITATION.cff").write_text("title: A book\nversion: 0.2.0\n")
    sections = "## [Unreleased]\n\n- later\n\n## [0.2.0] - 2026-12-01\n\n- new\n\n## [0.1.0]\n\n- first\n"
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{sections}")
    environment = os.environ | {"TAG": "v0.2.0", "RUNNER_TEMP": str(tmp_path.parent)}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path.parent / "notes.md").read_text() == "\n- new\n\n"


def test_the_job_that_can_write_a_release_runs_no_code_of_the_repository():
    jobs = read_yaml(ROOT / ".github/workflows/release.yml")["jobs"]
    writing = [name for name, job in jobs.items() if "write" in job["permissions"].values()]
    assert writing == ["release"]
    used = [step["uses"].partition("@")[0] for step in jobs["release"]["steps"] if "uses" in step]
    assert used == ["actions/download-artifact"]
    assert (jobs["build"]["needs"], jobs["release"]["needs"]) == (["check", "all"], "build")
