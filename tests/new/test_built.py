"""New books, built and tested by their own tests; `benchmarks/new.py` tries all four by `make`."""

import subprocess
import sys
from pathlib import Path

import pytest

from reading import new
from tests.new import documents

ROOT = Path(__file__).parents[2]

READING = str(Path(sys.executable).with_name("reading"))
TESTS = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]

pytestmark = pytest.mark.slow


def built(folder, name, text, *, keep):
    """The site of a book that was begun, checked and built, and that its own tests pass."""
    copy = folder / name
    copy.write_text(text, encoding="utf-8")
    made = new.begin(copy, folder / "book", ROOT, keep=keep).folder
    for command in ([READING, "check"], [READING, "build"], TESTS):
        done = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return made / "_build" / "html"


def test_a_brief_is_built_with_its_text_and_a_concordance(tmp_path):
    site = built(tmp_path, "brief.txt", documents.BRIEF, keep=True)
    chapter = (site / "chapters/four-points-for-a-plan/index.html").read_text(encoding="utf-8")
    assert "The survey should be public." in chapter
    evidence = (site / "evidence.html").read_text(encoding="utf-8")
    assert "<strong>boats</strong> for the training." in evidence
    landing = (site / "index.html").read_text(encoding="utf-8")
    assert "Safer Harbours for the Northern Coast" in landing


def test_a_report_with_more_paragraphs_than_a_chart_can_hold_is_built_from_figures_alone(tmp_path):
    site = built(tmp_path, "report.md", documents.report(3000), keep=False)
    assert len(list((site / "chapters").rglob("*.html"))) > 24
    assert "tokens in each section" in (site / "index.html").read_text(encoding="utf-8")
