"""Cells that need what a book has not yet are left out."""

import pytest

from reading.execution.cells import Cell
from reading.execution.shell import Shell
from reading.tables.not_yet import NOTE

NOT_YET = "from reading.tables.not_yet import NotYet\n"


@pytest.fixture
def run(tmp_path):
    shell = Shell(ipython_dir=str(tmp_path), config=Shell.SETTINGS)

    def run_cells(*sources):
        """What each cell shows: `note`, a text, or nothing."""
        results = [
            shell.run(Cell(number, "code", text, (), ran=False)) for number, text in enumerate(sources)
        ]
        data = [[output["data"] for output in outputs] for outputs in results]
        return ["".join("note" if NOTE in each else each["text/plain"] for each in shown) for shown in data]

    return run_cells


@pytest.mark.parametrize(
    "needy",
    [
        "b = a + 1\nb",
        "a = a + 1\na",
        "a += 1\na",
        "b = [a for b in range(2)]\nb",
        "for b in range(2):\n    print(a)",
    ],
)
def test_a_cell_that_uses_what_is_missing_is_left_out(run, needy):
    assert run(NOT_YET + "a = 1\nraise NotYet('No a.')", needy) == ["note", ""]


def test_what_a_cell_left_out_would_have_changed_is_missing_too(run):
    shown = run("b = {}", NOT_YET + "a = 1\nraise NotYet('No a.')", "b['a'] = a", "b['a']")
    assert shown == ["", "note", "", ""]


def test_a_name_that_is_defined_again_is_missing_no_more(run):
    shown = run(NOT_YET + "a = 1\nraise NotYet('No a.')", "a = 2", "a", "[b for b in [a]]")
    assert shown == ["note", "", "2", "[2]"]


def test_a_variable_of_a_comprehension_left_out_is_missing_nowhere_else(run):
    shown = run("b = 6", NOT_YET + "a = 1\nraise NotYet('No a.')", "[b for b in range(a)]", "b * 7")
    assert shown == ["", "note", "", "42"]
