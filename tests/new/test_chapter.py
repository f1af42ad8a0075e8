"""`reading new-page`: a chapter's beginning, in its place, with every sentence's mark."""

import pytest

from reading.checks.run import check
from reading.files.errors import ReadingErrors
from reading.new.chapter import create_chapter


def test_a_new_chapter_has_no_mistakes(small_root):
    path = small_root / "chapters/harbour/quay.md"
    path.unlink()
    lines = create_chapter(small_root, "harbour/quay")
    assert check(small_root) == []
    assert all(f"{{s}}`{number}`" in path.read_text() for number in (1, 2, 3))
    assert lines[0].startswith("chapters/harbour/quay.md was written")
    assert "- file: chapters/harbour/quay" in lines[1]


def test_the_chapter_of_an_opening_is_the_index_of_its_section(small_root):
    (small_root / "chapters/ties/index.md").unlink()
    create_chapter(small_root, "ties/opening")
    assert check(small_root) == []


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
