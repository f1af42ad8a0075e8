"""Sentences of other texts are drawn at random, and the same each time.

The sentences of the book's own samples cannot be drawn again here: the speeches are not in the repository.
"""

import csv
import io

import pytest

from benchmarks import draw_sentences

LONG = "This sentence is about the harbour of the town in the year that its name says"
"""A sentence that may be drawn. The texts have some with other numbers, and some that may not be drawn."""


@pytest.fixture(scope="module")
def speeches(tmp_path_factory):
    """A folder with three speeches of each of three years."""
    folder = tmp_path_factory.mktemp("speeches")
    for year in (2021, 2022, 2023):
        for speaker in ("ANN", "BOB", "CAT"):
            sentences = [f"{LONG}, {speaker} {number}." for number in range(10)]
            text = " ".join(["Short and left out.", f"{LONG} {'and so on ' * 40}.", *sentences])
            (folder / f"{speaker}_1_{year}.txt").write_text(text, encoding="utf-8")
    return folder


def draw(folder, capsys, monkeypatch, *options):
    arguments = [str(folder), "--texts", "4", "--each", "3", *options]
    monkeypatch.setattr("sys.argv", ["draw_sentences.py", *arguments])
    draw_sentences.main()
    return capsys.readouterr().out


def test_sentences_are_the_same_each_time_and_others_with_another_seed(speeches, capsys, monkeypatch):
    years = ("--years", "2021", "2023")
    first, again, other = (
        draw(speeches, capsys, monkeypatch, *years, "--seed", seed) for seed in ("1", "1", "2")
    )
    assert first == again != other


def test_only_whole_sentences_of_the_years_that_are_asked_for_are_drawn(speeches, capsys, monkeypatch):
    drawn = draw(speeches, capsys, monkeypatch, "--years", "2021", "2023")
    rows = list(csv.DictReader(io.StringIO(drawn)))
    assert {row["text"][-4:] for row in rows} == {"2021", "2023"}
    assert len({row["text"] for row in rows}) == 4
    assert len(rows) == len({(row["text"], row["sentence"]) for row in rows}) == 12
    # The number is that in the text, in which the first two sentences are never drawn.
    assert all(row["words"] == f"{LONG}, {row['text'][:3]} {int(row['sentence']) - 3}." for row in rows)
