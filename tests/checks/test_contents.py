"""What the table of contents may list."""

from reading.checks.contents import check_contents
from reading.checks.known import KnownBook
from reading.data.contents import ContentsEntry, read_contents


def test_no_page_has_the_name_of_one_that_the_build_writes(small_root):
    kept = (
        "search",
        "Search.md",
        "404",
        "genindex",
        "evidence/d",
        "texts/speeches/all",
        "_static/a",
        "data/a",
    )
    allowed = ("data", "texts-and-words", "chapters/search", "about/404")
    listed = read_contents(small_root)
    for line, name in enumerate((*kept, *allowed), 100):
        path = (small_root / name).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n")
        listed.append(ContentsEntry(name, line))
    errors = list(check_contents(KnownBook(small_root, listed=listed)))
    assert [error.line for error in errors] == [*range(100, 100 + len(kept))]
    assert {error.problem for error in errors} == {
        f"the build keeps the name {name!r} for itself" for name in kept
    }
