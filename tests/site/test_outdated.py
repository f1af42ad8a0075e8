"""After an edit, a site has the bytes of a clean build, though few of its pages were built again."""

import os
import shutil

import pytest

from tests.site.builds import build, change, differing, site_of

CHAPTER = "chapters/ties/trade.md"

EDITS = {
    "a template, which all pages show": (
        "_templates/page.html",
        'aria-label="The book"',
        'aria-label="Book"',
    ),
    "a word": (CHAPTER, "## In brief\n", "## In brief\n\nAnew.\n"),
    "a retelling, which the evidence shows": (CHAPTER, "Both are said to gain", "The two are said to gain"),
    "a definition, which other pages show": (
        "about/glossary.md",
        "\n  A word as a form",
        "\n  A string as a form",
    ),
    "a source, which the bibliography shows": ("references.bib", "What the council wants", "What is wanted"),
    "a term of a theme, which the codebook shows": ("data/lexicon/themes.yml", ', "timber*"', ""),
    "the data of a figure": ("data/lexicon/stopwords.txt", "consider\n", "consider\ntrade\n"),
    "a title, which other pages show": (CHAPTER, "\n# ", "\n# Later: "),
}

COMPARED = ("the data of a figure", "a title, which other pages show")
"""The edits after which the site is compared with a clean build.

A page that an edit leaves stale stays stale in the next builds, unless a later edit builds it again: a title
does so with every page.
"""


@pytest.mark.slow
def test_a_site_is_that_of_a_clean_build_after_each_edit(small_copy):
    html = small_copy / "_build/html"
    assert build(small_copy).status == 0
    written = {}
    for edit, (name, old, new) in EDITS.items():
        before = {page: (html / page).stat().st_mtime_ns for page in site_of(small_copy)}
        change(small_copy / name, old, new)
        done = build(small_copy)
        assert (done.status, done.err) == (0, ""), edit
        written[edit] = [
            page
            for page, time in before.items()
            if page.endswith(".html") and (html / page).stat().st_mtime_ns != time
        ]
        if edit not in COMPARED:
            continue
        edited = site_of(small_copy)
        shutil.rmtree(html)
        shutil.rmtree(small_copy / "_build/.doctrees")
        assert build(small_copy).status == 0, edit
        assert differing(edited, site_of(small_copy)) == []
    assert "What is wanted" in (html / "about/references.html").read_text(encoding="utf-8")
    assert "evidence.html" not in written["a word"]
    assert "evidence.html" in written["a retelling, which the evidence shows"]
    assert "codebook.html" in written["a retelling, which the evidence shows"]
    assert "codebook.html" in written["a term of a theme, which the codebook shows"]
    assert len(written["a retelling, which the evidence shows"]) < 8
    assert len(written["a word"]) < 6 < len(written["a title, which other pages show"])


@pytest.mark.slow
def test_a_page_is_built_again_for_its_bytes_and_not_for_its_time(small_copy):
    assert build(small_copy).status == 0
    built = site_of(small_copy)
    # As after a fresh checkout beside a kept `_build`, but for one page that has an earlier time.
    sources = [path for path in small_copy.rglob("*") if path.is_file() and "_build" not in path.parts]
    for path in sources:
        path.touch()
    kept = build(small_copy)
    assert (kept.status, kept.err) == (0, "")
    assert "0 added, 0 changed, 0 removed" in kept.out
    assert "%]" not in kept.out
    assert differing(built, site_of(small_copy)) == []
    change(small_copy / CHAPTER, "## In brief\n", "## In brief\n\nUnmistakably new.\n")
    os.utime(small_copy / CHAPTER, (0, 0))
    assert build(small_copy).status == 0
    changed = differing(built, site_of(small_copy))
    assert "chapters/ties/trade.html" in changed
    assert "chapters/harbour/quay.html" not in changed


@pytest.mark.slow
def test_a_removed_page_disappears_from_the_site(small_copy):
    (small_copy / "extra.md").write_text("# Extra\n\nA page.\n", encoding="utf-8")
    change(small_copy / "_toc.yml", "- file: about/method\n", "- file: about/method\n      - file: extra\n")
    assert build(small_copy).status == 0
    assert "extra.html" in site_of(small_copy)
    (small_copy / "extra.md").unlink()
    change(small_copy / "_toc.yml", "      - file: extra\n", "")
    assert build(small_copy).status == 0
    assert "extra.html" not in site_of(small_copy)
