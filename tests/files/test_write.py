"""Files of a folder are written all or none, and a folder takes the place of another one."""

import sys
from pathlib import Path

import pytest

from reading.files import write
from reading.files.errors import ReadingErrors
from reading.files.write import write_files


def test_files_are_written_whole_or_not_at_all(tmp_path):
    write_files(tmp_path / "new", {"a": "1", "b": "2"})
    assert {path.name: path.read_text() for path in (tmp_path / "new").iterdir()} == {"a": "1", "b": "2"}
    with pytest.raises(UnicodeEncodeError):
        write_files(tmp_path / "new", {"a": "3", "b": "\ud800"})
    assert {path.name: path.read_text() for path in (tmp_path / "new").iterdir()} == {"a": "1", "b": "2"}


def test_no_file_changes_if_one_cannot_be_replaced(tmp_path, monkeypatch):
    write_files(tmp_path, {"a": "1", "c": "3"})
    replace = Path.replace

    def full(path, target):
        if path.parent.name == "new" and target.name == "c":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReadingErrors) as caught:
        write_files(tmp_path, {"a": "2", "b": "2", "c": "2"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "1", "c": "3"}
    [error] = caught.value.exceptions
    assert (error.path.name, error.problem) == ("c", "the file cannot be written: No space left on device")


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another_one_or_of_none(tmp_path, monkeypatch, exchanges):
    if not exchanges:
        monkeypatch.setattr(write, "_exchange", lambda *_: False)
    new, place = tmp_path / "new", tmp_path / "place"
    for text in ("one", "two"):
        new.mkdir()
        (new / text).touch()
        write.replace_folder(new, place)
        assert [path.name for path in place.iterdir()] == [text]
        assert not new.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux is sure to exchange folders")
def test_the_place_of_a_folder_is_never_empty(tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "old").mkdir()
    (tmp_path / "new/file").touch()
    assert write._exchange(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old/file").exists()
    assert list((tmp_path / "new").iterdir()) == []


def test_files_in_several_folders_are_written_and_removed_together(tmp_path):
    write_files(tmp_path, {"a/one": "1", "b/two": "2"})
    write_files(tmp_path, {"a/one": None, "c/one": "1", "b/two": "3"})
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"c/one", "b/two"}
    assert (tmp_path / "b/two").read_text() == "3"


def test_removed_file_is_restored_if_another_cannot_be_written(tmp_path, monkeypatch):
    write_files(tmp_path, {"a/one": "1"})
    replace = Path.replace

    def full(path, target):
        if path.parent.name == "new" and target.name == "two":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReadingErrors):
        write_files(tmp_path, {"a/one": None, "two": "2"})
    assert (tmp_path / "a/one").read_text() == "1"
    assert not (tmp_path / "two").exists()
