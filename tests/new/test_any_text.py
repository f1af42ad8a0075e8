"""A text of any headings and names gives a book that checks."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from reading import new
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("no_notebooks_and_no_wheel")

HEADINGS = st.sampled_from(
    [
        *["2024", "12", "2026-01-02", "1e5", "null", "true", "No", "~", "Index", "Opening", "9:10 P.M. EST"],
        *["PART I", "Chapter 1: Loomings", "1. Scope.", "Article 1", "A. B. Smith", "Notes", "NOTES"],
        *["Notes (2)", "*Stars* and {fig}`bars`", "$5 and $6", "[Link](x)", "# 1", "What now?"],
        *["Tom & Jerry <b>", "C:\\Temp", "- a", "Café", "中国", "The end of a very long road to peace"],
    ]
)
NAMES = st.sampled_from(
    [
        *["PRESIDENT", "President", "Arthur", "ARTHUR", "null", "NO", "2024", "US", "U.S.", "EU-China"],
        *["Bank of Elm", "Bank Of Elm", "O'Neil", "C++", "Elm's Bay", "the Coast Council", "Coast-Council"],
        *["COAST COUNCIL", "São Tomé", "{s}`1`", "*Mary*", "Mr. Holmes", "I", "May", "AND"],
    ]
)
SENTENCES = st.builds("We like {} and so does {}.".format, NAMES, NAMES)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join)
SECTIONS = st.lists(
    st.tuples(st.sampled_from(["#", "##", ""]), HEADINGS, st.lists(PARAGRAPHS, max_size=3)), max_size=6
)
NUMBERS = [
    ("#", "2024", ["We like the PRESIDENT and President. So do the PRESIDENT and the President."]),
    ("#", "{fig}`bars` of $5 and $6", ["The Coast Council is the Coast Council, the Coast-Council of NULL."]),
    ("##", "2026-01-02", ["It is NULL and null. We like NULL and NULL."]),
    ("##", "Index", ["We like it."]),
]


FILES = st.sampled_from(["text.txt", "text.md", "SOM_70_2015.txt", "GPL-3.txt", "12 of ½.md"])


@given(sections=SECTIONS, last=PARAGRAPHS, name=FILES, keep=st.booleans())
@example(sections=[], last="We like it. So do the 3 of us.", name="SOM_70_2015 of ½.txt", keep=False)
@example(sections=NUMBERS, last="We like President.", name="text.md", keep=True)
# To make a failing text shorter would take minutes.
@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_a_text_of_any_headings_and_names_gives_a_book_without_mistakes(sections, last, name, keep):
    lines = [line for marks, heading, text in sections for line in (f"{marks} {heading}".strip(), *text)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.write_text("\n\n".join([*lines, last]) + "\n", encoding="utf-8")
        # Mistakes would be raised.
        new.create_book(copy, Path(folder) / "book", ROOT, keep=keep)
