"""How the lexicon does in sentences of other texts."""

from dataclasses import replace

import pytest

from reading.data import lexicon
from reading.data.book import Book
from reading.measures.incidence import SENTENCE
from reading.tables import sample_counts as samples
from reading.tables.lexicon_tables import held_out_themes
from reading.tables.lexicon_tables import lexicon as overall
from reading.tables.sample_counts import HELD_OUT
from tests.data.tables import with_parts

pytestmark = pytest.mark.usefixtures("uncached")


def rows(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def test_phrases_of_the_lexicon_are_found_in_other_texts_and_not_in_the_document(small_book):
    """`old harbour` is an exception, and no listed phrase."""
    found = samples.find_terms(small_book, HELD_OUT)
    assert rows(found.query("theme == 'works'"), *SENTENCE, "lemma") == [["mayor_2022", 1, "harbour"]]
    # A listed phrase binds its words.
    assert found.query("theme == 'commerce'")["lemma"].tolist() == ["free trade"]
    [commerce, works] = small_book.lexicon.themes
    themes = (commerce, replace(works, exceptions=("harbour need",)))
    book = with_parts(small_book, lexicon=replace(small_book.lexicon, themes=themes))
    assert samples.find_terms(book).equals(samples.find_terms(small_book))


def test_validity_in_the_small_book_is_as_counted_by_hand(small_root):
    path = small_root / lexicon.FOLDER / lexicon.THEMES
    path.write_text(path.read_text().replace("    exceptions: [old harbour]\n", ""))
    book = Book.load(small_root)
    columns = ["theme", "coded", "precision", "recall", "f1", "misses", "false_alarms"]
    assert rows(held_out_themes(book), *columns) == [
        ["commerce", 1, 1, 1, 1, 0, 0],
        ["works", 1, 1 / 2, 1, 2 / 3, 0, 1],
    ]
    assert overall(book)["held_out"].tolist() == pytest.approx([5 / 6])


def test_a_changed_lexicon_is_no_longer_the_one_that_was_judged(small_root, small_book):
    assert overall(small_book)["judged"].tolist() == ["the one that they judged"]
    path = small_root / lexicon.FOLDER / lexicon.THEMES
    path.write_text(path.read_text().replace("      - quay\n", "      - quay\n      - pier\n"))
    assert overall(Book.load(small_root))["judged"].tolist() == ["no longer the one that they judged"]
