"""Chapters: what is retold, sentence by sentence, and what keeps a page from being one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.data.book import Book
from reading.data.chapters import Retelling, parse_chapters
from reading.files.markdown import parse_page

HEAD = "---\nparagraph: a/b\n---\n\n# A title\n\n## In brief\n\nShort.\n\n## What the document says\n\n"


@pytest.fixture
def parsed(tmp_path):
    def parsed(body, size=9):
        chapters, errors = parse_chapters(tmp_path / "b.md", HEAD + body, "chapters/a/b", {"a/b": size})
        return chapters["a/b"], errors

    return parsed


def test_a_mark_closes_the_words_since_the_mark_before_or_the_blocks_start(parsed):
    chapter, errors = parsed("One.{s}`1` Two *is*\nlonger.{s}`2`\n\n- Three.{s}`3`\n", 3)
    assert errors == []
    assert chapter == [
        Retelling("1", "One.", 13, "s1"),
        Retelling("2", "Two is longer.", 14, "s2"),
        Retelling("3", "Three.", 16, "s3"),
    ]


def test_a_sentence_may_be_retold_again_further_down(parsed):
    chapter, errors = parsed("One.{s}`1` Two.{s}`2`\n\nOnce more.{s}`1`\n", 2)
    assert errors == []
    assert [one.anchor for one in chapter] == ["s1", "s2", "s1-2"]


def test_a_broken_mark_is_reported_once_and_other_missing_sentences_too(parsed):
    _, errors = parsed("One.{s}`1` Two.{s}`zwei`\n", 2)
    assert [error.problem for error in errors] == ["the mark 'zwei' is not the number of a sentence"]
    _, errors = parsed("One.{s}`1` Two.{s}`zwei`\n", 3)
    assert len(errors) == 2


def test_no_sentence_is_reported_as_missing_beside_a_mark_that_is_not_closed(parsed):
    _, errors = parsed("One.{s}`1` Two.{s}`2 Three.{s}`3` Four.{s}`4`\n", 4)
    assert [error.problem for error in errors] == ["the role {s}`2 is not closed"]


SHARED = "---\nsection: a\n---\n\n# A\n\n## What the document says\n\n"
SIZES = {"a/opening": 2, "a/b": 2, "a/c": 1}


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("One.{s}`1.1` Two.{s}`1.2`\n\nOne.{s}`2.1` Two.{s}`2.2`\n", []),
        ("", []),
        ("One.{s}`1.1` Two.{s}`1.2` One.{s}`2.1`\n", ["sentence 2.2 is not retold"]),
        ("One.{s}`2.1` Two.{s}`2.2` One.{s}`3.2`\n", ["the page has no sentence 3.2"]),
        ("One.{s}`3.1` Two.{s}`1.1` {s}`1.2`\n", ["the mark 1.2 has no words before it"]),
        ("One.{s}`1`\n", ["the mark '1' is not the number of a sentence"]),
    ],
)
def test_a_page_of_a_section_retells_whole_paragraphs(tmp_path, body, problems):
    read, errors = parse_chapters(tmp_path / "a.md", SHARED + body, "chapters/a", SIZES)
    assert set(problems) <= {error.problem for error in errors}
    assert bool(errors) == bool(problems)
    assert list(read) == list(SIZES)


def test_the_paragraphs_of_a_shared_page_lead_to_it(small_root):
    for path in (small_root / "chapters/harbour").iterdir():
        path.unlink()
    page = small_root / "chapters/harbour.md"
    page.write_text(
        SHARED.replace("a\n", "harbour\n", 1) + "A.{s}`1.1`\n\nB.{s}`2.1` C.{s}`2.2` D.{s}`2.3`\n"
    )
    book = Book(small_root)
    assert book.page_of("harbour/quay") == "chapters/harbour"
    assert book.mark_of("harbour/quay", 3) == "2.3"
    assert book.find_sentence("chapters/harbour", "2.3") == ("harbour/quay", "3")
    rows = book.retellings.query("paragraph == 'harbour/quay'")
    assert rows["anchor"].tolist() == ["s2.1", "s2.2", "s2.3"]
    assert rows["sentence"].tolist() == [1, 2, 3]


@given(st.text(), st.text("{}`s:123\n#- .{s}`abc", max_size=80))
def test_any_chapter_is_read_or_its_mistakes_are_reported(tmp_path_factory, first, second):
    path = tmp_path_factory.getbasetemp() / "b.md"
    for text in (first, second, f"---\n{first}\n---\n{second}", HEAD + second, HEAD + first):
        chapters, errors = parse_chapters(path, text, "chapters/a/b", {"a/b": 3})
        # The check also reports what `parse_page` finds.
        found = errors or parse_page(text).mistakes
        assert found or {one.sentence for one in chapters["a/b"]} == {1, 2, 3}
