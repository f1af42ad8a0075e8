"""Readers of marked texts end soon where a mark comes again and again and nothing closes it."""

import subprocess
import sys
import time

import pytest

from reading.documents import any_format

SIZE = 100_000
"""Characters of repeated marks. An expression that tries each end for each start takes minutes for them."""

SECONDS = 100
"""The longest time for all marks of a reader. They take a few seconds."""

PROGRAM = """
import sys
from reading.documents.{module} import {reader} as read
for mark in sys.argv[1:]:
    print(repr(mark), flush=True)
    read("They " + mark * ({size} // len(mark)) + "wait.")
"""

ASCIIDOC = ["image:", "image:a[", "http://", "link:", "[", "[[", "(", "**a ", "footnote:[a ", " ", "```a\n"]
TEMPLATES = [
    "`",
    "``a ",
    "{{ a",
    "<% a ",
    "<%= ",
    "{% a ",
    "{% comment %}",
    "{% highlight a %}",
    "{: .a",
    "$a ",
]


@pytest.mark.parametrize(
    ("module", "reader", "marks"),
    [
        ("markup.asciidoc_text", "read_asciidoc", ASCIIDOC),
        ("markup.template_tags", "take_out_tags", TEMPLATES),
    ],
)
def test_a_reader_ends_where_nothing_closes_many_marks(module, reader, marks):
    program = PROGRAM.format(module=module, reader=reader, size=SIZE)
    done = subprocess.run(
        [sys.executable, "-c", program, *marks], capture_output=True, text=True, timeout=SECONDS, check=True
    )
    assert done.stdout.split("\n")[:-1] == [repr(mark) for mark in marks]


PROSE = "The ships wait at the quay for the ice to go. They load grain there.\n\n"
MAX_SECONDS = 12
"""The longest time for a plain text of repeated marks, of which each takes about a second."""


@pytest.mark.parametrize(
    "repeated",
    ["\n" * 60_000, "\t" * SIZE, f"x{' ' * SIZE}x", "A.\n" * 20_000],
    ids=["blank", "tabs", "gap", "labels"],
)
def test_a_plain_text_with_many_blank_lines_blanks_or_labels_is_read_soon(tmp_path, repeated):
    path = tmp_path / "a.txt"
    path.write_text(f"{PROSE}{repeated}\n\n{PROSE}")
    start = time.process_time()
    any_format.read(path)
    assert time.process_time() - start < MAX_SECONDS
