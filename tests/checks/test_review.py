"""The ledger of checks: what has lapsed, what contradicts, and what names nothing. All names are made up."""

import json

import pytest

from reading import cli
from reading.checks.review import Checkable
from reading.checks.run import check_and_read
from reading.data import review
from reading.data.book import Book
from reading.figures import cached_registry

QUAY = "harbour/quay"
CHAPTER = f"chapters/{QUAY}.md"


@pytest.fixture
def checkable(small_root):
    book = Book.load(small_root)
    return Checkable(book, cached_registry(book))


def sign(root, checkable, *checks):
    """Write a ledger of checks, each of which gives who, what and verdict, and perhaps a hash."""
    entries = [
        {
            "who": who,
            "what": what,
            "when": "2026-01-05",
            "verdict": verdict,
            "seen": (*seen, checkable.compute_hash(what))[0],
        }
        for who, what, verdict, *seen in checks
    ]
    (root / review.PATH).write_text(f"checks: {json.dumps(entries, indent=1)}", encoding="utf-8")
    return entries


def findings(root):
    checked = check_and_read(root)
    return [error.problem for error in checked.errors], [note.problem for note in checked.notes]


def reword(root):
    path = root / CHAPTER
    path.write_text(path.read_text(encoding="utf-8").replace("with the quay.", "with the old quay."))


def test_check_of_anything_that_the_book_shows_holds(small_root, checkable):
    targets = (f"{QUAY}#1", QUAY, "term.quay.count", "top_terms", f"{QUAY}#paragraph_terms")
    sign(small_root, checkable, *(("Ada Made-Up", what, "right") for what in targets))
    assert all(map(checkable.compute_hash, targets))
    assert findings(small_root) == ([], [])


def test_check_lapses_when_its_words_change_and_fails_no_check(small_root, checkable, monkeypatch, capsys):
    sign(
        small_root,
        checkable,
        *(("Ada Made-Up", what, "right") for what in (f"{QUAY}#1", f"{QUAY}#2", QUAY, "term.quay.count")),
    )
    reword(small_root)
    lapsed = [f"the check of {what} by Ada Made-Up has lapsed" for what in (f"{QUAY}#1", QUAY)]
    errors, notes = findings(small_root)
    assert (errors, [note.partition(":")[0] for note in notes]) == ([], lapsed)
    figures = cached_registry(Book.load(small_root))
    values = {name: figures[f"review.{name}"].value for name in ("sentences-checked", "lapsed", "people")}
    assert values == {"sentences-checked": 1, "lapsed": 2, "people": 1}
    monkeypatch.chdir(small_root)
    assert cli.main(["check"]) == 0
    out = capsys.readouterr().out
    assert f"data/review.yml:2: note: the check of {QUAY}#1 by Ada Made-Up has lapsed" in out


def test_words_that_move_to_other_lines_let_no_check_lapse(small_root, checkable):
    sign(small_root, checkable, ("Ada Made-Up", f"{QUAY}#2", "right"))
    path = small_root / CHAPTER
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("eyes, it\ncomes", "eyes,\nit comes"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    assert findings(small_root) == ([], [])


def test_figure_and_chart_lapse_when_their_numbers_change(small_root, checkable):
    targets = ("themes.number", "top_terms")
    sign(small_root, checkable, *(("Ada Made-Up", what, "right", "d9613c9f87") for what in targets))
    errors, notes = findings(small_root)
    assert errors == []
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("first", "second", "contradicts"),
    [
        (("A", f"{QUAY}#1", "right"), ("B", f"{QUAY}#1", "wrong"), True),
        (("A", f"{QUAY}#1", "wrong"), ("B", QUAY, "right"), True),
        (("A", QUAY, "right"), ("B", f"{QUAY}#3", "wrong"), True),
        (("A", f"{QUAY}#1", "right"), ("B", QUAY, "wrong"), False),
        (("A", f"{QUAY}#1", "wrong"), ("A", QUAY, "right"), False),
        (("A", f"{QUAY}#1", "right"), ("B", f"{QUAY}#1", "unsure"), False),
        (("A", f"{QUAY}#1", "right"), ("B", f"{QUAY}#2", "wrong"), False),
        (("A", f"{QUAY}#1", "right"), ("B", f"{QUAY}#1", "wrong", "d9613c9f87"), False),
    ],
)
def test_people_who_contradict_each_other_are_named(small_root, checkable, first, second, contradicts):
    sign(small_root, checkable, first, second)
    errors, notes = findings(small_root)
    assert errors == []
    assert [note for note in notes if "lapsed" not in note] == (
        [f"B finds {second[1]} {second[2]}, and A finds {first[1]} {first[2]}"] if contradicts else []
    )


def test_chapter_that_is_right_stands_for_its_sentences_and_one_that_is_wrong_for_none(small_root, checkable):
    for verdict, number in (("right", 3), ("wrong", 0)):
        sign(small_root, checkable, ("Ada Made-Up", QUAY, verdict))
        assert cached_registry(Book.load(small_root))["review.sentences-checked"].value == number


def test_check_of_a_chapter_with_mistakes_is_not_looked_at(small_root, checkable):
    sign(small_root, checkable, ("Ada Made-Up", f"{QUAY}#1", "right"))
    path = small_root / CHAPTER
    path.write_text(path.read_text(encoding="utf-8").replace("{s}`2`", "{s}`9`"), encoding="utf-8")
    errors, notes = findings(small_root)
    assert errors
    assert not any("check" in problem for problem in [*errors, *notes])


def test_lines_to_sign_are_printed(small_root, checkable, monkeypatch, capsys):
    monkeypatch.chdir(small_root)
    assert cli.main(["seen", f"{QUAY}#1"]) == 0
    assert f'seen: "{checkable.compute_hash(f"{QUAY}#1")}"' in capsys.readouterr().out
    assert cli.main(["seen", "harbour/quai#1"]) == 1
    assert "did you mean 'harbour/quay'?" in capsys.readouterr().err
