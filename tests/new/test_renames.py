"""What a corrected outline calls the parts of the old one."""

import pytest

from reading.data.document import Outline
from reading.new.renames import GoneError, compare


def outline(*sections):
    """An outline of sections, each an id and the ids of its paragraphs with one sentence."""
    return Outline.model_validate(
        {
            "source": {"title": "A"},
            "sections": [
                {
                    "id": section,
                    "title": section,
                    "paragraphs": [
                        {"id": f"{section}/{name}", "title": f"{section} {name}", "sentences": 1}
                        for name in names.split()
                    ],
                }
                for section, names in sections
            ],
        }
    )


def rename(old, new, before, after):
    """The renames between two outlines whose paragraphs have these words, a word each."""
    ids = [[paragraph.id for _, paragraph in part.paragraphs()] for part in (old, new)]
    texts = [
        {name: [word] for name, word in zip(names, words.split(), strict=True)}
        for names, words in zip(ids, (before, after), strict=True)
    ]
    return compare(old, new, *texts)


def test_paragraphs_are_matched_by_their_words_also_where_ids_are_exchanged():
    found = rename(outline(("a", "x y z")), outline(("a", "y x z")), "1 2 3", "1 2 3")
    assert found.paragraphs == {"a/x": "a/y", "a/y": "a/x", "a/z": "a/z"}
    assert found.pages == {"chapters/a/x": "chapters/a/y", "chapters/a/y": "chapters/a/x"}


def test_equal_paragraphs_are_matched_in_their_order():
    found = rename(outline(("a", "x y z")), outline(("a", "p q r")), "1 2 1", "1 2 1")
    assert found.paragraphs == {"a/x": "a/p", "a/y": "a/q", "a/z": "a/r"}


def test_paragraph_that_becomes_a_heading_is_gone():
    found = rename(outline(("a", "x y")), outline(("a", "y")), "1 2", "2")
    assert found.paragraphs == {"a/x": None, "a/y": "a/y"}
    with pytest.raises(GoneError, match="a/x"):
        found.rename_checked("a/x#3")
    with pytest.raises(GoneError, match=r"paragraph\.x"):
        found.rename_figures("paragraph.x.tokens > 3")


def test_single_paragraph_between_the_same_neighbours_is_the_same_if_it_has_as_many_sentences():
    old, new = outline(("a", "x y z")), outline(("a", "x other z"))
    assert rename(old, new, "1 2 3", "1 heading-2 3").paragraphs["a/y"] == "a/other"
    before = {"a/x": ["1"], "a/y": ["2"], "a/z": ["3"]}
    after = {"a/x": ["1"], "a/other": ["heading", "2"], "a/z": ["3"]}
    # The sentences have other numbers now.
    assert compare(old, new, before, after).paragraphs["a/y"] is None


def test_section_keeps_its_id_if_it_keeps_a_paragraph_and_is_matched_by_its_words_otherwise():
    old = outline(("a", "w x y"), ("b", "z"))
    assert rename(old, outline(("a", "w"), ("b", "x y z")), *["1 2 3 4"] * 2).sections == {"a": "a", "b": "b"}
    assert rename(old, outline(("b", "w x y"), ("a", "z")), *["1 2 3 4"] * 2).sections == {"a": "b", "b": "a"}
    assert rename(old, outline(("c", "w"), ("d", "x y z")), *["1 2 3 4"] * 2).sections == {
        "a": "d",
        "b": None,
    }


def test_short_name_of_a_figure_follows_also_where_another_paragraph_makes_it_longer():
    old, new = outline(("a", "x"), ("b", "y")), outline(("a", "x"), ("b", "x"))
    found = rename(old, new, "1 2", "1 2")
    assert found.rename_figures("paragraph.x.tokens < paragraph.y.tokens") == (
        "paragraph.a-x.tokens < paragraph.b-x.tokens"
    )
    assert found.rename_figures("term.paragraph.x.count") == "term.paragraph.x.count"


@pytest.mark.parametrize(
    ("target", "old", "new", "expected"),
    [
        ("x.md", "chapters/a", "chapters/a", "p.md"),
        ("x.md#place", "chapters/a", "chapters/b", "../a/p.md#place"),
        ("./x", "chapters/a", "chapters/a", "p"),
        ("./z.md", "chapters/a", "chapters/a", "./z.md"),
        ("picture.png", "chapters/a", "chapters/b", "../a/picture.png"),
        ("../../evidence.md", "chapters/a", "chapters/b", "../../evidence.md"),
        ("chapters/a/x.md", ".", ".", "chapters/a/p.md"),
        ("/chapters/a/x.md", "about", "about", "/chapters/a/p.md"),
        ("#place", "chapters/a", "chapters/b", "#place"),
        ("https://example.org/chapters/a/x.md", ".", ".", "https://example.org/chapters/a/x.md"),
    ],
)
def test_link_leads_to_the_same_page(target, old, new, expected):
    found = rename(outline(("a", "x z")), outline(("a", "p z")), "1 2", "1 2")
    assert found.rename_link(target, old, new) == expected
