"""Which pages a build reads and writes again, and what a failed build leaves."""

import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from reading.site import outdated
from reading.site.builder import BookBuilder
from reading.site.outdated import RECORD, hash_shared
from tests.conftest import MADE
from tests.site.builds import build, change, command_build, differing, run, site_of

CHAPTER, NOTEBOOK = "chapters/ties/trade.md", "notebooks/counts.ipynb"

EDITS = {
    "a word": (CHAPTER, "## In brief\n", "## In brief\n\nAnew.\n"),
    "a retelling, which the evidence shows": (CHAPTER, "Both are said to gain", "The two are said to gain"),
    "a title, which other pages show": (CHAPTER, "# ", "# Later: "),
}


def list_written(output, site):
    """The pages that a build says it writes, which are all of a site where it does not name them."""
    names = re.search(r"^writing \d+ pages?(?:: (.*))?$", output, re.MULTILINE)[1]
    return {*(names.split(", ") if names else (name.removesuffix(".html") for name in site))}


@pytest.mark.slow
def test_a_build_writes_only_the_pages_that_an_edit_changes(small_copy):
    """Five builds, one of them clean."""
    kept = site_of(small_copy)
    # As after a fresh checkout beside a kept `_build`: the times count for nothing.
    for path in small_copy.rglob("*"):
        if path.is_file() and "_build" not in path.parts:
            path.touch()
    done = build(small_copy)
    assert (done.status, done.err) == (0, "")
    assert not re.search("^(running|reading|writing)", done.out, re.MULTILINE)
    assert differing(kept, site_of(small_copy)) == []
    written = {}
    for edit, (name, old, new) in EDITS.items():
        before = site_of(small_copy)
        change(small_copy / name, old, new)
        os.utime(small_copy / name, (0, 0))
        done = build(small_copy)
        assert (done.status, done.err) == (0, ""), edit
        written[edit] = list_written(done.out, before)
    assert CHAPTER.removesuffix(".md") in written["a word"]
    assert len(written["a word"]) < 5
    assert "evidence" not in written["a word"]
    shows = written["a retelling, which the evidence shows"]
    assert {"codebook", "evidence", "explorer", "your-copy"} <= shows
    assert "about/method" not in shows
    assert "about/method" in written["a title, which other pages show"]
    edited = site_of(small_copy)
    for path in (small_copy / "_build").iterdir():
        if path.is_dir() and path.name not in MADE:
            shutil.rmtree(path)
    assert build(small_copy).status == 0
    assert differing(edited, site_of(small_copy)) == []


@pytest.mark.parametrize(
    "name",
    [
        "_config.yml",
        "_toc.yml",
        "about/sources.bib",
        "data/document/outline.yml",
        "package/templates/page.html",
        "package/static/book.css",
    ],
)
def test_everything_is_built_anew_after_a_change_of_what_all_pages_depend_on(tmp_path, monkeypatch, name):
    monkeypatch.setattr(outdated, "PACKAGE", tmp_path / "package")
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True, parents=True)
    hashes = set()
    for content in ("one", "two", "two and more"):
        file.write_text(content, encoding="utf-8")
        # Neither the size nor the time need change.
        os.utime(file, (0, 0))
        hashes.add(hash_shared(tmp_path))
    assert len(hashes) == 3


def killed_build():
    """A build that is killed, with all its processes, when its pages are written."""
    BookBuilder.finish = lambda _: os.killpg(0, signal.SIGKILL)
    return command_build()


@pytest.mark.extended
def test_a_build_that_fails_or_is_killed_leaves_the_site_as_it_is(small_copy):
    assert build(small_copy).status == 0
    good, text = site_of(small_copy), (small_copy / CHAPTER).read_text(encoding="utf-8")
    change(small_copy / CHAPTER, "## In brief\n", "## In brief\n\nUnmistakably new.\n")
    assert run(killed_build, small_copy, {}).status == -signal.SIGKILL
    assert differing(good, site_of(small_copy)) == []
    # Its doctrees may be of another text than the record of the last good build.
    assert not (small_copy / "_build/.doctrees" / RECORD).exists()
    # Only the build finds that a cell fails. By then, it has read the chapter.
    change(small_copy / NOTEBOOK, "tables.words()", "tables.no_words()")
    failed = build(small_copy)
    assert (failed.status, failed.err.count(f"{NOTEBOOK}:25: cell 2: AttributeError: ")) == (1, 1)
    assert "Traceback" not in failed.err
    assert differing(good, site_of(small_copy)) == []
    change(small_copy / NOTEBOOK, "tables.no_words()", "tables.words()")
    (small_copy / CHAPTER).write_text(text, encoding="utf-8")
    assert build(small_copy).status == 0
    assert differing(good, site_of(small_copy)) == []
    left = {path.name for path in Path(small_copy, "_build").iterdir() if path.name.startswith(".")}
    assert left == {".doctrees", ".lock"}
