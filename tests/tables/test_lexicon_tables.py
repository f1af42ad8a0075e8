"""The published tables about lexicons and samples, on small changes of books."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from reading import tables
from reading.data.book import Book
from tests.data.tables import with_parts


@pytest.fixture(scope="module")
def small_book(derived_small_book):
    return Book.load(derived_small_book)


def compute(table, book):
    """The rows of a table of a book, not from a cache, as a frame."""
    found = table.rows(book)
    return pd.DataFrame(found["rows"], columns=found["columns"])


def test_samples_of_the_small_book_are_as_counted_by_hand(small_book):
    held_out, development = tables.samples(small_book).set_index("sample").to_dict("index").values()
    assert (held_out["sentences"], held_out["texts"], held_out["codes"]) == (2, 2, 2)
    assert (development["sentences"], development["texts"]) == (2, 1)
    # Of 8 codes of the 4 pairs of a sentence and a theme, 5 are yes, and the passes differ on 1 pair.
    assert held_out["alpha"] == pytest.approx(1 - (1 / 4) / (2 * 5 * 3 / (8 * 7)))
    precision = tables.held_out_themes(small_book).set_index(["lexicon", "theme"])["precision"]
    assert (precision["refined", "works"], precision["general", "works"]) == (0.5, 1)
    means = tables.lexicons(small_book).set_index(["sample", "lexicon"])
    assert means.loc[("held-out", "refined"), "f1"] == pytest.approx((1 + 2 / 3) / 2)
    assert means.loc["held-out", "false_alarms"].to_dict() == {"refined": 1, "frozen": 1, "general": 0}


def test_mean_over_themes_leaves_out_those_without_a_value(book):
    first, *others = book.lexicon.themes
    silent = replace(book.lexicon, themes=(replace(first, terms=("nowhere",)), *others))
    changed = with_parts(book, lexicon=silent, samples={})
    by_theme, means = (compute(table, changed) for table in (tables.lexicon_themes, tables.lexicons))
    of_lexicon = by_theme[by_theme["lexicon"] == "refined"].set_index("theme")["precision"]
    assert math.isnan(of_lexicon[first.id])
    mean = means[(means["sample"] == "document") & (means["lexicon"] == "refined")]["precision"]
    assert mean.item() == pytest.approx(of_lexicon.dropna().mean())
