"""`reading new-page`: a chapter's beginning, in its place."""

import pytest

from reading.checks.run import check_whole
from reading.files.errors import ReadingErrors
from reading.new.chapter import create_chapter


def test_a_new_chapter_has_no_mistakes_and_waits(small_root):
    path = small_root / "chapters/harbour/quay.md"
    path.unlink()
    lines = create_chapter(small_root, "harbour/quay")
    checked = check_whole(small_root)
    assert checked.errors == []
    assert "Not yet retold" in [left.problem for left in checked.left]
    assert "{s}`1` to {s}`3`" in path.read_text()
    assert lines[0].startswith("chapters/harbour/quay.md was written")
    assert "- file: chapters/harbour/quay" in lines[1]


def test_an_existing_chapter_is_not_changed(small_root):
    path = small_root / "chapters/harbour/quay.md"
    before = path.read_bytes()
    with pytest.raises(ReadingErrors) as raised:
        create_chapter(small_root, "harbour/quay")
    assert raised.value.exceptions[0].problem == "the chapter exists already"
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["harbour/quai", "../x", "", "harbour"])
def test_an_unknown_paragraph_is_reported_with_the_known_ones(small_root, name):
    with pytest.raises(ReadingErrors) as raised:
        create_chapter(small_root, name)
    (error,) = raised.value.exceptions
    assert error.problem == f"there is no paragraph {name!r}"
    assert "harbour/" in error.hint
