"""Files of a folder are written together, and a folder takes the place of another one."""

from pathlib import Path

import pytest

from reading.files import write
from reading.files.errors import ReadingErrors
from reading.files.write import write_files


@pytest.mark.parametrize(("method", "name"), [("replace", "a"), ("write_text", "c")])
def test_no_file_changes_before_all_are_complete(tmp_path, monkeypatch, method, name):
    write_files(tmp_path, {"a": "1", "c": "3"})
    plain = getattr(Path, method)

    def full(path, *rest, **options):
        if path.name == name:
            raise OSError(28, "No space left on device")
        return plain(path, *rest, **options)

    monkeypatch.setattr(Path, method, full)
    with pytest.raises(ReadingErrors) as caught:
        write_files(tmp_path, {"a": "2", "b": "2", "c": "2"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "1", "c": "3"}
    [error] = caught.value.exceptions
    assert (error.path.name, error.problem) == (name, "the file cannot be written: No space left on device")


def test_a_folder_takes_the_place_of_another_one_or_of_none(tmp_path):
    new, place = tmp_path / "new", tmp_path / "place"
    for text in ("one", "two"):
        new.mkdir()
        (new / text).touch()
        write.replace_folder(new, place)
        assert [path.name for path in place.iterdir()] == [text]
        assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_folder_is_replaced_after_a_process_was_killed_between_the_renames(tmp_path, monkeypatch):
    new, place = tmp_path / "new", tmp_path / "place"
    for folder in (new, place):
        folder.mkdir()
        (folder / folder.name).touch()
    rename = Path.rename

    def kill(path, target):
        if path == new:
            raise SystemExit
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", kill)
        with pytest.raises(SystemExit):
            write.replace_folder(new, place)
    assert not place.exists()
    write.replace_folder(new, place)
    assert [path.name for path in place.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["place"]
