"""What the table of contents may list."""

import pytest

from reading.data.contents import CONTENTS, ContentsEntry, read_contents
from reading.files.errors import ReadingErrors


def test_a_page_lies_in_the_book_and_has_no_name_of_one_that_the_build_writes(small_root):
    path = small_root / CONTENTS
    whole = path.read_text()
    names = ["search", "Search.md", "404", "evidence/d", "_static/a", "data/a"]
    names += [
        "/etc/hostname",
        "../other",
        "about/../../other",
        "./index",
        "about//a",
        "about\\\\a",
    ]
    path.write_text(whole + "".join(f'      - file: "{name}"\n' for name in names))
    with pytest.raises(ReadingErrors) as raised:
        read_contents(small_root)
    first = whole.count("\n") + 1
    assert [error.line for error in raised.value.exceptions] == [*range(first, first + len(names))]
    path.write_text(f"{whole}      - file: texts-and-words\n      - file: chapters/search\n")
    assert read_contents(small_root)[-1] == ContentsEntry("chapters/search", first + 1)
