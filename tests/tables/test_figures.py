"""Published tables and their cells, the figures, on the real book and on a small one."""

import shutil
from dataclasses import replace

import pandas as pd
import pytest

from reading import tables
from reading.data.book import Book
from reading.files.errors import ReadingErrors
from reading.tables import term_tables
from reading.tables.figures import Figures
from reading.tables.labels import LABELS, label_key
from reading.tables.package import write_package
from tests.conftest import EXTENDED
from tests.data.tables import with_parts


def compute(name, book):
    """A table of a book that lies in no folder, so that the cache cannot know it."""
    made = getattr(tables, name).rows(book)
    return pd.DataFrame(made["rows"], columns=made["columns"])


# Figures ----------------------------------------------------------------------------------------------------


def test_every_cell_with_a_value_is_found_by_its_name_and_is_said_in_words(figures, book):
    cells = 0
    for name, table in figures.tables.items():
        frame = table(book)
        cells += int(frame[list(table.columns)].notna().to_numpy().sum())
        assert table.title, name
        assert all(column.says and column.unit for column in table.columns.values()), name
    found = list(figures)
    assert len(set(found)) == len(found) == cells
    for name in found[::50]:
        figure = figures[name]
        assert (figure.name, "{" in figure.says, "_" in name) == (name, False, False)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("term.china.count", "did you mean 'terms.china.count'?"),
        (
            "terms-by-paragraph.strategic.great-powers.count",
            "terms-by-paragraph.great-powers.strategic.count",
        ),
        ("pairs.china.sentences", "write pairs.TERM.OTHER-TERM.COLUMN"),
        ("terms-by-section.diplomacy-and-politics.china.log_ratio", "china.log-ratio'?"),
        ("terms.chian.count", "did you mean 'terms.china.count'?"),
        ("terms.zzzzzz.count", "write terms.TERM.COLUMN; `reading figures terms` lists"),
    ],
)
def test_wrong_name_is_no_figure_and_gets_the_nearest_right_one(figures, name, hint):
    assert name not in figures
    assert hint in figures.hint(name)


# Tables -----------------------------------------------------------------------------------------------------


def test_two_rows_of_one_name_are_an_error(book):
    words = book.document.incidence
    twin = words.iloc[[0]].assign(kind="phrase", lemma="low carbon")
    document = replace(book.document, incidence=pd.concat([words, twin]))
    with pytest.raises(ReadingErrors) as raised:
        compute("terms", with_parts(book, document=document))
    assert "two rows are called terms.low-carbon" in str(raised.value.exceptions[0])


def test_where_sections_are_many_a_term_has_rows_only_for_those_that_hold_it(book, monkeypatch):
    every = compute("terms_by_section", book)
    monkeypatch.setattr(term_tables, "MAX_SECTIONS_FOR_ABSENT", 1)
    assert (every["count"] == 0).sum() > 100
    held = every[every["count"] > 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(compute("terms_by_section", book), held)


def test_of_very_many_pairs_those_that_share_most_sentences_have_rows(book, monkeypatch):
    every = compute("pairs", book)
    monkeypatch.setattr(term_tables, "MAX_PAIRS", 10)
    few = compute("pairs", book)
    assert len(few) == 10
    assert few["sentences"].min() >= every["sentences"].nlargest(10).min()


FILES = {
    "reference": "data/reference/*",
}
"""The files of each part that a new book lacks at first."""


def test_book_without_a_part_lacks_the_rows_of_the_tables_that_need_it(small_root, figures):
    """All others, which take a second or two for each part, are computed by `make test-all`."""
    small = Book.load(small_root)
    rows = {name: len(table(small)) for name, table in figures.tables.items()}
    for part, pattern in FILES.items():
        folder = small_root.with_name(part)
        folder.mkdir()
        aside = {path: path.rename(folder / path.name) for path in small_root.glob(pattern)}
        without = Book.load(small_root)
        for name, table in figures.tables.items():
            lacks = part in table.needs
            if lacks or EXTENDED:
                assert len(table(without)) == (0 if lacks else rows[name]), name
        # A notebook may name the keys of any table.
        assert {label_key(without, key, "unknown") for key in LABELS} == {"unknown"}
        for path, moved in aside.items():
            moved.rename(path)


# The cache and the files ------------------------------------------------------------------------------------


def test_table_is_computed_where_no_cache_can_be_written(small_root):
    shutil.rmtree(small_root / "_build", ignore_errors=True)
    (small_root / "_build").write_text("no folder", encoding="utf-8")
    assert len(tables.terms(Book.load(small_root)))


def test_package_holds_the_claims(small_root, tmp_path):
    small = Book.load(small_root)
    write_package(small, tmp_path)
    claims = pd.read_csv(tmp_path / "claims.csv")
    assert claims["claim"].tolist() == [claim.name for claim in small.claims]
    assert claims["holds"].tolist() == [claim.holds(Figures(small)) for claim in small.claims]
    assert set(claims["holds"]) == {True, False}
