"""`reading check` reports every mistake of a book at once, with file and line."""

import json
import re
import subprocess
import time
from collections import Counter
from contextlib import ExitStack

import pytest

from reading.checks import copied_text
from reading.checks.known import CheckedBook
from reading.checks.run import check_book
from reading.data.book import Book
from reading.files.read import read_yaml
from tests.conftest import ROOT
from tests.mistakes import catalogue

ENTRIES = dict(catalogue.entries())

BY_OTHER_TOOLS = [
    "chapters: A misspelt word",
    "notebooks: A cell that is not formatted",
    "notebooks: An unused import",
]
"""The entries that `make check` finds by codespell and ruff."""

BOOK = ROOT / "tests" / "mistakes" / "book"
EDITED_FILES = sorted(path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*") if path.is_file())
EDITED_FILES += ["data/document/incidence.csv", "data/document/datapackage.json"]
EDITED_FILES += ["data/reference/speeches/texts.csv"]
"""Each file that people edit, and some that are derived."""


def test_the_small_book_has_no_problems(small_root):
    assert [str(error) for error in check_book(small_root, document=small_root / "text.txt")] == []


def test_correct_edits_raise_no_alarm_however_much_they_look_like_mistakes(small_root):
    edits = read_yaml(ROOT / "tests/checks/correct_edits.yml")
    for entry in edits:
        catalogue.make(entry, small_root)
    assert edits
    assert [str(error) for error in check_book(small_root)] == []


def find_mistakes(names, root):
    """What is found where mistakes are made together, and what should be."""
    entries = [ENTRIES[name] for name in names]
    with ExitStack() as made:
        for entry in entries:
            made.enter_context(catalogue.make_temporarily(entry, root))
        errors = check_book(root)
    assert all(error.hint for error in errors)
    return catalogue.shorten(errors, entries, root), catalogue.expected(entries)


def list_rounds():
    """The names of the mistakes, so that no two of a round edit the same file."""
    rounds, edits = [], Counter()
    for name, entry in ENTRIES.items():
        if name not in BY_OTHER_TOOLS:
            file = catalogue.edited_file(entry)
            rounds += [[]] if edits[file] == len(rounds) else []
            rounds[edits[file]].append(name)
            edits[file] += 1
    return rounds


@pytest.mark.parametrize("names", list_rounds(), ids=lambda names: f"with {names[0]}")
def test_mistakes_are_found(derived_small_book, names):
    """Those that another of the round hides are made again without those that are found.

    A round makes a mistake in each file, and every check of the book takes a second.
    """
    rounds = [names]
    while rounds:
        names = rounds.pop()
        found, expected = find_mistakes(names, derived_small_book)
        if found != expected:
            assert len(names) > 1, (names, found, expected)
            hidden = [name for name in names if not set(ENTRIES[name]["finds"]) <= set(found)]
            others = [name for name in names if name not in hidden]
            rounds += [hidden, others] if hidden and others else [names[::2], names[1::2]]


@pytest.mark.extended
@pytest.mark.parametrize("name", [name for names in list_rounds() for name in names])
def test_mistake_is_found_on_its_own(derived_small_book, name):
    found, expected = find_mistakes([name], derived_small_book)
    assert found == expected


WRITING = {
    "ruff.toml": 'fix = true\nfix-only = true\ncache-dir = "cache"\n[lint]\nselect = ["F"]\n',
    ".codespellrc": "[codespell]\nwrite-changes =\ndictionary = own.txt\n",
    "setup.cfg": "[codespell]\nwrite-changes =\n",
    "pyproject.toml": "[tool.codespell]\nwrite-changes = true\n",
    "own.txt": "trade->bad\n",
    "codespell_lib.py": "raise SystemExit(0)\n",
}
"""Files of a branch that would have the tools write, or take their place."""


def test_spelling_and_style_are_checked_and_nothing_is_written_whatever_a_branch_sets(small_root):
    (small_root / ".venv").symlink_to(ROOT / ".venv")
    for name, text in WRITING.items():
        (small_root / name).write_text(text)
    for name in BY_OTHER_TOOLS:
        catalogue.make(ENTRIES[name], small_root)
    before = {path: path.read_bytes() for path in small_root.rglob("*") if path.is_file()}
    command = ["make", "--file", ROOT / "Makefile", "style"]
    done = subprocess.run(command, cwd=small_root, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "chapters/harbour/quay.md:33: recieves ==> receives\n" in done.stdout  # codespell:ignore
    assert re.findall(r"notebooks/counts\.ipynb:cell \d+:\d+:\d+: (\S+)", done.stdout) == [
        "F401",
        "unformatted:",
    ]
    assert "trade" not in done.stdout
    assert {path: path.read_bytes() for path in small_root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("broken", "other"),
    [
        ("coding: A pass without rows", "lexicon: A misspelt key"),
        ("document: A table is missing", "chapters: A sentence is not retold"),
        (
            "configuration: A file of the table of contents is misspelt",
            "chapters: A chapter without a paragraph",
        ),
    ],
)
def test_one_mistake_hides_no_other(small_root, broken, other):
    for name in (broken, other):
        catalogue.make(ENTRIES[name], small_root)
    entries = [ENTRIES[broken], ENTRIES[other]]
    assert catalogue.shorten(check_book(small_root), entries, small_root) == catalogue.expected(entries)


MET = "On 3 May 2020 the council met."


@pytest.mark.parametrize(
    ("name", "old", "new", "hint"),
    [
        ("chapters/harbour/quay.md", MET, "![What is counted](counts.png)", "add the file to the book"),
        ("chapters/harbour/quay.md", MET, "[It](/Index.md) met.", "did you mean '../../index.md'?"),
        ("chapters/harbour/quay.md", MET, "> [!NOTE]\n> It met.", ":::{note}"),
        ("chapters/harbour/quay.md", MET, "- [ ] Ask it.", "- item"),
        ("data/claims.yml", "says: The quay", "says: @quay", 'in quotes: "..."'),
        ("_toc.yml", "caption: The distant reading", "caption: 2022", 'in quotes: "..."'),
    ],
)
def test_a_hint_leads_to_what_is_right(small_root, name, old, new, hint):
    path = small_root / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (error,) = check_book(small_root)
    assert hint in error.hint


def test_a_renamed_chapter_is_to_get_its_name_back(small_root):
    path = small_root / "chapters/ties/trade.md"
    path.rename(path.with_name("Trade.md"))
    hints = [error.hint for error in check_book(small_root)]
    assert [hint for hint in hints if "did you mean" in hint] == ["did you mean 'chapters/ties/trade'?"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/lexicon/stopwords.txt", "consider\n", "considers\n"),
        ("data/claims.yml", "terms.trade.count", "terms.trades.count"),
        ("data/claims.yml", "says: The quay is named more often than trade.", "says: ''"),
        ("chapters/harbour/quay.md", "{s}`1`", "{s}`9`"),
    ],
)
def test_data_that_were_checked_before_are_checked_again_after_an_edit(small_root, name, old, new):
    path = small_root / name
    whole = path.read_text(encoding="utf-8")
    assert old in whole
    assert check_book(small_root) == check_book(small_root) == []
    path.write_text(whole.replace(old, new, 1), encoding="utf-8")
    first = check_book(small_root)
    assert {error.path for error in first} >= {path}
    assert check_book(small_root) == first
    path.write_text(whole, encoding="utf-8")
    assert check_book(small_root) == []


@pytest.mark.parametrize(
    "name", ["chapters/harbour/quay.md", "data/lexicon/stopwords.txt", "data/coding/pass-a.csv"]
)
def test_no_message_tells_what_stands_in_a_file_that_a_link_leads_to(small_root, tmp_path, name):
    (tmp_path / "secret").write_text("# Secret,Word {s}`9`\n")
    (small_root / name).unlink()
    (small_root / name).symlink_to(tmp_path / "secret")
    for command in (["git", "init", "--quiet"], ["git", "add", name, "_toc.yml"]):
        subprocess.run(command, cwd=small_root, check=True)
    found = [error for error in check_book(small_root) if error.path == small_root / name]
    assert [error.problem for error in found] == ["is reached through a symbolic link"]


def test_hidden_files_of_an_editor_are_not_pages(small_root):
    for name in (
        "chapters/ties/.ipynb_checkpoints/trade-checkpoint.md",
        "notebooks/.ipynb_checkpoints/a.ipynb",
    ):
        path = small_root / name
        path.parent.mkdir()
        path.write_text("# No page {s}`1`\n")
    (small_root / "chapters/ties/.#trade.md").symlink_to("nobody@nowhere")
    assert check_book(small_root) == []
    assert len(Book.load(small_root).chapters) == 4


@pytest.mark.extended
@pytest.mark.parametrize("name", EDITED_FILES)
def test_check_survives_half_of_any_file(derived_small_book, name):
    path = derived_small_book / name
    good = path.read_bytes()
    try:
        path.write_bytes(good[: len(good) // 2])
        assert all(error.problem and error.hint for error in check_book(derived_small_book))
    finally:
        path.write_bytes(good)


def test_a_long_paragraph_with_thousands_of_mistakes_takes_seconds_and_a_longer_page_is_refused(small_root):
    """The check reads a page of a hundred thousand characters."""
    path = small_root / "chapters/harbour/quay.md"
    with path.open("a", encoding="utf-8") as chapter:
        chapter.write("\n" + '"alone ' * 15_000)
        chapter.flush()
        begun = time.process_time()
        assert {error.check for error in check_book(small_root)} >= {"unclosed-pair"}
        # It took a minute when each mistake searched the paragraph.
        assert time.process_time() - begun < 10
        chapter.write("words " * 20_000)
    (error,) = check_book(small_root)
    assert (error.path, error.problem) == (path, "the file has more than 200,000 bytes")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("It rains.\n" + "*a_ " * 30_000, 2, "the paragraph has more than 1,000 commas and signs"),
        ("\n".join(f"[{number}]: quay.md" for number in range(6_000)), 101, "the page defines more than 100"),
    ],
)
def test_a_text_that_would_keep_the_parser_busy_for_minutes_is_refused(small_root, text, line, problem):
    path = small_root / "chapters/harbour/quay.md"
    before = path.read_text().count("\n") + 1
    with path.open("a", encoding="utf-8") as chapter:
        chapter.write(f"\n{text}")
    (error,) = check_book(small_root)
    assert (error.path, error.line) == (path, before + line)
    assert error.problem.startswith(problem)


# Copied runs

SENTENCE = "Northport hopes that trade with Eastland grows"
RUN = f"priority. {SENTENCE}"  # eight words of the small book's text, which is our own


@pytest.fixture
def copies(small_root):
    def copies(name, content):
        (small_root / name).write_text(content)
        known = CheckedBook(small_root, document=small_root / "text.txt")
        found = copied_text.find_copied_text(known)
        return [(error.path.name, error.line) for error in found]

    return copies


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("notes.md", f"# Notes\n\n{RUN}\n", 3),
        ("notes.md", "Priority.{s}`2` **Northport** hopes _that_ [trade](x) with Eastland{cite}`k` grows", 1),
        ("notes.html", "<p>priority.</p>\n<p>Nor<b>th</b>port hopes that trade&nbsp;with Eastland grows", 1),
        ("notes.json", json.dumps(["priority.\nNorthport hopes", "that\ttrade with Eastland grows"]), 1),
        ("notes.ipynb", json.dumps({"source": ["priority. Northport\n", f"{SENTENCE[10:]}"]}), 1),
        ("notes.csv", "".join(f"{n},{word}\n" for n, word in enumerate(RUN.split())), 1),
        (f"{RUN.replace('. ', '-').replace(' ', '-')}.md", "Our own.", 0),
        ("notes.md", f"[a link](https://example.org#:~:text={RUN.replace(' ', '%20')})", 1),
        ("notes.txt", "priority. North\u00adport hopes that trade with East\u00adland grows", 1),
    ],
)  # fmt: skip
def test_eight_copied_words_are_found_whatever_separates_them(copies, name, content, line):
    assert copies(name, content) == [(name, line)]


def test_seven_copied_words_are_allowed(copies):
    assert copies("notes.md", f"They say: {SENTENCE} fast.\n") == []


def test_long_copied_passage_is_reported_once_with_its_length(small_root):
    (small_root / "notes.md").write_text(f"a strategic {RUN}")
    (error,) = check_book(small_root, document=small_root / "text.txt")
    assert error.problem == "10 words in a row are the document's"


def test_ordinal_split_over_two_lines_is_joined_before_comparing(tmp_path):
    (tmp_path / "text.txt").write_text("one two three the 20\nth congress of the party met")
    (tmp_path / "a.md").write_text("three the 20th congress of the party met")
    known = CheckedBook(tmp_path, document=tmp_path / "text.txt")
    assert len(list(copied_text.find_copied_text(known))) == 1


def test_files_that_git_ignores_are_not_searched_for_copied_words(small_root):
    subprocess.run(["git", "init", "--quiet", small_root], check=True)
    (small_root / ".gitignore").write_text("scratch.md\n_build\n")
    for name in ("scratch.md", "kept.md"):
        (small_root / name).write_text(RUN)
    found = check_book(small_root, document=small_root / "text.txt")
    assert [error.path.name for error in found] == ["kept.md"]
