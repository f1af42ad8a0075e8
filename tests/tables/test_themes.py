"""Themes as several coders give them: which passes lead, and which decide."""

import pytest

from reading import tables
from reading.data import coding
from reading.data.book import Book
from reading.tables.figures import Figures

pytestmark = pytest.mark.usefixtures("uncached")


def list_values(book):
    """The figures about themes, by their names."""
    names = ("themes", "coding", "lexicon")
    figures = Figures(book)
    figures.tables = {name: table for name, table in figures.tables.items() if name.startswith(names)}
    return {name: figure.value for name, figure in figures.items()}


def test_a_persons_pass_is_compared_with_the_models_and_moves_no_number(small_root):
    folder = small_root / coding.FOLDER
    person = (folder / "pass-b.csv").read_text()
    for name in ("a", "b"):
        path = folder / f"pass-{name}.csv"
        path.write_text(path.read_text().replace("person", "model"))
    models = Book.load(small_root)
    assert tables.coders(models)["leads"].all()
    # Ann codes as reader B does, but one theme more in the second sentence, and stops after the fourth.
    rows = person.replace("reader B", "Ann").replace("harbour/quay,1,works", "harbour/quay,1,commerce works")
    (folder / "pass-ann.csv").write_text("\n".join(rows.splitlines()[:5]) + "\n")
    both = Book.load(small_root)
    assert list_values(both) == pytest.approx(list_values(models))
    coders = tables.coders(both)
    assert coders[["coder", "name", "kind", "sentences", "leads"]].to_numpy().tolist() == [
        ["a", "reader A", "model", 7, True],
        ["ann", "Ann", "person", 4, False],
        ["b", "reader B", "model", 7, True],
    ]
    assert tables.codes(both).groupby("coder")["code"].agg(["size", "sum"]).to_numpy().tolist() == [
        [14, 8],
        [8, 5],
        [14, 7],
    ]


def test_three_passes_go_by_the_majority_and_two_need_a_decision(small_root):
    folder = small_root / coding.FOLDER
    first = (folder / "pass-a.csv").read_text(encoding="utf-8")
    (folder / "pass-c.csv").write_text(first.replace("reader A", "reader C"), encoding="utf-8")
    consensus = folder / "consensus.yml"
    kept = consensus.read_text()
    consensus.write_text("decisions: []\n")
    code = ("ties/trade", 2, "commerce")
    three = Book.load(small_root).coding
    assert (three.undecided, three.differences) == ([], [code])
    assert code in set(three.consensus.itertuples(index=False, name=None))
    consensus.write_text(kept)
    assert code not in set(Book.load(small_root).coding.consensus.itertuples(index=False, name=None))


def test_unfinished_pass_of_a_person_does_not_lead_beside_a_finished_one(small_root):
    folder = small_root / coding.FOLDER
    (folder / "consensus.yml").write_text("decisions: []\n")
    path = folder / "pass-b.csv"
    path.write_text("\n".join(path.read_text().splitlines()[:2]) + "\n")
    unfinished = list_values(Book.load(small_root))
    path.unlink()
    assert unfinished == pytest.approx(list_values(Book.load(small_root)))
