"""What a chart of a notebook shows, where only its cells say it."""

import json

import pytest

from reading import show
from reading.data.book import Book
from reading.show.spec import SITE
from reading.tables import locations
from tests.conftest import ROOT


@pytest.fixture
def draw(book, monkeypatch):
    """Run the cells of a notebook up to the chart of a name, and return its rows."""

    def draw(notebook, name):
        cells = json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
        shown, names = {}, {}
        for cell in cells:
            if cell["cell_type"] == "code" and name not in shown:
                exec("".join(cell["source"]), names)
                names["show"] = lambda what, title, **options: shown.update(
                    {options["name"]: show.show(what, title, **options)}
                )
        (rows,) = shown[name].spec["datasets"].values()
        return rows

    monkeypatch.setattr(Book, "here", lambda: book)
    return draw


def test_a_stance_has_its_sign_and_leads_to_the_sentences_that_present_it(draw, book):
    rows = draw("actors", "stances")
    signs = {(row["stance"], row["sign"].partition(" ")[0]) for row in rows}
    assert signs == {("favourable", "+"), ("adverse", "\u2212"), ("neutral", "\u25cb")}
    assert all(row["sign"].endswith(f" {row['sentences']}") for row in rows)
    labels = {actor.name: actor.id for actor in book.lexicon.actors}
    addresses = [locations.stance(labels[row["actor"]], labels[row["target"]]).address for row in rows]
    assert [row["href"] for row in rows] == [f"{SITE}{address}" for address in addresses]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_cell_is_one_step_of_at_most_twelve_lines(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = {
        cell["id"]: "".join(cell["source"]).count("\n") + 1 for cell in cells if cell["cell_type"] == "code"
    }
    assert {cell: number for cell, number in lines.items() if number > 12} == {}
    assert sorted(lines.values())[len(lines) // 2] <= 7
