import csv
import hashlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

from reading.data.book import Book
from reading.data.reference import check_reference
from reading.derive import reference as derive_reference
from reading.derive.reference import derive
from reading.files.errors import ReadingErrors
from tests.data.references import NAME, SETTINGS, TEXTS, contents, derive_here, write_book


@pytest.fixture
def root(tmp_path):
    """A book with a made-up reference, not derived yet."""
    return write_book(tmp_path)


@pytest.fixture(scope="module")
def derived(tmp_path_factory):
    """The book with its reference derived. Tests do not edit it."""
    root = write_book(tmp_path_factory.mktemp("derived"))
    derive_here(root)
    return root


def rows(root, name):
    with (root / "data/reference" / NAME / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def speak(root, **texts):
    """Write other texts, and derive the reference from them."""
    for name, text in texts.items():
        (root / "speeches" / f"{name}.txt").write_text(text, encoding="utf-8")
    derive_here(root)


def mistakes(root):
    """What is wrong, as (file, line, problem and hint), once it is sure that nothing was written."""
    before = contents(root)
    with pytest.raises(ReadingErrors) as caught:
        derive_here(root)
    assert contents(root) == before
    return [
        (error.path.name, error.line, f"{error.problem} ({error.hint})") for error in caught.value.exceptions
    ]


def edit(root, old, new):
    assert old in SETTINGS
    path = root / "data/reference" / NAME / "reference.yml"
    path.write_text(SETTINGS.replace(old, new), encoding="utf-8")


# The tables


def test_each_text_has_its_fields_its_size_and_the_checksum_of_its_file(derived):
    table = rows(derived, "texts")
    assert [row["text"] for row in table] == sorted(TEXTS)
    assert table[0] == {
        "text": "ANN_1_2001",
        "speaker": "ANN",
        "session": "1",
        "year": "2001",
        "tokens": "8",
        "sentences": "1",
        "sha256": hashlib.sha256(TEXTS["ANN_1_2001"].encode()).hexdigest()[:16],
        "terms": "1",
    }
    assert [row["terms"] for row in table] == ["1", "2", "1 2 3", "1 3", "3", ""]
    assert {row["text"]: row["sentences"] for row in table}["BOB_1_2001"] == "2"


def test_what_is_derived_is_read_as_frames(derived):
    check_reference(derived)
    one = Book(derived).reference
    assert (one.name, one.settings.title) == (NAME, "Speeches on two towns")
    assert one.years[one.years["term"] == "calm"].to_numpy().tolist() == [
        ["calm", 2001, 0, 2],
        ["calm", 2002, 1, 2],
        ["calm", 2003, 1, 2],
    ]


def test_a_compound_that_is_broken_after_its_hyphen_is_one_word(root):
    edit(root, "- harbour", "- low-carbon\n  - mid-and\n  - long-term\n  - secretary-general")
    text = "Low-\ncarbon plans, low- carbon ships: mid- and long-term\naims of the Secretary-\nGeneral.\n"
    speak(root, BOB_3_2003=text)
    row = next(row for row in rows(root, "texts") if row["text"] == "BOB_3_2003")
    assert (row["tokens"], row["terms"]) == ("11", "1 3 4")


def test_first_uses_are_those_of_each_speaker(derived):
    table = [tuple(row.values()) for row in rows(derived, "first")]
    assert [row for row in table if row[0] == "harbour"] == [
        ("harbour", "2001", "ANN_1_2001", "ANN", "", ""),
        ("harbour", "2001", "BOB_1_2001", "BOB", "", ""),
    ]
    assert [row for row in table if row[0] == "calm"] == [("calm", "2002", "ANN_2_2002", "ANN", "", "")]


def quote(root, **texts):
    """The quotations of the made-up reference with other texts, by term, text and sentence."""
    edit(root, "pattern:", "quotations: true\npattern:")
    speak(root, **texts)
    return {
        (row["term"], row["text"], row["sentence"]): row["quotation"]
        for row in rows(root, "first")
        if row["quotation"] or row["sentence"]
    }


def test_first_uses_are_quoted_but_not_those_of_a_first_year(root):
    # ANN, who is followed, and BOB use "harbour" in the first year of all texts, ANN "clean water" later.
    assert quote(root, CAT_2_2002="Nobody speaks. Ships are\n“stable  waters”.\n") == {
        ("calm", "ANN_2_2002", "1"): "Stable waters stabilise the valley.",
        ("calm", "CAT_2_2002", "2"): 'Ships are "stable waters".',
        ("clean water", "ANN_3_2003", "1"): TEXTS["ANN_3_2003"].strip(),
    }


def test_sentence_that_is_too_long_or_the_rest_of_one_is_not_quoted(root):
    ships = "ships and " * 40
    assert quote(
        root,
        ANN_2_2002=f"The {ships} boats are stable waters. We stabilise it.\n",
        CAT_2_2002="iii. stable waters of Dr. Lee!\n",
        ANN_3_2003=f"The {ships} boats have clean water.\n",
    ) == {("calm", "ANN_2_2002", "2"): "We stabilise it."}


@pytest.mark.parametrize("processes", [1, 2])
def test_number_of_processes_does_not_change_a_byte(root, derived, processes, monkeypatch):
    monkeypatch.setattr(derive_reference, "CHUNK", 2)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as executor:
        derive(root / "speeches", root, executor)
    assert contents(root) == contents(derived)


def test_terms_that_no_text_has_are_named_in_the_summary(root):
    edit(root, "- harbour", "- steamer")
    assert derive_here(root)[-1] == "terms that no text has: steamer"


# What is refused


def test_every_text_with_a_wrong_name_is_named_and_every_one_that_cannot_be_read(root):
    (root / "speeches/ANN_1_2001.txt").write_bytes("Flüsse".encode("latin-1"))
    (root / "speeches/below").mkdir()
    (root / "speeches/below/CAT_2_2002.txt").write_text("Again.\n")
    (root / "speeches/notes.txt").write_text("Notes.\n")
    found = {name: problem for name, _, problem in mistakes(root)}
    assert sorted(found) == ["ANN_1_2001.txt", "CAT_2_2002.txt", "notes.txt"]
    assert "not UTF-8" in found["ANN_1_2001.txt"]
    assert "a second text 'CAT_2_2002'" in found["CAT_2_2002.txt"]
    assert "'notes' does not fit the pattern '{speaker}_{session}_{year}.txt'" in found["notes.txt"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("_{year}.txt", "_{year}.md", 9, "(their suffix is .md)"),
        ("ANN: Anna", "BOP: Bo", 11, "the speaker 'BOP' has no text (did you mean 'BOB'?)"),
        ("followed: [ANN]", "followed: [AMN]", 12, "the speaker 'AMN' has no text"),
        ("- harbour", "- the", 14, "'the' is not valid (it is a function word and is never counted"),
    ],
)
def test_settings_that_are_wrong_are_refused_with_their_line(root, old, new, line, problem):
    edit(root, old, new)
    found = mistakes(root)
    assert [(name, at) for name, at, _ in found] == [("reference.yml", line)], found
    assert problem in found[0][2]
