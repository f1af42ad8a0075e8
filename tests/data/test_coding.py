"""The codings: both passes by the codebook, each sentence once."""

import pandas as pd

from reading import tables
from reading.checks.run import check_book
from reading.data import coding
from reading.data.book import Book
from tests.data.tables import add_theme, code_theme


def load(root):
    return Book(root).coding


def test_a_coding_holds_the_codebook_and_each_coders_themes(small_root):
    read = load(small_root)
    assert list(read.codebook.themes) == ["commerce", "works"]
    assert list(read.passes) == ["a", "b"]
    assert read.passes["a"]["themes"].iloc[-1] == ("commerce", "works")
    assert len(read.passes["a"]) == 7


def test_notes_of_a_pass_may_be_given_and_change_no_code(small_root):
    before, path = load(small_root).codes, small_root / coding.FOLDER / "pass-a.csv"
    header, *rows = path.read_text().splitlines()
    noted = [f"{header},unsure,note", *(f"{row},close,between two themes" for row in rows)]
    path.write_text("\n".join(noted) + "\n")
    pd.testing.assert_frame_equal(load(small_root).codes, before)


def test_consensus_has_the_codes_that_all_share_and_those_that_were_decided(small_root):
    read = load(small_root)
    assert read.differences == [("ties/trade", 2, "commerce")]
    agreed = set(read.consensus.itertuples(index=False, name=None))
    codes = read.codes.query("coder == 'b' and code")[list(read.item_columns)]
    assert agreed == set(codes.itertuples(index=False, name=None))
    path = small_root / coding.FOLDER / "consensus.yml"
    path.write_text(path.read_text().replace("carried: false", "carried: true"))
    assert set(load(small_root).consensus.itertuples(index=False, name=None)) - agreed == {
        ("ties/trade", 2, "commerce")
    }


def test_consensus_is_in_the_order_of_the_document(small_root):
    folder = small_root / coding.FOLDER
    path = folder / "pass-b.csv"
    path.write_text(path.read_text().replace("harbour/opening,1,works", "harbour/opening,1,commerce works"))
    path = folder / "consensus.yml"
    path.write_text(
        path.read_text()
        + "  - {paragraph: harbour/opening, sentence: 1, theme: commerce, carried: true, reason: Goods.}\n"
    )
    first = load(small_root).consensus.head(2)
    assert first.to_numpy().tolist() == [["harbour/opening", 1, "commerce"], ["harbour/opening", 1, "works"]]


def numbers(book):
    """Of each theme its sentences, and what the lexicon misses."""
    found = tables.themes(book).merge(tables.lexicon_themes(book), on="theme")
    return dict(zip(found["theme"], zip(found["sentences"], found["misses"], strict=True), strict=True))


def test_a_theme_that_no_pass_codes_is_no_mistake_and_has_no_numbers(small_root):
    before = numbers(Book.load(small_root))
    add_theme(small_root)
    assert check_book(small_root) == []
    book = Book.load(small_root)
    assert numbers(book) == {**before, "crews": (pd.NA, pd.NA)}
    for table in (tables.themes_by_section, tables.themes_by_paragraph):
        assert table(book).groupby("theme")["sentences"].count()["crews"] == 0
    assert set(tables.coded(book=book)["theme"]) == {"Commerce", "Building works"}


def test_a_pass_counts_for_the_themes_that_its_version_has(small_root):
    folder = small_root / coding.FOLDER
    for name in ("a", "b"):
        path = folder / f"pass-{name}.csv"
        path.write_text(path.read_text().replace("person", "model"))
    before = numbers(Book.load(small_root))
    add_theme(small_root)
    code_theme(small_root)
    assert check_book(small_root) == []
    book = Book.load(small_root)
    # The models do not know the theme, so a person's pass leads on it, and on no other.
    assert book.coding.leading == {"commerce": ["a", "b"], "works": ["a", "b"], "crews": ["ann"]}
    assert numbers(book) == {**before, "crews": (2, 1)}
    codes = tables.codes(book)
    assert codes.groupby("coder")["theme"].nunique().to_dict() == {"a": 2, "ann": 3, "b": 2}
    assert codes.groupby("coder")["leads"].sum().to_dict() == {"a": 14, "ann": 7, "b": 14}
    # Half of a pass is no pass.
    path = folder / "pass-ann.csv"
    path.write_text("\n".join(path.read_text().splitlines()[:4]) + "\n")
    assert "crews" not in Book.load(small_root).coding.leading


def test_older_passes_do_not_count_for_a_theme_whose_rule_has_changed(small_root):
    path = small_root / coding.FOLDER / coding.CODEBOOK
    text = path.read_text().replace("version: 1", "version: 2")
    path.write_text(text.replace("definition: What is built.", "definition: Who builds.\n    since: 2"))
    assert list(Book.load(small_root).coding.leading) == ["commerce"]
