"""Readers of marked texts end soon where a mark comes again and again and nothing closes it."""

import subprocess
import sys

import pytest

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
