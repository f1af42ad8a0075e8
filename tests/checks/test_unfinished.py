"""Passes of people may end early: the check says so, and fails no check."""

from reading.checks.run import check_whole
from reading.data import coding, samples


def test_unfinished_pass_of_a_person_is_a_note_and_that_of_a_model_a_mistake(small_root):
    folder = small_root / coding.FOLDER
    rows = (folder / "pass-a.csv").read_text().replace("reader A", "Ann").splitlines()
    (folder / "pass-ann.csv").write_text("\n".join(rows[:4]) + "\n")
    checked = check_whole(small_root)
    assert checked.errors == []
    assert [(note.path.name, note.line, note.problem) for note in checked.notes] == [
        ("pass-ann.csv", 4, "Ann has coded 3 of 7 sentences")
    ]
    # Data without mistakes are not read again, but what waits is still said.
    assert check_whole(small_root).notes == checked.notes
    (folder / "pass-ann.csv").write_text("\n".join(rows[:4]).replace("person", "model") + "\n")
    assert {error.path.name for error in check_whole(small_root).errors} >= {"pass-ann.csv"}
    # A sentence that is left out in between is a slip of anybody.
    (folder / "pass-ann.csv").write_text("\n".join(rows[:2] + rows[3:5]) + "\n")
    [error] = check_whole(small_root).errors
    assert (error.line, error.hint) == (3, "expected harbour/quay,1")


def test_unfinished_pass_in_a_sample_is_a_note(small_root):
    folder = small_root / samples.FOLDER / "judged"
    rows = (folder / "pass-a.csv").read_text().replace("reader A", "Bo").splitlines()
    (folder / "pass-bo.csv").write_text("\n".join(rows[:2]) + "\n")
    assert [note.problem for note in check_whole(small_root).notes] == ["Bo has coded 1 of 2 sentences"]
