"""Which speakers use the words of the document most: on books without such data, and on this book."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

from reading import tables
from reading.data.book import Book
from reading.data.derive_reference import derive
from reading.tables import user_shares, user_tables
from reading.tables.not_yet import NotYet
from tests import independent

NOUNS = ["users", "presences", "pair_words", "sampled_sentences"]


@pytest.mark.parametrize("name", NOUNS)
def test_a_book_that_compares_no_speakers_has_no_rows(small_root, name, monkeypatch):
    for path in (small_root / "data/reference/speeches").iterdir():
        path.unlink()
    (small_root / "data/reference/speeches").rmdir()
    book = Book.load(small_root)
    monkeypatch.setattr(Book, "here", lambda: book)
    assert getattr(tables, name)(book).empty
    with pytest.raises(NotYet, match="settings `users`"):
        getattr(tables, name)()


def test_without_a_list_of_names_everything_is_a_word(small_root):
    (small_root / "data/lexicon/names.yml").unlink()
    kinds = tables.word_kinds(Book.load(small_root))
    assert set(kinds["kind"]) == {"word"}
    assert (kinds["name"] == kinds["lemma"]).all()


def test_each_lemma_of_the_document_has_one_kind(book):
    kinds = tables.word_kinds(book)
    words = set(tables.words(book)["lemma"])
    assert not kinds["lemma"].duplicated().any()
    assert words == set(kinds["lemma"]) - {"united states"}
    names = yaml.safe_load((independent.DATA / "lexicon/names.yml").read_text(encoding="utf-8"))
    of = {kind: set(rows["lemma"]) for kind, rows in kinds.groupby("kind")}
    assert of["own"] == set(names["own"])
    assert of["part"] == set(names["parts"])
    assert of["name"] == (set(names["others"]) | set(names["forms"])) - {"nato"}
    assert of["number"] == {word for word in words if any(map(str.isdigit, word))}
    called = kinds.set_index("lemma")["name"]
    assert called[["nato-isation", "us", "asia"]].tolist() == ["nato", "united states", "asia"]


def test_several_texts_of_a_speaker_in_a_year_count_as_one(small_root):
    whole = user_shares.compare_pair(Book.load(small_root), recent=True)
    settings = small_root / "data/reference/speeches/reference.yml"
    settings.write_text(settings.read_text("utf-8").replace("{year}", "{year}_{session}"), encoding="utf-8")
    parts = {"captain_2022_1": "The fishers like", "captain_2022_2": "the old harbour."}
    for path in (small_root / "speeches").glob("*.txt"):
        path.rename(path.with_stem(f"{path.stem}_1"))
    for name, text in parts.items():
        (small_root / f"speeches/{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        derive(small_root / "speeches", "speeches", small_root, executor)
    book = Book.load(small_root)
    assert user_shares.compare_pair(book, recent=True).equals(whole)
    # A row of the tables is a speaker, whose texts of the year are taken together.
    assert user_tables.whose_words(book)["texts"].tolist() == [1, 1]


def test_a_text_of_one_sentence_teaches_the_classifier_nothing(small_root):
    for year, text in {"2021": "Ships come. They go.", "2022": "Ships come."}.items():
        (small_root / f"speeches/pilot_{year}.txt").write_text(f"{text}\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        derive(small_root / "speeches", "speeches", small_root, executor)
    assert "other" in set(user_tables.sentence_groups(Book.load(small_root))["group"])


def test_a_speaker_without_a_text_to_compare_keeps_its_code(small_root):
    settings = small_root / "data/reference/speeches/reference.yml"
    settings.write_text(settings.read_text("utf-8") + "speakers: {captain: The Captain}\n", encoding="utf-8")
    (small_root / "speeches/pilot_2021.txt").write_text("Ships come. They go.\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        derive(small_root / "speeches", "speeches", small_root, executor)
    frame = user_tables.whose_words(Book.load(small_root))
    assert dict(zip(frame["speaker"], frame["label"], strict=True)) == {
        "mayor": "mayor",
        "pilot": "pilot",
        "the-captain": "The Captain",
    }
