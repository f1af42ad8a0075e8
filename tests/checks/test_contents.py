"""What the table of contents may list."""

from reading.checks.contents import check_contents
from reading.checks.known import KnownBook
from reading.data.contents import ContentsEntry, read_contents


def test_no_page_has_the_name_of_one_that_the_build_writes(small_root):
    kept = ("search", "Search.md", "404", "evidence/d", "_static/a", "data/a")
    listed = read_contents(small_root)
    for line, name in enumerate((*kept, "texts-and-words", "chapters/search"), 100):
        path = (small_root / name).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n")
        listed.append(ContentsEntry(name, line))
    errors = list(check_contents(KnownBook(small_root, listed=listed)))
    assert [(error.line, error.problem) for error in errors] == [
        (line, f"the build keeps the name {name!r} for itself") for line, name in enumerate(kept, 100)
    ]
