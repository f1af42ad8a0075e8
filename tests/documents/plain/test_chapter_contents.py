"""Lists of contents at the heads of chapters are left out, and other lines below *Contents* are not."""

import time

from reading.documents.plain.chapter_contents import strip_chapter_contents
from tests.documents.lines import list_texts, number

SECONDS = 5
"""The longest time for many headings. To read on below each of them takes most of a minute."""

CHAPTER = "Chapter 2. Ports\n\n{}\n\nThey all wait.\n\n2.1. Ice\n\nIt comes.\n\n2.2. Salt\n\nIt goes.\n"


def test_entries_below_the_heading_that_come_again_are_left_out():
    stripped = strip_chapter_contents(number(CHAPTER.format("Table of Contents\n\n2.1. Ice\n    2.2. Salt")))
    assert list_texts(stripped)[:4] == ["Chapter 2. Ports", "They all wait.", "2.1. Ice", "It comes."]
    assert stripped.removed == "contents lists of chapters (3 lines)"


def test_lines_that_do_not_come_again_stay():
    for list_of_contents in ("Table of Contents\n\nGrain\nIron", "2.1. Ice\n2.2. Salt", "Contents"):
        lines = number(CHAPTER.format(list_of_contents))
        assert strip_chapter_contents(lines).lines == lines


def test_a_text_of_nothing_but_such_headings_takes_no_time():
    lines = number("Contents\nIce\n" * 10_000)
    start = time.process_time()
    strip_chapter_contents(lines)
    assert time.process_time() - start < SECONDS
