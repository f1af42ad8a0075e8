"""A text of any headings and names gives a book that checks."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from reading import new
from reading.checks.linters import run_linters
from reading.files.errors import ReadingErrors
from reading.new import book, notebooks
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("no_notebooks_and_no_wheel")

# What codespell takes for misspelt.
FORM, WORD, NAME = "Liasing", "noone", "Lenth"  # codespell:ignore

HEADINGS = st.sampled_from(
    [
        *["2024", "12", "2026-01-02", "1e5", "null", "true", "No", "~", "Index", "Opening", "9:10 P.M. EST"],
        *["PART I", "Chapter 1: Loomings", "1. Scope.", "Article 1", "A. B. Smith", "Notes", "NOTES"],
        *["Notes (2)", "*Stars* and {fig}`bars`", "$5 and $6", "[Link](x)", "# 1", "What now?"],
        *["1.Definitions", "Issues ? Questions ?", "Sprints TBD (XXX", "The the end", "Ports\uf0c1 \ue001"],
        *[f"{FORM} with {WORD}", "the \u201cend", 'TODO: "Ports', "31 June 2050", "Names;; see..below"],
        *["Tom & Jerry <b>", "C:\\Temp", "- a", "Café", "中国", "The end of a very long road to peace"],
    ]
)
NAMES = st.sampled_from(
    [
        *["PRESIDENT", "President", "Arthur", "ARTHUR", "null", "NO", "2024", "US", "U.S.", "EU-China"],
        *["Bank of Elm", "Bank Of Elm", "O'Neil", "C++", "Elm's Bay", "the Coast Council", "Coast-Council"],
        *["Senator", "Senators", "Port Party", "Port Parties", "Senator and Port Party", "Kenya"],
        *[NAME, "COAST COUNCIL", "São Tomé", "{s}`1`", "*Mary*", "Mr. Holmes", "I", "May", "AND"],
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
SLIPS = [
    ("#", f"{FORM} with {WORD} ? TBD !", [f"So does {NAME}, and {NAME}."]),
    ("##", "1.Definitions", [f"We like {NAME}, the the end."]),
    ("##", "The the (end of xxx", ["```python\nx = 'unformatted'\n```", "We like it."]),
    ("##", "TODO\uf0c1", ["We like \uf0b7it."]),
    ("##", WORD, ["We like a Senator and Senators. The Senators, a Port Party and the Port Parties."] * 3),
    ("##", 'A "mark;; of..all', ["We like it."]),
]


FILES = st.sampled_from(["text.txt", "text.md", "SOM_70_2015.txt", "GPL-3.txt", "12 of ½.md"])


@given(sections=SECTIONS, last=PARAGRAPHS, name=FILES, keep=st.booleans())
@example(sections=[], last="We like it. So do the 3 of us.", name="SOM_70_2015 of ½.txt", keep=False)
@example(sections=NUMBERS, last="We like President.", name="text.md", keep=True)
@example(sections=SLIPS, last="We like it.", name=f"{WORD}.md", keep=True)
# To make a failing text shorter would take minutes.
@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_a_text_of_any_headings_and_names_gives_a_book_without_mistakes(sections, last, name, keep):
    lines = [line for marks, heading, text in sections for line in (f"{marks} {heading}".strip(), *text)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.write_text("\n\n".join([*lines, last]) + "\n", encoding="utf-8")
        # Mistakes would be raised.
        made = new.create_book(copy, Path(folder) / "book", ROOT, keep=keep)
        assert run_linters(made.folder) == []


def test_mistakes_in_pages_are_found_before_notebooks_run(tmp_path, monkeypatch):
    def run_notebooks(*_, **__):
        raise AssertionError("notebooks run")

    monkeypatch.setattr(notebooks, "collect_outputs", run_notebooks)
    monkeypatch.setattr(book, "read_titles", lambda _: frozenset())
    copy = tmp_path / "text.md"
    copy.write_text("# Ports xxx\n\nWe like it.\n", encoding="utf-8")
    with pytest.raises(ReadingErrors) as caught:
        new.create_book(copy, tmp_path / "book", ROOT)
    assert {str(error.path) for error in caught.value.exceptions} == {
        "chapters/ports-xxx/index.md",
        "index.md",
    }
    assert not (tmp_path / "book").exists()
