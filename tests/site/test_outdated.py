"""After an edit, a site has the bytes of a clean build, though few of its pages were read anew."""

import shutil

import pytest

from tests.site.test_notebooks import book_copy, build, change, site_of  # noqa: F401  a fixture

CHAPTER = "chapters/diplomacy-and-politics/security.md"

EDITS = {
    "a word": (CHAPTER, "## In brief\n", "## In brief\n\nAnew.\n"),
    "a retelling, which the evidence shows": (CHAPTER, "On security, ", "On its security, "),
    "a title, which other pages tell": (CHAPTER, "\n# ", "\n# Anew: "),
    "a definition, which other pages show": (
        "about/glossary.md",
        "\n  A word as a form",
        "\n  A string as a form",
    ),
    "a term of a theme, which the codebook shows": ("data/lexicon/themes.yml", "      - convergence\n", ""),
    "a figure's data": ("data/lexicon/stopwords.txt", "\nimportant\n", "\nimportant\nworld\n"),
}


@pytest.mark.slow
def test_a_site_is_that_of_a_clean_build_after_each_edit(book_copy):  # noqa: F811
    assert build(book_copy) == (0, "")
    written = {}
    for number, (edit, (name, old, new)) in enumerate(EDITS.items(), 1):
        before = {page: (book_copy / "_build/html" / page).stat().st_mtime_ns for page in site_of(book_copy)}
        change(book_copy / name, old, new)
        assert build(book_copy) == (0, ""), edit
        written[edit] = [
            page
            for page, time in before.items()
            if page.endswith(".html") and (book_copy / "_build/html" / page).stat().st_mtime_ns != time
        ]
        # What an edit leaves stale, the next one leaves, too: a clean build of its own is for every third.
        if number % 3:
            continue
        edited = site_of(book_copy)
        shutil.rmtree(book_copy / "_build/html")
        shutil.rmtree(book_copy / "_build/.doctrees")
        assert build(book_copy) == (0, ""), edit
        clean = site_of(book_copy)
        assert {page for page in clean.keys() | edited.keys() if clean.get(page) != edited.get(page)} == set()
    assert "evidence.html" not in written["a word"]
    assert "evidence.html" in written["a retelling, which the evidence shows"]
    assert "codebook.html" in written["a retelling, which the evidence shows"]
    assert "codebook.html" in written["a term of a theme, which the codebook shows"]
    assert len(written["a retelling, which the evidence shows"]) < 8
    assert len(written["a word"]) < 6 < len(written["a title, which other pages tell"])


@pytest.mark.slow
def test_what_is_taken_out_of_the_book_leaves_the_site(book_copy):  # noqa: F811
    (book_copy / "extra.md").write_text("# Extra\n\nA page.\n", encoding="utf-8")
    change(book_copy / "_toc.yml", "      - file: reuse\n", "      - file: reuse\n      - file: extra\n")
    assert build(book_copy) == (0, "")
    assert "extra.html" in site_of(book_copy)
    (book_copy / "extra.md").unlink()
    change(book_copy / "_toc.yml", "      - file: extra\n", "")
    assert build(book_copy) == (0, "")
    assert "extra.html" not in site_of(book_copy)
