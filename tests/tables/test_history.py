"""Terms through the years: what is said of a term that no text uses, and of texts of few years."""

import pandas as pd

from reading import tables
from reading.data.reference import Reference
from tests.data.tables import with_parts


def test_few_years_are_halved_and_a_term_that_no_text_uses_has_no_year(small_book):
    rows = [("a", 2020, "1"), ("b", 2021, "1"), ("c", 2021, ""), ("d", 2022, "")]
    texts = pd.DataFrame(rows, columns=["text", "year", "terms"]).assign(speaker="mayor")
    settings = small_book.reference.settings
    reference = with_parts(Reference(small_book.root), settings=settings, texts=texts)
    used, unused = tables.histories.rows(with_parts(small_book, reference=reference))["rows"]
    assert used == ["harbour", "harbour", 2, 2020, 1, 2020, 1, 0, -1]
    assert unused == ["free-trade", "free trade", 0, None, 0, None, 0, 0, 0]
