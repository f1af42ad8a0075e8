"""The published tables about lexicons, on a small change of the book."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from reading import tables
from tests.data.tables import with_parts


def compute(table, book):
    """The rows of a table of a book, not from a cache, as a frame."""
    found = table.rows(book)
    return pd.DataFrame(found["rows"], columns=found["columns"])


def test_mean_over_themes_leaves_out_those_without_a_value(book):
    first, *others = book.lexicon.themes
    silent = replace(book.lexicon, themes=(replace(first, terms=("nowhere",)), *others))
    changed = with_parts(book, lexicon=silent, samples={})
    by_theme, means = (compute(table, changed) for table in (tables.lexicon_themes, tables.lexicons))
    of_lexicon = by_theme[by_theme["lexicon"] == "refined"].set_index("theme")["precision"]
    assert math.isnan(of_lexicon[first.id])
    mean = means[(means["sample"] == "document") & (means["lexicon"] == "refined")]["precision"]
    assert mean.item() == pytest.approx(of_lexicon.dropna().mean())
